"""Letters about what people were told and have not seen: one per person and report, or one about all of them.

No letter is lost: a notification counts as mailed only after the mail server took the letter. It is sent twice only when
the process dies between that moment and the note of it; then both bear the same id, where the letter has one of its own.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from notifications.happenings import Happening
from notifications.models import Notification
from notifications.topics import DEADLINES, Topic, Way
from notifications.wording import quoted, sentence
from tickets.message_ids import message_id
from tickets.models import Ticket

Scope = Callable[[], AbstractContextManager[None]]

WORTH_A_LETTER = timedelta(days=1)
"""What could not be sent for so long is old news; it still waits in the application."""
LONG_AGO = timedelta(minutes=20)
HEADERS = {
    "Auto-Submitted": "auto-generated",  # RFC 3834: no machine answers
    "X-Auto-Response-Suppress": "OOF, AutoReply",  # the same for Exchange, which knows no RFC 3834
}


@dataclass(frozen=True)
class Letter:
    """A letter ready to be sent, and the notifications it tells of."""

    mail: EmailMessage
    rows: list[Notification]


@dataclass(frozen=True)
class Entry:
    """One report in a letter: what happened about it, and where to look."""

    ticket: Ticket
    lines: list[tuple[Notification, str, str]]  # with its sentence, and the words it repeats
    link: str


def send(recipient: int, scope: Scope, *, now: datetime) -> int:
    """Write to a person of everything that waits, one letter for each report and one for all deadlines."""
    return _send_each(lambda: _letters(recipient, now), scope, now)


def send_summary(recipient: int, scope: Scope, *, now: datetime) -> int:
    """Write one letter of everything that waits for the morning."""
    return _send_each(lambda: _summary(recipient, now), scope, now)


def left_behind(now: datetime) -> list[int]:
    """Who should have got a letter long ago."""
    rows = Notification.objects.waiting_for_mail(Way.MAIL, now - WORTH_A_LETTER).filter(created_at__lt=now - LONG_AGO)
    return sorted(set(rows.order_by().values_list("recipient_id", flat=True)))


def waiting_for_summary(now: datetime) -> list[int]:
    """Who gets a letter in the morning."""
    rows = Notification.objects.waiting_for_mail(Way.DAILY, now - WORTH_A_LETTER)
    return sorted(set(rows.order_by().values_list("recipient_id", flat=True)))


def _send_each(write: Callable[[], list[Letter]], scope: Scope, now: datetime) -> int:
    """No transaction waits for the mail server; each letter is noted as soon as it is sent."""
    with scope():
        letters = write()
    for letter in letters:
        letter.mail.send()
        with scope():
            Notification.objects.filter(pk__in=[row.pk for row in letter.rows]).update(mailed_at=now)
    return len(letters)


def _letters(recipient: int, now: datetime) -> list[Letter]:
    rows = _rows(recipient, Way.MAIL, now)
    if not rows:
        return []
    user = rows[0].recipient
    deadlines = [row for row in rows if row.topic in DEADLINES]
    others: dict[int, list[Notification]] = {}
    for row in rows:
        if row.topic not in DEADLINES:
            others.setdefault(row.ticket_id, []).append(row)
    found = [_about_one(user, bundle) for bundle in others.values()]
    return [*found, _about_all(user, deadlines, _deadlines_in_words(deadlines))] if deadlines else found


def _summary(recipient: int, now: datetime) -> list[Letter]:
    rows = _rows(recipient, Way.DAILY, now)
    return [_about_all(rows[0].recipient, rows, "Ihre Zusammenfassung")] if rows else []


def _rows(recipient: int, way: Way, now: datetime) -> list[Notification]:
    """What waits for a person, the oldest first.

    What they may no longer see, and all of it if nobody can write to them, is taken out of the post for good.
    """
    waiting = Notification.objects.filter(recipient=recipient).waiting_for_mail(way, now - WORTH_A_LETTER)
    rows = list(
        waiting.select_related("recipient", "ticket__authority", "event", "message__author").order_by(
            "created_at", "pk"
        )
    )
    if not rows:
        return []
    user = rows[0].recipient
    can_be_reached = user.is_active and user.email
    kept = [row for row in rows if can_be_reached and _still_visible(row, user)]
    gone = [row.pk for row in rows if row not in kept]
    Notification.objects.filter(pk__in=gone).update(way=Way.IN_APP)
    for row in kept:
        row.recipient = user  # so that what they may see is read once
    return kept


def _still_visible(row: Notification, user: User) -> bool:
    return Happening(row.ticket, Topic(row.topic), None, row.event, row.message).is_visible_to(user)


def _about_one(user: User, rows: list[Notification]) -> Letter:
    ticket = rows[0].ticket
    entry = _entry(user, rows)
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
    is_own = not user.is_service_staff and ticket.requester_id in user.access.contacts
    body = {"entry": entry, "is_own": is_own}
    return _letter(user, rows, "notifications/mail/letter.txt", subject, headers, body)


def _about_all(user: User, rows: list[Notification], subject: str) -> Letter:
    bundles: dict[int, list[Notification]] = {}
    for row in rows:
        bundles.setdefault(row.ticket_id, []).append(row)
    entries = [_entry(user, bundle) for bundle in bundles.values()]
    headers = {**HEADERS, "Message-ID": make_msgid(domain=_domain())}
    return _letter(user, rows, "notifications/mail/summary.txt", subject, headers, {"entries": entries})


def _letter(
    user: User,
    rows: list[Notification],
    template: str,
    subject: str,
    headers: dict[str, str],
    context: dict[str, object],
) -> Letter:
    sender = settings.DEFAULT_FROM_EMAIL
    wishes = settings.SITE_URL.rstrip("/") + reverse("notifications:wishes")
    text = render_to_string(template, {"user": user, "wishes": wishes, **context})
    mail = EmailMessage(subject, text, sender, [user.email], headers=headers, reply_to=[sender])
    return Letter(mail, rows)


def _entry(user: User, rows: list[Notification]) -> Entry:
    ticket, for_staff = rows[0].ticket, user.is_service_staff
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
