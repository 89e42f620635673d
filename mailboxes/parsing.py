"""Reads a mail into what this house needs of it, whatever is wrong with it.

Pure functions without database. The old policy of `email` is used on purpose: the new one reads headers by grammar and
raises on some that strangers send; here every part is read by functions that take anything.
"""

import binascii
import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mailboxes import headers, quoting
from mailboxes.charsets import text_of, tidy
from mailboxes.headers import AnyMessage
from mailboxes.html_text import html_to_text

LONGEST_TEXT = 18_000
"""Characters of a text that are taken into a report; the rest stands in the stored mail."""
READ_AT_MOST = 400_000
DEEPEST, MOST_PARTS = 30, 300
SIGNATURES = {
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "application/pgp-keys",
}
ENCRYPTED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}
SHORTENED = "[Der Text ist hier gekürzt.]"
NUMBER = re.compile(r"\[(?:#\s*)?(\d{2}-\d{6,})\]")
PREFIXES = re.compile(r"^\s*(?:(?:aw|antw|re|sv|wg|fw|fwd|wtr)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)


class File(NamedTuple):
    """Something that came with a mail, with the name the sender gave it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """What a mail says: who, about what, the own words and the quoted ones, and the files."""

    sender: str = ""  # in small letters; empty where it is not clear who wrote
    sender_name: str = ""
    subject: str = ""
    message_id: str = ""
    references: str = ""  # the ids of the mails it answers, the nearest first
    text: str = ""
    quoted: str = ""
    files: tuple[File, ...] = ()
    content_type: str = ""
    report_type: str = ""
    is_encrypted: bool = False
    headers: dict[str, list[str]] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The number of a report that the subject names in brackets, or nothing."""
        found = NUMBER.search(self.subject)
        return found[1] if found else ""

    @property
    def bare_subject(self) -> str:
        """The subject without number and without what mail programs put before it."""
        subject = PREFIXES.sub("", NUMBER.sub("", self.subject))
        return PREFIXES.sub("", " ".join(subject.split()))

    @property
    def body(self) -> str:
        """The own words, and below them the quoted ones with the mark by which they are folded."""
        quoted = quoting.mark(shortened(self.quoted, LONGEST_TEXT // 3)) if self.quoted else ""
        return "\n\n".join(part for part in (shortened(self.text, LONGEST_TEXT), quoted) if part)

    @property
    def description(self) -> str:
        """What a new report says: the body, and of a mail that passes something on without a word just that, unfolded."""
        return self.body if self.text else shortened(self.quoted, LONGEST_TEXT)


def parse(raw: bytes) -> Mail:
    """The mail in these bytes."""
    mail: AnyMessage = email.message_from_bytes(raw, policy=email.policy.compat32)
    address, name = headers.sender(mail)
    parts = list(_parts(mail))
    types = {type_of(part) for part in parts}
    text, quoted = quoting.split(_text(parts)[:READ_AT_MOST])
    return Mail(
        sender=address,
        sender_name=name[:200],
        subject=headers.first(mail, "Subject")[:500],
        message_id=headers.first(mail, "Message-ID")[:500],
        references=" ".join(_references(mail)),
        text=text,
        quoted=quoted,
        files=tuple(_files(parts)),
        content_type=type_of(mail),
        report_type=_parameter(mail, "report-type"),
        is_encrypted=bool(types & ENCRYPTED),
        headers=_all_headers(mail),
    )


def shortened(text: str, longest: int) -> str:
    """The beginning of a text that is too long, with a word that there was more."""
    return text if len(text) <= longest else f"{text[:longest].rstrip()}\n{SHORTENED}"


def type_of(part: AnyMessage) -> str:
    """The content type of a part, in small letters."""
    try:
        kind = part.get_content_type().lower()
    except (ValueError, LookupError, TypeError, AttributeError):
        return "application/octet-stream"
    # What calls itself several parts and has none is at least text.
    return "text/plain" if kind.startswith("multipart/") and not part.is_multipart() else kind


def _all_headers(mail: AnyMessage) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, raw in list(mail.raw_items())[:500]:
        found.setdefault(name.lower(), []).append(headers.one_line(headers.decoded(str(raw))))
    return found


def _references(mail: AnyMessage) -> Iterator[str]:
    """The ids of the mails it answers, the nearest first, as many as fit."""
    raw = [*headers.values(mail, "In-Reply-To"), " ".join(headers.values(mail, "References"))]
    answered, before = raw[:-1], raw[-1]
    ids = [*re.findall(r"<[^<>\s]{1,400}>", " ".join(answered)), *reversed(re.findall(r"<[^<>\s]{1,400}>", before))]
    yield from list(dict.fromkeys(ids))[:30]


def _parts(mail: AnyMessage, depth: int = 0) -> Iterator[AnyMessage]:
    """The leaves of a mail in their order; of several forms of one text only the one to be read."""
    if type_of(mail) == "message/rfc822" or not mail.is_multipart() or depth > DEEPEST:
        yield mail
        return
    payload: Any = mail.get_payload()  # whether it is a list depends on what the mail says of itself
    inner = [part for part in payload[:MOST_PARTS] if not isinstance(part, str)]
    if type_of(mail) == "multipart/alternative":
        inner = _chosen(inner)
    if type_of(mail) == "multipart/encrypted":
        yield mail
    for part in inner:
        yield from _parts(part, depth + 1)


def _chosen(forms: list[AnyMessage]) -> list[AnyMessage]:
    """Of several forms of one text the plain one if it says anything, else the richest; what is no text stays."""
    plain = [part for part in forms if type_of(part) == "text/plain" and _is_text(part)]
    rich = [part for part in forms if type_of(part) == "text/html" or part.is_multipart()]
    others = [part for part in forms if part not in plain and part not in rich and type_of(part) != "text/plain"]
    if plain and (not rich or _decoded_text(plain[0]).strip()):
        # Files may be hidden in the richer form, such as pictures between the words.
        inside = [leaf for form in rich for leaf in _parts(form, 1) if not _is_text(leaf)]
        return [plain[0], *inside, *others]
    return [*rich[-1:], *others]


def _is_text(part: AnyMessage) -> bool:
    """Whether a part is text to be read, and not a file."""
    return type_of(part) in ("text/plain", "text/html") and not (
        _disposition(part) == "attachment" or (_file_name(part) and _disposition(part) != "inline")
    )


def _text(parts: list[AnyMessage]) -> str:
    texts = [_decoded_text(part) for part in parts[:MOST_PARTS] if _is_text(part)]
    return "\n\n".join(text.strip("\n") for text in texts if text.strip())


def _decoded_text(part: AnyMessage) -> str:
    text = text_of(content_of(part), _charset(part))[: 4 * READ_AT_MOST]
    if type_of(part) == "text/html":
        return tidy(html_to_text(text))
    if _parameter(part, "format") == "flowed":
        return unflowed(text, deletes_space=_parameter(part, "delsp") == "yes")
    return text


def unflowed(text: str, *, deletes_space: bool = False) -> str:
    """Text of format=flowed (RFC 3676) in the lines its writer meant."""
    lines: list[str] = []
    is_open, depth_before = False, 0
    for line in text.split("\n"):
        rest = line.lstrip(">")
        depth = len(line) - len(rest)
        rest = rest.removeprefix(" ")
        flows = rest.endswith(" ") and rest != "-- "
        shown = rest[:-1] if flows and deletes_space else rest
        if is_open and depth == depth_before and rest != "-- ":
            lines[-1] += shown
        else:
            lines.append((">" * depth + " " if depth else "") + shown)
        is_open, depth_before = flows, depth
    return "\n".join(line.rstrip() if line != "-- " else line for line in lines)


def _files(parts: list[AnyMessage]) -> Iterator[File]:
    for number, part in enumerate(parts[:MOST_PARTS], start=1):
        kind = type_of(part)
        if _is_text(part) or kind in SIGNATURES or kind == "multipart/encrypted":
            continue
        content = content_of(part)
        if content:
            yield File(_file_name(part) or _invented_name(kind, number), content)


def _invented_name(kind: str, number: int) -> str:
    known = {"message/rfc822": "Nachricht.eml", "text/calendar": "Termin.ics", "application/ms-tnef": "winmail.dat",
             "image/jpeg": f"Bild-{number}.jpg", "image/png": f"Bild-{number}.png", "image/gif": f"Bild-{number}.gif",
             "application/pdf": f"Dokument-{number}.pdf"}  # fmt: skip
    return known.get(kind, f"Datei-{number}")


def content_of(part: AnyMessage) -> bytes:
    """The bytes of a part; what cannot be decoded is given as it came."""
    try:
        if type_of(part) == "message/rfc822" and part.is_multipart():
            return part.get_payload(0).as_bytes()  # type: ignore[union-attr]  # a message holds a message
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, binascii.Error):
        content = None
    if isinstance(content, bytes):
        return content
    payload = part.get_payload()
    return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


def _charset(part: AnyMessage) -> str:
    named = _parameter(part, "charset")
    if not named and type_of(part) == "text/html":
        found = re.search(
            rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", content_of(part)[:4000], re.IGNORECASE
        )
        named = found[1].decode() if found else ""
    return named


def _parameter(part: AnyMessage, name: str) -> str:
    try:
        value = part.get_param(name)
        if isinstance(value, tuple):
            value = value[2]
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return str(value or "").strip().lower()


def _disposition(part: AnyMessage) -> str:
    return headers.first(part, "Content-Disposition").split(";")[0].strip().lower()


def _file_name(part: AnyMessage) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        name = ""
    return headers.one_line(headers.decoded(name))[:300]
