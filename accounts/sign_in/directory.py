"""Somebody comes from a directory: find or make their account, and refuse in words when that cannot be."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from requests import RequestException

from accounts.models import User
from accounts.sign_in.actions import create_account, join_account, propose_roles
from accounts.sign_in.answers import Answer, read_answer
from accounts.sign_in.people import account_of_person
from accounts.sign_in.providers import OPENID_CONNECT, IdentityProvider
from accounts.sign_in.recent import ASKED_AGAIN, PROVED_TO_DIRECTORY_AT, is_recent
from accounts.sign_in.refusals import NO_ACCOUNT, NOT_BY_DIRECTORY, NOT_FRESH, Refused
from accounts.sign_in.stages import SECOND_FACTOR_BY_DIRECTORY
from history.log import record
from history.models import LogEntry

logger = logging.getLogger(__name__)


def sign_in_url(provider: IdentityProvider) -> str:
    """Where the way to the directory begins."""
    if provider.kind == OPENID_CONNECT:
        return reverse("openid_connect_login", args=[provider.key])
    return reverse("saml_login", args=[provider.key])


def let_in(request: HttpRequest, sociallogin: SocialLogin) -> None:
    """Put the account into the sign-in that is going on, or end it with a page that says why not."""
    provider = settings.IDENTITY_PROVIDERS[sociallogin.account.provider]
    try:
        answer = read_answer(provider, sociallogin)
        _refuse_stale(answer, sociallogin)
        user = _account(provider, answer, sociallogin)
    except Refused as refused:
        raise ImmediateHttpResponse(refusal(request, refused.reason, refused.account)) from refused
    if provider.roles:
        propose_roles(user=user, provider=provider, groups=answer.groups, now=timezone.now())
    sociallogin.state[SECOND_FACTOR_BY_DIRECTORY] = answer.had_second_factor
    sociallogin.state[PROVED_TO_DIRECTORY_AT] = answer.proved_at
    # What the directory said was for this sign-in; the library would keep it.
    SocialAccount.objects.filter(pk=sociallogin.account.pk).update(extra_data={})


def _refuse_stale(answer: Answer, sociallogin: SocialLogin) -> None:
    """Who was to prove anew who they are must have done so at the directory just now."""
    if sociallogin.state.get(ASKED_AGAIN) and not is_recent(answer.proved_at):
        raise Refused(NOT_FRESH, sociallogin.user if sociallogin.is_existing else None)


def _account(provider: IdentityProvider, answer: Answer, sociallogin: SocialLogin) -> User:
    """The account that was joined before, or one that can be joined, or a new one if the operator allows it."""
    known: User | None = sociallogin.user if sociallogin.is_existing else None
    user = known or account_of_person(provider, answer.person)
    if user is None and not provider.create_accounts:
        raise Refused(NO_ACCOUNT)
    if user is not None and (user.is_superuser or not user.is_active):
        raise Refused(NOT_BY_DIRECTORY if user.is_superuser else NO_ACCOUNT, user)
    if known is None:
        account = sociallogin.account
        account.user = user or create_account(provider=provider, answer=answer)
        join_account(provider=provider, answer=answer, account=account)
        sociallogin.user = account.user
    joined: User = sociallogin.user
    return joined


def refusal(request: HttpRequest, reason: str, account: User | None) -> HttpResponse:
    """The directory knows the person, but we do not let them in."""
    record(kind=LogEntry.Kind.SIGN_IN_REFUSED, user=None, about=account, subject=f"Verzeichnis: {reason}")
    return render(request, "accounts/directory_refused.html", {"reason": reason}, status=403)


def failure(request: HttpRequest, key: str, error: str | None, exception: Exception | None) -> HttpResponse:
    """The way through the directory did not work: it does not answer, was left, or its answer cannot be believed."""
    provider = settings.IDENTITY_PROVIDERS.get(key)
    does_not_answer = isinstance(exception, RequestException)
    was_cancelled = error == "cancelled"
    if not was_cancelled:
        logger.warning("sign-in through %s failed: %s %s", key, type(exception).__name__, error or "")
    context: dict[str, Any] = {"provider": provider, "does_not_answer": does_not_answer, "was_cancelled": was_cancelled}
    return render(request, "accounts/directory_failed.html", context, status=503 if does_not_answer else 400)
