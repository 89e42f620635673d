"""Checks a password against the account that is meant."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from accounts.sign_in.people import find_account


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]  # the library brings no types
    """As the library does it, but two accounts whose names differ only by case can both sign in."""

    def _authenticate_by_username(self, username: str, password: str) -> User | None:
        user: User | None = self._check_password(find_account(username), password)
        return user
