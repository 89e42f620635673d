"""Roles, memberships and transferred tasks: each begins and ends on days of its own."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from customers.models import Authority, AuthorityRole, Membership, Succession, TaskTransfer

Kind = Authority.Kind
TOWNS = frozenset(Authority.MUNICIPALITIES)
KEEPERS = TOWNS | {Kind.AMT, Kind.DISTRICT, Kind.SPECIAL_PURPOSE_ASSOCIATION}
OWNED = frozenset({Kind.PUBLIC_INSTITUTION, Kind.MUNICIPAL_ENTERPRISE, Kind.MUNICIPAL_COMPANY, Kind.OTHER})
FITTING = {
    Membership.Kind.MEMBER_OF_AMT: (
        TOWNS,
        frozenset({Kind.AMT}),
        "Zu einem Amt gehören nur Gemeinden.",
        "Bitte wählen Sie ein Amt.",
    ),
    Membership.Kind.MANAGING_MUNICIPALITY_OF: (
        TOWNS,
        frozenset({Kind.AMT}),
        "Die Geschäfte eines Amtes führt nur eine Gemeinde.",
        "Bitte wählen Sie ein Amt.",
    ),
    Membership.Kind.SCHOOL_OF: (
        frozenset({Kind.SCHOOL, Kind.KITA}),
        KEEPERS,
        "In Trägerschaft stehen nur Schulen und Kindertagesstätten.",
        "Träger einer Schule oder Kindertagesstätte ist eine Gemeinde, ein Amt, ein Landkreis oder ein Zweckverband.",
    ),
    Membership.Kind.OWNED_BY: (
        OWNED,
        frozenset(Kind) - {Kind.SCHOOL, Kind.KITA},
        "Anderen Behörden gehören nur Anstalten, Eigenbetriebe, Gesellschaften und sonstige Stellen.",
        "Einer Schule oder Kindertagesstätte gehört keine andere Behörde.",
    ),
}
"""Which kinds of bodies can be related how: the member, the body, and what is said if one does not fit."""


@transaction.atomic
def give_role(*, role: AuthorityRole, ends_previous: bool, by: User) -> AuthorityRole:
    """Say what an authority is to the provider from a day on, also a day long past.

    `ends_previous` ends the role that held until then on the day before.
    """
    _check_right(by, "add_authorityrole")
    _lock(role.authority_id)
    _check_existence(role.authority_id, role.valid_until, "valid_until")
    if ends_previous and role.valid_from:
        day_before = role.valid_from - timedelta(days=1)
        earlier = Q(valid_from__isnull=True) | Q(valid_from__lte=day_before)
        still = Q(valid_until__isnull=True) | Q(valid_until__gt=day_before)
        for previous in AuthorityRole.objects.filter(earlier, still, authority=role.authority_id):
            previous.valid_until = day_before
            previous.save()
    role.full_clean()
    role.save()
    return role


@transaction.atomic
def end_role(*, role: AuthorityRole, last_day: date, by: User) -> AuthorityRole:
    """Say until when a role holds."""
    _check_right(by, "change_authorityrole")
    _lock(role.authority_id)
    role.refresh_from_db()
    role.valid_until = _last_day(role.valid_from, role.valid_until, last_day)
    role.full_clean()
    role.save()
    return role


@transaction.atomic
def add_membership(*, membership: Membership, by: User) -> Membership:
    """Say where an authority belongs from a day on."""
    _check_right(by, "add_membership")
    _lock(membership.member_id, membership.body_id)
    members, bodies, wrong_member, wrong_body = FITTING[Membership.Kind(membership.kind)]
    if membership.member.kind not in members:
        raise ValidationError({"kind": wrong_member})
    if membership.body.kind not in bodies:
        raise ValidationError({"body": wrong_body})
    for key in (membership.member_id, membership.body_id):
        _check_existence(key, membership.valid_until, "valid_until")
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, last_day: date, by: User) -> Membership:
    """Say until when an authority belongs there."""
    _check_right(by, "change_membership")
    _lock(membership.member_id, membership.body_id)
    membership.refresh_from_db()
    membership.valid_until = _last_day(membership.valid_from, membership.valid_until, last_day)
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def transfer_task(*, transfer: TaskTransfer, by: User) -> TaskTransfer:
    """Note a task that an authority hands over. Resolution, contract and start are days of their own, in any order."""
    _check_right(by, "add_tasktransfer")
    _lock(transfer.authority_id)
    _check_existence(transfer.authority_id, transfer.ends_on, "ends_on")
    transfer.full_clean()
    transfer.save()
    return transfer


@transaction.atomic
def end_transfer(*, transfer: TaskTransfer, last_day: date, by: User) -> TaskTransfer:
    """Say on which day the provider did a task for the last time."""
    _check_right(by, "change_tasktransfer")
    _lock(transfer.authority_id)
    transfer.refresh_from_db()
    transfer.ends_on = _last_day(transfer.starts_on, transfer.ends_on, last_day)
    transfer.full_clean()
    transfer.save()
    return transfer


def _check_right(by: User, right: str) -> None:
    if not by.has_perm(f"customers.{right}"):
        raise PermissionDenied


def _lock(*authorities: int) -> None:
    """Nobody else changes the periods of these authorities meanwhile; always in the same order."""
    list(Authority.objects.select_for_update().filter(pk__in=authorities).order_by("pk").values_list("pk"))


def _check_existence(authority: int, last_day: date | None, field: str) -> None:
    """Nothing holds for a body that is no more."""
    end = Succession.objects.filter(predecessor=authority).select_related("predecessor").first()
    if end and (last_day is None or last_day >= end.effective_on):
        day_before = end.effective_on - timedelta(days=1)
        text = f"{end.predecessor} gibt es seit dem {end.effective_on:%d.%m.%Y} nicht mehr. Möglich ist ein Ende bis zum {day_before:%d.%m.%Y}."
        raise ValidationError({field: text})


def _last_day(first: date | None, known: date | None, wanted: date) -> date:
    """The new end; it lies neither before the beginning nor after an end that is known already."""
    if first and wanted < first:
        raise ValidationError({"last_day": f"Das Ende liegt vor dem Beginn am {first:%d.%m.%Y}."})
    if known and wanted > known:
        raise ValidationError({"last_day": f"Diese Angabe endet schon am {known:%d.%m.%Y}."})
    return wanted
