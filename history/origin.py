"""Where a change came from: the page, job or command in whose context it was made."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pghistory
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from pghistory.middleware import HistoryMiddleware

PLACES = (("/admin/", "in der Verwaltung"), ("/portal/", "im Portal"), ("/", "im Arbeitsbereich"))
SECRET_PARTS = frozenset({"key", "token", "uidb36", "uidb64", "code"})
"""Names of parts of addresses that open a door, such as the one of a link that sets a new password."""


class OriginMiddleware(HistoryMiddleware):
    """Lets every change of a request name the person and the page."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """The person and the path; never what stands behind the question mark, never a secret."""
        context: dict[str, Any] = super().get_context(request)
        return context | {"url": without_secrets(request.path)}


@lru_cache(maxsize=32)  # every request asks four times, and looking through all addresses takes a tenth of its time
def without_secrets(path: str) -> str:
    """The path with an ellipsis for every part that would open a door."""
    try:
        parts = resolve(path).kwargs
    except Resolver404:
        return path
    for name in SECRET_PARTS & parts.keys():
        path = path.replace(str(parts[name]), "…")
    return path


def current() -> dict[str, Any]:
    """What the context of this moment says: `user` and `url`, `job` or `command`; empty outside of all of them."""
    with pghistory.context() as context:
        return dict(context.metadata)


def in_words(metadata: Mapping[str, Any] | None) -> str:
    """The origin as a piece of a sentence, e.g. „im Portal auf der Seite /portal/report/“."""
    known = metadata or {}
    words = []
    if job := known.get("job"):
        words.append(f"durch den Lauf „{job}“")
    if command := known.get("command"):
        words.append(f"durch den Befehl „{command}“")
    if path := known.get("url"):
        place = next((words for start, words in PLACES if str(path).startswith(start)), "")
        words.append(f"{place} auf der Seite {path}".strip())
    return ", ".join(words)
