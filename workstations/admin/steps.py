"""The steps of a life for many rows at once: first what would happen, then the same through the actions."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from workstations.actions import change_infrastructure_state, change_workstation_state
from workstations.lifecycle import PlaceState, State
from workstations.models import Workstation

AT_ONCE = 200


class Outcome(NamedTuple):
    """What a step does to one row: nothing in `problem` means that it succeeds."""

    row: Any
    before: str
    problem: str


def step_actions(states: Iterable[State | PlaceState]) -> dict[str, tuple[Callable[..., Any], str, str]]:
    """One entry of the action menu for each of these states."""
    return {
        f"to_{state.value}": (partial(change_state, state=state), f"to_{state.value}", f"Zustand ändern: {state.label}")
        for state in states
    }


def change_state(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Any], *, state: State | PlaceState
) -> HttpResponse | None:
    """Show which rows can take the step and which are refused and why; after the confirmation, take it."""
    rows = list(queryset.order_by("pk")[: AT_ONCE + 1])
    if len(rows) > AT_ONCE:
        messages.error(request, f"Bitte wählen Sie höchstens {AT_ONCE} Zeilen auf einmal.")
        return None
    if "confirmed" in request.POST:
        _report(request, [_step(row, state, request) for row in rows], state)
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Zustand ändern: {state.label}",
        "opts": model_admin.opts,
        "outcomes": [_step(row, state, request, is_trial=True) for row in rows],
        "state": state,
        "action": f"to_{state.value}",
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/workstations/change_state.html", context)


def _step(row: Any, state: State | PlaceState, request: HttpRequest, *, is_trial: bool = False) -> Outcome:
    """Take the step through the action; a trial is undone, so it knows every reason that the step itself would find."""
    before = row.get_state_display()
    problem = ""
    try:
        with transaction.atomic():
            today: Any = timezone.localdate()
            if isinstance(row, Workstation):
                change_workstation_state(workstation=row, state=state, by=request.user, on=today)  # type: ignore[arg-type]
            else:
                change_infrastructure_state(item=row, state=state, by=request.user, on=today)  # type: ignore[arg-type]
            if is_trial:
                transaction.set_rollback(True)
    except ValidationError as error:
        problem = " ".join(error.messages)
    return Outcome(row, before, problem)


def _report(request: HttpRequest, outcomes: list[Outcome], state: State | PlaceState) -> None:
    refused = [outcome for outcome in outcomes if outcome.problem]
    if done := len(outcomes) - len(refused):
        words = "ist eine Zeile" if done == 1 else f"sind {done} Zeilen"
        messages.success(request, f"Jetzt {words} im Zustand „{state.label}“.")
    for outcome in refused:
        messages.warning(request, f"{outcome.row}: {outcome.problem}")
