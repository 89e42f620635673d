"""What a mail becomes: an answer, a new report, something a person has to look at, or nothing.

Who stands as sender is only a claim. So a mail becomes at most what its sender could have written in the portal with
the rights they have; all else waits for a person, and nothing is ever written in the name of staff.
"""

from datetime import datetime
from email.utils import parseaddr
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from mailboxes import loops, proof
from mailboxes.models import IncomingMail, Mailbox
from mailboxes.parsing import Mail
from tickets.lifecycle import DONE
from tickets.message_ids import number_in
from tickets.models import Ticket

Reason = IncomingMail.Reason
SENDER_IS_SURE = (Reason.TOO_MANY, Reason.AMBIGUOUS, Reason.NO_CATEGORY, Reason.DONE)
"""For these reasons a mail was left although nothing speaks against its sender."""
MOST_IN_AN_HOUR = 20
"""As many mails of one sender are taken over by themselves; nobody writes more, but two machines do."""


class Decision(NamedTuple):
    """Either a reason why it becomes nothing by itself, or in whose name it is written, and the report.

    Without `user` it is written in the name of a contact who has no account.
    """

    reason: Reason | None = None
    is_discarded: bool = False
    contact: Contact | None = None
    user: User | None = None
    ticket: Ticket | None = None


def decide(letter: Mail, row: IncomingMail, now: datetime) -> Decision:
    """What becomes of a mail that was read."""
    if machine := _machine(letter):
        return Decision(Reason(machine.value), is_discarded=True)
    if not letter.sender:
        return Decision(Reason.UNCLEAR)
    contacts = contacts_of(letter.sender, now)
    known = contacts[0] if len(contacts) == 1 else None
    if reason := _doubt(letter, row, contacts, now):
        return Decision(reason, contact=known)
    ticket = report_of(letter)
    if known and known.user is None:
        decision = _without_account(ticket, known, row, now)
    else:
        decision = _as_answer(ticket, contacts) if ticket else _as_report(contacts)
    if decision.reason is None and not (letter.text or letter.quoted or letter.files):
        return Decision(Reason.EMPTY, contact=known)
    if decision.reason is None and ticket is None and row.mailbox is None:
        return Decision(Reason.NO_CATEGORY, contact=known)
    return decision


def contacts_of(sender: str, now: datetime) -> list[Contact]:
    """The people at authorities with this address who may act today; letters that only look alike are others."""
    if not sender or not sender.isascii():
        return []
    rows = Contact.objects.acting_on(timezone.localdate(now)).filter(email__iexact=sender)
    return list(rows.select_related("authority", "user").order_by("pk")[:20])


def sure_sender(row: IncomingMail, ticket: Ticket, now: datetime) -> Contact | None:
    """The contact of this report's authority who wrote a mail that was left, if they could have written it there themselves."""
    if row.reason not in SENDER_IS_SURE:
        return None
    there = (contact for contact in contacts_of(row.sender, now) if contact.authority_id == ticket.authority_id)
    contact = next(there, None)
    if contact is None:
        return None
    if contact.user is None:
        writes = _is_proved_by_mail(row, contact, now) and ticket.requester_id == contact.pk
    else:
        writes = contact.user.is_active and not contact.user.is_service_staff
        writes = writes and Ticket.objects.visible_to(contact.user).filter(pk=ticket.pk).exists()
    return contact if writes else None


def report_of(letter: Mail) -> Ticket | None:
    """The report that a mail answers: by our own ids, by an earlier mail, or by the number in the subject.

    Of a report that was merged into another it is the one that goes on.
    """
    number = number_in(letter.references, secret=settings.SECRET_KEY) or _answered_before(letter) or letter.number
    return Ticket.objects.surviving(number).first() if number else None


