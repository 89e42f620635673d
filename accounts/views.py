"""Pages about oneself."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.roles import PORTAL_ROLES, Role
from accounts.signed_in import signed_in

if TYPE_CHECKING:
    from accounts.models import User


class HeldRole(NamedTuple):
    """A role that a person holds or will hold: what it lets them do, where, and for how long."""

    role: Role
    valid_from: date | None
    valid_until: date | None
    is_current: bool
    authority: str = ""
    members: tuple[str, ...] = ()  # the municipalities of an Amt, which its coordination sees too
    sees_whole_authority: bool = False


def me(request: HttpRequest) -> HttpResponse:
    """Which roles the signed-in person holds, at which authorities, for how long, and what each lets them see."""
    user, today = signed_in(request), timezone.localdate()
    return render(request, "accounts/me.html", {"held": [*_of_staff(user, today), *_at_authorities(user, today)]})


def _of_staff(user: "User", today: date) -> list[HeldRole]:
    rows = user.role_assignments.not_ended(today)
    return [
        HeldRole(row.definition, row.valid_from, row.valid_until, row.holds_on(today)) for row in rows if row.definition
    ]


def _at_authorities(user: "User", today: date) -> list[HeldRole]:
    """The person's contacts; that there are any is known here only as what points at the account."""
    held = []
    for contact in user.contacts.select_related("authority").filter(is_active=True).order_by("pk"):
        if contact.valid_until and contact.valid_until < today:
            continue
        reached = contact.authority.members.filter(kind="member_of_amt", member__in=user.access.whole_authorities)
        names = reached.order_by("member__name").values_list("member__name", flat=True)
        held.append(
            HeldRole(
                PORTAL_ROLES[contact.role],
                contact.valid_from,
                contact.valid_until,
                contact.holds_role_on(today),
                authority=contact.authority.name,
                members=tuple(dict.fromkeys(names)) if contact.sees_whole_authority else (),
                sees_whole_authority=contact.sees_whole_authority,
            )
        )
    return held
