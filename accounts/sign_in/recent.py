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

View = Callable[..., HttpResponseBase]


def note_sign_in(sender: object, request: HttpRequest | None, **kwargs: Any) -> None:
    """Remember in the session when it began; called by Django whenever somebody signs in."""
    if request is not None:
        request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()


def signed_in_recently(request: HttpRequest) -> bool:
    """Whether the person proved within the last quarter of an hour who they are, at sign-in or since."""
    proofs = [record["at"] for record in get_authentication_records(request, signed_in(request))]
    newest = max([*proofs, request.session.get(SIGNED_IN_AT, 0)])
    return bool(time.time() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


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
