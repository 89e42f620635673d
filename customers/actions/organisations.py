"""Authorities and their sites as they are kept, and the day since when their Amt or their role holds."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from customers.actions.relations import add_membership, end_membership, give_role
from customers.following import OLDEST_FIRST, follow_up
from customers.models import Authority, AuthorityRole, Membership, Room, Site


@transaction.atomic
def save_authority(*, authority: Authority, by: User) -> Authority:
    """Store an authority."""
    _check_right(by, "customers.change_authority" if authority.pk else "customers.add_authority")
    authority.full_clean()
    authority.save()
    return authority


@transaction.atomic
def join_amt(*, member: Authority, amt: Authority, since: date | None, day: date, source: str, by: User) -> None:
    """Let a municipality belong to an Amt since a day; where it belonged before ends the day before."""
    rows = member.memberships.filter(kind=Membership.Kind.MEMBER_OF_AMT).order_by(*OLDEST_FIRST)
    step = follow_up(list(rows), lambda row: bool(row.body_id == amt.pk), since, day)
    if step.corrected is not None:
        _begin(step.corrected, since, by, "customers.change_membership")
    if step.ended is not None and step.last_day is not None:
        end_membership(membership=step.ended, last_day=step.last_day, by=by)
    if step.begins:
        new = Membership(member=member, body=amt, kind=Membership.Kind.MEMBER_OF_AMT, valid_from=since, source=source)
        add_membership(membership=new, by=by)


@transaction.atomic
def take_role(*, authority: Authority, role: str, since: date | None, day: date, source: str, by: User) -> None:
    """Let an authority be something to the provider since a day; what it was before ends the day before."""
    rows = authority.roles.order_by(*OLDEST_FIRST)
    step = follow_up(list(rows), lambda row: bool(row.role == role), since, day)
    if step.corrected is not None:
        _begin(step.corrected, since, by, "customers.change_authorityrole")
    if step.begins:
        new = AuthorityRole(authority=authority, role=role, valid_from=since, source=source)
        give_role(role=new, ends_previous=step.ended is not None, by=by)


@transaction.atomic
def take_in_site(*, site: Site, rooms: Collection[str], by: User) -> Site:
    """Store a site of an authority, with rooms that are to be there; others that are there stay."""
    _check_right(by, "customers.change_site" if site.pk else "customers.add_site")
    site.full_clean()
    site.save()
    there = set(site.rooms.values_list("name", flat=True))
    for name in rooms:
        if name not in there:
            room = Room(site=site, name=name)
            room.full_clean()
            room.save()
    return site


def _begin(row: Membership | AuthorityRole, since: date | None, by: User, right: str) -> None:
    """The same, only since another day."""
    _check_right(by, right)
    row.valid_from = since
    row.full_clean()
    row.save()


def _check_right(by: User, right: str) -> None:
    if not by.has_perm(right):
        raise PermissionDenied
