"""Keys of calendars: made, used, revoked."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from changes.models import CalendarKey

NOTED_AFTER = timedelta(hours=1)
"""When a key was last used is noted this coarsely; calendar programs ask every few minutes."""
MOST_KEYS = 10


@transaction.atomic
def create_key(*, name: str, by: User, now: datetime) -> tuple[CalendarKey, str]:
    """Make a key for one's own calendar; the key itself is given back here and nowhere else."""
    if not by.has_perm("changes.add_calendarkey"):
        raise PermissionDenied
    if CalendarKey.objects.visible_to(by).valid().count() >= MOST_KEYS:
        raise ValidationError(
            f"Sie haben schon {MOST_KEYS} Adressen. Bitte sperren Sie zuerst eine, die Sie nicht mehr brauchen."
        )
    words = " ".join(name.split())
    if CalendarKey.objects.visible_to(by).valid().filter(name__iexact=words).exists():
        raise ValidationError({"name": "So heißt schon eine Ihrer Adressen. Bitte wählen Sie eine andere Bezeichnung."})
    key = secrets.token_urlsafe(24)
    row = CalendarKey(user=by, name=words, key_hash=hash_of(key), created_at=now)
    row.full_clean()
    row.save()
    return row, key


@transaction.atomic
def revoke_key(*, key: CalendarKey, by: User, now: datetime) -> None:
    """Let an address open nothing any more."""
    row = CalendarKey.objects.visible_to(by).select_for_update(of=("self",)).get(pk=key.pk)
    if row.revoked_at is not None:
        raise ValidationError("Diese Adresse ist schon gesperrt.")
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])


@transaction.atomic
def open_with(*, key: str, now: datetime) -> CalendarKey | None:
    """The key that a calendar program bears, if it opens anything for its person today."""
    row = CalendarKey.objects.valid().select_related("user").filter(key_hash=hash_of(key)).first()
    if row is None or not row.user.has_perm("changes.view_calendarkey"):
        return None
    if row.last_used_at is None or row.last_used_at < now - NOTED_AFTER:
        CalendarKey.objects.filter(pk=row.pk).update(last_used_at=now)
    return row


def hash_of(key: str) -> str:
    """What is stored in place of a key; it has 192 random bits, so nothing slower is needed."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
