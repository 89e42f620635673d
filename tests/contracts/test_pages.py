"""Blocked times: entered by the service and by the coordination of an authority, respected by whoever plans."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.scope import as_user
from contracts.models import BlockedTime, WeeklyBlockedTime
from contracts.planned_work import PlannedWork
from customers.models import Authority, AuthorityRole
from history.forgetting import states_of
from tests.factories import (
    AuthorityFactory,
    AuthorityRoleFactory,
    BlockedTimeFactory,
    WeeklyBlockedTimeFactory,
    service_calendar_for_all,
)
from tests.people import with_fresh_rights

BrowserFor = Callable[[User], Client]
ELECTION = {
    "kind": "election", "reason": "Landtagswahl", "starts_at": "2026-09-20T06:00", "ends_at": "2026-09-20T22:00",
}  # fmt: skip
TUESDAY = date(2026, 11, 17)


@pytest.fixture
def served(ludwigslust: Authority) -> Authority:
    AuthorityRoleFactory(authority=ludwigslust, role=AuthorityRole.Role.CUSTOMER)
    return ludwigslust


def test_coordination_enters_an_election_of_its_own_authority_and_no_clock_stops(
    coordinator: User, served: Authority, client_for: BrowserFor
) -> None:
    client = client_for(coordinator)
    foreign = AuthorityFactory()
    typed = {**ELECTION, "authority": foreign.pk, "stops_clock": "on"}
    page = client.post(reverse("contracts:add_blocked_time"), typed, follow=True).content.decode()
    assert "Landtagswahl" in page
    row = BlockedTime.objects.get()
    assert (row.authority, row.kind, row.stops_clock) == (served, "election", False)
    assert states_of(BlockedTime, [row.pk]).get().pgh_context.metadata["user"] == coordinator.pk
    client.post(reverse("contracts:remove_blocked_time", args=[row.pk]))
    assert not BlockedTime.objects.exists()


def test_staff_choose_the_authority_and_only_who_keeps_agreements_lets_clocks_stand_still(
    service_desk: User, administrator: User, served: Authority, client_for: BrowserFor
) -> None:
    typed = {**ELECTION, "authority": served.pk, "stops_clock": "on"}
    for user in (service_desk, administrator):
        client_for(user).post(reverse("contracts:add_blocked_time"), typed)
    assert list(BlockedTime.objects.order_by("pk").values_list("stops_clock", flat=True)) == [False, True]
    agreed = BlockedTime.objects.get(stops_clock=True)
    assert client_for(service_desk).get(agreed.get_absolute_url()).status_code == 404
    assert client_for(administrator).get(agreed.get_absolute_url()).status_code == 200


def test_weekly_hours_of_a_buergerbuero(coordinator: User, served: Authority, client_for: BrowserFor) -> None:
    typed = {"kind": "counter_hours", "reason": "Sprechzeit", "weekday": "1", "begins_at": "08:00", "ends_at": "12:00"}
    client = client_for(coordinator)
    client.post(reverse("contracts:add_weekly_blocked_time"), typed)
    row = WeeklyBlockedTime.objects.get()
    assert (row.authority, row.weekday, row.begins_at) == (served, 1, time(8))
    page = client.post(row.get_absolute_url(), {**typed, "ends_at": "07:00", "version": row.version}).content.decode()
    assert "Das Ende liegt vor dem Beginn." in page
    page = client.get(reverse("contracts:weekly_blocked_times")).content.decode()
    assert "Dienstag" in page


def test_second_person_sees_what_the_first_wrote_before_writing_over_it(
    coordinator: User, service_desk: User, served: Authority, client_for: BrowserFor
) -> None:
    row = BlockedTimeFactory(authority=served, reason="Landtagswahl")
    seen = {**ELECTION, "version": row.version}
    client_for(service_desk).post(row.get_absolute_url(), {**seen, "reason": "Stichwahl"})
    client = client_for(coordinator)
    page = client.post(row.get_absolute_url(), {**seen, "reason": "Kommunalwahl"}).content.decode()
    assert "inzwischen geändert. Ihre Eingaben sind noch da." in page
    assert "Jetzt steht hier: „Stichwahl“" in page
    version = page.split('name="version" value="')[1].split('"')[0]
    client.post(row.get_absolute_url(), {**seen, "reason": "Kommunalwahl", "version": version})
    row.refresh_from_db()
    assert (row.reason, row.version) == ("Kommunalwahl", 3)


def test_database_lets_no_authority_stop_a_clock(coordinator: User, served: Authority) -> None:
    row = BlockedTimeFactory(authority=served)
    user = with_fresh_rights(coordinator)
    with as_user(user), pytest.raises(DatabaseError), transaction.atomic():
        BlockedTime.objects.filter(pk=row.pk).update(stops_clock=True)
    row.refresh_from_db()
    assert not row.stops_clock


def test_counter_hours_leave_room_and_an_election_takes_a_sunday(served: Authority) -> None:
    service_calendar_for_all()
    WeeklyBlockedTimeFactory(authority=served, weekday=TUESDAY.weekday(), begins_at=time(8), ends_at=time(12))
    sunday = date(2026, 9, 20)
    BlockedTimeFactory(authority=served, starts_at=datetime(2026, 9, 20, 6, tzinfo=UTC))
    work = PlannedWork.of(served, since=date(2026, 1, 1))
    tuesday = work.on(TUESDAY, since=time(7))
    assert not tuesday.is_blocked
    local = [(timezone.localtime(begin).hour, timezone.localtime(end).hour) for begin, end in tuesday.room]
    assert local == [(7, 8), (12, 17)]
    assert work.on(TUESDAY, since=time(13)).blocked == []
    assert work.on(sunday).is_blocked
    assert not work.on(sunday + timedelta(days=1)).is_blocked


def test_evening_session_is_in_nobodys_way_by_day(served: Authority) -> None:
    service_calendar_for_all()
    begins = timezone.make_aware(datetime.combine(TUESDAY, time(18)))
    BlockedTimeFactory(
        authority=served, starts_at=begins, ends_at=begins + timedelta(hours=4), reason="Stadtvertretung"
    )
    work = PlannedWork.of(served, since=TUESDAY)
    assert not work.on(TUESDAY).blocked
    assert [row.reason for row in work.between(begins, begins + timedelta(hours=1))] == ["Stadtvertretung"]


def test_calendar_blocks_all_whose_agreement_names_it(served: Authority) -> None:
    calendar = service_calendar_for_all()
    begins = timezone.make_aware(datetime.combine(TUESDAY, time(7)))
    BlockedTimeFactory(authority=None, calendar=calendar, starts_at=begins, ends_at=begins + timedelta(hours=10))
    assert PlannedWork.of(served, since=TUESDAY).on(TUESDAY).is_blocked
    assert not PlannedWork.of(served, since=TUESDAY).on(TUESDAY + timedelta(days=1)).is_blocked
