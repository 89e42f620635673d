"""Fetches mail by IMAP: every mail is stored here first, and only then marked or moved on the server.

The program may be interrupted anywhere: what was stored and not marked is offered again, and known by its place in the
folder or by its digest. One mail that the server does not hand out keeps no other waiting: it is asked for again later.
"""

import base64
import imaplib
import re
from typing import Any

import structlog
from django.conf import settings
from django.utils import timezone

from mailboxes.actions import store
from mailboxes.connecting import Server, Trouble, connected
from mailboxes.contents import head_alone
from mailboxes.intake import Scope
from mailboxes.models import IncomingMail, Mailbox

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 200
ASKED_AGAIN_AT_ONCE = 20
"""As many mails that the server did not hand out before are asked for again, after all others."""
MOST_REMEMBERED = 500
TIMES_TOO_LARGE = 2
"""A mail is loaded up to this many times the size up to which mails are read; of a larger one only the head."""


def fetch_all(scope: Scope) -> tuple[int, list[str]]:
    """Fetch from every mailbox; return how many mails are new, and which mailboxes failed."""
    with scope():
        mailboxes = list(Mailbox.objects.fetched())
    new, failed = 0, []
    for mailbox in mailboxes:
        problem = ""
        try:
            found, problem = fetch(mailbox, scope)
            new += found
        except Trouble as trouble:
            problem = str(trouble)
            log.warning("mailbox_not_fetched", mailbox=mailbox.pk, problem=problem)
        except Exception as error:  # whatever it is, the other mailboxes do not wait for it
            problem = (
                f"Der Abruf ist abgebrochen ({type(error).__name__}: {error}). Näheres steht im Protokoll des Servers."
            )
            log.exception("mailbox_not_fetched", mailbox=mailbox.pk)
        if problem:
            failed.append(mailbox.name)
        with scope():
            Mailbox.objects.filter(pk=mailbox.pk).update(checked_at=timezone.now(), problem=problem[:300])
    return new, failed


def fetch(mailbox: Mailbox, scope: Scope) -> tuple[int, str]:
    """Store what is new in one mailbox, the oldest first; return how many mails that were, and what went wrong."""
    new = 0
    with connected(mailbox) as server:
        validity = _select(server, mailbox, scope)
        done_folder, problem = _done_folder(server, mailbox)
        offered = _offered(server, mailbox)
        with scope():
            stored = {row.uid for row in IncomingMail.objects.at(mailbox, validity, offered).only("uid") if row.uid}
        for uid in _in_line(offered, stored, mailbox.failed_uids):
            try:
                raw, size = (None, 0) if uid in stored else _content(server, uid)
            except (imaplib.IMAP4.error, OSError) as error:
                log.warning("mail_not_fetched", mailbox=mailbox.pk, uid=uid, problem=str(error)[:200])
                with scope():
                    _remember(mailbox, uid, failed=True)
                if isinstance(error, (imaplib.IMAP4.abort, OSError)):
                    break  # some servers hang up on such a mail; next time the others come before it
                continue
            if raw is not None:
                with scope():
                    new += store(
                        raw=raw, size=size, mailbox=mailbox, uid_validity=validity, uid=uid, now=timezone.now()
                    )[1]
            if raw is not None or uid in stored:
                problem = _take_away(server, uid, mailbox, done_folder) or problem
            with scope():
                _remember(mailbox, uid)
    return new, " ".join(filter(None, [problem, _kept_back(mailbox)]))


def _select(server: Server, mailbox: Mailbox, scope: Scope) -> int:
    """Open the folder and return its version.

    In a folder seen for the first time, or made anew, only what is unread is fetched, and what comes from now on: the
    rest was dealt with elsewhere.
    """
    try:
        _ask(server.select(_quoted(mailbox.folder)))
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise Trouble(f"Den Ordner „{mailbox.folder}“ gibt es auf dem Mailserver nicht.") from error
    validity = _number(server, "UIDVALIDITY")
    if mailbox.uid_validity != validity:
        mailbox.uid_validity, mailbox.failed_uids = validity, []
        mailbox.last_uid = max(_number(server, "UIDNEXT") - 1, 0)
        with scope():
            _save(mailbox)
    return validity


def _number(server: Server, name: str) -> int:
    _, answer = server.response(name)
    return int(answer[0]) if answer and answer[0] else 0


def _done_folder(server: Server, mailbox: Mailbox) -> tuple[str, str]:
    """The folder for what was taken over, if it is still there, and else a word on that."""
    folder = mailbox.done_folder
    if not folder or server.status(_quoted(folder), "(MESSAGES)")[0] == "OK":
        return folder, ""
    return "", f"Den Ordner „{folder}“ gibt es auf dem Mailserver nicht. {_stays(mailbox)}"


def _stays(mailbox: Mailbox) -> str:
    return f"Übernommene E-Mails bleiben als gelesen im Ordner „{mailbox.folder}“."