def _answered_before(letter: Mail) -> str:
    ids = letter.references.split()
    if not ids:
        return ""
    earlier = IncomingMail.objects.filter(letter_id__in=ids, ticket__isnull=False).select_related("ticket")
    found = earlier.order_by("-pk").first()
    return found.ticket.number if found and found.ticket else ""


def _machine(letter: Mail) -> loops.Machine | None:
    own = {address.lower() for address in Mailbox.objects.values_list("address", flat=True)}
    own.add(parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower())
    if number_in(letter.message_id, secret=settings.SECRET_KEY):
        return loops.Machine.OWN
    return loops.why_not_a_person(
        letter.headers,
        sender=letter.sender,
        subject=letter.subject,
        content_type=letter.content_type,
        report_type=letter.report_type,
        own=own,
    )


def _doubt(letter: Mail, row: IncomingMail, contacts: list[Contact], now: datetime) -> Reason | None:
    """Why nobody's name may be put below it."""
    server = row.mailbox.vouching_server if row.mailbox else ""
    if server and not proof.is_vouched_for(letter.headers.get("authentication-results", []), server=server):
        return Reason.NOT_VOUCHED
    accounts = User.objects.filter(email__iexact=letter.sender, is_active=True)
    if any(user.is_service_staff for user in [*accounts[:5], *(contact.user for contact in contacts if contact.user)]):
        return Reason.STAFF
    if not contacts:
        return Reason.UNKNOWN
    if IncomingMail.objects.lately_from(letter.sender, now).count() >= MOST_IN_AN_HOUR:
        return Reason.TOO_MANY
    if letter.is_encrypted:
        return Reason.ENCRYPTED
    machine = loops.what_it_looks_like(letter.headers, subject=letter.subject)
    return Reason(machine.value) if machine else None


def _without_account(ticket: Ticket | None, contact: Contact, row: IncomingMail, now: datetime) -> Decision:
    """A report or an answer of a contact who has no account, about their own reports alone.

    They cannot look up what was written in their name, so it takes more than a claim: the mail server vouches for it.
    """
    if not _is_proved_by_mail(row, contact, now):
        return Decision(Reason.NO_ACCOUNT, contact=contact)
    if ticket and (ticket.requester_id, ticket.authority_id) != (contact.pk, contact.authority_id):
        return Decision(Reason.NOT_THEIRS, contact=contact)
    if ticket and ticket.state in DONE:
        return Decision(Reason.DONE, contact=contact)
    return Decision(contact=contact, ticket=ticket)


def _is_proved_by_mail(row: IncomingMail, contact: Contact, now: datetime) -> bool:
    is_vouched_for = row.mailbox is not None and row.mailbox.vouching_server != ""  # what failed there came not so far
    return is_vouched_for and Contact.objects.served_by_mail(timezone.localdate(now)).filter(pk=contact.pk).exists()


def _as_answer(ticket: Ticket, contacts: list[Contact]) -> Decision:
    """An answer of the one account behind the address, if it sees the report."""
    there = next((contact for contact in contacts if contact.authority_id == ticket.authority_id), contacts[0])
    users = {contact.user for contact in contacts if contact.user and contact.user.is_active}
    if len(users) != 1:
        return Decision(Reason.AMBIGUOUS if users else Reason.NO_ACCOUNT, contact=there)
    user = users.pop()
    if not Ticket.objects.visible_to(user).filter(pk=ticket.pk).exists():
        return Decision(Reason.NOT_THEIRS, contact=there)
    if ticket.state in DONE:
        return Decision(Reason.DONE, contact=there)
    return Decision(contact=there, user=user, ticket=ticket)


def _as_report(contacts: list[Contact]) -> Decision:
    """A new report of the one contact with the address."""
    if len(contacts) != 1:
        return Decision(Reason.AMBIGUOUS)
    contact = contacts[0]
    if contact.user is None or not contact.user.is_active:
        return Decision(Reason.NO_ACCOUNT, contact=contact)
    return Decision(contact=contact, user=contact.user)
