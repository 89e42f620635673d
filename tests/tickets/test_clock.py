"""The clock of a report: which agreement holds, what its pauses do, and the page on which anybody can follow the sum."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from contracts.models import Priority, ServiceAgreement, ServiceHours, ServiceLevel
from customers.models import Contact
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    BlockedTimeFactory,
    HolidayFactory,
    ServiceAgreementFactory,
    ServiceHoursFactory,
    ServiceLevelFactory,
)
from tickets import actions
from tickets.lifecycle import State
from tickets.models import Category, Ticket
from tickets.priorities import Impact, Urgency
from tickets.reckoning import reckoning_of

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def agreed(minutes: int, **scope: object) -> ServiceAgreement:
    """An agreement under the calendar for all that solves a report of normal priority in so many minutes."""
    calendar = ServiceAgreement.objects.get(name="Für alle").calendar
    agreement = ServiceAgreementFactory(calendar=calendar, **{"authority": None, **scope})
    ServiceLevelFactory(agreement=agreement, response_minutes=30, resolution_minutes=minutes)
    return agreement


def test_most_specific_agreement_in_force_holds(
    ticket: Ticket, contact: Contact, reporter: User, category: Category, monday: datetime
) -> None:
    use = ApplicationUseFactory(authority=contact.authority)
    agreements = {
        "application": agreed(100, application=use.application),
        "authority": agreed(200, authority=contact.authority),
        "both": agreed(300, authority=contact.authority, application=use.application),
    }
    agreed(400, authority=AuthorityFactory())

    def chosen(application: object = None, at: datetime = monday) -> tuple[str, timedelta]:
        report = actions.open_ticket(
            requester=contact, by=reporter, subject="Noch eine", category=category, now=at,
            impact=Impact.SMALL, urgency=Urgency.HIGH, application=application,
        )  # fmt: skip
        assert report.agreement is not None
        assert report.due_at is not None
        return report.agreement.name, report.due_at - report.created_at

    assert chosen(use.application) == (agreements["both"].name, 300 * MINUTE)
    assert chosen() == (agreements["authority"].name, 200 * MINUTE)
    ServiceAgreement.objects.filter(authority=contact.authority).update(valid_until=monday.date() - timedelta(days=1))
    assert chosen(use.application) == (agreements["application"].name, 100 * MINUTE)
    assert chosen()[0] == "Für alle"


def test_level_for_a_kind_comes_before_the_one_for_all_kinds(
    ticket: Ticket, contact: Contact, reporter: User, category: Category, monday: datetime
) -> None:
    agreement = ServiceAgreement.objects.get()
    ServiceLevelFactory(agreement=agreement, kind="service_request", response_minutes=10, resolution_minutes=20)
    request = actions.open_ticket(
        requester=contact, by=reporter, subject="Neue Maus", category=category, now=monday,
        kind=Ticket.Kind.SERVICE_REQUEST, impact=Impact.SMALL, urgency=Urgency.HIGH,
    )  # fmt: skip
    assert request.due_at == monday + 20 * MINUTE


def test_two_agreements_never_hold_for_the_same_at_one_time(db: None) -> None:
    authority = AuthorityFactory()
    ServiceAgreementFactory(authority=authority, valid_until=date(2026, 6, 30))
    ServiceAgreementFactory(authority=authority, valid_from=date(2026, 7, 1))
    ServiceAgreementFactory(authority=None)
    for scope in ({"authority": authority}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ServiceAgreement.objects.create(
                name="zu viel", calendar=ServiceAgreementFactory.create(authority=AuthorityFactory()).calendar,
                valid_from=date(2026, 6, 30), **scope,
            )  # fmt: skip


def test_on_call_hours_count_only_for_levels_that_say_so(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    calendar = ServiceAgreement.objects.get().calendar
    for weekday in range(7):
        ServiceHoursFactory(calendar=calendar, kind=ServiceHours.Kind.ON_CALL, weekday=weekday, opens_at="17:00", closes_at="00:00")  # fmt: skip
    ServiceLevel.objects.filter(priority=Priority.CRITICAL).update(resolution_minutes=600, counts_on_call=True)
    ServiceLevel.objects.filter(priority=Priority.HIGH).update(resolution_minutes=600)
    critical = actions.change_priority(
        ticket=ticket, impact=Impact.WIDE, urgency=Urgency.CRITICAL, by=service_desk, now=monday
    )
    assert critical.priority == Priority.CRITICAL
    assert critical.due_at == monday + 10 * HOUR


def test_blocked_time_of_the_authority_holds_the_clock_where_it_says_so(
    ticket: Ticket, contact: Contact, reporter: User, category: Category, monday: datetime
) -> None:
    BlockedTimeFactory(authority=contact.authority, starts_at=monday, ends_at=monday + HOUR, stops_clock=True)
    BlockedTimeFactory(starts_at=monday, ends_at=monday + 8 * HOUR, stops_clock=True)
    BlockedTimeFactory(authority=contact.authority, starts_at=monday, ends_at=monday + 5 * HOUR, kind="election")
    later = actions.open_ticket(
        requester=contact, by=reporter, subject="In der Sperrzeit", category=category, now=monday,
        impact=Impact.SMALL, urgency=Urgency.HIGH,
    )  # fmt: skip
    assert ticket.due_at is not None
    assert later.due_at == ticket.due_at + HOUR


def test_each_pause_is_kept_with_what_was_waited_for(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    due = ticket.due_at
    assert due is not None
    steps = [(State.WAITING_FOR_CUSTOMER, 1), (State.WAITING_FOR_VENDOR, 2), (State.WAITING_FOR_VISIT, 4)]
    for state, hours in steps:
        actions.wait(ticket=ticket, state=state, by=service_desk, now=monday + hours * HOUR)
    ticket.refresh_from_db()
    assert [(pause.state, pause.started_at, pause.ended_at) for pause in ticket.pauses.all()] == [
        (State.WAITING_FOR_CUSTOMER, monday + HOUR, monday + 2 * HOUR),
        (State.WAITING_FOR_VENDOR, monday + 2 * HOUR, monday + 4 * HOUR),
    ]
    assert ticket.due_at == due + 17 * HOUR  # three hours of service: two on the second day, one on the third


def test_priority_change_counts_from_the_start_and_keeps_both_figures(
    ticket: Ticket, service_desk: User, monday: datetime
) -> None:
    actions.change_priority(ticket=ticket, impact=Impact.WIDE, urgency=Urgency.CRITICAL, by=service_desk, now=monday + HOUR)  # fmt: skip
    entry = ticket.events.get(kind="priority")
    assert entry.reason == (
        "Vorher Reaktion 240 Min. bis 16.11.2026, 13:00 Uhr, Lösung 960 Min. bis 17.11.2026, 15:00 Uhr; "
        "jetzt Reaktion 60 Min. bis 16.11.2026, 10:00 Uhr, Lösung 240 Min. bis 16.11.2026, 13:00 Uhr."
    )


def test_sum_ends_at_the_deadline_and_names_holiday_pause_and_blocked_time(
    ticket: Ticket, contact: Contact, service_desk: User, monday: datetime, client: Client
) -> None:
    HolidayFactory(day=date(2026, 11, 18), name="Buß- und Bettag")
    BlockedTimeFactory(
        authority=contact.authority,
        starts_at=monday + 26 * HOUR,
        ends_at=monday + 27 * HOUR,
        reason="Umzug",
        stops_clock=True,
    )
    actions.wait(ticket=ticket, state=State.WAITING_FOR_CUSTOMER, by=service_desk, now=monday + HOUR)
    actions.resume(ticket=ticket, by=service_desk, now=monday + 6 * HOUR)
    actions.wait(ticket=ticket, state=State.WAITING_FOR_VENDOR, by=service_desk, now=monday + 24 * HOUR)
    actions.resume(ticket=ticket, by=service_desk, now=monday + 25 * HOUR)
    ticket.refresh_from_db()
    reckoning = reckoning_of(ticket, monday)
    assert reckoning is not None
    solution = reckoning.sums[1]
    assert solution.total == solution.wanted == 960
    assert solution.lines[-1].ends == solution.due_at == ticket.due_at
    assert [pause.minutes for pause in reckoning.pauses] == [300, 60]
    client.force_login(service_desk)
    page = client.get(f"/tickets/{ticket.number}/clock/").content.decode()
    for words in (
        "Für alle, Fassung 1", "Feiertag: Buß- und Bettag", "Sperrzeit: Umzug (60 Minuten zählen nicht)",
        "Angehalten: Wartet auf Rückmeldung (300 Minuten zählen nicht)", "Summe 960 Minuten",
    ):  # fmt: skip
        assert words in page
    assert f"/tickets/{ticket.number}/clock/" in client.get(f"/tickets/{ticket.number}/").content.decode()


def test_page_of_a_held_clock_says_what_is_left(
    ticket: Ticket, service_desk: User, monday: datetime, client: Client
) -> None:
    actions.wait(ticket=ticket, state=State.WAITING_FOR_CUSTOMER, by=service_desk, now=monday + HOUR)
    client.force_login(service_desk)
    page = client.get(f"/tickets/{ticket.number}/clock/").content.decode()
    assert "60 von 960 Minuten" in page
    assert "bleiben 900 Minuten" in page


def test_page_says_when_the_calendar_was_changed_afterwards(
    ticket: Ticket, service_desk: User, monday: datetime, client: Client
) -> None:
    client.force_login(service_desk)
    address = f"/tickets/{ticket.number}/clock/"
    assert "wurden geändert" not in client.get(address).content.decode()
    HolidayFactory(day=monday.date() + timedelta(days=1))
    assert "wurden geändert" in client.get(address).content.decode()
