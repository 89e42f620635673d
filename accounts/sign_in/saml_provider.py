"""What is read from the answer of a SAML identity provider."""

from typing import Any

from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from django.http import HttpRequest

from accounts.sign_in.answers import AUTHN_CONTEXTS


class CheckedProvider(SAMLProvider):  # type: ignore[misc]  # the library brings no types
    """Keeps beside the attributes how the person proved who they are."""

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Whatever the link says, people come to sign in: nobody joins accounts by themselves."""
        kwargs: dict[str, Any] = super().get_redirect_from_request_kwargs(request)
        return {**kwargs, "process": AuthProcess.LOGIN}

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        return {**data.get_attributes(), AUTHN_CONTEXTS: data.get_last_authn_contexts()}
