"""Several people work on one outage at the same moment: each on a connection of their own."""

import threading
from collections.abc import Callable
from datetime import timedelta
from time import monotonic, sleep

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from tests.factories import MajorIncidentFactory, TicketFactory, TicketLinkFactory, service_calendar_for_all
from tests.people import contact_at, contact_of
from tickets import actions
from tickets.actions.steps import lock
from tickets.lifecycle import State
from tickets.models import MajorIncident, Ticket, TicketLink

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def incident(contact: Contact) -> MajorIncident:
    """A running outage; the report that it collects is older than the one that leads it."""
    service_calendar_for_all()
    began = timezone.now() - timedelta(hours=1)
    child, leading = (TicketFactory(authority=contact.authority, requester=contact, created_at=began) for _ in range(2))
    TicketLinkFactory(source=leading, target=child, kind=TicketLink.Kind.PARENT)
    return MajorIncidentFactory(ticket=leading, affects=[contact.authority])


def beside(step: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    """Begin a step on another connection; what it returns or raises is in the list when the thread has ended."""
    results: list[object] = []

    def run() -> None:
        try:
            with transaction.atomic():  # as every request is
                results.append(step())
        except Exception as error:  # noqa: BLE001 – told to the test
            results.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, results


def wait_until_somebody_waits() -> None:
    """Until another connection waits for a lock that this one holds."""
    until = monotonic() + 10
    while monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)) LIMIT 1"
            )
            if cursor.fetchall():
                return
        sleep(0.02)
    raise AssertionError("nobody waits for a lock")


def test_nothing_is_collected_for_an_outage_that_ends_just_now(incident: MajorIncident, service_desk: User) -> None:
    ticket, now = TicketFactory(), timezone.now()
    with transaction.atomic():
        actions.end_outage(incident=incident, solution="Läuft.", by=service_desk, now=now)
        thread, results = beside(lambda: actions.collect(incident=incident, ticket=ticket, by=service_desk, now=now))
        wait_until_somebody_waits()
    thread.join()
    assert isinstance(results[0], ValidationError)
    assert not TicketLink.objects.filter(target=ticket).exists()


def test_joining_twice_at_once_files_one_report(incident: MajorIncident) -> None:
    user = contact_at(incident.ticket.authority)
    contact, now = contact_of(user), timezone.now()

    def join() -> Ticket:
        return actions.join_outage(incident=incident, requester=contact, by=user, now=now)

    with transaction.atomic():
        first = join()
        thread, results = beside(join)
        wait_until_somebody_waits()
    thread.join()
    assert results == [first]
    assert Ticket.objects.filter(requester=contact).count() == 1


def test_whoever_locks_by_key_and_whoever_ends_the_outage_do_not_wait_for_each_other(
    incident: MajorIncident, service_desk: User
) -> None:
    child = Ticket.objects.of_outage(incident).get()
    with transaction.atomic():
        lock(child)
        thread, results = beside(
            lambda: actions.end_outage(incident=incident, solution="Läuft.", by=service_desk, now=timezone.now())
        )
        wait_until_somebody_waits()
        lock(incident.ticket)
    thread.join()
    assert not isinstance(results[0], Exception)
    assert set(Ticket.objects.values_list("state", flat=True)) == {State.RESOLVED}
