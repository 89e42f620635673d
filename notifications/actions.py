"""What is done about notifications: telling people, looking at them, wishing to be told otherwise."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import Absence, User
from notifications.happenings import Happening
from notifications.models import Notification, Preference
from notifications.recipients import reads_by_mail, whom_it_concerns
from notifications.topics import DEFAULTS, Group, Topic, Way
from tickets.models import Reminder, Ticket

REMIND_WITHIN = timedelta(days=1)
"""What came due longer ago is not told any more: it stands in the list of reminders."""
SEEN = f"""
UPDATE {Notification._meta.db_table} SET seen_at = %s
WHERE recipient_id = %s AND seen_at IS NULL AND ticket_id = (SELECT id FROM {Ticket._meta.db_table} WHERE number = %s)
"""  # noqa: S608 – the names are our own
BUNDLE_FOR = timedelta(minutes=3)
"""So long a letter waits for what else happens, and for whether the person sees it here first."""


@transaction.atomic
def spread(*, happening: Happening, now: datetime, by_mail: bool = True) -> list[Notification]:
    """Tell everybody whom it concerns, who may see it and wishes to hear of it; safe to run twice.

    Who reported what was merged into this report hears of it too, each about their own.
    """
    told = [_spread(one, now, by_mail=by_mail) for one in (happening, *happening.at_merged_reports())]
    return [row for rows in told for row in rows]


def _spread(happening: Happening, now: datetime, *, by_mail: bool) -> list[Notification]:
    people = whom_it_concerns(happening)
    wishes = _wishes(people)
    told = [
        Notification(
            recipient=user,
            ticket=happening.ticket,
            topic=Topic.MENTION if why.group == Group.MENTIONS else happening.topic,
            way=_way_there_is(wishes[user, why.group], by_mail=by_mail),
            event=happening.event,
            message=happening.message,
            absence=why.absence,
            created_at=now,
        )
        for user, why in people.items()
        if wishes[user, why.group] != Way.NONE and user.is_active and happening.is_visible_to(user)
    ]
    already = set(
        Notification.objects.filter(event=happening.event, message=happening.message, recipient__in=people).values_list(
            "recipient_id", flat=True
        )
    )
    told = [row for row in told if row.recipient_id not in already]
    Notification.objects.bulk_create(told, ignore_conflicts=True)  # another run may have been quicker
    for row in told:
        if row.way == Way.MAIL and row.recipient_id:
            order_letters(recipient=row.recipient_id, after=BUNDLE_FOR)
    return told + (_tell_without_account(happening, now) if by_mail and settings.NOTIFY_BY_MAIL else [])


def _tell_without_account(happening: Happening, now: datetime) -> list[Notification]:
    """Tell the person who reported it if they have no account: by letter alone."""
    contact = reads_by_mail(happening, timezone.localdate(now))
    if contact is None or contact.notifications.filter(event=happening.event, message=happening.message).exists():
        return []
    row = Notification(
        contact=contact,
        ticket=happening.ticket,
        topic=happening.topic,
        way=Way.MAIL,
        event=happening.event,
        message=happening.message,
        created_at=now,
    )
    Notification.objects.bulk_create([row], ignore_conflicts=True)
    order_letters(contact=contact.pk, after=BUNDLE_FOR)
    return [row]


@transaction.atomic
def remind(
    *, recipient: User, ticket: Ticket, topic: Topic, group: Group, now: datetime, absence: Absence | None = None
) -> Notification | None:
    """Tell one person of what no entry of the timeline tells, such as a reminder they set themselves.

    With `absence` it is the reminder of somebody who is away and for whom they stand in.
    """
    wish = _wishes([recipient])[recipient, group]
    happening = Happening(ticket, topic, None)
    if wish == Way.NONE or not happening.is_visible_to(recipient):
        return None
    way = _way_there_is(wish, by_mail=True)
    row = Notification.objects.create(
        recipient=recipient, ticket=ticket, topic=topic, way=way, absence=absence, created_at=now
    )
    if way == Way.MAIL:
        order_letters(recipient=recipient.pk, after=timedelta(0))
    return row


def tell_of_reminders(*, now: datetime) -> int:
    """Tell people of the reminders that have come due since yesterday, each once; return how many.

    Of those of somebody who is away, whoever stands in hears too: of the report, not of the note that is another's own.
    """
    told = Notification.objects.filter(
        ticket=OuterRef("ticket"), topic=Topic.REMINDER, created_at__gte=OuterRef("due_at")
    )
    due = Reminder.objects.due(now).filter(due_at__gt=now - REMIND_WITHIN).select_related("user", "ticket")
    away = {row.member.user_id: row for row in Absence.objects.on(timezone.localdate(now)).with_people()}
    people: list[tuple[User, Reminder, Absence | None]] = [
        (row.user, row, None) for row in due.filter(~Exists(told.filter(recipient=OuterRef("user"), absence=None)))
    ]
    for row in due.filter(~Exists(told.filter(absence__member__user=OuterRef("user"))), user__in=away):
        days = away[row.user_id]
        if days.substitute.user.is_active and timezone.localdate(row.due_at) >= days.first_day:
            people.append((days.substitute.user, row, days))
    for user, row, absence in people:
        remind(recipient=user, ticket=row.ticket, topic=Topic.REMINDER, group=Group.REMINDERS, now=now, absence=absence)
    return len(people)


def order_letters(*, after: timedelta, **to: int) -> None:
    """Let a job write to a person: `recipient=` the key of an account, or `contact=` of a contact without one.

    Jobs for the same person run one after the other and leave nothing for the next.
    """
    seconds = int(after.total_seconds())
    ((kind, key),) = to.items()
    app.configure_task(
        "notifications.tasks.send_letters", schedule_in={"seconds": seconds}, lock=f"letters-{kind}-{key}"
    ).defer(**to)


def mark_seen(*, by: User, now: datetime, number: str = "") -> int:
    """The person has seen what they were told, of one report or of all; return how many notifications that were."""
    if not number:
        return Notification.objects.filter(recipient=by).unseen().update(seen_at=now)
    with connection.cursor() as cursor:  # with every look at a report
        cursor.execute(SEEN, [now, by.pk, number])
        count: int = cursor.rowcount
    return count


@transaction.atomic
def wish(*, by: User, ways: Mapping[Group, Way]) -> None:
    """State how one wishes to be told of each group; it holds for what happens from now on."""
    for group, way in ways.items():
        Preference.objects.update_or_create(user=by, group=group, defaults={"way": way})


def _wishes(people: Iterable[User]) -> dict[tuple[User, Group], Way]:
    """How each person wishes to be told of each group; the default where they said nothing."""
    stated = {
        (row.user_id, row.group): row.way for row in Preference.objects.filter(user__in=[user.pk for user in people])
    }
    return {
        (user, group): Way(stated.get((user.pk, group.value), default))
        for user in people
        for group, default in DEFAULTS.items()
    }


def _way_there_is(wished: Way, *, by_mail: bool) -> Way:
    """What is wished by mail is told here alone where no letters are sent."""
    return wished if by_mail and settings.NOTIFY_BY_MAIL else Way.IN_APP
