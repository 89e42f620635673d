"""Leases: what is due when, other terms, and the right to swap."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from tests.factories import (
    AuthorityFactory,
    DeviceFactory,
    DeviceModelFactory,
    LeaseFactory,
    RoomFactory,
    ServicePointFactory,
    SiteFactory,
    StoredDeviceFactory,
    WorkstationFactory,
)
from workstations.lifecycle import State
from workstations.models import Device, DeviceKind, Lease

ClientFor = Callable[[User], Client]


@pytest.fixture
def today(db: None) -> date:
    return timezone.localdate()


@pytest.fixture
def on_the_spot(client_for: ClientFor, on_site: User) -> Client:
    """The browser of somebody who keeps devices."""
    return client_for(on_site)


def lease_ending(today: date, days: int, authority: Authority, **values: object) -> Lease:
    return LeaseFactory(authority=authority, ends_on=today + timedelta(days=days), return_notice_days=90, **values)


def printer(lease: Lease, **values: object) -> Device:
    return DeviceFactory(workstation=None, authority=lease.authority, lease=lease, **values)


def test_what_is_due_is_seen_on_list_lease_menu_and_authority(
    on_the_spot: Client, ludwigslust: Authority, today: date
) -> None:
    soon, later, over = (lease_ending(today, days, ludwigslust) for days in (60, 200, -5))
    gone = lease_ending(today, 30, ludwigslust)
    for lease in (soon, later, over):
        printer(lease)
    printer(gone, state=State.DISPOSED, disposed_on=today, disposal="returned")
    listed = on_the_spot.get("/leases/?term=due")
    assert {row.pk for row in listed.context["page"].object_list} == {soon.pk, over.pk}
    text = listed.content.decode()
    assert "Rückgabe steht an" in text
    assert "Rückgabe überfällig" in text
    menu = listed.context["navigation"]
    assert next(item for section in menu for item in section.items if item.label == "Leasingverträge").count() == 2
    page = on_the_spot.get(f"/leases/{soon.pk}/").content.decode()
    assert f"{today - timedelta(days=30):%d.%m.%Y}" in page
    assert "vorbei" in page
    assert "1 Gerät" in page
    board = on_the_spot.get(f"/authorities/{ludwigslust.pk}/")
    due = next(section for section in board.context["sections"] if section.title == "Was ansteht")
    kinds = [row[2] for row in due.rows]
    assert kinds.count("Rückgabe von Leasinggeräten") == 2
    assert kinds.count("Rückgabe ankündigen") == 1


def test_devices_are_counted_by_state(on_the_spot: Client, ludwigslust: Authority, today: date) -> None:
    lease = lease_ending(today, 60, ludwigslust)
    printer(lease)
    printer(lease, state=State.RETIRED, retired_on=today)
    page = on_the_spot.get(f"/leases/{lease.pk}/")
    devices = next(section for section in page.context["sections"] if section.title == "Geräte")
    assert len(devices.rows) == 2
    assert f"lease={lease.pk}&amp;state=retired" in page.content.decode()


def test_lease_is_entered_and_extended(on_the_spot: Client, client_for: ClientFor, manager: User) -> None:
    values = {
        "lessor": "Muster Leasing", "contract_number": "L-1", "starts_on": "2026-01-01", "ends_on": "2028-12-31", "return_notice_days": 90,
        "certainty": "unknown",
    }  # fmt: skip
    authority = AuthorityFactory()
    form = on_the_spot.get("/leases/new/").context["form"]
    values["certainty"] = form["certainty"].value() or form.fields["certainty"].choices[-1][0]
    on_the_spot.post("/leases/new/", {**values, "authority": authority.pk})
    lease = Lease.objects.get()
    refused = on_the_spot.post(f"/leases/{lease.pk}/edit/", {**values, "ends_on": "2025-12-31"})
    assert "Das Ende liegt vor dem Beginn." in refused.content.decode()
    on_the_spot.post(
        f"/leases/{lease.pk}/edit/", {**values, "ends_on": "2030-12-31", "authority": AuthorityFactory().pk}
    )
    lease.refresh_from_db()
    assert (lease.ends_on, lease.authority) == (date(2030, 12, 31), authority)
    assert client_for(manager).get(f"/leases/{lease.pk}/edit/").status_code == 403


def test_terms_that_somebody_else_changed_are_not_written_over(on_the_spot: Client, ludwigslust: Authority) -> None:
    lease = LeaseFactory(authority=ludwigslust, return_notice_days=90)
    url = f"/leases/{lease.pk}/edit/"
    form = on_the_spot.get(url).context["form"]
    opened = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    on_the_spot.post(url, {**opened, "return_notice_days": 30})  # somebody else
    refused = on_the_spot.post(url, {**opened, "note": "verlängert"})
    assert "inzwischen geändert" in refused.content.decode()
    lease.refresh_from_db()
    assert (lease.return_notice_days, lease.note) == (30, "")
    form = refused.context["form"]
    again = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    on_the_spot.post(url, again)
    lease.refresh_from_db()
    assert (lease.return_notice_days, lease.note) == (30, "verlängert")


def test_swap_puts_the_new_device_where_the_old_one_was(
    on_the_spot: Client, ludwigslust: Authority, today: date
) -> None:
    lease = lease_ending(today, 700, ludwigslust, may_be_swapped=True, swap_terms="einmal im Jahr")
    room = RoomFactory(site=SiteFactory(authority=ludwigslust))
    old, new = printer(lease, site=room.site, room=room), StoredDeviceFactory(authority=ludwigslust, lease=lease)
    other = StoredDeviceFactory(authority=ludwigslust)
    users = [WorkstationFactory(authority=ludwigslust) for _ in range(2)]
    for place in users:
        place.nearby_devices.add(old)
    url, point = f"/devices/{old.pk}/swap/", ServicePointFactory()
    assert f'href="{url}"' in on_the_spot.get(f"/devices/{old.pk}/").content.decode()
    page = on_the_spot.get(url)
    assert "einmal im Jahr" in page.content.decode()
    assert on_the_spot.post(url, {"seen": "in_service", "replacement": other.pk}).context["form"].errors
    on_the_spot.post(url, {"seen": "in_service", "replacement": new.pk, "service_point": point.pk, "shelf": "R"})
    old.refresh_from_db()
    new.refresh_from_db()
    assert (new.state, new.site, new.room) == (State.IN_SERVICE, room.site, room)
    assert (old.state, old.site, old.stored_at) == (State.RETIRED, None, point)
    assert [list(place.nearby_devices.all()) for place in users] == [[new], [new]]


def test_swapped_computer_stays_the_computer_of_its_workstation(
    on_the_spot: Client, ludwigslust: Authority, today: date
) -> None:
    lease = lease_ending(today, 700, ludwigslust, may_be_swapped=True)
    place = WorkstationFactory(authority=ludwigslust)
    DeviceFactory(workstation=place, model=DeviceModelFactory(kind=DeviceKind.TABLET))
    place.devices.update(lease=lease)
    new = StoredDeviceFactory(authority=ludwigslust, lease=lease)
    on_the_spot.post(f"/devices/{place.computer_id}/swap/", {"seen": "in_service", "replacement": new.pk})
    place.refresh_from_db()
    assert place.computer == new


def test_without_the_right_there_is_no_swap(on_the_spot: Client, ludwigslust: Authority, today: date) -> None:
    device = printer(lease_ending(today, 700, ludwigslust), site=SiteFactory(authority=ludwigslust))
    assert f"/devices/{device.pk}/swap/" not in on_the_spot.get(f"/devices/{device.pk}/").content.decode()
    assert on_the_spot.get(f"/devices/{device.pk}/swap/").status_code == 404
