"""Authorities that give way to another: their rows and keys stay, what they had and were ends."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from customers.merging import Ending, plan
from customers.models import Authority, Membership, Succession, TaskTransfer


@transaction.atomic
def merge_authorities(
    *,
    predecessors: Sequence[Authority],
    successor: Authority,
    effective_on: date,
    kind: str,
    hands_over: bool,
    source: str = "",
    certainty: str = "",
    by: User,
) -> list[Succession]:
    """Let authorities end the day before, and another stand in their place from that day on.

    Their roles, memberships and transferred tasks end. What cannot end then is named, and nothing is changed.
    `hands_over` gives what belonged to them, such as schools or the municipalities of an Amt, to the successor.
    """
    if not by.has_perm("customers.add_succession"):
        raise PermissionDenied
    keys = [one.pk for one in (*predecessors, successor)]
    list(Authority.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    if kind == Succession.Kind.DISSOLUTION and any(one.kind != Authority.Kind.AMT for one in predecessors):
        raise ValidationError({"kind": "Aufgelöst wird hier nur ein Amt."})
    successions = [
        Succession(
            predecessor=one,
            successor=successor,
            effective_on=effective_on,
            kind=kind,
            source=source,
            certainty=certainty,
        )
        for one in predecessors
    ]
    for succession in successions:
        succession.full_clean()
    made = plan(predecessors, successor, effective_on, hands_over=hands_over)
    if made.obstacles:
        raise ValidationError({"effective_on": made.obstacles})
    going_on = [
        Membership(
            member=old.member, body=successor, kind=old.kind, valid_from=effective_on, valid_until=old.valid_until,
            source=source, certainty=certainty,
        )
        for old in made.goes_on
    ]  # fmt: skip
    for row in made.ends:
        _end(row, made.last_day)
    for membership in going_on:
        _store_going_on(membership)
    for succession in successions:
        succession.save()
    return successions


def _end(row: Ending, last_day: date) -> None:
    if isinstance(row, TaskTransfer):
        row.ends_on = last_day
    else:
        row.valid_until = last_day
    row.save()


def _store_going_on(membership: Membership) -> None:
    try:
        membership.full_clean()
    except ValidationError as refused:
        text = f"{membership.member} kann nicht zu {membership.body} übergehen: {' '.join(refused.messages)}"
        raise ValidationError({"hands_over": text}) from refused
    membership.save()
