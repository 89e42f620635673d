"""Which account somebody means, and whether it needs and has a second factor."""

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q

from accounts.models import User

if TYPE_CHECKING:
    from accounts.sign_in.providers import IdentityProvider

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def find_account(typed: str) -> User | None:
    """The account with this user name, or else with this e-mail address; upper and lower case are alike.

    If only the case of letters tells two user names apart, it has to be typed as it is.
    """
    name = typed.strip()
    if not name:
        return None
    found = list(User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)).exclude(username=""))
    exact = [user for user in found if user.username == name]
    alike = [user for user in found if user.username.casefold() == name.casefold()]
    meant = exact or alike or found
    return meant[0] if len(meant) == 1 else None


def account_of_person(provider: "IdentityProvider", value: str) -> User | None:
    """The account whose configured field is what the directory says; if only the case of letters tells two apart, none."""
    if not value:
        return None
    alike = User.objects.filter(**{f"{provider.match_field}__iexact": value})
    exact = alike.filter(**{provider.match_field: value}).first()
    found = [exact] if exact else list(alike[:2])
    return found[0] if len(found) == 1 else None


def has_second_factor(user: User, apart_from: Authenticator | None = None) -> bool:
    """Whether an app or a passkey is set up; recovery codes alone are none."""
    found = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS)
    return bool((found.exclude(pk=apart_from.pk) if apart_from else found).exists())


def must_have_second_factor(user: User) -> bool:
    """Staff see many authorities' rows, so a stolen password must not be enough."""
    return bool(settings.REQUIRE_SECOND_FACTOR) and (user.is_service_staff or user.is_staff)


def account_for_new_password(email: str) -> User | None:
    """The account to whose address a link to a new password may go; people of a directory have their password there."""
    user = User.objects.filter(email__iexact=email, is_active=True).exclude(email="").first()
    return user if user is not None and user.has_usable_password() else None
