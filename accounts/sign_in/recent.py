"""Asking again who somebody is before a sensitive deed, if they signed in a while ago."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from accounts.signed_in import signed_in

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"  # when the session was last used, as far as it was noted; see accounts/sign_in/middleware.py

PROVED_TO_DIRECTORY_AT = "proved_to_directory_at"  # in the state of a sign-in, then in the session until it is done
ASKED_AGAIN = "asked_again"  # in the state of a sign-in: whoever started it was signed in already
BY_DIRECTORY = "socialaccount"  # how the library notes that somebody came back from a directory

View = Callable[..., HttpResponseBase]


def note_sign_in(sender: object, request: HttpRequest | None, **kwargs: Any) -> None:
    """Remember in the session when the person proved who they are; called by Django whenever somebody signs in.

    Whoever comes from a directory proved it there, perhaps in the morning: coming back from it by itself proves nothing.
    """
    if request is not None:
        request.session[SEEN_AT] = now = time.time()
        request.session[SIGNED_IN_AT] = min(request.session.pop(PROVED_TO_DIRECTORY_AT, now), now)


def signed_in_recently(request: HttpRequest) -> bool:
    """Whether the person proved within the last quarter of an hour who they are, at sign-in or since."""
    records = get_authentication_records(request, signed_in(request))
    proofs = [record["at"] for record in records if record["method"] != BY_DIRECTORY]
    return is_recent(max([*proofs, request.session.get(SIGNED_IN_AT, 0)]))


def is_recent(moment: float) -> bool:
    """Whether a proof of this moment still counts; in seconds, as `time.time()` counts."""
    return bool(time.time() - moment < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


def ask_again_unless_recent(request: HttpRequest) -> None:
    """Interrupt the request: the person proves who they are and is brought back to where they were."""
    if request.user.is_authenticated and not signed_in_recently(request):
        raise ReauthenticationRequired


def require_recent_sign_in(view: View) -> View:
    """The view for those who have proved within the last quarter of an hour who they are; others are asked first.

    For whatever must not happen on a screen that somebody left unlocked: rights, passwords, exports of personal data.
    Methods of class-based views take it through Django's `method_decorator`.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        ask_again_unless_recent(request)
        return view(request, *args, **kwargs)

    return checked
