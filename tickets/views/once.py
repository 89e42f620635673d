"""A form that makes something new does so once, however often it is sent."""

from collections.abc import Callable

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

KEPT_IN = "sent_forms"
MOST_KEPT = 50


def once(request: HttpRequest, mark: str, do: Callable[[], str]) -> str:
    """The outcome of `do`; the same mark a second time gives the first outcome and does nothing.

    The session's row is the lock: of two requests at the same moment the second waits and finds what the first made.
    """
    with transaction.atomic():
        key = request.session.session_key
        Session.objects.select_for_update().filter(session_key=key).first()
        kept = type(request.session)(key)
        outcomes: dict[str, str] = dict(kept.get(KEPT_IN, {}))
        if mark not in outcomes:
            outcomes[mark] = do()
            outcomes = dict(list(outcomes.items())[-MOST_KEPT:])
            kept[KEPT_IN] = outcomes
            kept.save()
    request.session[KEPT_IN] = outcomes  # whatever else this request keeps in the session must not drop it
    return outcomes[mark]
