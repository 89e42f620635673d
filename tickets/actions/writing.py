"""What is written about a report: replies, notes, files."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from customers.models import Contact
from files.actions import are_the_same, keep
from files.kinds import Upload, check_files
from tickets.actions.around import record_mentions
from tickets.actions.drafts import drop_draft
from tickets.actions.steps import (
    lock,
    move,
    record,
    require_authority,
    require_served_by_mail,
    require_staff,
    save,
    start_clock,
    stop_clock,
)
from tickets.announcing import announce
from tickets.lifecycle import DONE, Actor, State
from tickets.models import Attachment, Message, Ticket, TicketEvent

Writer = User | Contact
"""Who writes: an account, or a contact without one by mail."""
DOUBLE_CLICK_WITHIN = timedelta(seconds=30)
"""The same words and files by the same person this soon are one message that was sent twice."""


@transaction.atomic
def reply(
    *,
    ticket: Ticket,
    by: User,
    body: str,
    now: datetime,
    files: Sequence[Upload] = (),
    then_wait: bool = False,
    version: int | None = None,
) -> Message:
    """Write to the other side: staff to the authority, a contact to the service.

    The first reply of the staff meets the response deadline. With `then_wait` the clock stands until the authority
    has answered; the authority's answer lets it run again. Staff who name the `version` they had before them are told
    what happened meanwhile, before their words go out.
    """
    return (
        _reply_of_staff(ticket, by, body, now, files, then_wait, version)
        if by.is_service_staff
        else _reply_with_account(ticket, by, body, now, files)
    )


@transaction.atomic
def reply_by_mail(*, ticket: Ticket, by: Contact, body: str, now: datetime, files: Sequence[Upload] = ()) -> Message:
    """Take the answer of a contact without an account into a report of their own."""
    require_served_by_mail(by, now=now)
    if (ticket.requester_id, ticket.authority_id) != (by.pk, by.authority_id):
        raise PermissionDenied
    return _reply_of_contact(ticket, by, body, now, files)


@transaction.atomic
def add_note(*, ticket: Ticket, by: User, body: str, now: datetime, files: Sequence[Upload] = ()) -> Message:
    """Write among staff; the authority never sees it."""
    require_staff(by)
    current = lock(ticket)
    message = write(ticket=current, kind=Message.Kind.NOTE, by=by, body=body, now=now, files=files)
    save(current, now=now)
    return message


@transaction.atomic
def offer_workaround(*, ticket: Ticket, by: User, body: str, now: datetime, files: Sequence[Upload] = ()) -> Message:
    """Tell the authority how people can work again although the cause is not gone; the deadline to solve is met.

    Only where the agreement says that this counts. The report stays open, and its clock stands from now on.
    """
    require_staff(by)
    current = lock(ticket)
    if current.agreement is None or not current.agreement.workaround_counts:
        raise ValidationError(
            "Nach der Vereinbarung zählt eine Übergangslösung hier nicht als Lösung. Bitte senden Sie eine Antwort.",
            code="workaround",
        )
    if current.workaround_at:
        raise ValidationError(
            "Eine Übergangslösung ist schon eingetragen. Bitte senden Sie eine Antwort.", code="workaround"
        )
    message = _reply_of_staff(current, by, body, now, files, then_wait=False, version=None)
    current = lock(ticket)
    # Whoever waits for the vendor meanwhile, waits no longer with the clock held.
    start_clock(current, since=current.paused_at, now=now)
    current.workaround_at = now
    save(current, now=now, fields=("workaround_at", "paused_at", "due_at"))
    record(
        current, TicketEvent.Kind.EDITED, by=by, now=now, after="die Frist zur Lösung",
        reason="Die Übergangslösung zählt nach der Vereinbarung als Lösung.",
    )  # fmt: skip
    return message


def _reply_of_staff(
    ticket: Ticket, by: User, body: str, now: datetime, files: Sequence[Upload], then_wait: bool, version: int | None
) -> Message:
    require_staff(by)
    current = lock(ticket, version=version)
    if current.state in DONE:
        raise ValidationError("Diese Meldung ist gelöst. Öffnen Sie sie wieder, um weiter zu schreiben.", code="done")
    message = write(ticket=current, kind=Message.Kind.REPLY, by=by, body=body, now=now, files=files)
    before = State(current.state)
    if then_wait and before != State.WAITING_FOR_CUSTOMER:
        move(current, State.WAITING_FOR_CUSTOMER, actor=Actor.STAFF)
        stop_clock(current, now=now)
    elif before == State.NEW:
        move(current, State.IN_PROGRESS, actor=Actor.STAFF)
    if not current.awaits_approval:  # a question before the approval answers no order yet
        current.responded_at = current.responded_at or now
    save(current, now=now, fields=("state", "paused_at", "responded_at"))
    if current.state != before:
        record(current, TicketEvent.Kind.STATE, by=by, now=now, before=before.label, after=State(current.state).label)
    return message


def _reply_with_account(ticket: Ticket, by: User, body: str, now: datetime, files: Sequence[Upload]) -> Message:
    require_authority(by, ticket)
    return _reply_of_contact(ticket, by, body, now, files)


def _reply_of_contact(ticket: Ticket, by: Writer, body: str, now: datetime, files: Sequence[Upload]) -> Message:
    current = lock(ticket)
    if current.state in DONE:
        raise ValidationError(
            "Diese Meldung ist schon gelöst. Wenn die Störung weiter besteht, öffnen Sie sie bitte wieder.", code="done"
        )
    message = write(ticket=current, kind=Message.Kind.REPLY, by=by, body=body, now=now, files=files)
    if current.state == State.WAITING_FOR_CUSTOMER:
        move(current, State.IN_PROGRESS, actor=Actor.AUTHORITY)
        start_clock(current, since=current.paused_at, now=now)
        record(
            current, TicketEvent.Kind.STATE, by=account_of(by), now=now,
            before=State.WAITING_FOR_CUSTOMER.label, after=State.IN_PROGRESS.label,
        )  # fmt: skip
    save(current, now=now, fields=("state", "paused_at", "paused_minutes", "due_at"))
    return message


def write(
    *, ticket: Ticket, kind: Message.Kind, by: Writer, body: str, now: datetime, files: Sequence[Upload] = ()
) -> Message:
    """Store a message with its files on a locked report."""
    account, contact = account_of(by), by if isinstance(by, Contact) else None
    is_staff = account is not None and account.is_service_staff
    check_files(files)
    body = body.replace("\x00", "").strip()
    if not body:
        raise ValidationError({"body": "Bitte schreiben Sie einen Text."})
    sent = Message.objects.filter(
        ticket=ticket, author=account, contact=contact, kind=kind, body=body, created_at__gt=now - DOUBLE_CLICK_WITHIN
    )
    for already in sent.prefetch_related("attachments"):
        if are_the_same(list(already.attachments.all()), files):
            return already
    message = Message.objects.create(
        ticket=ticket, kind=kind, author=account, contact=contact, author_is_staff=is_staff, body=body, created_at=now
    )
    attach(ticket=ticket, message=message, files=files, by=account, now=now)
    record_mentions(message)
    if account and is_staff:
        drop_draft(ticket=ticket, by=account)
    announce(message=message.pk)
    return message


def account_of(by: Writer) -> User | None:
    """The account of who writes; a contact who writes by mail has none."""
    return None if isinstance(by, Contact) else by


def attach(*, ticket: Ticket, message: Message | None, files: Sequence[Upload], by: User | None, now: datetime) -> None:
    """Store files that have been checked; where there is a virus scanner, nobody gets them before its verdict."""
    for file in files:
        keep(row=Attachment(ticket=ticket, message=message), file=file, by=by, now=now)
