"""Saying when no work is to be planned at an authority."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from contracts.models import BlockedTime, WeeklyBlockedTime
from history.versions import refuse_stale

Blocked = BlockedTime | WeeklyBlockedTime


@transaction.atomic
def save_blocked(*, blocked: Blocked, by: User, version: int | None = None) -> Blocked:
    """Store a blocked time of an authority: the service, or the coordination of that authority."""
    is_new = blocked._state.adding
    _require(by, blocked, "add" if is_new else "change")
    if is_new:
        if blocked.authority:
            blocked.is_demo = blocked.authority.is_demo
    else:
        before = type(blocked).objects.select_for_update().get(pk=blocked.pk)
        _require(by, before, "change")
        refuse_stale(before, version)
        blocked.version = before.version + 1
    blocked.full_clean()
    blocked.save()
    return blocked


@transaction.atomic
def remove_blocked(*, blocked: Blocked, by: User) -> None:
    """Take a blocked time back: the day was wrong, or it does not take place."""
    _require(by, blocked, "delete")
    blocked.delete()


def _require(by: User, blocked: Blocked, verb: str) -> None:
    """The right, and for people of an authority that it is their own; that clocks stand still is agreed, not entered."""
    sees_all = by.is_service_staff or blocked.authority_id in by.access.whole_authorities
    may = by.has_perm(f"contracts.{verb}_{blocked._meta.model_name}")
    agrees = by.has_perm("contracts.change_serviceagreement") or not getattr(blocked, "stops_clock", False)
    if not (blocked.authority_id and sees_all and may and agrees):
        raise PermissionDenied
