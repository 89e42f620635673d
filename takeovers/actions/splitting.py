"""Fachverfahren and contracts of a scope, each as a step of its own: they move one after the other, not all on one day."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts.models import User
from takeovers.actions.steps import Kind, last_position, lock, record, require_staff
from takeovers.models import CaseScope, CaseTask, Side, TemplatePhase

PHASE = "procedures"
"""The key of the phase in the template."""
LONGEST_NAME = 120
MOST_NAMES = 200


class Thing(models.TextChoices):
    """What moves by itself."""

    APPLICATION = "application", "Fachverfahren umziehen"
    CONTRACT = "contract", "Vertrag übernehmen oder kündigen"


EXPLANATIONS = {Thing.APPLICATION: "Test, Datenübernahme, Schulung, Umstellung, Rückfalltag", Thing.CONTRACT: ""}
FIELDS = {Thing.APPLICATION: "applications", Thing.CONTRACT: "contracts"}
"""Where a mistake is told."""


class Split(NamedTuple):
    """How many steps came, and which names were left out because they were there already."""

    added: int
    left_out: Sequence[str]


@transaction.atomic
def list_one_by_one(
    *, scope: CaseScope, applications: Iterable[str], contracts: Iterable[str], by: User, now: datetime
) -> Split:
    """Each Fachverfahren and each contract becomes a step of the scope; what has its step already is left out."""
    require_staff(by)
    case = lock(scope.case)
    phase = TemplatePhase.objects.filter(template=case.template_id, key=PHASE, is_per_scope=True).first()
    if phase is None:
        raise ValidationError("Der Ablauf dieses Vorhabens hat keine Phase für Fachverfahren und Verträge.")
    wanted = [(Thing.APPLICATION, _cleaned(name)) for name in applications]
    wanted += [(Thing.CONTRACT, _cleaned(name)) for name in contracts]
    tasks, left_out = _new_tasks(scope, phase, [(thing, name) for thing, name in wanted if name])
    CaseTask.objects.bulk_create(tasks)
    if tasks:
        words = "1 Schritt" if len(tasks) == 1 else f"{len(tasks)} Schritte"
        record(case, Kind.SCOPE, f"{scope}: {words} für Fachverfahren und Verträge ergänzt", by=by, now=now)
    return Split(len(tasks), left_out)


def title_of(thing: Thing, name: str) -> str:
    """What the step of a Fachverfahren or contract is called."""
    return f"{thing.label}: {name}"


def without_step(scope: CaseScope, thing: Thing, names: Iterable[str]) -> list[str]:
    """The names that have no step in the scope yet, each once."""
    known = _titles(scope)
    found: dict[str, str] = {}
    for name in map(_cleaned, names):
        title = title_of(thing, name).casefold()
        if name and title not in known:
            found.setdefault(title, name)
    return list(found.values())


def _new_tasks(
    scope: CaseScope, phase: TemplatePhase, wanted: Sequence[tuple[Thing, str]]
) -> tuple[list[CaseTask], list[str]]:
    _check(wanted)
    known, position = _titles(scope), last_position(scope.case, phase, scope)
    tasks: list[CaseTask] = []
    left_out = []
    for thing, name in wanted:
        title = title_of(thing, name)
        if title.casefold() in known:
            left_out.append(name)
            continue
        known.add(title.casefold())
        position += 1
        tasks.append(
            CaseTask(
                case=scope.case, scope=scope, phase=phase, position=position, title=title, explanation=EXPLANATIONS[thing],
                side=Side.SERVICE, is_demo=scope.is_demo,
            )
        )  # fmt: skip
    return tasks, left_out


def _check(wanted: Sequence[tuple[Thing, str]]) -> None:
    if not wanted:
        raise ValidationError("Bitte nennen Sie mindestens ein Fachverfahren oder einen Vertrag.")
    if len(wanted) > MOST_NAMES:
        raise ValidationError(f"Das sind zu viele auf einmal. Es gehen höchstens {MOST_NAMES}.")
    for thing, name in wanted:
        if len(name) > LONGEST_NAME:
            text = f"„{name[:40]}…“ ist zu lang. Ein Name hat höchstens {LONGEST_NAME} Zeichen."
            raise ValidationError({FIELDS[thing]: text})


def _titles(scope: CaseScope) -> set[str]:
    return {title.casefold() for title in CaseTask.objects.filter(scope=scope).values_list("title", flat=True)}


def _cleaned(name: str) -> str:
    return " ".join(name.split())
