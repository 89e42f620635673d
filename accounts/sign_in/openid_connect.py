"""OpenID Connect with the checks that the library leaves out: nonce, signature, and no say of the caller in the request."""

from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import get_random_string
from requests import RequestException

from accounts.sign_in import directory
from accounts.sign_in.recent import ASKED_AGAIN

ANEW = {"prompt": "login", "max_age": "0"}
"""Asks the provider not to be content with its own session, and to say when the person signed in."""


class CheckedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # the library brings no types
    """Reads the answer of the provider."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> Any:
        """Always with its signature: a proxy in between that opens TLS must not be able to name people."""
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )


class CheckedProvider(OpenIDConnectProvider):  # type: ignore[misc]  # the library brings no types
    """Sends people to the provider."""

    oauth2_adapter_class = CheckedAdapter

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Whatever the link says, people come to sign in: nobody joins accounts by themselves."""
        kwargs: dict[str, Any] = super().get_redirect_from_request_kwargs(request)
        return {**kwargs, "process": AuthProcess.LOGIN}

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """What is asked of the provider is the operator's choice, not that of whoever wrote the link."""
        params: dict[str, str] = self.get_auth_params()
        return params

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        scope: list[str] = self.get_scope()
        return scope

    def redirect(
        self, request: HttpRequest, process: str, next_url: Any = None, data: Any = None, **kwargs: Any
    ) -> Any:
        """With a nonce that the answer must repeat; whoever is signed in already is there to prove anew who they are."""
        nonce, is_again = get_random_string(32), request.user.is_authenticated
        asked = {**(kwargs.get("auth_params") or {}), "nonce": nonce, **(ANEW if is_again else {})}
        state = {**kwargs, "auth_params": asked, "nonce": nonce, ASKED_AGAIN: is_again}
        return super().redirect(request, process, next_url, data, **state)


@login_not_required
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the person to the provider; if it does not answer, say so and show the way to the local sign-in."""
    return _through(OAuth2LoginView, request, provider_id)


@login_not_required
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The person comes back from the provider."""
    return _through(OAuth2CallbackView, request, provider_id)


def _through(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        response: HttpResponse = view.adapter_view(CheckedAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except (RequestException, OAuth2Error, KeyError, ValueError) as error:
        # no answer, an answer that is no provider's, or a token without the parts it must have
        return directory.failure(request, provider_id, "", error)
    return response
