"""How fast passwords may be guessed, without one guesser locking out a colleague or a whole town hall.

Failures are counted for three things. A name from one address is braked early and for long, since that is somebody
guessing. A name from everywhere is braked late and never for more than two minutes, so that nobody can be kept out.
An address is braked only far beyond what the mistypings of a town hall come to, since hundreds of people share it.

What counts is the name as it was typed, never the account behind it: if two ways of writing shared one count only where
there is an account, the brake itself would tell strangers who has one.
"""

import hashlib
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from accounts.models import FailedSignIns, User


class Brake(NamedTuple):
    """So many failures are free, each further one doubles the wait, up to a longest; failures are forgotten in the end."""

    name: str
    free: int
    first_wait: timedelta
    longest_wait: timedelta
    forgotten_after: timedelta

    def wait_after(self, failures: int) -> timedelta:
        """How long nothing may be tried after the newest failure."""
        beyond = failures - self.free
        return min(self.first_wait * 2 ** min(beyond, 20), self.longest_wait) if beyond >= 0 else timedelta(0)


PAIR = Brake("pair", 5, timedelta(seconds=30), timedelta(minutes=15), timedelta(minutes=30))
ACCOUNT = Brake("account", 20, timedelta(seconds=5), timedelta(minutes=2), timedelta(hours=1))
ADDRESS = Brake("address", 1000, timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=15))

# One statement, so that failures in several processes at once are all counted.
COUNT = """
    INSERT INTO accounts_failedsignins AS known (key, failures, last_at, forget_at) VALUES (%(key)s, 1, %(now)s, %(forget_at)s)
    ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN known.forget_at <= %(now)s THEN 1 ELSE known.failures + 1 END,
        last_at = excluded.last_at, forget_at = excluded.forget_at
"""


def keys_of(typed_name: str, address: str) -> dict[Brake, str]:
    """Under which keys an attempt counts, whether or not there is such an account."""
    name = _alike(typed_name)
    return {
        PAIR: _hashed(f"{PAIR.name} {name} {address}"),
        ACCOUNT: _hashed(f"{ACCOUNT.name} {name}"),
        ADDRESS: _hashed(f"{ADDRESS.name} {address}"),
    }


class Wait(NamedTuple):
    """From when on an attempt is taken again, and whether this one is the first that is not, so that it is kept once."""

    until: datetime
    is_new: bool


def wait_for(keys: dict[Brake, str], now: datetime) -> Wait | None:
    """What the brakes demand, or None if an attempt is taken now."""
    known = {row.key: row for row in FailedSignIns.objects.filter(key__in=keys.values(), forget_at__gt=now)}
    ends = [
        (known[key].last_at + brake.wait_after(known[key].failures), key) for brake, key in keys.items() if key in known
    ]
    until, key = max(ends, default=(now, ""))
    if until <= now:
        return None
    return Wait(until, cache.add(f"braked-{key}-{until.timestamp()}", True, timeout=(until - now).total_seconds() + 1))


def note_failure(keys: dict[Brake, str], now: datetime) -> None:
    """Count a wrong password, and forget what is long past."""
    FailedSignIns.objects.filter(forget_at__lte=now).exclude(key__in=keys.values()).delete()
    with connection.cursor() as cursor:
        for brake, key in sorted(
            keys.items(), key=lambda item: item[1]
        ):  # in one order, so that none waits for another
            cursor.execute(COUNT, {"key": key, "now": now, "forget_at": now + brake.forgotten_after})


def note_success(keys: dict[Brake, str]) -> None:
    """Whoever knows the password may mistype again; what others tried elsewhere stays counted."""
    FailedSignIns.objects.filter(key=keys[PAIR]).delete()


def guarded(typed_name: str, address: str, check: Callable[[], User | None]) -> tuple[User | None, Wait | None]:
    """Who the check finds, and if the attempt is not taken at all, from when on it will be."""
    now = timezone.now()
    keys = keys_of(typed_name, address)
    wait = wait_for(keys, now)
    if wait:
        return None, wait
    user = check()
    if user is None:
        note_failure(keys, now)
    else:
        note_success(keys)
    return user, None


def _alike(typed_name: str) -> str:
    """One spelling for all that find the same name; first upper case, since PostgreSQL compares so and knows more as alike."""
    return unicodedata.normalize("NFKC", typed_name).strip().upper().casefold()


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
