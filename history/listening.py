"""What the log hears of by itself: sign-ins and second factors, told by Django and allauth, and exports, told by the lists."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from history.log import record
from history.models import LogEntry
from ui.export import exported

OF_SECOND_FACTORS = {
    "authenticator_added": LogEntry.Kind.SECOND_FACTOR_ADDED,
    "authenticator_removed": LogEntry.Kind.SECOND_FACTOR_REMOVED,
    "authenticator_reset": LogEntry.Kind.SECOND_FACTOR_RESET,
}


def listen() -> None:
    """Begin to hear; called once when all apps are there."""
    user_logged_in.connect(signed_in, dispatch_uid="log")
    user_logged_out.connect(signed_out, dispatch_uid="log")
    user_login_failed.connect(sign_in_refused, dispatch_uid="log")
    exported.connect(list_exported, dispatch_uid="log")
    if apps.is_installed("allauth.mfa"):
        from allauth.mfa import signals  # noqa: PLC0415 – may only be imported where the app is installed

        for name, kind in OF_SECOND_FACTORS.items():
            heard = partial(second_factor, kind)
            getattr(signals, name).connect(heard, weak=False, dispatch_uid="log")
        signals.authentication_failed.connect(second_factor_refused, dispatch_uid="log")


def signed_in(sender: Any, user: Any, **told: Any) -> None:
    """Somebody proved who they are."""
    record(kind=LogEntry.Kind.SIGN_IN, user=user, about=user)


def signed_out(sender: Any, user: Any, **told: Any) -> None:
    """Somebody left by the button; an expired session leaves no trace."""
    if user is not None:
        record(kind=LogEntry.Kind.SIGN_OUT, user=user, about=user)


def sign_in_refused(sender: Any, credentials: Mapping[str, Any], **told: Any) -> None:
    """Somebody failed. Only a known account is named: people type their password into the wrong field."""
    users = get_user_model()._default_manager
    name = credentials.get(get_user_model().USERNAME_FIELD) or credentials.get("username") or ""
    address = credentials.get("email") or ""
    known = users.filter(username=str(name)).first() if name else None
    if known is None and address:
        known = users.filter(email__iexact=str(address)).first()
    # The person is whom it is about: who sat there is just what is not known.
    record(kind=LogEntry.Kind.SIGN_IN_REFUSED, user=None, about=known)


def second_factor_refused(sender: Any, user: Any, **told: Any) -> None:
    """The password was right, or somebody was signed in already, but the code was wrong or used before."""
    record(kind=LogEntry.Kind.SIGN_IN_REFUSED, user=None, about=user, subject="Code der zweiten Stufe")


def second_factor(kind: LogEntry.Kind, sender: Any, user: Any, authenticator: Any = None, **told: Any) -> None:
    """A second factor of an account came, went or was made anew; by the person or by the administration."""
    words = getattr(authenticator, "get_type_display", None)
    record(kind=kind, user=None, about=user, subject=str(words()) if words else "")


def list_exported(sender: Any, request: HttpRequest, title: str, file_format: str, filters: str, **told: Any) -> None:
    """A list left the house as a file."""
    subject = f"{title}, {file_format}" + (f"; {filters}" if filters else "")
    record(kind=LogEntry.Kind.EXPORTED, user=request.user, subject=subject)
