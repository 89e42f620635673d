"""What the system says about deadlines: once for each, in service time, and never for a clock that stands."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from contracts.models import ServiceAgreement
from tests.factories import BlockedTimeFactory
from tickets import actions
from tickets.deadlines import Deadline, clock_of
from tickets.lifecycle import State
from tickets.models import Ticket, TicketEvent
from tickets.priorities import Impact, Urgency
from tickets.standing import outlook
from tickets.tasks import warn_of_deadlines
from ui.together import Together

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
Kind = TicketEvent.Kind
"""The report of these tests is due for an answer on Monday at 13:00 and for a solution on Tuesday at 15:00."""


def said(ticket: Ticket) -> list[tuple[str, str]]:
    return list(ticket.events.filter(kind__in=(Kind.WARNED, Kind.BREACHED)).values_list("kind", "before"))


def test_warned_at_three_quarters_and_at_the_deadline_each_once(ticket: Ticket, monday: datetime) -> None:
    assert actions.warn(now=monday + 3 * HOUR - timedelta(minutes=1)) == 0
    assert [actions.warn(now=monday + 3 * HOUR) for _ in range(2)] == [1, 0]
    assert said(ticket) == [(Kind.WARNED, Deadline.RESPONSE)]
    assert ticket.events.get(kind=Kind.WARNED).after == (
        "75 % der Zeit zur Reaktion sind verbraucht, fällig am 16.11.2026, 13:00 Uhr"
    )
    actions.warn(now=monday + 4 * HOUR)
    actions.warn(now=monday + DAY + 2 * HOUR)
    assert said(ticket)[1:] == [(Kind.BREACHED, Deadline.RESPONSE), (Kind.WARNED, Deadline.RESOLUTION)]
    actions.warn(now=monday + DAY + 6 * HOUR)
    actions.warn(now=monday + DAY + 7 * HOUR)
    assert said(ticket)[3:] == [(Kind.BREACHED, Deadline.RESOLUTION)]


def test_second_breach_after_a_recomputation_is_said_too(
    ticket: Ticket, service_desk: User, client: Client, monday: datetime
) -> None:
    breached = [(Kind.BREACHED, Deadline.RESPONSE), (Kind.BREACHED, Deadline.RESOLUTION)]
    with time_machine.travel(monday + DAY + 7 * HOUR, tick=False):  # passed at 15:00
        assert warn_of_deadlines(0) == 2
        client.force_login(service_desk)
        client.post(f"/tickets/{ticket.number}/priority/", {"impact": Impact.SINGLE, "urgency": Urgency.LOW})
    ticket.refresh_from_db()
    assert ticket.due_at == monday + 3 * DAY + 2 * HOUR
    assert actions.warn(now=monday + DAY + 7 * HOUR) == 0  # 15 of 32 hours
    assert actions.warn(now=monday + 2 * DAY + 5 * HOUR) == 1
    assert actions.warn(now=monday + 3 * DAY + 3 * HOUR) == 1
    assert actions.warn(now=monday + 3 * DAY + 4 * HOUR) == 0
    assert said(ticket) == [
        *breached, (Kind.WARNED, Deadline.RESOLUTION), (Kind.BREACHED, Deadline.RESOLUTION),
    ]  # fmt: skip
    # Raised again it is still missed, which everybody knows.
    actions.change_priority(
        ticket=ticket, impact=Impact.SMALL, urgency=Urgency.HIGH, by=service_desk, now=monday + 3 * DAY + 5 * HOUR
    )
    assert actions.warn(now=monday + 3 * DAY + 6 * HOUR) == 0


def test_pause_after_the_breach_says_nothing_again(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    actions.take(ticket=ticket, by=service_desk, now=monday)
    assert actions.warn(now=monday + DAY + 7 * HOUR) == 1
    actions.wait(ticket=ticket, state=State.WAITING_FOR_CUSTOMER, by=service_desk, now=monday + DAY + 7 * HOUR)
    actions.resume(ticket=ticket, by=service_desk, now=monday + 2 * DAY + 7 * HOUR)
    assert actions.warn(now=monday + 2 * DAY + 7 * HOUR) == 0


def test_passed_deadline_is_not_announced_as_near(ticket: Ticket, monday: datetime) -> None:
    assert actions.warn(now=monday + 7 * DAY) == 2
    assert {kind for kind, _ in said(ticket)} == {Kind.BREACHED}


def test_nobody_is_warned_outside_of_service_time(ticket: Ticket, monday: datetime) -> None:
    evening, sunday = monday + 10 * HOUR, monday + 6 * DAY
    assert actions.warn(now=evening) == actions.warn(now=sunday) == 0
    BlockedTimeFactory(
        authority=ticket.authority, starts_at=monday + DAY, ends_at=monday + DAY + HOUR, stops_clock=True
    )
    BlockedTimeFactory(authority=ticket.authority, starts_at=monday + DAY, ends_at=monday + 3 * DAY)
    assert actions.warn(now=monday + DAY) == 0
    assert actions.warn(now=monday + DAY + HOUR) == 1


def test_held_clock_and_solved_report_are_left_in_peace(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    actions.take(ticket=ticket, by=service_desk, now=monday)
    actions.wait(ticket=ticket, state=State.WAITING_FOR_VENDOR, by=service_desk, now=monday + HOUR)
    assert actions.warn(now=monday + 2 * DAY) == 0
    actions.resume(ticket=ticket, by=service_desk, now=monday + 2 * DAY)
    actions.resolve(ticket=ticket, by=service_desk, solution="Läuft wieder.", now=monday + 2 * DAY)
    assert actions.warn(now=monday + 9 * DAY) == 0


def test_job_says_what_is_due(ticket: Ticket) -> None:
    Ticket.objects.update(due_at=ticket.created_at, warns_at=ticket.created_at)
    assert warn_of_deadlines(0) in (0, 2)  # whether the service works at this hour


def test_workaround_meets_the_deadline_where_the_agreement_says_so(
    ticket: Ticket, service_desk: User, monday: datetime, client: Client
) -> None:
    words = "Bitte drucken Sie solange im Erdgeschoss."
    with pytest.raises(ValidationError, match="zählt"):
        actions.offer_workaround(ticket=ticket, by=service_desk, body=words, now=monday + HOUR)
    client.force_login(service_desk)
    assert "Übergangslösung" not in client.get(f"/tickets/{ticket.number}/").content.decode()
    ServiceAgreement.objects.update(workaround_counts=True)
    assert "Senden als Übergangslösung" in client.get(f"/tickets/{ticket.number}/").content.decode()
    actions.offer_workaround(ticket=ticket, by=service_desk, body=words, now=monday + HOUR)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.workaround_at) == (State.IN_PROGRESS, monday + HOUR)
    assert "ganz behoben sein soll es bis" in outlook(ticket, monday + HOUR).sentences[0]
    assert "An der endgültigen Lösung arbeiten wir weiter." in outlook(ticket, monday + 9 * DAY).sentences[0]
    clock = clock_of(ticket, monday + 9 * DAY, Together())()
    assert clock is not None
    assert clock.used == 60
    assert actions.warn(now=monday + 9 * DAY) == 0
    assert not Ticket.objects.overdue(monday + 9 * DAY).exists()
    assert "zählt nach der Vereinbarung als Lösung" in client.get(f"/tickets/{ticket.number}/clock/").content.decode()
    with pytest.raises(ValidationError, match="schon"):
        actions.offer_workaround(ticket=ticket, by=service_desk, body="Noch eine.", now=monday + 2 * HOUR)


def test_workaround_is_sent_from_the_composer(ticket: Ticket, service_desk: User, client: Client) -> None:
    ServiceAgreement.objects.update(workaround_counts=True)
    client.force_login(service_desk)
    client.post(
        f"/tickets/{ticket.number}/write/", {"kind": "reply", "then": "workaround", "body": "Nehmen Sie den anderen."}
    )
    ticket.refresh_from_db()
    assert ticket.workaround_at is not None
    assert ticket.messages.get().body == "Nehmen Sie den anderen."
