"""Checks a password against the account that is meant."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import StaffMember, User
from accounts.sign_in.people import find_account
from ui.together import Together

PLACE = (
    "user_id", "display_name", "team_id", "team__key", "team__name", "provider_id", "provider__code", "provider__name",
)  # fmt: skip
"""What pages show of one's own place in the service; whoever asks for more reads it anew."""


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]  # the library brings no types
    """As the library does it, but two accounts whose names differ only by case can both sign in."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, together with the place in the service that nearly every page asks for."""
        both = Together()
        users = both.objects(User, lambda key: User.objects.filter(pk=key), words="account", given=[user_id])
        places = both.objects(
            StaffMember, lambda key: StaffMember.objects.filter(user=key), *PLACE, words="place", given=[user_id]
        )
        user = users.first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.staff_profile = places.first()
        return user

    def _authenticate_by_username(self, username: str, password: str) -> User | None:
        user: User | None = self._check_password(find_account(username), password)
        return user
