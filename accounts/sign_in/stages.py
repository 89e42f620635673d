"""What lies between the password and being signed in."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from accounts.sign_in.recent import PROVED_TO_DIRECTORY_AT

SECOND_FACTOR_BY_DIRECTORY = "second_factor_by_directory"  # in the state of a sign-in, then in the session


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]  # the library brings no types
    """Ask for the second factor of whoever has one, unless the directory has just done so."""

    def _should_handle(self, request: HttpRequest) -> bool:
        sociallogin = (self.login.signal_kwargs or {}).get("sociallogin")
        if sociallogin is not None:
            request.session[PROVED_TO_DIRECTORY_AT] = sociallogin.state[PROVED_TO_DIRECTORY_AT]
        if sociallogin is not None and sociallogin.state.get(SECOND_FACTOR_BY_DIRECTORY):
            request.session[SECOND_FACTOR_BY_DIRECTORY] = True
            return False
        return bool(super()._should_handle(request))