def _offered(server: Server, mailbox: Mailbox) -> set[int]:
    """What was never fetched, also if somebody read it in the meantime, and what is marked as unread."""
    uids = _search(server, "UNSEEN UNDELETED")
    # The range ends with the newest mail even if that is older than its beginning.
    later = _search(server, f"UID {mailbox.last_uid + 1}:* UNDELETED")
    return uids | {uid for uid in later if uid > mailbox.last_uid}


def _in_line(offered: set[int], stored: set[int], failed: list[int]) -> list[int]:
    """First what is new, then what is stored and was not marked, at last what the server did not hand out before."""
    new = sorted(offered - stored - set(failed))
    return [*new[:MOST_AT_ONCE], *sorted(stored)[:MOST_AT_ONCE], *failed[:ASKED_AGAIN_AT_ONCE]]


def _search(server: Server, criteria: str) -> set[int]:
    answer = _ask(server.uid("SEARCH", criteria))
    return {int(uid) for uid in (answer[0] or b"").split()} if answer else set()


def _content(server: Server, uid: int) -> tuple[bytes | None, int]:
    """The mail, without marking it as read, and its size; None if it is gone, and of one that is far too large the head."""
    size = _size(server, uid)
    if size > TIMES_TOO_LARGE * settings.MAIL_MAX_BYTES:
        head = _part(server, uid, "HEADER")
        return (None if head is None else head_alone(head, size)), size
    raw = _part(server, uid, "")
    return raw, 0 if raw is None else len(raw)


def _size(server: Server, uid: int) -> int:
    said = b" ".join(part for part in _ask(server.uid("FETCH", str(uid), "(RFC822.SIZE)")) if isinstance(part, bytes))
    found = re.search(rb"RFC822\.SIZE (\d+)", said)
    return int(found[1]) if found else 0


def _part(server: Server, uid: int, name: str) -> bytes | None:
    answer = _ask(server.uid("FETCH", str(uid), f"(BODY.PEEK[{name}])"))
    return next((bytes(part[1]) for part in answer if isinstance(part, tuple)), None)


def _take_away(server: Server, uid: int, mailbox: Mailbox, done_folder: str) -> str:
    """Mark as read what is stored, and move it if there is a folder for it; return what went wrong with that."""
    try:
        _ask(server.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)"))
        if done_folder and _can_move(server):
            _ask(server.uid("MOVE", str(uid), _quoted(done_folder)))
        elif done_folder:
            _ask(server.uid("COPY", str(uid), _quoted(done_folder)))
            _ask(server.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)"))
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        log.warning("mail_not_taken_away", mailbox=mailbox.pk, uid=uid, problem=str(error)[:200])
        where = f"in den Ordner „{done_folder}“ verschieben" if done_folder else "als gelesen markieren"
        return f"Übernommene E-Mails lassen sich nicht {where}. Sie bleiben im Ordner „{mailbox.folder}“."
    return ""


def _can_move(server: Server) -> bool:
    """Whether the server moves mails in one step; it tells so only to who is signed in."""
    said = b" ".join(part for part in _ask(server.capability()) if isinstance(part, bytes))
    return b"MOVE" in said.upper().split()


def _remember(mailbox: Mailbox, uid: int, *, failed: bool = False) -> None:
    """That a mail was dealt with, or that the server did not hand it out: then it stands behind the others in line."""
    if not failed and uid <= mailbox.last_uid and uid not in mailbox.failed_uids:
        return
    others = [other for other in mailbox.failed_uids if other != uid]
    mailbox.failed_uids = [*others, uid][-MOST_REMEMBERED:] if failed else others
    mailbox.last_uid = max(uid, mailbox.last_uid)
    _save(mailbox)


def _save(mailbox: Mailbox) -> None:
    values = {name: getattr(mailbox, name) for name in ("uid_validity", "last_uid", "failed_uids")}
    Mailbox.objects.filter(pk=mailbox.pk).update(**values)


def _kept_back(mailbox: Mailbox) -> str:
    number = len(mailbox.failed_uids)
    if not number:
        return ""
    which = "Eine E-Mail" if number == 1 else f"{number} E-Mails"
    return f"{which} im Ordner „{mailbox.folder}“ gibt der Mailserver nicht heraus. Bitte sehen Sie dort nach."


def _ask(answer: tuple[str, Any]) -> list[Any]:
    status, data = answer[0], list(answer[1])
    if status != "OK":
        raise imaplib.IMAP4.error(f"the server said {status}: {data!r}"[:300])
    return list(data or [])


def _quoted(folder: str) -> str:
    """A folder name as IMAP takes it; names beyond ASCII are written in the modified UTF-7 of RFC 3501."""
    encoded = re.sub(r"&|[^\x20-\x7e]+", _modified_utf7, folder)
    return '"' + encoded.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _modified_utf7(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&-"
    return "&" + base64.b64encode(found[0].encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-"
