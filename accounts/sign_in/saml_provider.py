"""What is read from the answer of a SAML identity provider."""

from typing import Any

from allauth.socialaccount.providers.saml.provider import SAMLProvider

from accounts.sign_in.answers import AUTHN_CONTEXTS


class CheckedProvider(SAMLProvider):  # type: ignore[misc]  # the library brings no types
    """Keeps beside the attributes how the person proved who they are."""

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        return {**data.get_attributes(), AUTHN_CONTEXTS: data.get_last_authn_contexts()}
