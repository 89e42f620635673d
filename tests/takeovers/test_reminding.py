"""Steps that come near or are late: each person in charge hears of them by one letter, once for each threshold."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from accounts.models import User
from notifications.models import Preference
from notifications.tasks import tell_of_steps
from takeovers.models import CaseTask, TakeoverCase, TaskReminder
from takeovers.tasks import remind_of_steps
from tests.people import contact_of

DUE = date(2026, 9, 30)


@pytest.fixture
def step(case: TakeoverCase, care: User) -> CaseTask:
    """One step with a day and somebody in charge, and no other."""
    case.tasks.update(due_on=None)
    found = case.tasks.all()[0]
    CaseTask.objects.filter(pk=found.pk).update(due_on=DUE, owner=care.staff_profile)
    return CaseTask.objects.get(pk=found.pk)


@pytest.fixture(autouse=True)
def by_mail(settings: Settings) -> None:
    settings.NOTIFY_BY_MAIL, settings.SITE_URL = True, "https://intranet.example"


def morning(days: int) -> int:
    """What happens on the morning so many days after the due day; the job may run twice. How many letters came."""
    before = len(mail.outbox)
    with time_machine.travel(f"{DUE + timedelta(days=days)}T06:35:00+02:00", tick=False):
        for _ in range(2):
            remind_of_steps(0)
            tell_of_steps()
    return len(mail.outbox) - before


def test_a_week_before_on_the_day_and_each_week_after(step: CaseTask) -> None:
    told = [days for days in range(-9, 16) if morning(days)]
    assert told == [-7, 0, 7, 14]
    assert ProcrastinateJob.objects.filter(task_name="notifications.tasks.tell_of_steps").exists()


def test_the_letter_names_all_steps_of_one_person(
    step: CaseTask, case: TakeoverCase, care: User, coordinator: User
) -> None:
    """One letter for each person, about their own steps, with day and address; nothing for what is settled or far."""
    other, far = case.tasks.exclude(pk=step.pk)[:2]
    CaseTask.objects.filter(pk=other.pk).update(
        due_on=DUE - timedelta(days=3), owner=care.staff_profile, contact=contact_of(coordinator)
    )
    CaseTask.objects.filter(pk=far.pk).update(due_on=DUE + timedelta(days=8), owner=care.staff_profile)
    assert morning(0) == 2
    letters = {letter.to[0]: letter for letter in mail.outbox}
    body = letters[care.email].body
    assert f"{step.title} (Aufnahme: {case.authority})" in body
    assert "heute fällig" in body
    assert "überfällig seit 27.09.2026" in body
    assert f"https://intranet.example/takeovers/tasks/{step.pk}/" in body
    assert far.title not in body
    assert step.title not in letters[coordinator.email].body
    assert other.title in letters[coordinator.email].body


def test_whoever_wishes_no_letters_gets_none(step: CaseTask, care: User) -> None:
    Preference.objects.create(user=care, group="reminders", way="in_app")
    assert morning(0) == 0


def test_a_step_that_was_done_or_moved_meanwhile_is_not_told(step: CaseTask) -> None:
    """Between the note and the letter the step may have changed."""
    with time_machine.travel(f"{DUE}T06:35:00+02:00", tick=False):
        remind_of_steps(0)
        CaseTask.objects.filter(pk=step.pk).update(due_on=DUE + timedelta(days=30))
        assert tell_of_steps() == 0


def test_what_the_mail_server_did_not_take_is_told_the_next_morning(step: CaseTask, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    with time_machine.travel(f"{DUE}T06:35:00+02:00", tick=False):
        remind_of_steps(0)
        with pytest.raises(OSError, match="refused"):
            tell_of_steps()
    assert TaskReminder.objects.get().mailed_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert morning(1) == 1
