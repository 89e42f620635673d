"""A form that makes something new does so once, however often it is sent."""

from collections.abc import Callable
from typing import Any

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest

KEPT_IN = "sent_forms"
MOST_KEPT = 50
TABLE = Session._meta.db_table
LOCK = f"SELECT session_data FROM {TABLE} WHERE session_key = %s FOR UPDATE"  # noqa: S608 – the name is not from outside
STORE = f"UPDATE {TABLE} SET session_data = %s WHERE session_key = %s"  # noqa: S608 – as above


def once(request: HttpRequest, mark: str, do: Callable[[], str]) -> str:
    """The outcome of `do`; the same mark a second time gives the first outcome and does nothing.

    The session's row is the lock, until the end of the transaction that every request is: of two requests at the same
    moment the second waits and finds what the first made.
    """
    session = request.session
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [session.session_key])
        row = cursor.fetchone()
        if row is None:
            raise SessionInterrupted("The session ended before its form was sent.")
        kept: dict[str, Any] = session.decode(row[0])
        outcomes: dict[str, str] = dict(kept.get(KEPT_IN, {}))
        if mark not in outcomes:
            outcomes[mark] = do()
            outcomes = dict(list(outcomes.items())[-MOST_KEPT:])
            cursor.execute(STORE, [session.encode(kept | {KEPT_IN: outcomes}), session.session_key])
    # Whatever else this request keeps in the session must not drop it; for its own sake nothing is stored again.
    was_modified = session.modified
    session[KEPT_IN] = outcomes
    session.modified = was_modified
    return outcomes[mark]
