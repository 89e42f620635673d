"""What is read from the answer of a SAML identity provider."""

from typing import Any

from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from django.http import HttpRequest, HttpResponseRedirect

from accounts.sign_in.answers import AUTHN_CONTEXTS, AUTHN_INSTANT, UNKNOWN
from accounts.sign_in.recent import ASKED_AGAIN


class CheckedProvider(SAMLProvider):  # type: ignore[misc]  # the library brings no types
    """Keeps beside the attributes how and when the person proved who they are, and lets them prove it anew."""

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Whatever the link says, people come to sign in: nobody joins accounts by themselves."""
        kwargs: dict[str, Any] = super().get_redirect_from_request_kwargs(request)
        return {**kwargs, "process": AuthProcess.LOGIN}

    def redirect(
        self, request: HttpRequest, process: str, next_url: Any = None, data: Any = None, **kwargs: Any
    ) -> HttpResponseRedirect:
        """As the library does it, but whoever is signed in already is there to prove anew who they are."""
        from allauth.socialaccount.providers.saml.utils import build_auth  # noqa: PLC0415 – see accounts/sign_in/saml.py

        is_again = request.user.is_authenticated
        auth = build_auth(request, self)
        address = auth.login(return_to="", force_authn=is_again)
        state = {**kwargs, "state_id": auth.get_last_request_id(), ASKED_AGAIN: is_again}
        self.stash_redirect_state(request, process, next_url, data, **state)
        return HttpResponseRedirect(address)

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        instant = authn_instant(data.get_last_response_xml())
        return {**data.get_attributes(), AUTHN_CONTEXTS: data.get_last_authn_contexts(), AUTHN_INSTANT: instant}


def authn_instant(checked_answer: str) -> float:
    """When the person proved to the identity provider who they are; in seconds, as `time.time()` counts."""
    from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils  # noqa: PLC0415 – see accounts/sign_in/saml.py
    from onelogin.saml2.xml_utils import OneLogin_Saml2_XML as Xml  # noqa: PLC0415

    statements = Xml.query(Xml.to_etree(checked_answer), "/samlp:Response/saml:Assertion/saml:AuthnStatement")
    moments = [Utils.parse_SAML_to_time(one.get("AuthnInstant")) for one in statements]
    return float(min(moments, default=UNKNOWN))
