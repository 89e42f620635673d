"""Who is told of what an authority has to approve: whoever decides, then the team and whoever ordered it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from customers.models import Authority, Contact, Membership
from notifications.models import Notification
from notifications.topics import Way
from tests.factories import AuthorityFactory, MembershipFactory
from tests.people import contact_at
from tests.tickets.test_approval import ordered
from tickets import actions
from tickets.models import Category, Ticket

pytestmark = pytest.mark.django_db


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("topic", flat=True))


@pytest.fixture
def order(reporter: User, contact: Contact, category: Category, monday: datetime) -> Ticket:
    return ordered(contact, reporter, category, monday)


def test_coordination_is_asked_by_letter_and_the_team_hears_only_of_the_approval(
    coordinator: User, agent: User, order: Ticket, reporter: User, monday: datetime, tell: Callable[[], int],
    deliver: Callable[[], int],
) -> None:  # fmt: skip
    tell()
    assert (told(coordinator), told(agent), told(reporter)) == (["approval"], [], [])
    assert Notification.objects.get(recipient=coordinator).way == Way.MAIL
    deliver()
    assert [letter.to for letter in mail.outbox] == [[coordinator.email]]
    assert "wartet auf die Freigabe" in mail.outbox[0].body
    actions.reply(ticket=order, by=coordinator, body="Wofür?", now=monday + timedelta(hours=1))
    actions.reply(ticket=order, by=reporter, body="Für die Kasse.", now=monday + timedelta(hours=2))
    actions.approve(ticket=order, by=coordinator, now=monday + timedelta(hours=3))
    tell()
    # By the time the answers are told, it is decided, so nobody is asked any more.
    assert told(agent)[-1] == "approved"
    assert told(reporter) == ["reply", "approved"]


def test_answer_to_a_question_reaches_whoever_asked_before_deciding(
    coordinator: User, agent: User, order: Ticket, reporter: User, monday: datetime, tell: Callable[[], int]
) -> None:
    actions.reply(ticket=order, by=reporter, body="Für die Kasse.", now=monday + timedelta(hours=2))
    tell()
    assert told(coordinator) == ["approval", "reply"]
    assert told(agent) == []


def test_question_of_the_amt_is_told_with_the_name_of_whoever_asks(
    order: Ticket, reporter: User, monday: datetime, tell: Callable[[], int], client_for: Callable[[User], Client]
) -> None:
    amt = AuthorityFactory(kind=Authority.Kind.AMT)
    MembershipFactory(member=order.authority, body=amt, kind=Membership.Kind.MEMBER_OF_AMT)
    at_amt = contact_at(amt, Contact.Role.IT_COORDINATOR)
    actions.reply(ticket=order, by=at_amt, body="Wofür?", now=monday + timedelta(hours=1))
    tell()
    assert f"{at_amt} hat geantwortet." in client_for(reporter).get("/notifications/").content.decode()


def test_refusal_is_told_with_its_reason_and_the_team_never_hears_of_it(
    coordinator: User, agent: User, order: Ticket, reporter: User, monday: datetime, tell: Callable[[], int],
    deliver: Callable[[], int],
) -> None:  # fmt: skip
    tell()
    actions.refuse(ticket=order, by=coordinator, reason="Zu teuer.", now=monday + timedelta(hours=1))
    tell()
    assert (told(agent), told(reporter)) == ([], ["refused"])
    deliver()
    assert "Zu teuer." in next(letter.body for letter in mail.outbox if letter.to == [reporter.email])


def test_where_nobody_can_approve_whoever_leads_the_service_is_asked(
    manager: User, order: Ticket, tell: Callable[[], int]
) -> None:
    tell()
    assert told(manager) == ["approval"]


def test_approval_in_their_place_is_told_to_the_coordination(
    coordinator: User, manager: User, order: Ticket, reporter: User, monday: datetime, tell: Callable[[], int]
) -> None:
    tell()
    actions.approve_instead(ticket=order, by=manager, reason="Eilt.", now=monday + timedelta(hours=1))
    tell()
    assert (told(coordinator), told(reporter)) == (["approval", "approved"], ["approved"])


def test_team_does_not_read_that_the_authority_approved_what_it_did_not(
    agent: User, manager: User, order: Ticket, monday: datetime, tell: Callable[[], int],
    client_for: Callable[[User], Client],
) -> None:  # fmt: skip
    actions.approve_instead(ticket=order, by=manager, reason="Eilt.", now=monday + timedelta(hours=1))
    tell()
    assert told(agent) == ["approved"]
    page = client_for(agent).get("/notifications/").content.decode()
    assert "Freigegebene Bestellung" in page
    assert "von der Behörde" not in page


def test_reminder_is_told_to_whoever_decides_and_to_nobody_after_it(
    coordinator: User, order: Ticket, reporter: User, monday: datetime, tell: Callable[[], int]
) -> None:
    tell()
    assert actions.remind_of_approvals(now=monday + timedelta(days=4)) == 1
    tell()
    assert (told(coordinator), told(reporter)) == (["approval", "reminded"], [])
    assert actions.remind_of_approvals(now=monday + timedelta(days=9)) == 1
    actions.approve(ticket=order, by=coordinator, now=monday + timedelta(days=9, hours=1))
    tell()
    assert told(coordinator) == ["approval", "reminded"]


def test_what_the_coordination_orders_is_told_to_the_team_once(
    coordinator: User, agent: User, category: Category, monday: datetime, tell: Callable[[], int]
) -> None:
    ordered(coordinator.contacts.get(), coordinator, category, monday)
    tell()
    assert told(agent) == ["opened"]


def test_wish_about_approvals_is_offered_to_whoever_decides(
    coordinator: User, reporter: User, manager: User, agent: User, client_for: Callable[[User], Client]
) -> None:
    offered = {
        person: "über deren Freigabe Sie entscheiden" in client_for(person).get("/me/notifications/").content.decode()
        for person in (coordinator, manager, reporter, agent)
    }
    assert offered == {coordinator: True, manager: True, reporter: False, agent: False}
