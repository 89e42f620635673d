"""What becomes of rows whose time is over. All of it runs inside `accounts.scope.as_retention`."""

from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from customers.models import Authority, Contact, ContactFunction
from handovers.actions import remove_names
from handovers.models import HandoverItem
from history.forgetting import forget_people_behind, forget_states, overwrite_states, rewriting
from imports.lifecycle import Extent, State
from imports.models import Import, ImportRow
from mailboxes.models import IncomingMail
from privacy.models import ExitPack
from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice
from tickets.models import (
    Attachment,
    Checklist,
    ChecklistItem,
    Draft,
    Mention,
    Message,
    Particular,
    Rating,
    RecurringRun,
    Reminder,
    Stopwatch,
    Ticket,
    TicketEvent,
    TimeEntry,
    Watcher,
)

REMOVED = "Text nach Ablauf der Aufbewahrung entfernt"
NAMELESS = "Name entfernt"
NAMELESS_ACCOUNT = "name-entfernt"
ABOUT_STAFF = (TicketEvent.Kind.TAKEN, TicketEvent.Kind.ASSIGNED, TicketEvent.Kind.RELEASED)


def delete_rows(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """Rows that nothing hangs on and that have no history of their own."""
    with rewriting():
        model._default_manager.filter(pk__in=keys).delete()


def delete_with_history(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """Rows that nothing hangs on, and what is kept of them."""
    with rewriting():
        forget_states(model, keys)
        model._default_manager.filter(pk__in=keys).delete()


def remove_numbers(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """How somebody was reached in an emergency; that they had the function stays."""
    private = {"phone": "", "email": "", "consented_on": None}
    with rewriting():
        overwrite_states(ContactFunction, keys, private)
        ContactFunction.objects.filter(pk__in=keys).update(**private, number_removed_on=timezone.localdate(now))


def remove_people_of_stocktakings(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """Who was asked for which device, and what they wrote; what was found out stays with the device."""
    asked = list(CampaignDevice.objects.filter(campaign__in=keys).values_list("pk", flat=True))
    reported = list(UnlistedDevice.objects.filter(campaign__in=keys).values_list("pk", flat=True))
    forget_answers(asked, reported)
    with rewriting():
        Campaign.objects.filter(pk__in=keys).update(names_removed_at=now)


def forget_answers(asked: Collection[Any], reported: Collection[Any]) -> None:
    """Take persons and words out of answers and reports of a stock-taking, and out of what is kept of them."""
    with rewriting():
        for model, keys, values in (
            (CampaignDevice, asked, {"asked": None, "remark": ""}),
            (UnlistedDevice, reported, {"reported_by": None, "place": "", "remark": ""}),
        ):
            overwrite_states(model, keys, values)
            forget_people_behind(model, keys)
            model._default_manager.filter(pk__in=keys).update(**values)


def delete_handovers(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """Hand-overs that were only prepared, with their devices on the list and what is kept of both."""
    items = list(HandoverItem.objects.filter(handover__in=keys).values_list("pk", flat=True))
    delete_with_history(HandoverItem, items, now)
    delete_with_history(model, keys, now)


def remove_names_of_handovers(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """Who got what and who signed; that devices changed hands stays, with a document that names nobody."""
    remove_names(handovers=keys, somebody=nameless_account(), now=now)


def delete_jobs(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """Jobs that are done; the queue shows its rows to Django only to be read."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s)", [list(keys)])


def delete_attachments(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """The rows, what is kept of them, and once that is certain the files themselves."""
    files = [(row.file.storage, str(row.file.name)) for row in Attachment.objects.filter(pk__in=keys)]
    with rewriting():
        forget_states(Attachment, keys)
        Attachment.objects.filter(pk__in=keys).delete()
    for storage, name in files:
        transaction.on_commit(partial(storage.delete, name))


def delete_mails(model: type[Model], keys: Collection[Any], now: datetime | None = None) -> None:
    """Mails as they came in with what is kept of them, and once that is certain their files."""
    files = [(row.raw.storage, str(row.raw.name)) for row in IncomingMail.objects.filter(pk__in=keys)]
    with rewriting():
        forget_states(IncomingMail, keys)
        IncomingMail.objects.filter(pk__in=keys).delete()
    for storage, name in files:
        transaction.on_commit(partial(storage.delete, name))


def discard_imports(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """Files that nobody imported in time, with what was read from them; that there was such a file stays known."""
    files = [(row.file.storage, str(row.file.name)) for row in Import.objects.filter(pk__in=keys)]
    with rewriting():
        ImportRow.objects.filter(run__in=keys).delete()
        Import.objects.filter(pk__in=keys).update(
            file="", samples=[], state=State.DISCARDED, ended_at=now, applied_by=None, extent=Extent.WHOLE
        )
    for storage, name in files:
        transaction.on_commit(partial(storage.delete, name))


def discard_exit_packs(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """Files that were there to be fetched long enough; when they were made, and their digest, stay known."""
    files = [(row.file.storage, str(row.file.name)) for row in ExitPack.objects.filter(pk__in=keys)]
    with rewriting():
        ExitPack.objects.filter(pk__in=keys).update(file="", state=ExitPack.State.EXPIRED)
    for storage, name in files:
        transaction.on_commit(partial(storage.delete, name))


def delete_tickets(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """Reports with all that was written and done about them, and what is kept of it."""
    delete_attachments(Attachment, _keys(Attachment, keys), now)
    messages, runs = _keys(Message, keys), _keys(RecurringRun, keys)
    delete_checklists_and_reminders(keys)
    delete_mails(IncomingMail, _keys(IncomingMail, keys), now)
    messages = _keys(Message, keys)
    with rewriting():
        TimeEntry.objects.filter(ticket__in=keys).delete()
        Stopwatch.objects.filter(ticket__in=keys).delete()
        forget_states(RecurringRun, runs)
        RecurringRun.objects.filter(pk__in=runs).update(ticket=None)
        forget_states(Message, messages)
        Message.objects.filter(pk__in=messages).delete()
        TicketEvent.objects.filter(ticket__in=keys).delete()
        Particular.objects.filter(ticket__in=keys).delete()
        ratings = _keys(Rating, keys)
        forget_states(Rating, ratings)
        Rating.objects.filter(pk__in=ratings).delete()
        forget_states(Ticket, keys)
        Ticket.objects.filter(pk__in=keys).delete()


def delete_checklists_and_reminders(tickets: Collection[Any]) -> None:
    """What was ticked off and by whom, and what people wanted to be reminded of."""
    lists = _keys(Checklist, tickets)
    points = list(ChecklistItem.objects.filter(checklist__in=lists).values_list("pk", flat=True))
    gone: tuple[tuple[type[Model], list[Any]], ...] = (
        (ChecklistItem, points), (Checklist, lists), (Reminder, _keys(Reminder, tickets)),
    )  # fmt: skip
    with rewriting():
        for model, keys in gone:
            forget_states(model, keys)
            model._default_manager.filter(pk__in=keys).delete()


def remove_texts(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """Reports keep what is counted: authority, category, priority, team and moments. Words and names go."""
    somebody = nameless_account()
    delete_attachments(Attachment, _keys(Attachment, keys), now)
    messages = _keys(Message, keys)
    by_authority: dict[Authority, list[int]] = {}
    for ticket in Ticket.objects.filter(pk__in=keys).select_related("authority"):
        by_authority.setdefault(ticket.authority, []).append(ticket.pk)
    for authority, tickets in by_authority.items():
        _remove_texts_of(authority, tickets, now)
    delete_checklists_and_reminders(keys)
    with rewriting():
        TimeEntry.objects.filter(ticket__in=keys).update(by=somebody, note="")
        Particular.objects.filter(ticket__in=keys).delete()
        written = {"body": REMOVED, "author": somebody, "contact": None}
        overwrite_states(Message, messages, written)
        forget_people_behind(Message, messages)
        Message.objects.filter(pk__in=messages).update(**written)
        ratings = _keys(Rating, keys)
        overwrite_states(Rating, ratings, {"comment": ""})
        Rating.objects.filter(pk__in=ratings).update(comment="")
        events = TicketEvent.objects.filter(ticket__in=keys)
        events.filter(by__isnull=False).update(by=somebody)
        events.filter(kind__in=ABOUT_STAFF).update(before="", after=NAMELESS)
        events.filter(kind=TicketEvent.Kind.EDITED).update(before="", after="Angaben")
        events.exclude(reason="").update(reason=REMOVED)


def _remove_texts_of(authority: Authority, tickets: list[int], now: datetime) -> None:
    nameless = nameless_contact(authority)
    # The workstation goes too: it stands for the one person who works at it.
    values = {"subject": REMOVED, "description": "", "requester": nameless, "assignee": None, "workstation": None}
    with rewriting():
        Mention.objects.filter(message__ticket__in=tickets).delete()
        Draft.objects.filter(ticket__in=tickets).delete()
        Stopwatch.objects.filter(ticket__in=tickets).delete()
        Watcher.objects.filter(ticket__in=tickets).delete()
        overwrite_states(Ticket, tickets, values)
        forget_people_behind(Ticket, tickets)
        Ticket.objects.filter(pk__in=tickets).update(**values, texts_removed_at=now)


def nameless_contact(authority: Authority) -> Contact:
    """Who stands for all former reporters of an authority whose names are gone."""
    found, _ = Contact.objects.get_or_create(
        authority=authority, first_name="", last_name=NAMELESS, is_active=False, user=None
    )
    return found


def nameless_account() -> User:
    """Who stands for all former authors; nobody can sign in with it."""
    found, is_new = User.objects.get_or_create(
        username=NAMELESS_ACCOUNT, defaults={"last_name": NAMELESS, "is_active": False}
    )
    if is_new:
        User.objects.filter(pk=found.pk).update(password="!")  # noqa: S106  # what Django writes where no password is usable
    return found


def _keys(model: type[Model], tickets: Collection[Any]) -> list[Any]:
    return list(model._default_manager.filter(ticket__in=tickets).values_list("pk", flat=True))
