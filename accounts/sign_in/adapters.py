"""Where the sign-in library asks the house: who may come in, by what, and what is said when it does not work."""

import base64
import hashlib
import ipaddress
import secrets
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import force_bytes

from accounts.models import User
from accounts.sign_in import directory, limits, recent
from accounts.sign_in.people import find_account, has_second_factor, must_have_second_factor
from accounts.sign_in.refusals import NO_ACCOUNT
from history.log import record
from history.models import LogEntry

WRONG = "Anmeldename oder Kennwort stimmt nicht."
BRAKED = "zu viele Fehlversuche"
ERRORS = {
    "username_password_mismatch": WRONG,
    "email_password_mismatch": WRONG,
    "invalid_login": WRONG,
    "incorrect_password": "Das Kennwort stimmt nicht.",
    "enter_current_password": "Das bisherige Kennwort stimmt nicht.",
    "incorrect_code": "Dieser Code stimmt nicht. Jeder Code gilt nur einmal und nur kurze Zeit.",
    "too_many_login_attempts": "Zu viele Fehlversuche. Bitte warten Sie fünf Minuten.",
    "rate_limited": "Zu viele Fehlversuche. Bitte warten Sie fünf Minuten.",
    "cannot_delete_authenticator": "Für Ihr Konto ist eine zweite Stufe vorgeschrieben. Richten Sie zuerst eine andere ein.",
    "cannot_generate_recovery_codes": "Richten Sie zuerst eine App oder einen Passkey ein.",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library brings no types
    """Signing in with user name or e-mail address and password."""

    error_messages = DefaultAccountAdapter.error_messages | ERRORS
    blocked_until: datetime | None = None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the administration."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages say themselves what happened; the library's messages would say it twice."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The account whose password this is; one that is switched off is as unknown as one that never was."""
        typed = str(credentials.get("username", ""))
        meant = find_account(typed)

        def check() -> User | None:
            if meant is not None:
                credentials["username"] = meant.username
            user = super(AccountAdapter, self).authenticate(request, **credentials)
            return user if user is not None and user.is_active else None

        user, wait = limits.guarded(typed, self.get_client_ip(request), check)
        self.blocked_until = wait.until if wait else None
        if wait and wait.is_new:
            record(kind=LogEntry.Kind.SIGN_IN_REFUSED, user=None, about=meant, subject=BRAKED)
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """The library's own brake is replaced by accounts/sign_in/limits.py."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """What the nearest proxy says, if it is an address at all; else who is connected to us."""
        try:
            return str(ipaddress.ip_address(str(super().get_client_ip(request)).strip()))
        except (ValueError, ImproperlyConfigured, PermissionDenied):
            return str(request.META["REMOTE_ADDR"])

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Somebody whose directory knows them but whose account is switched off."""
        return directory.refusal(request, NO_ACCOUNT, user)

    def get_login_stages(self) -> list[str]:
        """After the password the second factor, unless the directory asked for one itself."""
        return ["accounts.sign_in.stages.SecondFactorStage"]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in just now is not asked again."""
        return not recent.signed_in_recently(self.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """By password, code or passkey; people of a directory by signing in there once more."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        for account in SocialAccount.objects.filter(user=user, provider__in=settings.IDENTITY_PROVIDERS):
            provider = settings.IDENTITY_PROVIDERS[account.provider]
            methods.append({"id": provider.key, "description": provider.name, "url": directory.sign_in_url(provider)})
        return methods


class DirectoryAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library brings no types
    """Signing in through a directory."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Only what the operator configured; the library's own table stays empty and is not asked."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """New accounts are made by `directory.let_in` or not at all."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The person has proved to the directory who they are; now find their account here."""
        directory.let_in(request, sociallogin)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """A plain page instead of the library's; what exactly was wrong stands in the log."""
        raise ImmediateHttpResponse(directory.failure(request, provider.sub_id, error, exception))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library brings no types
    """Apps, passkeys and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | ERRORS

    def encrypt(self, text: str) -> str:
        """So that a copy of the database alone gives no codes."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What the key cannot open, since it is a new one, becomes a secret that no code fits."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays where it is demanded."""
        others = has_second_factor(authenticator.user, apart_from=authenticator)
        return others or not must_have_second_factor(authenticator.user)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 – the library's name
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return f"Passkey {number}"


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"second factor " + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
