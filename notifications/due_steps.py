"""A letter to each person in charge about the steps of takeovers that come near or are late: no report stands behind it."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from notifications.letters import HEADERS, is_for_good
from notifications.models import Preference
from notifications.topics import DEFAULTS, Group, Way
from takeovers.actions import note_reminded
from takeovers.models import CaseTask, Side, TaskReminder

log = structlog.get_logger(__name__)

Scope = Callable[[], AbstractContextManager[None]]
BY_MAIL = (Way.MAIL, Way.DAILY)


@dataclass(frozen=True)
class Letter:
    """A letter ready to be sent, and what it tells of."""

    mail: EmailMessage
    reminders: list[TaskReminder]


def tell(scope: Scope, *, now: datetime) -> int:
    """Write one letter to each person; noted only after the mail server took it, so that none is lost and none comes twice.

    Whoever wishes no letters about reminders gets none. One that the server does not take keeps no other waiting: what it
    refuses for good is not tried again, what may go through later is raised as an error at last.
    """
    if not settings.NOTIFY_BY_MAIL:
        return 0
    with scope():
        letters = _letters(timezone.localdate(now))
    sent, put_off = 0, None
    for letter in letters:
        try:
            sent += letter.mail.send()
        except OSError as error:  # all errors of SMTP are such, too
            log.warning("letter_not_taken", reminders=[row.pk for row in letter.reminders], problem=str(error)[:200])
            if not is_for_good(error):
                put_off = put_off or error
                continue
        with scope():
            note_reminded(reminders=letter.reminders, now=now)
    if put_off:
        raise put_off
    return sent


def _letters(today: date) -> list[Letter]:
    """By person, of what is still open and of which they may know; the day is the one that stands in the step now."""
    open_ones = TaskReminder.objects.filter(mailed_at=None, task__in=CaseTask.objects.open())
    rows = open_ones.select_related("task__case__authority", "task__owner__user", "task__contact__user")
    by_person: dict[User, list[TaskReminder]] = {}
    for row in rows.order_by("task__due_on", "task_id"):
        if (user := _in_charge(row)) and row.due_on == row.task.due_on:
            by_person.setdefault(user, []).append(row)
    wanted = _who_wishes_letters(by_person)
    found = [_letter(user, reminders, today) for user, reminders in by_person.items() if user in wanted]
    return [letter for letter in found if letter]


def _in_charge(row: TaskReminder) -> User | None:
    """Who is in charge today on that side, if they can be written to."""
    person = row.task.owner if row.side == Side.SERVICE else row.task.contact
    user = person.user if person else None
    return user if user and user.is_active and user.email else None


def _who_wishes_letters(people: Iterable[User]) -> set[User]:
    stated = Preference.objects.filter(user__in=list(people), group=Group.REMINDERS)
    ways = dict(stated.values_list("user_id", "way"))
    return {user for user in people if ways.get(user.pk, DEFAULTS[Group.REMINDERS]) in BY_MAIL}


def _letter(user: User, reminders: list[TaskReminder], today: date) -> Letter | None:
    keys = [row.task_id for row in reminders]
    visible = set(CaseTask.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    kept = [row for row in reminders if row.task_id in visible]
    tasks = list({row.task_id: row.task for row in kept}.values())
    if not tasks:
        return None
    site, sender = settings.SITE_URL.rstrip("/"), settings.DEFAULT_FROM_EMAIL
    lines = [(task, in_words(task.due_on or today, today), site + task.get_absolute_url()) for task in tasks]
    context = {"person": user, "lines": lines, "link": f"{site}{reverse('takeovers:tasks')}?mine=yes"}
    text = render_to_string("notifications/mail/due_steps.txt", context)
    subject = (
        f"Schritt {lines[0][1]}: {tasks[0].title}" if len(tasks) == 1 else "Schritte sind fällig oder werden es bald"
    )
    mail = EmailMessage(" ".join(subject.split()), text, sender, [user.email], headers=HEADERS, reply_to=[sender])
    return Letter(mail, kept)


def in_words(due_on: date, today: date) -> str:
    """When a step is due, as seen from today."""
    if due_on == today:
        return "heute fällig"
    return f"{'überfällig seit' if due_on < today else 'fällig am'} {due_on:%d.%m.%Y}"
