"""Saying how much protection a Fachverfahren needs, and where infrastructure needs more or less than it inherits."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.access import require_staff
from accounts.models import User
from applications.models import SpecialistApplication
from continuity.inheritance import NO_INHERITANCE, Inherited, inheritance, level_in_words
from continuity.models import Effect, ProtectionDeviation, ProtectionNeed, Value
from history.versions import refuse_stale
from workstations.models import InfrastructureItem


@transaction.atomic
def assess(
    *, application: SpecialistApplication, by: User, today: date, version: int | None = None, **said: Any
) -> ProtectionNeed:
    """Say how much protection a Fachverfahren needs, each value with its reason; what was said before is in the history."""
    require_staff(by, "continuity.change_protectionneed")
    _lock(application)
    need = ProtectionNeed.objects.filter(application=application).first()
    _refuse_written_over(need, version)
    need = need or ProtectionNeed(application=application, version=0)
    for name, value in said.items():
        setattr(need, name, value.strip() if isinstance(value, str) else value)
    _not_in_the_future(need.assessed_on, today, "assessed_on")
    need.version += 1
    need.is_demo = application.is_demo
    need.full_clean()
    need.save()
    return need


@transaction.atomic
def deviate(
    *,
    item: InfrastructureItem,
    value: str,
    effect: str,
    level: int,
    reason: str,
    decided_on: date,
    review_on: date | None,
    by: User,
    today: date,
    version: int | None = None,
) -> ProtectionDeviation:
    """Decide that infrastructure needs more or less than it inherits; what it inherits now is kept as the basis."""
    require_staff(by, "continuity.change_protectiondeviation")
    current = InfrastructureItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    row = ProtectionDeviation.objects.filter(item=current, value=value).first()
    _refuse_written_over(row, version)
    row = row or ProtectionDeviation(item=current, value=value, version=0)
    inherited = inheritance(today, [current.pk]).get(current.pk, NO_INHERITANCE).of(value)
    _require_sense(effect, int(level), value, inherited)
    _not_in_the_future(decided_on, today, "decided_on")
    row.effect, row.level, row.reason = effect, int(level), reason.strip()
    row.decided_on, row.review_on = decided_on, review_on
    row.basis_level, row.basis_count = inherited.level, inherited.count
    row.version += 1
    row.is_demo = current.is_demo
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def withdraw(*, deviation: ProtectionDeviation, by: User) -> None:
    """What is inherited holds again; that it was otherwise stays in the history."""
    require_staff(by, "continuity.change_protectiondeviation")
    deviation.delete()


def _lock(application: SpecialistApplication) -> None:
    """Two people who assess the same thing at once come one after the other."""
    SpecialistApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)


def _refuse_written_over(row: Any, version: int | None) -> None:
    """Also where somebody made the row meanwhile that this person wanted to make."""
    if row is not None:
        refuse_stale(row, version)


def _require_sense(effect: str, level: int, value: str, inherited: Inherited) -> None:
    words = f"Geerbt wird zurzeit: {level_in_words(inherited.level)}."
    if level == inherited.level:
        raise ValidationError({"level": f"Das ist keine Abweichung. {words}"})
    if effect == Effect.CUMULATION and level < inherited.level:
        raise ValidationError({"level": f"Kumulation erhöht den Schutzbedarf. {words}"})
    if effect == Effect.DISTRIBUTION and value != Value.AVAILABILITY:
        raise ValidationError({"effect": "Verteilung senkt nur die Verfügbarkeit."})
    if effect == Effect.DISTRIBUTION and level > inherited.level:
        raise ValidationError({"level": f"Verteilung senkt den Schutzbedarf. {words}"})


def _not_in_the_future(day: date | None, today: date, field: str) -> None:
    if day is not None and day > today:
        raise ValidationError({field: "Dieser Tag liegt in der Zukunft."})
