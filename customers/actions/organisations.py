"""Authorities, their sites, and what follows on what: as they come from files of rows."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import F

from customers.following import Step, follow_up
from customers.models import Authority, AuthorityRole, Membership, Room, Site

OLDEST_FIRST = (F("valid_from").asc(nulls_first=True), "pk")


@transaction.atomic
def save_authority(*, authority: Authority) -> Authority:
    """Store an authority."""
    authority.full_clean()
    authority.save()
    return authority


@transaction.atomic
def join_amt(*, member: Authority, amt: Authority, since: date | None, day: date, source: str) -> None:
    """Let a municipality belong to an Amt since a day; where it belonged before ends the day before."""
    rows = list(
        member.memberships.filter(kind=Membership.Kind.MEMBER_OF_AMT).select_for_update().order_by(*OLDEST_FIRST)
    )
    step = follow_up(rows, lambda row: bool(row.body_id == amt.pk), since, day)
    new = Membership(member=member, body=amt, kind=Membership.Kind.MEMBER_OF_AMT, valid_from=since, source=source)
    _take(step, new, since)


@transaction.atomic
def take_role(*, authority: Authority, role: str, since: date | None, day: date, source: str) -> None:
    """Let an authority be something to the provider since a day; what it was before ends the day before."""
    rows = list(authority.roles.select_for_update().order_by(*OLDEST_FIRST))
    step = follow_up(rows, lambda row: bool(row.role == role), since, day)
    _take(step, AuthorityRole(authority=authority, role=role, valid_from=since, source=source), since)


@transaction.atomic
def save_site(*, site: Site, rooms: Collection[str] = ()) -> Site:
    """Store a site of an authority, with rooms that are to be there; others that are there stay."""
    site.full_clean()
    site.save()
    there = set(site.rooms.values_list("name", flat=True))
    for name in rooms:
        if name not in there:
            room = Room(site=site, name=name)
            room.full_clean()
            room.save()
    return site


def _take(step: Step, new: Membership | AuthorityRole, since: date | None) -> None:
    changed = step.corrected or step.ended
    if step.corrected is not None:
        step.corrected.valid_from = since
    if step.ended is not None:
        step.ended.valid_until = step.last_day
    for row in (changed, new if step.begins else None):
        if row is not None:
            row.full_clean()
            row.save()
