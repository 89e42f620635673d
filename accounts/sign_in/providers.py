"""The directories people may sign in with, as the operator describes them; read strictly, so that a slip stops the start."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from accounts.roles import STAFF_ROLES

VARIABLE = "KSM_IDENTITY_PROVIDERS"
OPENID_CONNECT, SAML = "openid_connect", "saml"
SLOWEST_ANSWER = 5  # seconds that a directory may take before the person is told that it does not answer
LOCAL_HOSTS = ("127.0.0.1", "::1", "localhost")
ROLE_KEYS = {role.key for role in STAFF_ROLES}


@dataclass(frozen=True)
class IdentityProvider:
    """One directory: how it is reached, by what its people are recognised, and what their groups stand for."""

    kind: str
    key: str
    name: str
    match_source: str  # the claim or attribute that names the person
    match_field: str  # the field of the account it is compared with
    create_accounts: bool
    groups_source: str
    roles: Mapping[str, str]  # group in the directory -> key of a role
    second_factor: tuple[str, ...]  # what the directory says when it asked for a second factor itself
    connection: Mapping[str, Any] = field(repr=False)  # in the words of the library; holds secrets


def read(text: str | None) -> dict[str, IdentityProvider]:
    """The providers by their key, from TOML: tables `[[openid_connect]]` and `[[saml]]`."""
    try:
        tables = tomllib.loads(text or "")
    except tomllib.TOMLDecodeError as error:
        raise ImproperlyConfigured(f"{VARIABLE} is not valid TOML: {error}") from error
    unknown = set(tables) - {OPENID_CONNECT, SAML}
    if unknown:
        raise ImproperlyConfigured(
            f"{VARIABLE} knows [[openid_connect]] and [[saml]], not {', '.join(sorted(unknown))}."
        )
    found: dict[str, IdentityProvider] = {}
    for kind in (OPENID_CONNECT, SAML):
        entries = tables.get(kind, [])
        if not isinstance(entries, list):
            raise ImproperlyConfigured(f"{VARIABLE}: write [[{kind}]] with two brackets, since there may be several.")
        for number, entry in enumerate(entries, start=1):
            provider = _provider(kind, _Entry(f"{VARIABLE}, {kind} number {number}", entry))
            if provider.key in found:
                raise ImproperlyConfigured(f"{VARIABLE}: the key {provider.key} is given twice.")
            found[provider.key] = provider
    return found


def for_allauth(providers: Mapping[str, IdentityProvider]) -> dict[str, Any]:
    """The same as the library wants it in SOCIALACCOUNT_PROVIDERS."""
    by_kind = {kind: [entry for entry in providers.values() if entry.kind == kind] for kind in (OPENID_CONNECT, SAML)}
    return {
        OPENID_CONNECT: {
            "provider_class": "accounts.sign_in.openid_connect.CheckedProvider",
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [{"provider_id": one.key, "name": one.name, **one.connection} for one in by_kind[OPENID_CONNECT]],
        },
        SAML: {
            "provider_class": "accounts.sign_in.saml_provider.CheckedProvider",
            "APPS": [
                {"provider_id": one.key, "client_id": one.key, "name": one.name, **one.connection}
                for one in by_kind[SAML]
            ],
        },
    }


def _provider(kind: str, entry: "_Entry") -> IdentityProvider:
    match = entry.table("match")
    source = "claim" if kind == OPENID_CONNECT else "attribute"
    groups = entry.table("groups", required=False)
    provider = IdentityProvider(
        kind=kind,
        key=entry.key(),
        name=entry.text("name"),
        match_source=match.text(source),
        match_field=match.choice("account", ("username", "email")),
        create_accounts=entry.flag("create_accounts"),
        groups_source=groups.text(source) if groups.values else "",
        roles=groups.roles() if groups.values else {},
        second_factor=tuple(entry.texts("second_factor")),
        connection=_openid_connect(entry) if kind == OPENID_CONNECT else _saml(entry, match.text("attribute")),
    )
    for part in (entry, match, groups):
        part.refuse_unknown()
    return provider


def _openid_connect(entry: "_Entry") -> dict[str, Any]:
    settings = {"server_url": entry.address("server"), "scope": entry.texts("scope", ["openid", "profile", "email"])}
    return {"client_id": entry.text("client_id"), "secret": entry.secret("client_secret"), "settings": settings}


def _saml(entry: "_Entry", match_attribute: str) -> dict[str, Any]:
    idp = {
        "entity_id": entry.text("entity_id"),
        "sso_url": entry.address("sign_in_url"),
        "x509cert": entry.secret("certificate"),
    }
    uid = entry.text("person_attribute", match_attribute)
    own = entry.text("own_entity_id", "")
    return {
        "settings": {
            "idp": idp,
            "sp": {"entity_id": own} if own else {},
            "attribute_mapping": {"uid": uid},
            "advanced": {
                "strict": True,
                "want_assertion_signed": True,
                "want_message_signed": entry.flag("message_is_signed"),
                "want_name_id": False,
                "reject_idp_initiated_sso": True,
                "reject_deprecated_algorithm": True,
                "allow_single_label_domains": True,
            },
        }
    }


class _Entry:
    """One table of the file: every read is noted, so that what nobody reads is an error."""

    def __init__(self, place: str, values: Any) -> None:
        if not isinstance(values, dict):
            raise ImproperlyConfigured(f"{place} must be a table.")
        self.place = place
        self.values: dict[str, Any] = values
        self.read: set[str] = set()

    def problem(self, text: str) -> ImproperlyConfigured:
        return ImproperlyConfigured(f"{self.place}: {text}")

    def text(self, name: str, default: str | None = None) -> str:
        value = self._read(name, default)
        if not isinstance(value, str) or (not value.strip() and value != default):
            raise self.problem(f"{name} must be given as text.")
        return value.strip()

    def key(self) -> str:
        key = self.text("key")
        if not key.isascii() or not key.replace("-", "").isalnum() or key != key.lower():
            raise self.problem("key must be lower-case letters, digits and hyphens; it becomes part of addresses.")
        return key

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.text(name)
        if value not in choices:
            raise self.problem(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
        return value

    def flag(self, name: str) -> bool:
        value = self._read(name, False)
        if not isinstance(value, bool):
            raise self.problem(f"{name} must be true or false.")
        return value

    def texts(self, name: str, default: list[str] | None = None) -> list[str]:
        value = self._read(name, default or [])
        if not isinstance(value, list) or not all(isinstance(part, str) and part for part in value):
            raise self.problem(f"{name} must be a list of texts.")
        return value

    def address(self, name: str) -> str:
        value = self.text(name)
        parts = urlsplit(value)
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL_HOSTS)
        if not is_safe or not parts.hostname:
            raise self.problem(f"{name} must be an address that begins with https://.")
        return value

    def secret(self, name: str) -> str:
        """The text itself, or that of the file which `<name>_file` names; the message never repeats it."""
        path = self._read(f"{name}_file", None)
        if path is None:
            return self.text(name)
        if name in self.values:
            raise self.problem(f"{name} and {name}_file are both given. Give only one of them.")
        try:
            return Path(str(path)).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise self.problem(f"{name}_file must name a readable text file: {error}") from error

    def table(self, name: str, *, required: bool = True) -> "_Entry":
        value = self._read(name, None if required else {})
        if value is None:
            raise self.problem(f"{name} must be given as a table.")
        return _Entry(f"{self.place}, {name}", value)

    def roles(self) -> dict[str, str]:
        found = self._read("roles", None)
        if not isinstance(found, dict) or not found:
            raise self.problem("roles must be a table that leads from a group to the key of a role.")
        unknown = {str(role) for role in found.values()} - ROLE_KEYS
        if unknown:
            raise self.problem(f"{', '.join(sorted(unknown))} is no role. Roles are {', '.join(sorted(ROLE_KEYS))}.")
        return {str(group): str(role) for group, role in found.items()}

    def refuse_unknown(self) -> None:
        unknown = set(self.values) - self.read
        if unknown:
            raise self.problem(f"{', '.join(sorted(unknown))} is not known here.")

    def _read(self, name: str, default: Any) -> Any:
        self.read.add(name)
        return self.values.get(name, default)
