"""What every request of a signed-in person passes: the demanded second factor, and the note when a session was last used."""

import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts.sign_in.people import has_second_factor, must_have_second_factor
from accounts.sign_in.polling import is_polling
from accounts.sign_in.recent import SEEN_AT
from accounts.sign_in.stages import SECOND_FACTOR_BY_DIRECTORY
from accounts.signed_in import signed_in

SEEN_EVERY = 5 * 60  # seconds; more exactly nobody needs to know when a session was last used
PROVED_FOR = (
    "second_factor_of"  # in the session: the account whose second factor was found, so that it is looked up once
)

# What opens before the second factor is set up: setting it up, leaving, and what is open to everybody.
SET_UP = frozenset({
    "accounts:security", "accounts:logout", "accounts:end_session", "accounts:end_other_sessions",
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes",
    "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "openid_connect_login", "openid_connect_callback", "saml_login", "saml_acs", "saml_finish_acs",
    "health-live", "health-ready", "ui:preferences", "ui:licences", "ui:licence", "ui:accessibility",
})  # fmt: skip


class SignInMiddleware:
    """Stands behind Django's authentication and the library's middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> HttpResponse | None:
        """Note that the session is used, and send staff without a second factor to where they set one up."""
        if request.user.is_authenticated and not is_polling(request, view):
            note_use(request)
        match = request.resolver_match
        if not request.user.is_authenticated or (match and match.view_name in SET_UP) or is_proved(request):
            return None
        target = reverse("accounts:security")
        return HttpResponseClientRedirect(target) if request.headers.get("HX-Request") else HttpResponseRedirect(target)


def is_proved(request: HttpRequest) -> bool:
    """Whether nothing is missing: none is demanded, one is set up, or the directory asked for one at this sign-in."""
    user = signed_in(request)
    if request.session.get(PROVED_FOR) == user.pk or not must_have_second_factor(user):
        return True
    if request.session.get(SECOND_FACTOR_BY_DIRECTORY) or has_second_factor(user):
        request.session[PROVED_FOR] = user.pk
        return True
    return False


def note_use(request: HttpRequest) -> None:
    """Remember, not more often than every five minutes, that the session is used and from where."""
    now = time.time()
    if now - request.session.get(SEEN_AT, 0) >= SEEN_EVERY:
        request.session[SEEN_AT] = now
        UserSession.objects.create_from_request(request)
