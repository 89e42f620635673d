"""The calendar feed: its keys, what stands in it for whom, and that other programs can read it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from changes.actions import cancel_change, create_key, move_change, open_with, revoke_key
from changes.models import CalendarKey, Change
from customers.models import Authority
from tests.factories import AuthorityFactory
from tests.factories_changes import ChangeFactory, published_change

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]


def key_of(user: User) -> str:
    return create_key(name="Outlook", by=user, now=timezone.now())[1]


def read(key: str) -> Any:
    """The calendar as a program without a session gets it."""
    answer = Client().get(reverse("changes:feed", args=[key]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def events(key: str) -> dict[str, Any]:
    return {str(event["UID"]): event for event in read(key).walk("VEVENT")}


def test_coordinator_gets_the_windows_of_the_own_authority(coordinator: User, ludwigslust: Authority) -> None:
    own = published_change(ludwigslust, title="Haushalt, neue Version; mit Umlauten: äöü")
    published_change(AuthorityFactory())
    ChangeFactory()  # known to nobody yet
    found = events(key_of(coordinator))
    assert list(found) == [f"{own.number.lower()}@localhost"]
    (event,) = found.values()
    assert str(event["SUMMARY"]) == "Wartung: Haushalt, neue Version; mit Umlauten: äöü"
    assert event["DTSTART"].dt == own.starts_at.replace(microsecond=0)
    assert event["DTEND"].dt == own.ends_at.replace(microsecond=0)
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert (int(event["SEQUENCE"]), str(event["STATUS"])) == (0, "CONFIRMED")
    assert "DTSTAMP" in event


def test_time_zone_is_described_and_required_parts_are_there(coordinator: User, ludwigslust: Authority) -> None:
    published_change(ludwigslust)
    calendar = read(key_of(coordinator))
    assert str(calendar["VERSION"]) == "2.0"
    assert calendar["PRODID"]
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert not calendar.errors


def test_staff_get_all_windows(service_desk: User, ludwigslust: Authority) -> None:
    changes = [published_change(ludwigslust), published_change(AuthorityFactory())]
    assert len(events(key_of(service_desk))) == len(changes)


def test_moved_and_cancelled_windows_keep_their_uid(
    coordinator: User, administrator: User, ludwigslust: Authority
) -> None:
    change, key, now = published_change(ludwigslust), key_of(coordinator), timezone.now()
    (before,) = events(key)
    starts = change.starts_at + timedelta(days=1)
    change = move_change(
        change=change, starts_at=starts, ends_at=starts + timedelta(hours=1), by=administrator, now=now
    )  # fmt: skip
    (moved,) = events(key).values()
    assert (str(moved["UID"]), int(moved["SEQUENCE"])) == (before, 1)
    assert moved["DTSTART"].dt == starts.replace(microsecond=0)
    cancel_change(change=change, reason="Nicht nötig.", by=administrator, now=now)
    (cancelled,) = events(key).values()
    assert (str(cancelled["UID"]), int(cancelled["SEQUENCE"]), str(cancelled["STATUS"])) == (before, 2, "CANCELLED")


def test_empty_calendar_is_one_too(coordinator: User) -> None:
    assert read(key_of(coordinator)).walk("VEVENT") == []


def test_key_is_kept_as_a_hash_and_opens_until_it_is_revoked(coordinator: User) -> None:
    row, key = create_key(name=" Mein  Kalender ", by=coordinator, now=timezone.now())
    assert row.name == "Mein Kalender"
    assert key not in str(CalendarKey.objects.values())
    assert open_with(key=key, now=timezone.now()) == row
    row.refresh_from_db()
    assert row.last_used_at is not None
    revoke_key(key=row, by=coordinator, now=timezone.now())
    assert Client().get(reverse("changes:feed", args=[key])).status_code == 404
    with pytest.raises(ValidationError, match="schon gesperrt"):
        revoke_key(key=row, by=coordinator, now=timezone.now())


def test_key_opens_nothing_for_a_locked_account_or_without_the_right(coordinator: User, reporter: User) -> None:
    key = key_of(coordinator)
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    assert Client().get(reverse("changes:feed", args=[key])).status_code == 404
    with pytest.raises(PermissionDenied):
        key_of(reporter)


def test_feed_is_only_read(coordinator: User) -> None:
    assert Client().post(reverse("changes:feed", args=[key_of(coordinator)])).status_code == 405


def test_address_is_not_read_without_end(coordinator: User) -> None:
    key = key_of(coordinator)
    codes = {Client().get(reverse("changes:feed", args=[key])).status_code for _ in range(62)}
    assert codes == {200, 429}


def test_keys_are_ones_own(service_desk: User, coordinator: User, client_for: ClientFor) -> None:
    row = create_key(name="Mein Kalender", by=coordinator, now=timezone.now())[0]
    desk = client_for(service_desk)
    assert "Mein Kalender" not in desk.get(reverse("changes:keys")).content.decode()
    assert desk.get(reverse("changes:revoke_key", args=[row.pk])).status_code == 404
    browser = client_for(coordinator)
    assert "Mein Kalender" in browser.get(reverse("changes:keys")).content.decode()
    browser.post(reverse("changes:revoke_key", args=[row.pk]))
    row.refresh_from_db()
    assert row.revoked_at is not None


def test_new_address_is_shown_once_and_loading_anew_makes_no_other(coordinator: User, client_for: ClientFor) -> None:
    browser, address = client_for(coordinator), reverse("changes:new_key")
    answer = browser.post(address, {"name": "Telefon"})
    assert answer.status_code == 302
    page = browser.get(answer["Location"]).content.decode()
    (row,) = CalendarKey.objects.all()
    assert "/windows.ics" in page
    assert "„Telefon“" in page
    assert row.key_hash not in page
    for again in (answer["Location"], reverse("changes:keys")):
        assert "/windows.ics" not in browser.get(again).content.decode()
    assert CalendarKey.objects.count() == 1


def test_two_addresses_are_told_apart_by_their_names(coordinator: User, client_for: ClientFor) -> None:
    browser, address = client_for(coordinator), reverse("changes:new_key")
    browser.post(address, {"name": "Telefon"})
    browser.get(address)
    assert "So heißt schon eine" in browser.post(address, {"name": " telefon"}).content.decode()
    (row,) = CalendarKey.objects.all()
    revoke = reverse("changes:revoke_key", args=[row.pk])
    assert "„Telefon“" in browser.get(revoke).content.decode()
    browser.post(revoke)
    assert browser.post(address, {"name": "Telefon"}).status_code == 302


def test_old_windows_are_left_out(coordinator: User, ludwigslust: Authority) -> None:
    change = published_change(ludwigslust)
    long_ago = timezone.now() - timedelta(days=200)
    Change.objects.filter(pk=change.pk).update(starts_at=long_ago, ends_at=long_ago + timedelta(hours=1))
    assert events(key_of(coordinator)) == {}
