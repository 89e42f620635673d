"""Fetches mail by IMAP: every mail is stored here first, and only then marked or moved on the server.

The program may be interrupted anywhere: what was stored and not marked is offered again and known by its digest.
"""

import base64
import imaplib
import re
from typing import Any

import structlog
from django.utils import timezone

from mailboxes.actions import store
from mailboxes.connecting import Server, Trouble, connected
from mailboxes.intake import Scope
from mailboxes.models import Mailbox

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 200


def fetch_all(scope: Scope) -> tuple[int, list[str]]:
    """Fetch from every mailbox; return how many mails are new, and which mailboxes failed."""
    with scope():
        mailboxes = list(Mailbox.objects.fetched())
    new, failed = 0, []
    for mailbox in mailboxes:
        problem = ""
        try:
            new += fetch(mailbox, scope)
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


def fetch(mailbox: Mailbox, scope: Scope) -> int:
    """Store what is new in one mailbox, the oldest first; return how many mails that were."""
    new, has_failed = 0, False
    with connected(mailbox) as server:
        validity = _select(server, mailbox.folder)
        for uid in _offered(server, mailbox, validity)[:MOST_AT_ONCE]:
            try:
                raw = _content(server, uid)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:  # this one again next time; the others need not wait for it
                log.warning("mail_not_fetched", mailbox=mailbox.pk, uid=uid, problem=str(error)[:200])
                has_failed = True
                continue
            if raw is not None:
                with scope():
                    _, is_new = store(raw=raw, mailbox=mailbox, uid_validity=validity, uid=uid, now=timezone.now())
                new += is_new
                _take_away(server, uid, mailbox.done_folder)
            if not has_failed:
                with scope():
                    _remember(mailbox, validity, uid)
    return new


def _select(server: Server, folder: str) -> int:
    _ask(server.select(_quoted(folder)))
    _, answer = server.response("UIDVALIDITY")
    return int(answer[0]) if answer and answer[0] else 0


def _offered(server: Server, mailbox: Mailbox, validity: int) -> list[int]:
    """What was never fetched, also if somebody read it in the meantime, and what is marked as unread.

    In a folder seen for the first time, or made anew, only what is unread: the rest was dealt with elsewhere.
    """
    uids = _search(server, "UNSEEN UNDELETED")
    if mailbox.uid_validity == validity:
        # The range ends with the newest mail even if that is older than its beginning.
        later = _search(server, f"UID {mailbox.last_uid + 1}:* UNDELETED")
        uids |= {uid for uid in later if uid > mailbox.last_uid}
    return sorted(uids)


def _search(server: Server, criteria: str) -> set[int]:
    answer = _ask(server.uid("SEARCH", criteria))
    return {int(uid) for uid in (answer[0] or b"").split()} if answer else set()


def _content(server: Server, uid: int) -> bytes | None:
    """The mail, without marking it as read; None if it is gone."""
    answer = _ask(server.uid("FETCH", str(uid), "(BODY.PEEK[])"))
    return next((bytes(part[1]) for part in answer if isinstance(part, tuple)), None)


def _take_away(server: Server, uid: int, done_folder: str) -> None:
    """Mark as read what is stored, and move it if there is a folder for it."""
    _ask(server.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)"))
    if not done_folder:
        return
    if _can_move(server):
        _ask(server.uid("MOVE", str(uid), _quoted(done_folder)))
        return
    _ask(server.uid("COPY", str(uid), _quoted(done_folder)))
    _ask(server.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)"))


def _can_move(server: Server) -> bool:
    """Whether the server moves mails in one step; it tells so only to who is signed in."""
    said = b" ".join(part for part in _ask(server.capability()) if isinstance(part, bytes))
    return b"MOVE" in said.upper().split()


def _remember(mailbox: Mailbox, validity: int, uid: int) -> None:
    is_anew = mailbox.uid_validity != validity
    mailbox.uid_validity, mailbox.last_uid = validity, uid if is_anew else max(uid, mailbox.last_uid)
    Mailbox.objects.filter(pk=mailbox.pk).update(uid_validity=validity, last_uid=mailbox.last_uid)


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
