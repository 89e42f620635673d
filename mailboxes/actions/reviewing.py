"""What people decide about mails that could not be taken over by themselves."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.scope import as_authority, as_user
from customers.models import Contact
from files.kinds import Upload
from mailboxes.contents import files_and_refusals, read, subject_for, with_refusals
from mailboxes.deciding import sure_sender
from mailboxes.models import IncomingMail
from mailboxes.parsing import Mail
from tickets.actions import add_note, open_ticket, reopen, reply, reply_by_mail
from tickets.lifecycle import DONE
from tickets.models import Category, Message, Ticket

Status, Reason = IncomingMail.Status, IncomingMail.Reason
ONLY_FILES = "Siehe Anhang."
OPENED_AGAIN = "Ihre E-Mail ist angekommen. Wir arbeiten wieder an der Meldung."


@transaction.atomic
def open_as_report(*, mail: IncomingMail, contact: Contact, category: Category, by: User, now: datetime) -> Ticket:
    """Make a mail a new report of a contact, whom the member of staff has recognised as its sender."""
    row = _lock(mail, by)
    letter = read(row) or Mail()
    files, refused = files_and_refusals(letter)
    text = letter.description
    if row.sender != contact.email.lower():
        text = f"E-Mail von {row.from_whom}:\n\n{text}"
    ticket = open_ticket(
        requester=contact,
        by=by,
        subject=subject_for(letter),
        description=with_refusals(text, refused),
        category=category,
        channel=Ticket.Channel.MAIL,
        files=files,
        now=now,
    )
    _decide(row, by=by, now=now, ticket=ticket, contact=contact)
    return ticket


@transaction.atomic
def add_to_report(*, mail: IncomingMail, ticket: Ticket, by: User, now: datetime) -> Message:
    """Put a mail into a report: as the sender's answer where that is sure, else as a note that no authority sees."""
    row = _lock(mail, by)
    body, files = _words(row)
    contact = sure_sender(row, ticket, now)
    if contact is not None and ticket.state not in DONE:
        message = _answer(ticket, contact, body, files, now)
    else:
        head = f"E-Mail von {row.from_whom}, {timezone.localtime(row.received_at):%d.%m.%Y, %H:%M} Uhr: {row}"
        message = add_note(ticket=ticket, by=by, body=f"{head}\n\n{body}".strip(), files=files, now=now)
    _decide(row, by=by, now=now, ticket=ticket, message=message, contact=contact or row.contact)
    return message


@transaction.atomic
def reopen_report(*, mail: IncomingMail, ticket: Ticket, by: User, now: datetime) -> Ticket:
    """Open a solved report again, because its reporter objects in a mail; only where the sender is sure.

    A contact without an account opens nothing: for them staff do, and their words follow.
    """
    row = _lock(mail, by)
    contact = sure_sender(row, ticket, now)
    if contact is None:
        raise ValidationError(
            "Der Absender dieser E-Mail ist nicht sicher. Übernehmen Sie sie in die Meldung und öffnen Sie die Meldung dort."
        )
    body, files = _words(row)
    if contact.user:
        with as_user(contact.user):
            current = reopen(ticket=ticket, by=contact.user, reason=body or ONLY_FILES, files=files, now=now)
            message = Message.objects.filter(ticket=ticket, author=contact.user).latest("pk")
    else:
        current = reopen(ticket=ticket, by=by, reason=OPENED_AGAIN, now=now)
        message = _answer(current, contact, body, files, now)
    _decide(row, by=by, now=now, ticket=current, message=message, contact=contact)
    return current


@transaction.atomic
def discard(*, mail: IncomingMail, remark: str, by: User, now: datetime) -> IncomingMail:
    """Let a mail become nothing, and say why."""
    row = _lock(mail, by)
    if row.status == Status.DISCARDED:
        raise ValidationError("Diese E-Mail ist schon verworfen.")
    if not remark.strip():
        raise ValidationError({"remark": "Bitte geben Sie einen Grund an."})
    row.status, row.reason, row.remark = Status.DISCARDED, Reason.BY_HAND, remark.strip()[:300]
    row.decided_at, row.decided_by = now, by
    row.save()
    return row


def _lock(mail: IncomingMail, by: User) -> IncomingMail:
    if not (by.is_service_staff and by.has_perm("tickets.work_ticket")):
        raise PermissionDenied
    row = IncomingMail.objects.select_for_update().get(pk=mail.pk)
    if not row.may_be_decided:
        raise ValidationError("Über diese E-Mail hat inzwischen jemand anderes entschieden.", code="stale")
    return row


def _words(row: IncomingMail) -> tuple[str, list[Upload]]:
    letter = read(row) or Mail()
    files, refused = files_and_refusals(letter)
    return with_refusals(letter.body, refused), files


def _answer(ticket: Ticket, contact: Contact, body: str, files: list[Upload], now: datetime) -> Message:
    """Write it in the name of a contact and within what they may reach."""
    body = body or ONLY_FILES
    if contact.user:
        with as_user(contact.user):
            return reply(ticket=ticket, by=contact.user, body=body, files=files, now=now)
    with as_authority(contact.authority_id):
        return reply_by_mail(ticket=ticket, by=contact, body=body, files=files, now=now)


def _decide(
    row: IncomingMail,
    *,
    by: User,
    now: datetime,
    ticket: Ticket,
    contact: Contact | None,
    message: Message | None = None,
) -> None:
    row.status, row.ticket, row.message, row.contact = Status.PROCESSED, ticket, message, contact
    row.decided_at, row.decided_by = now, by
    row.save()
