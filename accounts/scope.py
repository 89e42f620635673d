"""In whose name the database is asked: which rows a request, a job or a command may reach, and what history says of it.

A scope is a role of PostgreSQL and the authorities it may reach, both set for one transaction only, so that nothing is
left on a connection that a pool hands to somebody else. Without a scope the database shows no row of any authority.
The roles are made by ksm/isolation/roles.sql; what each may do stands in rules.py and changes.py beside it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pghistory
from django.contrib.auth.middleware import get_user
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from accounts.access import COLUMNS, Access

if TYPE_CHECKING:
    from accounts.models import User

NOBODY = "ksm"  # the role that web and worker connect as
SERVICE = "ksm_service"
PORTAL = "ksm_portal"
JOB = "ksm_job"
SEED = "ksm_seed"
RETENTION = "ksm_retention"

Before = tuple[str, str, str]
"""Role, authorities and account of the scope around another one."""

FROM_DIRECTORY = ("/login/oidc/", "/login/saml/")
"""Who comes back from a directory is known at the end only, and need not be whoever was signed in before."""

BEFORE = "current_setting('role'), current_setting('ksm.authorities', true), current_setting('ksm.account', true)"
"""What holds until now; columns are reckoned from left to right, so it stands before what sets it anew."""
STATE = f"""
SELECT {BEFORE}, set_config('role', %s, true), set_config('ksm.authorities', %s, true), set_config('ksm.account', %s, true)
"""
STATE_FOR_ACCOUNT = f"""
SELECT {BEFORE}, {COLUMNS},
    set_config('role', CASE WHEN is_staff THEN '{SERVICE}' ELSE '{PORTAL}' END, true),
    set_config('ksm.authorities', authorities::text, true),
    set_config('ksm.account', %s::text, true)
FROM access_of(%s, %s)
"""  # noqa: S608 – constants only
LONGEST_PAUSE = "SET LOCAL idle_in_transaction_session_timeout = '60s'"
"""Who takes nothing of a file for so long is not waited for: the database would keep all old rows for them meanwhile."""


@contextmanager
def as_job(name: str) -> Iterator[None]:
    """The rows of all authorities, for a job in the background; one transaction, and history names the job."""
    with pghistory.context(job=name), _scope(lambda: _state(JOB)):
        yield


@contextmanager
def as_command(name: str) -> Iterator[None]:
    """The rows of all authorities, for a command of the operator; one transaction, and history names the command."""
    with pghistory.context(command=name), _scope(lambda: _state(SEED)):
        yield


@contextmanager
def as_retention(name: str) -> Iterator[None]:
    """The one scope in which kept history may be shortened: for the retention job and the erasure of a person."""
    with pghistory.context(job=name), _scope(lambda: _state(RETENTION)):
        yield


@contextmanager
def as_user(user: "User") -> Iterator[None]:
    """What this person may reach today, read by the same statement that states it."""
    with _scope(lambda: _state_for(user)):
        yield


@contextmanager
def as_authority(key: int) -> Iterator[None]:
    """What one authority may reach at most: for what a contact of it does who has no account."""
    with _scope(lambda: _state(PORTAL, f"{{{key}}}")):
        yield


@contextmanager
def as_nobody() -> Iterator[None]:
    """What is there before anybody has signed in; web processes connect as nobody, so only a transaction has to step back."""
    if not connection.in_atomic_block:
        yield
        return
    with _scope(lambda: _state(NOBODY)):
        yield


class RequestScope:
    """Middleware: every request of a signed-in person is one transaction in their scope.

    A request that fails leaves nothing behind. Whatever is sent has been read from the database by then, but for a file
    of rows that says otherwise: it is read in a transaction of its own, in the same scope, which ends with the file.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # The account itself: every look through the stand-in of Django takes a detour.
        user = request.user = get_user(request)
        if not user.is_authenticated or request.path.startswith(FROM_DIRECTORY):
            with as_nobody():
                return self.get_response(request)
        with as_user(user):
            response = self.get_response(request)
            if getattr(request, "has_failed", False) or response.status_code >= 500:
                transaction.set_rollback(True)
        if getattr(response, "reads_while_sent", False):
            response.streaming_content = _while_sent(user, response.streaming_content)  # type: ignore[attr-defined]  # it is streamed
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Django turns the exception into a page before the transaction ends, so it is noted here."""
        request.has_failed = True  # type: ignore[attr-defined]  # a note for __call__


def _while_sent(user: "User", content: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a file, read as this person; left half-way, as by an error or by whoever asked, it is over too."""
    with as_user(user):
        with connection.cursor() as cursor:
            cursor.execute(LONGEST_PAUSE)
        yield from content


@contextmanager
def _scope(state: Callable[[], Before]) -> Iterator[None]:
    """A transaction in a scope; inside of another one, the scope from before holds again afterwards."""
    is_inside = connection.in_atomic_block
    with transaction.atomic():
        before = state()
        yield
        if is_inside and not connection.needs_rollback:  # taking back what was done takes the settings back too
            _state(*before)


def _state(role: str, authorities: str = "", account: str = "") -> Before:
    with connection.cursor() as cursor:
        cursor.execute(STATE, [role, authorities, account])
        return _before(cursor.fetchone())


def _state_for(user: "User") -> Before:
    with connection.cursor() as cursor:
        cursor.execute(STATE_FOR_ACCOUNT, [user.pk, user.pk, timezone.localdate()])
        row = cursor.fetchone()
    user.forget_access()
    user.access = Access.of_row(*row[3:9])
    return _before(row)


def _before(row: Sequence[Any]) -> Before:
    role, authorities, account = row[:3]
    return role, authorities or "", account or ""
