"""Reads the headers of a mail, whatever is wrong with them: nothing here raises on what a stranger sent.

Pure functions without database.
"""

import re
import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from typing import TYPE_CHECKING

from mailboxes.charsets import text_of

if TYPE_CHECKING:
    AnyMessage = Message[str, str]
else:
    AnyMessage = Message

LONGEST = 1_000
"""Characters of one header that are looked at; what a person writes is shorter."""
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=[^@]{1,253}$)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
"""Plain letters only: an address that merely looks like one we know must never be taken for it."""


def values(mail: AnyMessage, name: str) -> list[str]:
    """All headers of a name, decoded, each in one line."""
    return [one_line(decoded(str(raw))) for found, raw in mail.raw_items() if found.lower() == name.lower()]


def first(mail: AnyMessage, name: str) -> str:
    """The first header of a name, or nothing."""
    return next(iter(values(mail, name)), "")


def decoded(raw: str) -> str:
    """A header as people read it; a word that cannot be decoded stays as it came."""
    raw = raw[: 20 * LONGEST]
    # Programs break long words in the middle of the encoding; white space between two encoded words means nothing.
    raw = re.sub(r"(\?=)\s+(=\?)", r"\1 \2", raw)
    try:
        parts = decode_header(raw)
    except (HeaderParseError, ValueError, LookupError):
        return _from_bytes(raw.encode("utf-8", "surrogateescape"), "")
    return "".join(
        _from_bytes(part, charset or "") if isinstance(part, bytes) else _from_bytes(_as_bytes(part), "")
        for part, charset in parts
    )


def one_line(text: str) -> str:
    """Text without control characters, without those that turn the direction of writing, and with single blanks."""
    visible = "".join(
        char if not unicodedata.category(char).startswith("C") else (" " if char.isspace() else "") for char in text
    )
    return " ".join(visible.split())[:LONGEST]


def sender(mail: AnyMessage) -> tuple[str, str]:
    """Address (in small letters) and name of the one person who wrote it; no address where there is none, or a doubt.

    A name that looks like another address is not one, and two senders are nobody.
    """
    found = [str(raw) for name, raw in mail.raw_items() if name.lower() == "from"]
    if len(found) != 1:
        return "", one_line(" / ".join(decoded(raw) for raw in found))
    raw = re.sub(r"\s+", " ", found[0])[: 5 * LONGEST]
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", raw)  # without what stands in quotation marks
    pairs = getaddresses([raw])
    addresses = {address for _, address in pairs if address}
    name = one_line(decoded(pairs[0][0] if pairs else raw))
    if len(pairs) != 1 or len(addresses) != 1:
        return "", one_line(decoded(raw))
    address = addresses.pop()
    if not ADDRESS.fullmatch(address) or bare.count("@") != 1 or bare.count("<") > 1:
        return "", one_line(decoded(raw))
    return address.lower(), name


def _as_bytes(part: str) -> bytes:
    return part.encode("utf-8", "surrogateescape")


def _from_bytes(data: bytes, charset: str) -> str:
    return text_of(data, charset)
