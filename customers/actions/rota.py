"""Planning who is on duty at a service point."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import Absence, User
from customers.models import ServicePoint, Shift
from customers.rota import Copied, Duty, copy

WEEK = timedelta(days=6)


@transaction.atomic
def save_shift(*, shift: Shift, by: User) -> Shift:
    """Put somebody on duty, or change when; only people who work at the service point."""
    if not by.has_perm(f"customers.{'add' if shift._state.adding else 'change'}_shift"):
        raise PermissionDenied
    there = set(shift.service_point.staff.values_list("pk", flat=True))
    for name in ("member", "deputy"):
        if (key := getattr(shift, f"{name}_id")) and key not in there:
            raise ValidationError({name: "Diese Person arbeitet nicht an diesem Service-Point."})
    shift.full_clean()
    shift.save()
    return shift


@transaction.atomic
def remove_shift(*, shift: Shift, by: User) -> None:
    """Take somebody off duty."""
    if not by.has_perm("customers.delete_shift"):
        raise PermissionDenied
    shift.delete()


def would_copy(*, place: ServicePoint, source: date, target: date, closed: Collection[date]) -> list[Copied]:
    """What copying the week of one Monday to that of another would do, duty by duty."""
    duties = [duty_of(row) for row in place.shifts.between(source, source + WEEK)]
    members = {duty.member for duty in duties}
    there = [duty_of(row) for row in Shift.objects.between(target, target + WEEK).filter(member__in=members)]
    away: Mapping[date, Collection[int]] = Absence.objects.by_day(target, target + WEEK)
    working = set(place.staff.working().values_list("pk", flat=True))
    return copy(duties, by=target - source, there=there, working=working, closed=closed, away=away)


@transaction.atomic
def copy_week(
    *, place: ServicePoint, source: date, target: date, closed: Collection[date], by: User
) -> Sequence[Copied]:
    """Take the duties of one week over into another, apart from those against which something stands."""
    if not by.has_perm("customers.add_shift"):
        raise PermissionDenied
    if source == target:
        raise ValidationError({"target": "Bitte wählen Sie eine andere Woche."})
    ServicePoint.objects.select_for_update().get(pk=place.pk)  # two people do not copy the same week at once
    copied = would_copy(place=place, source=source, target=target, closed=closed)
    for one in copied:
        if not one.why_not:
            duty = one.duty
            Shift.objects.create(
                service_point=place, day=duty.day, member_id=duty.member, begins_at=duty.begins_at,
                ends_at=duty.ends_at, deputy_id=duty.deputy, is_demo=place.is_demo,
            )  # fmt: skip
    return copied


def duty_of(shift: Shift) -> Duty:
    """A shift as the arithmetic of the rota reads it."""
    return Duty(shift.day, shift.begins_at, shift.ends_at, shift.member_id, shift.deputy_id)
