"""A letter to each person in charge about the steps of takeovers that come near or are late: no report stands behind it."""

from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from notifications.post import HEADERS, Letter, Scope, send_each, who_wishes_letters
from notifications.topics import Group
from takeovers.actions import note_reminded
from takeovers.models import CaseTask, Side, TaskReminder


def tell(scope: Scope, *, now: datetime) -> int:
    """Write one letter to each person; noted only after the mail server took it, so that none is lost and none comes twice.

    Whoever wishes no letters about reminders gets none.
    """
    if not settings.NOTIFY_BY_MAIL:
        return 0

    def note(reminders: list[TaskReminder]) -> None:
        note_reminded(reminders=reminders, now=now)

    return send_each(lambda: _letters(timezone.localdate(now)), scope, note_sent=note, note_refused=note)


def _letters(today: date) -> list[Letter[TaskReminder]]:
    """By person, of what is still open and of which they may know; the day is the one that stands in the step now."""
    open_ones = TaskReminder.objects.filter(mailed_at=None, task__in=CaseTask.objects.open())
    rows = open_ones.select_related("task__case__authority", "task__owner__user", "task__contact__user")
    by_person: dict[User, list[TaskReminder]] = {}
    for row in rows.order_by("task__due_on", "task_id"):
        if (user := _in_charge(row)) and row.due_on == row.task.due_on:
            by_person.setdefault(user, []).append(row)
    wanted = who_wishes_letters(list(by_person), Group.REMINDERS)
    found = [_letter(user, reminders, today) for user, reminders in by_person.items() if user in wanted]
    return [letter for letter in found if letter]


def _in_charge(row: TaskReminder) -> User | None:
    """Who is in charge today on that side, if they can be written to."""
    person = row.task.owner if row.side == Side.SERVICE else row.task.contact
    user = person.user if person else None
    return user if user and user.is_active and user.email else None


def _letter(user: User, reminders: list[TaskReminder], today: date) -> Letter[TaskReminder] | None:
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
