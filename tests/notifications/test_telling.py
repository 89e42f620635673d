"""Who is told of what: those whom it concerns, once, and nobody of what they did or may not see."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.db.models import Q
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from accounts.roles import MANAGEMENT
from accounts.scope import as_user
from customers.models import Contact
from notifications.actions import remind, wish
from notifications.models import Notification, Preference
from notifications.recipients import LINES
from notifications.tasks import spread
from notifications.topics import DEFAULTS, Group, Topic, Way
from tests.factories import ContactFactory, NotificationFactory, TicketFactory
from tests.notifications.conftest import later
from tests.people import employed, with_fresh_rights
from tickets import actions
from tickets.actions.steps import record
from tickets.announcing import in_silence
from tickets.models import Category, Message, Ticket, TicketEvent

pytestmark = pytest.mark.django_db
Kind = TicketEvent.Kind


def told(user: User) -> list[str]:
    """What somebody was told, in the order it happened."""
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("topic", flat=True))


def test_new_report_is_told_to_its_team_and_not_to_who_reported(
    ticket: Ticket, agent: User, colleague: User, reporter: User, tell: Callable[[], int]
) -> None:
    tell()
    assert told(agent) == told(colleague) == ["opened"]
    assert told(reporter) == []
    assert set(Notification.objects.values_list("way", flat=True)) == {Way.IN_APP}


@pytest.mark.parametrize("has_account", [True, False])
def test_report_that_opens_by_itself_on_its_day_is_told_to_the_desk_alone(
    has_account: bool, contact: Contact, category: Category, agent: User, reporter: User, coordinator: User,
    monday: datetime, tell: Callable[[], int],
) -> None:  # fmt: skip
    wish(by=coordinator, ways={Group.AUTHORITY: Way.MAIL})
    if not has_account:
        contact = ContactFactory(authority=contact.authority, email="ohne@ludwigslust.example")
    opened = actions.open_ticket(
        requester=contact, by=None, subject="Sicherung prüfen", category=category, now=monday,
        channel=Ticket.Channel.PLANNED,
    )  # fmt: skip
    tell()
    assert told(agent) == ["opened"]
    assert Notification.objects.filter(ticket=opened).exclude(recipient=agent).count() == 0
    actions.reply(ticket=opened, by=agent, body="Wann passt es Ihnen?", now=later(monday))
    tell()
    assert (
        Notification.objects.filter(ticket=opened, topic="reply")
        .filter(Q(recipient=reporter) if has_account else Q(contact=contact))
        .count()
        == 1
    ), "of what is written to them they hear"


def test_whoever_did_it_is_never_told(
    ticket: Ticket, agent: User, reporter: User, monday: datetime, tell: Callable[[], int]
) -> None:
    tell()
    Notification.objects.all().delete()
    taken = actions.take(ticket=ticket, by=agent, now=monday)
    actions.reply(ticket=taken, by=agent, body="Wir kommen.", now=later(monday))
    actions.add_note(ticket=taken, by=agent, body="Ersatzteil bestellt.", now=later(monday, 6))
    actions.reply(ticket=taken, by=reporter, body="Danke!", now=later(monday, 7))
    tell()
    assert told(reporter) == ["reply"]
    assert told(agent) == ["reply"]  # the one of the reporter
    for row in Notification.objects.select_related("event", "message"):
        assert row.recipient_id != (row.message.author_id if row.message else row.event and row.event.by_id)


def test_note_reaches_who_works_on_it_and_no_authority(
    ticket: Ticket, agent: User, colleague: User, reporter: User, coordinator: User, monday: datetime,
    tell: Callable[[], int],
) -> None:  # fmt: skip
    wish(by=coordinator, ways={Group.AUTHORITY: Way.MAIL})
    taken = actions.take(ticket=ticket, by=agent, now=monday)
    tell()
    Notification.objects.all().delete()
    actions.add_note(ticket=taken, by=colleague, body="Der Kunde ist schwierig.", now=later(monday))
    tell()
    assert told(agent) == ["note"]
    assert told(reporter) == told(coordinator) == []


def test_note_is_kept_from_contacts_whatever_the_table_says(
    ticket: Ticket,
    agent: User,
    reporter: User,
    monday: datetime,
    tell: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(LINES, Topic.NOTE, LINES[Topic.REPLY])
    actions.add_note(ticket=ticket, by=agent, body="Nur für uns.", now=later(monday))
    tell()
    assert told(reporter) == []


def test_coordination_hears_of_others_reports_only_if_it_wishes(
    ticket: Ticket, agent: User, coordinator: User, stranger: User, monday: datetime, tell: Callable[[], int]
) -> None:
    wish(by=stranger, ways={Group.AUTHORITY: Way.MAIL})
    actions.reply(ticket=ticket, by=agent, body="Wir kommen.", now=monday)
    tell()
    assert told(coordinator) == []
    wish(by=coordinator, ways={Group.AUTHORITY: Way.DAILY})
    actions.resolve(ticket=ticket, by=agent, solution="Neuer Toner.", now=later(monday))
    tell()
    assert told(coordinator) == ["reply", "resolved"]
    assert told(stranger) == []


def test_wish_to_hear_nothing_is_kept(
    ticket: Ticket, agent: User, reporter: User, monday: datetime, tell: Callable[[], int]
) -> None:
    wish(by=reporter, ways={Group.OWN: Way.NONE})
    actions.reply(ticket=ticket, by=agent, body="Wir kommen.", now=monday)
    tell()
    assert told(reporter) == []


def test_missed_deadline_is_told_to_the_team_and_to_who_leads(
    ticket: Ticket, agent: User, reporter: User, monday: datetime, tell: Callable[[], int]
) -> None:
    leader = employed(MANAGEMENT)
    tell()
    Notification.objects.all().delete()
    record(ticket, Kind.WARNED, by=None, now=monday, after="Lösung bis 14 Uhr")
    record(ticket, Kind.BREACHED, by=None, now=later(monday), after="Lösung")
    tell()
    assert told(agent) == ["warned", "breached"]
    assert told(leader) == ["breached"]
    assert told(reporter) == []


def test_person_of_a_former_role_is_not_told(
    ticket: Ticket, agent: User, monday: datetime, tell: Callable[[], int]
) -> None:
    agent.role_assignments.update(valid_until=timezone.localdate() - timedelta(days=1))
    tell()
    assert told(agent) == []


def test_job_that_runs_twice_tells_once(ticket: Ticket, agent: User) -> None:
    event = ticket.events.get()
    assert spread(event=event.pk) == 1
    assert spread(event=event.pk) == 0
    assert told(agent) == ["opened"]


def test_what_is_gone_when_the_job_runs_is_told_to_nobody() -> None:
    assert spread(event=999_999_999) == spread(message=999_999_999) == 0


def test_step_that_fails_orders_no_job(ticket: Ticket, agent: User, monday: datetime) -> None:
    before = ProcrastinateJob.objects.count()
    with transaction.atomic():
        actions.add_note(ticket=ticket, by=agent, body="Doch nicht.", now=monday)
        assert ProcrastinateJob.objects.count() == before + 1
        transaction.set_rollback(True)
    assert ProcrastinateJob.objects.count() == before


def test_invented_reports_are_told_to_nobody(ticket: Ticket, agent: User, monday: datetime) -> None:
    before = ProcrastinateJob.objects.count()
    with in_silence():
        actions.add_note(ticket=ticket, by=agent, body="Vor langer Zeit.", now=monday)
    assert ProcrastinateJob.objects.count() == before


def test_reminder_points_to_the_report_alone_and_asks_for_rights(
    ticket: Ticket, agent: User, stranger: User, monday: datetime
) -> None:
    asked = {"ticket": ticket, "topic": Topic.REMINDER, "group": Group.REMINDERS, "now": monday}
    assert remind(recipient=agent, **asked) is not None
    assert remind(recipient=stranger, **asked) is None


def test_every_group_has_a_default_and_every_topic_but_two_a_line() -> None:
    assert set(DEFAULTS) == set(Group)
    assert set(Topic) - set(LINES) <= {Topic.MENTION, Topic.REMINDER}


def test_contact_reads_and_ticks_off_only_their_own(ticket: Ticket, reporter: User, coordinator: User) -> None:
    own = NotificationFactory(recipient=reporter, ticket=ticket)
    other = NotificationFactory(recipient=coordinator, ticket=ticket)
    now = timezone.now()
    with as_user(reporter):
        assert list(Notification.objects.all()) == [own]
        assert Notification.objects.filter(pk__in=[own.pk, other.pk]).update(seen_at=now) == 1
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), as_user(reporter):
        Notification.objects.filter(pk=own.pk).update(topic="note")
    with pytest.raises(ProgrammingError), transaction.atomic(), as_user(reporter):
        Preference.objects.create(user=coordinator, group="own", way="none")


def test_gate_lets_through_ones_own_as_long_as_the_report_is_seen(ticket: Ticket, reporter: User, agent: User) -> None:
    own = NotificationFactory(recipient=reporter, ticket=ticket)
    NotificationFactory(recipient=agent, ticket=ticket)
    NotificationFactory(recipient=reporter, ticket=TicketFactory())
    assert list(Notification.objects.visible_to(reporter)) == [own]
    Contact.objects.filter(user=reporter).update(is_active=False)
    assert not Notification.objects.visible_to(with_fresh_rights(reporter)).exists()


def test_contact_who_reports_through_the_portal_orders_the_job(
    ticket: Ticket, reporter: User, agent: User, tell: Callable[[], int], client_for: Callable[[User], Client]
) -> None:
    tell()
    client_for(reporter).post(f"/portal/tickets/{ticket.number}/reply/", {"body": "Es eilt."})
    assert Message.objects.filter(body="Es eilt.").exists()
    tell()
    assert told(agent) == ["opened", "reply"]
