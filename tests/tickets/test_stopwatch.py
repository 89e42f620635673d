"""The stopwatch of the service desk: it measures one's own work on a report, and nobody else learns of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import TicketFactory
from tickets import actions
from tickets.models import Stopwatch, Ticket, TimeEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(service_desk: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def post(client: Client, name: str, ticket: Ticket, **data: object) -> str:
    """Press a button of the watch and return what the page says then."""
    response = client.post(reverse(f"tickets:{name}-stopwatch", args=[ticket.number]), data, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def test_measured_time_is_entered_to_the_second_on_the_day_the_work_began(
    desk: Client,
    ticket: Ticket,
    service_desk: User,
    on_site: User,
    client_for: Callable[[User], Client],
    monday: datetime,
) -> None:
    late = monday.replace(hour=23, minute=50)
    with time_machine.travel(late, tick=False) as clock:
        assert "Ihre Stoppuhr läuft." in post(desk, "start", ticket)
        post(desk, "start", ticket)  # pressed twice, or in another window
        clock.shift(timedelta(minutes=12, seconds=20))
        assert "0:12 h" in desk.get(reverse("ui:preferences")).content.decode()
        others = client_for(on_site).get(ticket.get_absolute_url()).content.decode()
        assert "Stoppuhr starten" in others
        assert "0:12" not in others
        assert "steht bei 0:12 h" in post(desk, "halt", ticket)
        clock.shift(timedelta(hours=3))
        assert 'value="0:12:20"' in post(desk, "halt", ticket)
        post(desk, "start", ticket)
        clock.shift(timedelta(seconds=10))
        assert 'value="0:12:30"' in post(desk, "halt", ticket)
        assert "Bitte geben Sie an" in post(desk, "enter", ticket, duration="", kind="remote")
        page = post(desk, "enter", ticket, duration="0:12:30", kind="on_site", note="Toner")
        assert "vor Ort sind eingetragen" in page
        assert "Stoppuhr starten" in page
        assert "nicht mehr" in post(desk, "enter", ticket, duration="0:12:30", kind="on_site")
    entry = TimeEntry.objects.get()
    assert (entry.seconds, entry.kind, entry.by, entry.worked_on) == (750, "on_site", service_desk, date(2026, 11, 16))


def test_watch_at_another_report_is_entered_there_before_one_starts_here(
    desk: Client, ticket: Ticket, service_desk: User, monday: datetime
) -> None:
    other = TicketFactory()
    with time_machine.travel(monday, tick=False) as clock:
        post(desk, "start", other)
        clock.shift(timedelta(minutes=20))
        assert (
            f'{other.get_absolute_url()}#aside-effort">{other.number}'
            in desk.get(ticket.get_absolute_url()).content.decode()
        )
        assert "misst schon 0:20 h" in post(desk, "start", ticket)
        assert "0:20 h sind bei" in post(desk, "start", ticket, enter_other_as="travel")
        assert TimeEntry.objects.get(ticket=other).seconds == 1200
        assert Stopwatch.objects.get().ticket == ticket
        clock.shift(timedelta(hours=25))
        with pytest.raises(ValidationError, match="länger als 24 Stunden"):
            actions.start_stopwatch(
                ticket=other, by=service_desk, now=monday + timedelta(days=2), enter_other_as=TimeEntry.Kind.REMOTE
            )
        post(desk, "halt", ticket)
        assert "verworfen" in post(desk, "discard", ticket)
    assert not Stopwatch.objects.exists()


def test_watch_is_ones_own_and_there_is_one(
    service_desk: User, administrator: User, reporter: User, ticket: Ticket, monday: datetime
) -> None:
    actions.start_stopwatch(ticket=ticket, by=service_desk, now=monday)
    watch = Stopwatch.objects.get()
    assert list(Stopwatch.objects.visible_to(service_desk)) == [watch]
    assert not Stopwatch.objects.visible_to(administrator).exists()
    assert not Stopwatch.objects.visible_to(reporter).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Stopwatch.objects.create(user=service_desk, ticket=TicketFactory(), began_at=monday)
