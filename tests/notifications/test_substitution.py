"""Whoever stands in for somebody who is away hears of what is meant for them, too, and for whom."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.actions import remove_absence
from accounts.models import Absence, User
from accounts.roles import SERVICE_DESK
from notifications.actions import tell_of_reminders, wish
from notifications.models import Notification
from notifications.topics import Group, Way
from privacy.actions import enforce_retention
from tests.factories import AbsenceFactory, ReminderFactory
from tests.notifications.conftest import later
from tests.people import employed
from tickets import actions
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
Run = Callable[[], int]


@pytest.fixture
def substitute() -> User:
    """Somebody of another team."""
    return employed(SERVICE_DESK)


@pytest.fixture
def absence(agent: User, substitute: User) -> Absence:
    """The one who works on the report is away today."""
    today = timezone.localdate()
    return AbsenceFactory(
        member=agent.staff_member, substitute=substitute.staff_member, first_day=today, last_day=today
    )


@pytest.fixture
def taken(ticket: Ticket, agent: User, monday: datetime, tell: Run) -> Ticket:
    """The report, taken before, and nobody has anything to read any more."""
    taken = actions.take(ticket=ticket, by=agent, now=monday)
    tell()
    Notification.objects.all().delete()
    return taken


def topics_of(user: User) -> list[str]:
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("topic", flat=True))


def test_who_stands_in_hears_of_an_answer_by_mail_and_on_the_page(
    taken: Ticket, absence: Absence, agent: User, substitute: User, colleague: User, reporter: User, monday: datetime,
    tell: Run, deliver: Run, client_for: Callable[[User], Client],
) -> None:  # fmt: skip
    actions.reply(ticket=taken, by=reporter, body="Es eilt.", now=later(monday))
    tell()
    assert topics_of(agent) == topics_of(substitute) == ["reply"]
    assert topics_of(colleague) == []
    deliver()
    letters = {letter.to[0]: str(letter.body) for letter in mail.outbox}
    said = f"In Vertretung für {agent.staff_member}: Neue Antwort von {reporter}"
    assert said in letters[substitute.email]
    assert "Vertretung" not in letters[agent.email]
    assert said in client_for(substitute).get("/notifications/").content.decode()


def test_who_stands_in_hears_of_what_is_given_and_said_to_the_absent_in_other_words(
    taken: Ticket, absence: Absence, agent: User, substitute: User, colleague: User, monday: datetime, tell: Run,
    client_for: Callable[[User], Client],
) -> None:  # fmt: skip
    actions.add_note(ticket=taken, by=colleague, body=f"@{agent.staff_member} bitte anrufen.", now=later(monday))
    tell()
    assert topics_of(substitute) == ["mention"]
    page = client_for(substitute).get("/notifications/").content.decode()
    assert f"In Vertretung für {agent.staff_member}: In einer internen Notiz erwähnt von {colleague}" in page
    assert "Sie wurden erwähnt" not in page


def test_wishes_of_who_stands_in_hold_for_them(
    taken: Ticket, absence: Absence, agent: User, substitute: User, reporter: User, monday: datetime, tell: Run
) -> None:
    wish(by=agent, ways={Group.MINE: Way.NONE})
    wish(by=substitute, ways={Group.MINE: Way.DAILY})
    actions.reply(ticket=taken, by=reporter, body="Es eilt.", now=later(monday))
    tell()
    assert topics_of(agent) == []
    assert Notification.objects.get(recipient=substitute).way == Way.DAILY


def test_who_did_it_is_not_told_in_the_name_of_the_absent(
    taken: Ticket, absence: Absence, agent: User, substitute: User, monday: datetime, tell: Run
) -> None:
    actions.add_note(ticket=taken, by=substitute, body="Ich kümmere mich.", now=later(monday))
    tell()
    assert topics_of(agent) == ["note"]
    assert topics_of(substitute) == []


@pytest.mark.parametrize("days", [-3, 3])
def test_nobody_stands_in_on_other_days(
    days: int,
    taken: Ticket,
    absence: Absence,
    agent: User,
    substitute: User,
    reporter: User,
    monday: datetime,
    tell: Run,
) -> None:
    day = timezone.localdate() + timedelta(days=days)
    Absence.objects.update(first_day=day, last_day=day)
    actions.reply(ticket=taken, by=reporter, body="Es eilt.", now=later(monday))
    tell()
    assert topics_of(agent) == ["reply"]
    assert topics_of(substitute) == []


def test_reminder_of_the_absent_reaches_who_stands_in_once_and_without_its_note(
    taken: Ticket, absence: Absence, agent: User, substitute: User, client_for: Callable[[User], Client]
) -> None:
    now = timezone.localtime().replace(hour=12)
    due = {"user": agent, "ticket": taken, "note": "Ganz privat"}
    ReminderFactory(due_at=now - timedelta(minutes=5), **due)
    assert tell_of_reminders(now=now) == 2
    assert tell_of_reminders(now=now) == 0
    assert topics_of(agent) == topics_of(substitute) == ["reminder"]
    page = client_for(substitute).get("/notifications/").content.decode()
    assert f"In Vertretung für {agent.staff_member}: Erinnerung" in page
    assert "privat" not in page


def test_reminder_from_before_the_absence_was_theirs_alone(
    taken: Ticket, absence: Absence, agent: User, substitute: User
) -> None:
    now = timezone.localtime().replace(hour=12)
    ReminderFactory(due_at=now - timedelta(hours=15), user=agent, ticket=taken)
    tell_of_reminders(now=now)
    assert topics_of(agent) == ["reminder"]
    assert topics_of(substitute) == []


@pytest.mark.parametrize("by", ["hand", "retention"])
def test_that_somebody_was_away_is_forgotten_with_the_absence(
    by: str, taken: Ticket, absence: Absence, agent: User, substitute: User, reporter: User, monday: datetime, tell: Run
) -> None:
    actions.reply(ticket=taken, by=reporter, body="Es eilt.", now=later(monday))
    tell()
    if by == "hand":
        remove_absence(absence=absence, by=agent)
    else:
        enforce_retention(now=timezone.now() + timedelta(days=70))
    assert not Absence.objects.exists()
    assert Notification.objects.get(recipient=substitute).absence is None
