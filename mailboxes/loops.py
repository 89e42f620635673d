"""Tells mails that no person wrote: receipts, returned letters, absences, circulars and our own letters coming back.

Pure functions without database.
"""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

Headers = Mapping[str, list[str]]

MACHINES = re.compile(
    r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|donotreply|bounces?([+=-].*)?|nicht-?antworten)@"
)
RETURNED = re.compile(r"^(mailer-daemon|postmaster|bounces?([+=-].*)?)@")
ABSENT = re.compile(
    r"^\s*(automatische antwort|abwesenheitsnotiz|abwesenheitsbenachrichtigung|abwesend|abwesenheit|out of office"
    r"|automatic reply|auto(matic)?[ -]?re(ply|sponse)|autoantwort|ich bin (derzeit )?nicht im (büro|haus|amt)"
    r"|réponse automatique|urlaubsbenachrichtigung|außer haus|ausser haus)\b",
    re.IGNORECASE,
)
RETURNED_SUBJECT = re.compile(
    r"^\s*(undelivered mail returned|undeliverable|unzustellbar|mail delivery (failed|failure|subsystem)"
    r"|delivery status notification|delivery failure|returned mail|nicht zustellbar|zustellung fehlgeschlagen|failure notice)",
    re.IGNORECASE,
)
RECEIPT = re.compile(
    r"^\s*(gelesen|read|übermittelt|zugestellt|delivered|nicht gelesen|not read|ungelesen gelöscht)\s*:", re.IGNORECASE
)


class Machine(StrEnum):
    """Why a mail needs nobody's answer."""

    OWN = "own"
    RETURNED = "returned"
    RECEIPT = "receipt"
    AUTOMATIC = "automatic"
    CIRCULAR = "circular"


def why_not_a_person(
    headers: Headers, *, sender: str, subject: str, content_type: str, report_type: str, own: Collection[str]
) -> Machine | None:
    """What kind of machine sent it, or None; `own` are the addresses of the service itself, in small letters."""
    if sender in own or _has(headers, "x-loop") or _has(headers, "x-ms-exchange-inbox-rules-loop"):
        return Machine.OWN
    if content_type == "multipart/report" and report_type == "disposition-notification":
        return Machine.RECEIPT
    if content_type == "multipart/report" or _is_returned(headers, sender, subject):
        return Machine.RETURNED
    return _automatic(headers, sender, subject)


def _automatic(headers: Headers, sender: str, subject: str) -> Machine | None:
    if _is_automatic(headers) or ABSENT.match(subject):
        return Machine.AUTOMATIC
    if RECEIPT.match(subject) and _has(headers, "x-ms-tnef-correlator"):
        return Machine.RECEIPT
    return Machine.CIRCULAR if _is_circular(headers) or MACHINES.match(sender) else None


def _is_returned(headers: Headers, sender: str, subject: str) -> bool:
    """A letter that did not arrive; servers send word of it with an empty return path."""
    if _automatic(headers, "", subject) == Machine.AUTOMATIC:
        return False  # absences come with an empty return path too
    return (
        bool(RETURNED.match(sender) or RETURNED_SUBJECT.match(subject))
        or _has(headers, "x-failed-recipients")
        or [value.strip() for value in headers.get("return-path", [])] in (["<>"], [""])
    )


def _is_automatic(headers: Headers) -> bool:
    submitted = [value.split(";")[0].strip().lower() for value in headers.get("auto-submitted", [])]
    if any(value and value != "no" for value in submitted):
        return True
    names = ("x-autoreply", "x-autorespond", "x-auto-reply", "x-autoreply-from", "x-mail-autoreply", "x-vacation")
    answers = {value.strip().lower() for value in headers.get("precedence", [])}
    return "auto_reply" in answers or any(_has(headers, name) for name in names)


def _is_circular(headers: Headers) -> bool:
    precedence = {value.strip().lower() for value in headers.get("precedence", [])}
    return bool(precedence & {"bulk", "junk", "list"}) or _has(headers, "list-id") or _has(headers, "list-unsubscribe")


def _has(headers: Headers, name: str) -> bool:
    return any(value.strip().lower() not in ("", "no", "false") for value in headers.get(name, []))
