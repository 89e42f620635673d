"""Cases that a person decides: the list, and one case with what was reported beside what the stock says."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Case, QuerySet, Value, When
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.signed_in import signed_in
from inventory import actions
from inventory.comparing import screens_of, side_by_side
from inventory.filters import CaseFilter
from inventory.forms import DiscardCase, MatchDevice, RegisterDevice
from inventory.models import Decision, ReviewCase
from inventory.tables import CaseTable, decision_badge, doubt_badge
from ui.pages import ActionPage, Link, ListPage, show_errors
from workstations.models import Device

MAY_REVIEW = "inventory.review"
SHOWN = 4
"""Devices beside the report; more would not be read side by side."""

NEXT_REPORT = "Die nächste Meldung mit diesen Merkmalen wird geprüft, als wäre nie entschieden worden."
CONSEQUENCES = {
    Decision.DEVICE: f"Was die erste Meldung am Gerät geändert hat, steht wieder wie zuvor, soweit es niemand geändert oder festgehalten hat. {NEXT_REPORT}",
    Decision.NEW: f"Das angelegte Gerät bleibt im Bestand. Ist es doppelt, führen Sie es auf seiner Seite mit dem anderen zusammen. {NEXT_REPORT}",
}


class CaseList(ListPage):
    """Cases, those that wait first and among them the newest."""

    permission_required = MAY_REVIEW
    model = ReviewCase
    table_class = CaseTable
    filterset_class = CaseFilter
    page_title = "Inventarmeldungen"
    intro = "Was Agenten melden, wird ohne Zutun übernommen. Hier steht, worüber eine Person entscheiden muss."
    empty_text = "Alle Meldungen der Agenten wurden einem Gerät zugeordnet."

    def get_rows(self) -> QuerySet[ReviewCase]:
        rows = ReviewCase.objects.visible_to(signed_in(self.request)).select_related("authority").defer("report")
        waits = Case(When(decision="", then=Value(0)), default=Value(1))
        return rows.alias(waits=waits).order_by("waits", "-opened_at")

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("inventory.view_agenttoken"):
            return []
        return [Link("Agentenschlüssel", reverse("inventory:tokens"), "key")]


@require_safe
@permission_required(MAY_REVIEW, raise_exception=True)
def case_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One case, and what can be decided."""
    return _render(request, _find(request, pk))


@require_POST
@permission_required(MAY_REVIEW, raise_exception=True)
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """It is this device."""
    case, user = _find(request, pk), signed_in(request)
    form = MatchDevice(request.POST, user=user, case=case)

    def perform() -> Device:
        return actions.match_device(case=case, by=user, now=timezone.now(), **form.cleaned_data)

    return _decide(request, case, "match", form, perform, "Die Meldung ist dem Gerät {} zugeordnet.")


@require_POST
@permission_required((MAY_REVIEW, "workstations.add_device"), raise_exception=True)
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """It is a device that nobody has entered yet."""
    case, user = _find(request, pk), signed_in(request)
    form = RegisterDevice(request.POST, user=user, case=case)

    def perform() -> Device:
        return actions.register_device(case=case, by=user, now=timezone.now(), **form.cleaned_data)

    return _decide(request, case, "register", form, perform, "Das Gerät {} ist angelegt.")


@require_POST
@permission_required(MAY_REVIEW, raise_exception=True)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """It becomes nothing."""
    case, user = _find(request, pk), signed_in(request)
    form = DiscardCase(request.POST)

    def perform() -> None:
        actions.discard_case(case=case, by=user, now=timezone.now(), **form.cleaned_data)

    return _decide(request, case, "discard", form, perform, "Die Meldung ist verworfen.")


class WithdrawDecision(ActionPage):
    """It was decided wrongly."""

    permission_required = MAY_REVIEW
    model = ReviewCase
    template_name = "ui/confirm.html"
    page_title = "Entscheidung zurücknehmen"
    submit_label = "Zurücknehmen"
    success_message = "Die Entscheidung ist zurückgenommen. Über die nächste Meldung wird neu befunden."

    def perform(self, form: Any) -> None:
        actions.withdraw_decision(case=self.object, by=signed_in(self.request), now=timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=CONSEQUENCES.get(self.object.decision, NEXT_REPORT), **kwargs)


def _decide(
    request: HttpRequest, case: ReviewCase, name: str, form: BaseForm, perform: Callable[[], Device | None], done: str
) -> HttpResponse:
    if form.is_valid():
        try:
            device = perform()
        except ValidationError as error:
            show_errors(form, error)
        else:
            messages.success(request, done.format(device))
            return redirect("inventory:device", device.pk) if device else redirect("inventory:cases")
    return _render(request, case, {name: form})


def _find(request: HttpRequest, pk: int) -> ReviewCase:
    rows = ReviewCase.objects.visible_to(signed_in(request)).select_related(
        "authority", "device", "decided_by", "token"
    )
    return get_object_or_404(rows, pk=pk)


def _candidates(request: HttpRequest, case: ReviewCase) -> list[Device]:
    rows = Device.objects.visible_to(signed_in(request)).filter(pk__in=case.candidates[:SHOWN])
    return list(rows.select_related("authority", "model", "operating_system", "workstation").order_by("pk"))


def _render(request: HttpRequest, case: ReviewCase, sent: dict[str, BaseForm] | None = None) -> HttpResponse:
    """The page, with the form that was sent and refused in the place of a fresh one."""
    user, report = signed_in(request), case.reported
    devices = _candidates(request, case) if case.is_open else []
    context: dict[str, Any] = {
        "object": case,
        "page_title": case.title,
        "breadcrumb": [Link("Inventarmeldungen", reverse("inventory:cases"))],
        "doubt": doubt_badge(case),
        "state": decision_badge(case),
        "report": report,
        "devices": devices,
        "lines": side_by_side(report, case.authority, devices) if case.is_open else [],
        "monitors": screens_of(report, case.authority_id),
        "forms": _forms(request, case, sent or {}) if case.is_open else None,
        "may_register": user.has_perm("workstations.add_device"),
        "may_withdraw": case.decided_by is not None and case.decision != Decision.WITHDRAWN,
        "has_errors": bool(sent),
    }
    return render(request, "inventory/case.html", context, status=422 if sent else 200)


def _forms(request: HttpRequest, case: ReviewCase, sent: dict[str, BaseForm]) -> dict[str, BaseForm]:
    user = signed_in(request)
    return {
        "match": sent.get("match") or MatchDevice(user=user, case=case),
        "register": sent.get("register") or RegisterDevice(user=user, case=case),
        "discard": sent.get("discard") or DiscardCase(),
    }
