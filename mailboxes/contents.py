"""What of a stored mail goes into a report: its words, and those of its files that are allowed."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from files.kinds import Upload, check_files, safe_name
from mailboxes.models import IncomingMail
from mailboxes.parsing import Mail, parse

BEGINNING = 256 * 1024
"""So much of a mail that is too large is read, to tell who sent it."""
REFUSED_AT_MOST = 20
CONTENT_HEADERS = re.compile(rb"^(?:content-|mime-version:)[^\n]*\n(?:[ \t][^\n]*\n)*", re.IGNORECASE | re.MULTILINE)


def read(row: IncomingMail) -> Mail | None:
    """The stored mail, of one that is too large the beginning; None if nothing can be made of it."""
    try:
        with row.raw.open("rb") as file:
            raw = file.read(BEGINNING if is_too_large(row) else -1)
        return parse(raw)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError):
        return None


def is_too_large(row: IncomingMail) -> bool:
    """Whether a mail is kept but not read as a whole."""
    return row.size > settings.MAIL_MAX_BYTES


def head_alone(head: bytes, size: int) -> bytes:
    """What is kept of a mail that is far too large to be fetched: its head, and in the place of its content a sentence."""
    text = f"Diese E-Mail ist {size // (1024 * 1024)} MB groß. Sie wurde nicht abgerufen und liegt weiter auf dem Mailserver."
    kind = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    return CONTENT_HEADERS.sub(b"", head.rstrip() + b"\r\n") + kind + text.encode() + b"\r\n"


def files_and_refusals(letter: Mail) -> tuple[list[Upload], list[str]]:
    """The files that may be attached, and for each other a sentence with its name."""
    accepted: list[Upload] = []
    refused: list[str] = []
    for file in letter.files:
        upload = SimpleUploadedFile(safe_name(file.name), file.content, content_type="application/octet-stream")
        upload.name = safe_name(file.name)
        if len(accepted) >= settings.ATTACHMENTS_MAX:
            refused.append(
                f"„{safe_name(file.name)}“: Es werden höchstens {settings.ATTACHMENTS_MAX} Dateien angehängt."
            )
            continue
        try:
            check_files([upload])
        except ValidationError as error:
            refused += error.messages
        else:
            accepted.append(upload)
    return accepted, refused


def with_refusals(text: str, refused: list[str]) -> str:
    """Above what is folded: a line for each file that did not come along."""
    if not refused:
        return text
    lines = [f"– {sentence}" for sentence in refused[:REFUSED_AT_MOST]]
    if len(refused) > REFUSED_AT_MOST:
        lines.append(f"– und {len(refused) - REFUSED_AT_MOST} weitere")
    notice = "\n".join(["Nicht übernommene Anhänge:", *lines])
    own, quoted = _before_quoted(text)
    return "\n\n".join(part for part in (own, notice, quoted) if part)


def _before_quoted(text: str) -> tuple[str, str]:
    lines = text.split("\n")
    begin = len(lines)
    while begin and (lines[begin - 1].startswith(">") or not lines[begin - 1].strip()):
        begin -= 1
    return "\n".join(lines[:begin]).strip(), "\n".join(lines[begin:]).strip()


def subject_for(letter: Mail) -> str:
    """A subject as a report has it: not too short, not too long."""
    subject = letter.bare_subject
    if len(subject) < 3:
        return "E-Mail ohne Betreff"
    return subject if len(subject) <= 160 else f"{subject[:157].rstrip()} …"
