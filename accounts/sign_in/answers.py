"""What a directory says about somebody, in the same words for OpenID Connect and SAML."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from allauth.socialaccount.models import SocialLogin

from accounts.sign_in.providers import OPENID_CONNECT, IdentityProvider
from accounts.sign_in.refusals import NOT_BELIEVED, NOT_NAMED, NOT_VERIFIED, Refused

GIVEN_NAMES = ("given_name", "givenName", "urn:oid:2.5.4.42")
FAMILY_NAMES = ("family_name", "sn", "urn:oid:2.5.4.4")
ADDRESSES = ("email", "mail", "urn:oid:0.9.2342.19200300.100.1.3")
AUTHN_CONTEXTS = "authn_contexts"  # where accounts/sign_in/saml_provider.py puts how the person proved who they are
AUTHN_INSTANT = "authn_instant"  # and when
UNKNOWN = 0  # a moment so long ago that it proves nothing any more


class Answer(NamedTuple):
    """Who it is, in which groups, when they proved it there, and whether the directory asked for a second factor itself."""

    person: str
    first_name: str
    last_name: str
    email: str
    groups: frozenset[str]
    had_second_factor: bool
    proved_at: float


def read_answer(provider: IdentityProvider, sociallogin: SocialLogin) -> Answer:
    """The answer if it can be believed and names somebody."""
    data = sociallogin.account.extra_data
    if provider.kind == OPENID_CONNECT:
        claims = _checked_claims(sociallogin.state, data)
        token = data.get("id_token") or {}
        if provider.match_field == "email" and claims.get("email_verified") is not True:
            raise Refused(NOT_VERIFIED)
        methods = _texts(token.get("amr")) | _texts(token.get("acr"))
        proved_at = token.get("auth_time")
    else:
        claims = data
        methods = _texts(data.get(AUTHN_CONTEXTS))
        proved_at = data.get(AUTHN_INSTANT)
    person = _first(claims, (provider.match_source,))
    if not person:
        raise Refused(NOT_NAMED)
    return Answer(
        person=person,
        first_name=_first(claims, GIVEN_NAMES),
        last_name=_first(claims, FAMILY_NAMES),
        email=_first(claims, ADDRESSES),
        groups=frozenset(_texts(claims.get(provider.groups_source)) if provider.groups_source else ()),
        had_second_factor=bool(methods & set(provider.second_factor)),
        proved_at=proved_at if isinstance(proved_at, int | float) else UNKNOWN,
    )


def _checked_claims(state: Mapping[str, Any], data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The claims of an answer that repeats our nonce and whose two parts are about the same person."""
    token = data.get("id_token") or {}
    userinfo = data.get("userinfo") or {}
    is_ours = bool(state.get("nonce")) and token.get("nonce") == state.get("nonce")
    if not is_ours or userinfo.get("sub", token.get("sub")) != token.get("sub"):
        raise Refused(NOT_BELIEVED)
    return {**token, **userinfo}


def _texts(value: Any) -> set[str]:
    return {value} if isinstance(value, str) else {str(part) for part in value or ()}


def _first(claims: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = claims.get(name)
        found = value if isinstance(value, str) else next(iter(value or ()), "")
        if isinstance(found, str) and found.strip():
            return found.strip()
    return ""
