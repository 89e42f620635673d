"""Settings from environment variables, read strictly: what is malformed or unknown stops the start and is named.

Every function remembers the name it was asked for. At the end of the settings `refuse_unknown` compares these names
with the environment, so that a misspelt ``KSM_`` variable is an error and not silently without effect. An empty
variable counts as unset. The text of `text` and `url` may also be kept in a file: ``SECRET_KEY_FILE=/run/secrets/key``
stands for ``SECRET_KEY``.
"""

import difflib
import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, overload
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

PREFIX = "KSM_"

_names_read: set[str] = set()


@overload
def text(name: str, default: str) -> str: ...
@overload
def text(name: str, default: None = None) -> str | None: ...
def text(name: str, default: str | None = None) -> str | None:
    """The value of the variable, or of the file that ``<name>_FILE`` names, without blanks around it."""
    file_name = f"{name}_FILE"
    path = _read(file_name)
    value = _read(name)
    if path is None:
        return default if value is None else value
    if value is not None:
        raise ImproperlyConfigured(f"{name} and {file_name} are both set. Set only one of them.")
    try:
        return Path(path).read_text(encoding="utf-8").strip() or default
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{file_name} must name a readable text file: {error}") from error


def flag(name: str, default: bool = False) -> bool:
    """A switch: ``true`` or ``false``."""
    value = _read(name)
    if value is None:
        return default
    if value not in ("true", "false"):
        raise ImproperlyConfigured(f'{name} must be "true" or "false", not "{value}".')
    return value == "true"


def number(name: str, default: int, *, minimum: int = 0, maximum: int | None = None) -> int:
    """A whole number from `minimum` to `maximum`."""
    value = _read(name)
    if value is None:
        return default
    limits = f"a whole number of at least {minimum}" if maximum is None else f"a whole number {minimum} to {maximum}"
    is_number = value.isascii() and value.removeprefix("-").isdigit()
    if not is_number or int(value) < minimum or (maximum is not None and int(value) > maximum):
        raise ImproperlyConfigured(f'{name} must be {limits}, not "{value}".')
    return int(value)


def choice(name: str, choices: Collection[str], default: str) -> str:
    """One of the words in `choices`."""
    value = _read(name)
    if value is None:
        return default
    if value not in choices:
        raise ImproperlyConfigured(f'{name} must be one of {", ".join(choices)}, not "{value}".')
    return value


def names(name: str, default: Sequence[str] = ()) -> list[str]:
    """A list, separated by commas, such as ``intranet.example,www.intranet.example``."""
    value = _read(name)
    if value is None:
        return list(default)
    found = [part.strip() for part in value.split(",")]
    if not all(found) or any(len(part.split()) > 1 for part in found):
        raise ImproperlyConfigured(f'{name} must be a list separated by commas, without empty places, not "{value}".')
    return found


@overload
def url(name: str, default: str, *, schemes: Collection[str] = (), many_hosts: bool = False) -> str: ...
@overload
def url(name: str, default: None = None, *, schemes: Collection[str] = (), many_hosts: bool = False) -> str | None: ...
def url(
    name: str, default: str | None = None, *, schemes: Collection[str] = (), many_hosts: bool = False
) -> str | None:
    """An address such as ``postgresql://ksm@database/ksm``; messages never repeat it, since it may hold a password.

    With `many_hosts` it may name several, ``postgresql://ksm@one:5432,other:5432/ksm``, of which the driver chooses.
    """
    value = text(name)
    if value is None:
        return default
    expected = f" that begins with {' or '.join(f'{scheme}://' for scheme in schemes)}" if schemes else ""
    try:
        parts = urlsplit(value)
        places = parts.netloc.rpartition("@")[2].split(",") if many_hosts else [parts.netloc]
        for place in places:
            _ = urlsplit(f"//{place}").port  # raises ValueError for anything but a number
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be an address{expected}. Its host or port cannot be read.") from None
    if "://" not in value or not parts.scheme or (schemes and parts.scheme not in schemes):
        raise ImproperlyConfigured(f"{name} must be an address{expected or ' of the form scheme://host/name'}.")
    return value


def socket_address(name: str) -> str | tuple[str, int] | None:
    """Where a service listens: ``tcp://host:port``, or ``unix:///path`` for a socket of this machine."""
    value = url(name, schemes=("tcp", "unix"))
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.scheme == "unix" and not parts.netloc and parts.path.startswith("/") and value == f"unix://{parts.path}":
        return parts.path
    if (
        parts.scheme == "tcp"
        and parts.hostname
        and parts.port
        and value == f"tcp://{parts.netloc}"
        and "@" not in value
    ):
        return parts.hostname, parts.port
    raise ImproperlyConfigured(f'{name} must be of the form tcp://host:port or unix:///path, not "{value}".')


def refuse_unknown() -> None:
    """Stop the start when a variable with our prefix is set that no setting reads."""
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in _names_read:
            similar = difflib.get_close_matches(name, _names_read, n=1)
            hint = f" Did you mean {similar[0]}?" if similar else " The list is in docs/operations.md."
            raise ImproperlyConfigured(f"{name} is not a setting of this application.{hint}")


def _read(name: str) -> str | None:
    _names_read.add(name)
    return os.environ.get(name, "").strip() or None


# A machine that died says nothing at all: without these limits whoever asks it would wait for minutes, or for hours.
DEAD_AFTER = {
    "connect_timeout": 5,  # seconds for each host of the address
    "tcp_user_timeout": 15_000,  # milliseconds until what was sent has to have arrived
    "keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3,
}  # fmt: skip


def database(address: str) -> dict[str, Any]:
    """The database at that address, which may set other limits; a connection that was cut is noticed before it is used."""
    found = environ.Env.db_url_config(address)
    return {**found, "OPTIONS": DEAD_AFTER | found.get("OPTIONS", {}), "CONN_HEALTH_CHECKS": True}
