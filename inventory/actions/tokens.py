"""Keys of agents: made, used, revoked."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from inventory.models import AgentToken

NOTED_AFTER = timedelta(minutes=5)
"""When a key was last used is noted this coarsely, so that a thousand agents do not wait for one row."""


@transaction.atomic
def create_token(
    *, authority: Authority, name: str, valid_until: date | None = None, by: User, now: datetime
) -> tuple[AgentToken, str]:
    """Make a key for the agents of an authority; the key itself is given back here and nowhere else."""
    if not by.has_perm("inventory.add_agenttoken"):
        raise PermissionDenied
    if valid_until is not None and valid_until < timezone.localdate(now):
        raise ValidationError({"valid_until": "Dieser Tag ist schon vorbei."})
    key = secrets.token_urlsafe(24)
    token = AgentToken(
        authority=authority,
        name=name.strip(),
        key_hash=hash_of(key),
        valid_until=valid_until,
        created_at=now,
        created_by=by,
    )
    token.full_clean()
    token.save()
    return token, key


@transaction.atomic
def revoke_token(*, token: AgentToken, by: User, now: datetime) -> None:
    """Let a key open nothing any more."""
    if not by.has_perm("inventory.change_agenttoken"):
        raise PermissionDenied
    row = AgentToken.objects.select_for_update().get(pk=token.pk)
    if row.revoked_at is not None:
        raise ValidationError("Dieser Schlüssel ist schon gesperrt.")
    row.revoked_at, row.revoked_by = now, by
    row.save(update_fields=["revoked_at", "revoked_by"])


@transaction.atomic
def open_with(*, key: str, now: datetime) -> AgentToken | None:
    """The key that an agent bears, if it opens today."""
    rows = AgentToken.objects.valid(timezone.localdate(now))
    token = rows.filter(key_hash=hash_of(key)).first()
    if token is not None and (token.last_used_at is None or token.last_used_at < now - NOTED_AFTER):
        AgentToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def hash_of(key: str) -> str:
    """What is stored in place of a key; it has 192 random bits, so nothing slower is needed."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
