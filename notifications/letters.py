"""Letters about what people were told and have not seen: one per person and report, or one about all of them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import make_msgid, parseaddr
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from notifications.happenings import Happening
from notifications.models import Notification
from notifications.post import HEADERS, Letter, Scope, send_each
from notifications.recipients import reads_by_mail
from notifications.topics import DEADLINES, Topic, Way
from notifications.wording import quoted, sentence
from tickets.message_ids import message_id
from tickets.models import Ticket

WORTH_A_LETTER = timedelta(days=1)
"""What could not be sent for so long is old news; it still waits in the application."""
WORTH_A_SUMMARY = timedelta(days=3)
"""A summary that is late, since worker or mail server stood still, still tells all of these days."""
LONG_AGO = timedelta(minutes=20)


class Entry(NamedTuple):
    """One report in a letter: what happened about it, and where to look."""

    ticket: Ticket
    lines: list[tuple[Notification, str, str]]  # with its sentence, and the words it repeats
    link: str


def send(to: dict[str, int], scope: Scope, *, now: datetime) -> int:
    """Write to a person of everything that waits, one letter for each report and one for all deadlines.

    `to` names the person: `recipient` with the key of an account, or `contact` with that of a contact without one.
    """
    return _send_notifications(lambda: _letters(to, now), scope, now)


def send_summary(recipient: int, scope: Scope, *, now: datetime) -> int:
    """Write one letter of everything that waits for the morning."""
    return _send_notifications(lambda: _summary(recipient, now), scope, now)


def left_behind(now: datetime) -> list[dict[str, int]]:
    """Who should have got a letter long ago, each as `send` takes it."""
    rows = Notification.objects.waiting_for_mail(Way.MAIL, now - WORTH_A_LETTER).filter(created_at__lt=now - LONG_AGO)
    people = sorted(set(rows.order_by().values_list("recipient_id", "contact_id")), key=str)
    return [{"recipient": account} if account else {"contact": contact} for account, contact in people]


def waiting_for_summary(now: datetime, *, until: datetime) -> list[int]:
    """Who gets a letter about what happened until this moment and was in no letter yet."""
    rows = Notification.objects.waiting_for_mail(Way.DAILY, now - WORTH_A_SUMMARY).filter(created_at__lt=until)
    return sorted(set(rows.order_by().values_list("recipient_id", flat=True)))


def _send_notifications(write: Callable[[], list[Letter[Notification]]], scope: Scope, now: datetime) -> int:
    def note_sent(rows: list[Notification]) -> None:
        _stored(rows).update(mailed_at=now)

    def take_out_of_post(rows: list[Notification]) -> None:
        _stored(rows).update(way=Way.IN_APP)

    return send_each(write, scope, note_sent=note_sent, note_refused=take_out_of_post)


def _stored(rows: list[Notification]) -> QuerySet[Notification]:
    return Notification.objects.filter(pk__in=[row.pk for row in rows])


def _letters(to: dict[str, int], now: datetime) -> list[Letter[Notification]]:
    rows = _rows(to, Way.MAIL, now, now - WORTH_A_LETTER)
    if not rows:
        return []
    deadlines = [row for row in rows if row.topic in DEADLINES]
    others: dict[int, list[Notification]] = {}
    for row in rows:
        if row.topic not in DEADLINES:
            others.setdefault(row.ticket_id, []).append(row)
    found = [_about_one(bundle) for bundle in others.values()]
    return [*found, _about_all(deadlines, _deadlines_in_words(deadlines))] if deadlines else found


def _summary(recipient: int, now: datetime) -> list[Letter[Notification]]:
    rows = _rows({"recipient": recipient}, Way.DAILY, now, now - WORTH_A_SUMMARY)
    return [_about_all(rows, "Ihre Zusammenfassung")] if rows else []


def _rows(to: dict[str, int], way: Way, now: datetime, since: datetime) -> list[Notification]:
    """What waits for a person, the oldest first.

    What they may no longer see, and all of it if nobody can write to them, is taken out of the post for good.
    """
    waiting = Notification.objects.filter(**to).waiting_for_mail(way, since)
    rows = list(
        waiting.select_related(
            "recipient",
            "contact",
            "ticket__authority",
            "event",
            "message__author",
            "message__contact",
            "absence__member",
        ).order_by("created_at", "pk")
    )
    if not rows:
        return []
    user = rows[0].recipient
    for row in rows:
        row.recipient = user  # so that what they may see is read once
    kept = [row for row in rows if _may_be_written(row, now)]
    gone = [row.pk for row in rows if row not in kept]
    Notification.objects.filter(pk__in=gone).update(way=Way.IN_APP)
    return kept


def _may_be_written(row: Notification, now: datetime) -> bool:
    """Whether the person can be reached and may still know of it; of a contact without account all is asked anew."""
    happening = Happening(row.ticket, Topic(row.topic), None, row.event, row.message)
    if row.contact_id:
        return reads_by_mail(happening, timezone.localdate(now)) == row.contact
    user = row.recipient
    return user is not None and user.is_active and user.email != "" and happening.is_visible_to(user)


def _about_one(rows: list[Notification]) -> Letter[Notification]:
    ticket, user = rows[0].ticket, rows[0].recipient
    entry = _entry(rows)
    root = _id(ticket, 0)
    newest = max((row.message_id for row in rows if row.message_id), default=None)
    if newest is not None:
        own = _id(ticket, newest)
    else:
        own = root if rows[0].topic == Topic.OPENED else make_msgid(domain=_domain())
    headers = {**HEADERS, "Message-ID": own}
    if own != root:  # so that all letters about a report stand together, and an answer finds it
        headers |= {"In-Reply-To": root, "References": root}
    subject = f"[{ticket.number}] {' '.join(ticket.subject.split())}"
    is_own = user is None or (not user.is_service_staff and ticket.requester_id in user.access.contacts)
    template = "letter" if user else "letter_without_account"
    body = {"entry": entry, "is_own": is_own}
    return _letter(rows, f"notifications/mail/{template}.txt", subject, headers, body)


def _about_all(rows: list[Notification], subject: str) -> Letter[Notification]:
    bundles: dict[int, list[Notification]] = {}
    for row in rows:
        bundles.setdefault(row.ticket_id, []).append(row)
    entries = [_entry(bundle) for bundle in bundles.values()]
    headers = {**HEADERS, "Message-ID": make_msgid(domain=_domain())}
    return _letter(rows, "notifications/mail/summary.txt", subject, headers, {"entries": entries})


def _letter(
    rows: list[Notification],
    template: str,
    subject: str,
    headers: dict[str, str],
    context: dict[str, object],
) -> Letter[Notification]:
    sender, person = settings.DEFAULT_FROM_EMAIL, rows[0].recipient or rows[0].contact
    wishes = settings.SITE_URL.rstrip("/") + reverse("notifications:wishes")
    text = render_to_string(template, {"person": person, "wishes": wishes, **context})
    address = person.email if person else ""
    mail = EmailMessage(subject, text, sender, [address], headers=headers, reply_to=[sender])
    return Letter(mail, rows)


def _entry(rows: list[Notification]) -> Entry:
    ticket, user = rows[0].ticket, rows[0].recipient
    for_staff = user is not None and user.is_service_staff
    lines = [(row, sentence(row, for_staff=for_staff), quoted(row, for_staff=for_staff)) for row in rows]
    return Entry(ticket, lines, settings.SITE_URL.rstrip("/") + address_of(ticket, for_staff=for_staff))


def address_of(ticket: Ticket, *, for_staff: bool) -> str:
    """The page of a report for staff or for the authority; whoever is not signed in comes to it after signing in."""
    return reverse("tickets:ticket" if for_staff else "portal:ticket", args=[ticket.number])


def _deadlines_in_words(rows: list[Notification]) -> str:
    number = len({row.ticket_id for row in rows if row.topic == Topic.BREACHED})
    if not number:
        return "Fristen sind bald erreicht"
    return "Eine Frist ist überschritten" if number == 1 else f"{number} Fristen sind überschritten"


def _id(ticket: Ticket, message: int) -> str:
    return message_id(ticket.number, message, secret=settings.SECRET_KEY, domain=_domain())


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
