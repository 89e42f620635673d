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
    r"^\s*(automatische antwort|abwesenheitsnotiz|abwesenheitsbenachrichtigung|abwesend|abwesenheit"
    r"|out of office( autoreply)?|automatic reply|auto(matic)?[ -]?re(ply|sponse)|autoantwort|réponse automatique"
    r"|urlaubsbenachrichtigung|außer haus|ausser haus)\s*:",
    re.IGNORECASE,
)
RETURNED_SUBJECT = re.compile(
    r"^\s*(undelivered mail returned to sender|undeliverable|unzustellbar|mail delivery (failed|failure|subsystem)"
    r"|delivery status notification|delivery failure|returned mail|nicht zustellbar|zustellung fehlgeschlagen|failure notice)\s*:",
    re.IGNORECASE,
)
RECEIPT = re.compile(
    r"^\s*(gelesen|read|übermittelt|zugestellt|delivered|nicht gelesen|not read|ungelesen gelöscht)\s*:", re.IGNORECASE
)
"""How machines begin a subject: with a colon. People who report a fault with just these things write a sentence."""


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
    """What kind of machine surely sent it, or None; `own` are the addresses of the service itself, in small letters.

    Only what machines write into the head of a mail is sure. The subject alone is not: see `what_it_looks_like`.
    """
    if sender in own or _has(headers, "x-loop") or _has(headers, "x-ms-exchange-inbox-rules-loop"):
        return Machine.OWN
    if content_type == "multipart/report":
        return Machine.RECEIPT if report_type == "disposition-notification" else Machine.RETURNED
    has_no_way_back = [value.strip() for value in headers.get("return-path", [])] in (["<>"], [""])
    if _is_automatic(headers) or (has_no_way_back and ABSENT.match(subject)):
        return Machine.AUTOMATIC  # before the next: absences come with an empty return path too
    if has_no_way_back or RETURNED.match(sender) or _has(headers, "x-failed-recipients"):
        return Machine.RETURNED
    return Machine.CIRCULAR if _is_circular(headers) or MACHINES.match(sender) else None


def what_it_looks_like(headers: Headers, *, subject: str) -> Machine | None:
    """What kind of machine the subject speaks of: a reason to let a person look at it, never to throw it away."""
    if ABSENT.match(subject):
        return Machine.AUTOMATIC
    if RETURNED_SUBJECT.match(subject):
        return Machine.RETURNED
    return Machine.RECEIPT if RECEIPT.match(subject) and _has(headers, "x-ms-tnef-correlator") else None


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
