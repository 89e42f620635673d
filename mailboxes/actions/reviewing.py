"""What people decide about mails that could not be taken over by themselves."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.scope import as_user
from customers.models import Contact
from mailboxes.contents import files_and_refusals, read, subject_for, with_refusals
from mailboxes.deciding import contacts_of
from mailboxes.models import IncomingMail
from mailboxes.parsing import Mail
from tickets.actions import add_note, open_ticket, reply
from tickets.lifecycle import DONE
from tickets.models import Category, Message, Ticket

Status, Reason = IncomingMail.Status, IncomingMail.Reason
SENDER_IS_SURE = (Reason.TOO_MANY, Reason.AMBIGUOUS, Reason.NO_CATEGORY)
"""For these reasons a mail was left although nothing speaks against its sender."""


@transaction.atomic
def open_as_report(*, mail: IncomingMail, contact: Contact, category: Category, by: User, now: datetime) -> Ticket:
    """Make a mail a new report of a contact, whom the member of staff has recognised as its sender."""
    row = _lock(mail, by)
    letter = read(row) or Mail()
    files, refused = files_and_refusals(letter)
    text = letter.body if letter.text else letter.quoted
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
    letter = read(row) or Mail()
    files, refused = files_and_refusals(letter)
    body = with_refusals(letter.body, refused)
    contact = _sure_sender(row, ticket, now)
    if contact is not None and contact.user is not None and ticket.state not in DONE:
        with as_user(contact.user):
            message = reply(ticket=ticket, by=contact.user, body=body or "Siehe Anhang.", files=files, now=now)
    else:
        head = f"E-Mail von {row.from_whom}, {timezone.localtime(row.received_at):%d.%m.%Y, %H:%M} Uhr: {row}"
        message = add_note(ticket=ticket, by=by, body=f"{head}\n\n{body}".strip(), files=files, now=now)
    _decide(row, by=by, now=now, ticket=ticket, message=message, contact=contact or row.contact)
    return message


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


def _sure_sender(row: IncomingMail, ticket: Ticket, now: datetime) -> Contact | None:
    """The contact of this report's authority who wrote it, if they could have written it there themselves."""
    if row.reason not in SENDER_IS_SURE:
        return None
    for contact in contacts_of(row.sender, now):
        user = contact.user
        if contact.authority_id == ticket.authority_id and user and user.is_active and not user.is_service_staff:
            return contact if Ticket.objects.visible_to(user).filter(pk=ticket.pk).exists() else None
    return None


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
