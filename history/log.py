"""The log of what changes no row: sign-ins, rights, exports, looks into the log. Written where it happens."""

from typing import Any

from history import origin
from history.models import LogEntry

LONGEST = 500
"""As long as the subject of an entry may be."""


def record(*, kind: LogEntry.Kind, user: Any, subject: str = "", about: Any = None) -> None:
    """Write one entry: who did what; `about` is the other person it touches.

    Without `user` it is whoever the present request is of; a job or command has nobody. The page, job or command is
    taken from the context. No client address is kept: behind a proxy the application knows only what a header claims.
    """
    metadata = origin.current()
    acting = metadata.pop("user", None)
    LogEntry.objects.create(
        kind=kind,
        user_id=user.pk if user is not None else acting,
        about=about,
        subject=subject if len(subject) <= LONGEST else f"{subject[: LONGEST - 2]} …",
        origin=metadata,
    )
