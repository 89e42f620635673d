"""Checks a password against the account that is meant."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from accounts.sign_in.people import find_account


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]  # the library brings no types
    """As the library does it, but two accounts whose names differ only by case can both sign in."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, together with the place in the service that nearly every page asks for."""
        rows = User.objects.select_related("staff_member__provider", "staff_member__team").filter(pk=user_id)
        return next((user for user in rows if self.user_can_authenticate(user)), None)

    def _authenticate_by_username(self, username: str, password: str) -> User | None:
        user: User | None = self._check_password(find_account(username), password)
        return user
