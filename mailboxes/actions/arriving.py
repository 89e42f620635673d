"""How a mail arrives: first it is stored as it came, then, in a step of its own, something becomes of it.

Each step is one transaction and may be repeated as often as one likes: what is stored is not stored again, and what is
decided is not decided again. So nothing is lost and nothing doubled wherever the program is interrupted.
"""

import hashlib
import os
import re
from datetime import datetime
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.scope import as_authority, as_user
from mailboxes.contents import files_and_refusals, is_too_large, read, subject_for, with_refusals
from mailboxes.deciding import Decision, decide
from mailboxes.models import IncomingMail, Mailbox
from mailboxes.parsing import Mail
from tickets.actions import open_ticket, reply, reply_by_mail
from tickets.models import Message, Ticket

MESSAGE_ID = re.compile(rb"^message-id:[ \t\r\n]*(\S+)", re.IGNORECASE | re.MULTILINE)
HEADERS_END = re.compile(rb"\r?\n\r?\n")
Status, Reason = IncomingMail.Status, IncomingMail.Reason


@transaction.atomic
def store(
    *,
    raw: bytes,
    now: datetime,
    mailbox: Mailbox | None = None,
    uid_validity: int | None = None,
    uid: int | None = None,
    size: int | None = None,
) -> tuple[IncomingMail, bool]:
    """Keep a mail as it came; return it, and whether it is new. Only then may the mail server forget it.

    `size` is that of the whole mail, where only its head was fetched.
    """
    digest = digest_of(raw)
    if earlier := IncomingMail.objects.filter(digest=digest).first():
        return earlier, False
    row = IncomingMail(mailbox=mailbox, digest=digest, size=size or len(raw), received_at=now)
    place = IncomingMail.objects.filter(mailbox=mailbox, uid_validity=uid_validity, uid=uid)
    if uid is not None and not place.exists():  # a folder made anew may number another mail alike: it is not the same
        row.uid_validity, row.uid = uid_validity, uid
    row.raw.save("", ContentFile(raw), save=False)
    _write_through(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # somebody stored the same mail at this moment
        row.raw.delete(save=False)
        return IncomingMail.objects.get(digest=digest), False
    return row, True


def digest_of(raw: bytes) -> str:
    """What tells a mail from all others: its id with its content, else all of it.

    The same mail reaches two mailboxes with different headers above; another mail may bear the same id.
    """
    head, *rest = HEADERS_END.split(raw, maxsplit=1)
    found = MESSAGE_ID.search(head)
    same = found[1] + b"\n" + rest[0].replace(b"\r\n", b"\n").rstrip() if found and rest else raw
    return hashlib.sha256(same).hexdigest()


@transaction.atomic
def process(*, mail: IncomingMail, now: datetime) -> IncomingMail | None:
    """Make of a stored mail what it is to become; None if that is done, or being done by somebody else."""
    row = IncomingMail.objects.select_for_update(skip_locked=True).filter(pk=mail.pk, status=Status.RECEIVED).first()
    if row is None:
        return None
    letter = read(row)
    if letter is None or not letter.headers:
        return _leave(row, Decision(Reason.UNREADABLE), now)
    row.sender, row.sender_name = letter.sender, letter.sender_name
    row.subject, row.letter_id = letter.subject, letter.message_id
    if is_too_large(row):
        return _leave(row, Decision(Reason.TOO_LARGE), now)
    decision = decide(letter, row, now)
    if decision.reason is not None:
        return _leave(row, decision, now)
    try:
        with transaction.atomic():
            row.ticket, row.message = _carry_out(letter, row, decision, now)
    except (ValidationError, PermissionDenied) as error:
        row.remark = " ".join(getattr(error, "messages", ["Die Ansprechperson darf das nicht."]))[:300]
        return _leave(row, Decision(Reason.NOT_TAKEN, contact=decision.contact), now)
    row.contact, row.status, row.decided_at = decision.contact, Status.PROCESSED, now
    row.save()
    return row


@transaction.atomic
def set_aside(*, mail: IncomingMail, now: datetime) -> None:
    """Hand a mail that the program cannot deal with to a person, so that it does not stand in the way of others."""
    row = IncomingMail.objects.select_for_update(skip_locked=True).filter(pk=mail.pk, status=Status.RECEIVED).first()
    if row is not None:
        _leave(row, Decision(Reason.UNREADABLE), now)


def _leave(row: IncomingMail, decision: Decision, now: datetime) -> IncomingMail:
    row.reason = decision.reason or Reason.UNREADABLE
    row.contact = decision.contact
    row.status = Status.DISCARDED if decision.is_discarded else Status.REVIEW
    row.decided_at = now if decision.is_discarded else None
    row.save()
    return row


def _carry_out(letter: Mail, row: IncomingMail, decision: Decision, now: datetime) -> tuple[Ticket, Message | None]:
    """Write it in the name of the sender and within what they may reach."""
    files, refused = files_and_refusals(letter)
    user, contact = decision.user, decision.contact
    if contact is None:
        raise PermissionDenied
    with as_user(user) if user else as_authority(contact.authority_id):
        if decision.ticket is not None:
            body = with_refusals(letter.body, refused) or "Siehe Anhang."
            if user is None:
                answer = reply_by_mail(ticket=decision.ticket, by=contact, body=body, files=files, now=now)
            else:
                answer = reply(ticket=decision.ticket, by=user, body=body, files=files, now=now)
            return decision.ticket, answer
        if row.mailbox is None:
            raise PermissionDenied
        ticket = open_ticket(
            requester=contact,
            by=user,
            subject=subject_for(letter),
            description=with_refusals(letter.description, refused),
            category=row.mailbox.category,
            channel=Ticket.Channel.MAIL,
            files=files,
            now=now,
        )
        return ticket, None


def _write_through(row: IncomingMail) -> None:
    """Onto the disk and not only into the memory of the system, before the mail server hears that we have it."""
    try:
        path = row.raw.path
    except NotImplementedError:  # a storage without paths answers for that itself
        return
    with Path(path).open("rb") as file:
        os.fsync(file.fileno())
