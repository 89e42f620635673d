"""Loans: reserved without overlap, handed out, taken back, cancelled; who sees which, and what is overdue."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from tests.factories import (
    ContactFactory,
    DeviceFactory,
    DeviceModelFactory,
    LoanFactory,
    ProviderFactory,
    ServicePointFactory,
    StoredDeviceFactory,
    WorkstationFactory,
)
from tests.people import contact_of
from workstations.actions import move_device
from workstations.lifecycle import State
from workstations.models import Device, DeviceKind, Loan

ClientFor = Callable[[User], Client]


@pytest.fixture
def today(db: None) -> date:
    return timezone.localdate()


@pytest.fixture
def on_the_spot(client_for: ClientFor, on_site: User) -> Client:
    """The browser of somebody who keeps devices."""
    return client_for(on_site)


def pool_device(**values: object) -> Device:
    """A notebook of the service that is kept for loans."""
    model = DeviceModelFactory(kind=DeviceKind.NOTEBOOK)
    return StoredDeviceFactory(authority=None, provider=ProviderFactory(), is_for_loan=True, model=model, **values)


def wish(today: date, first: int, last: int, **values: object) -> dict[str, object]:
    return {"starts_on": today + timedelta(days=first), "ends_on": today + timedelta(days=last), **values}


def test_way_of_a_loan(on_the_spot: Client, ludwigslust: Authority, today: date) -> None:
    device, person, point = pool_device(), ContactFactory(authority=ludwigslust), ServicePointFactory()
    values = wish(today, 0, 3, device=device.pk, contact=person.pk, purpose="Schulung")
    page = on_the_spot.post("/loans/new/", values, follow=True).content.decode()
    assert f"{device} ist reserviert" in page
    loan = Loan.objects.get()
    assert (loan.authority, loan.contact) == (ludwigslust, person)
    on_the_spot.post(f"/loans/{loan.pk}/hand-out/")
    device.refresh_from_db()
    assert (device.state, device.held_by, device.authority, device.stored_at) == (
        State.IN_SERVICE, person, ludwigslust, None,
    )  # fmt: skip
    assert f"/loans/{loan.pk}/take-back/" in on_the_spot.get(f"/devices/{device.pk}/").content.decode()
    store = on_the_spot.post(f"/devices/{device.pk}/store/", {"seen": "in_service", "service_point": point.pk})
    assert "ist ausgeliehen" in store.content.decode()
    assert on_the_spot.post(f"/loans/{loan.pk}/take-back/", {}).context["form"].has_error("service_point")
    on_the_spot.post(f"/loans/{loan.pk}/take-back/", {"service_point": point.pk, "shelf": "L 1"})
    device.refresh_from_db()
    assert (device.state, device.held_by, device.authority, device.stored_at) == (State.IN_STOCK, None, None, point)
    assert Loan.objects.get().returned_on == today
    again = on_the_spot.post(f"/loans/{loan.pk}/cancel/")
    assert "schon zurück" in again.content.decode()


def test_lent_device_is_with_one_person_and_nowhere_else(
    on_the_spot: Client, on_site: User, ludwigslust: Authority, today: date
) -> None:
    device = DeviceFactory(workstation=WorkstationFactory(authority=ludwigslust), is_for_loan=True)
    Device.objects.filter(pk=device.pk).update(state=State.IN_REPAIR)
    person = ContactFactory(authority=ludwigslust)
    loan = LoanFactory(device=device, contact=person, starts_on=today, ends_on=today + timedelta(days=2))
    on_the_spot.post(f"/loans/{loan.pk}/hand-out/")
    device.refresh_from_db()
    assert (device.state, device.held_by, device.workstation) == (State.IN_SERVICE, person, None)
    elsewhere = WorkstationFactory(authority=ludwigslust)
    with pytest.raises(ValidationError, match="ist ausgeliehen"):
        move_device(device=device, workstation=elsewhere, by=on_site, on=today)


def test_overlap_is_refused_with_a_sentence(on_the_spot: Client, ludwigslust: Authority, today: date) -> None:
    device = pool_device()
    on_the_spot.post("/loans/new/", wish(today, 5, 9, device=device.pk, authority=ludwigslust.pk))
    for first, last in ((1, 5), (9, 12), (6, 7), (1, 20)):
        page = on_the_spot.post("/loans/new/", wish(today, first, last, device=device.pk, authority=ludwigslust.pk))
        assert "In dieser Zeit ist das Gerät schon vergeben." in page.content.decode()
    for first, last in ((1, 4), (10, 12)):
        on_the_spot.post("/loans/new/", wish(today, first, last, device=device.pk, authority=ludwigslust.pk))
    assert Loan.objects.count() == 3


def test_first_free_device_of_a_kind_is_taken(on_the_spot: Client, ludwigslust: Authority, today: date) -> None:
    away = pool_device(inventory_number="P-1")
    Device.objects.filter(pk=away.pk).update(state=State.IN_REPAIR, stored_at=None)
    first, second = pool_device(inventory_number="P-2"), pool_device(inventory_number="P-3")
    StoredDeviceFactory(inventory_number="P-0", is_for_loan=True, model=first.model)  # of another authority
    values = wish(today, 1, 2, kind="notebook", authority=ludwigslust.pk)
    for _ in range(3):
        on_the_spot.post("/loans/new/", values)
    assert [loan.device for loan in Loan.objects.order_by("pk")] == [first, second, away]
    page = on_the_spot.post("/loans/new/", values)
    assert "kein Leihgerät der Art „Notebook“ frei" in page.content.decode()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_on": date(2020, 1, 1)}, "starts_on"),
        ({"ends_on": date(2020, 1, 1)}, "ends_on"),
        ({"device": ""}, "kind"),
        ({"authority": ""}, "contact"),
        ({"starts_on": ""}, "starts_on"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    on_the_spot: Client, ludwigslust: Authority, today: date, values: dict[str, object], field: str
) -> None:
    asked = wish(today, 1, 2, device=pool_device().pk, authority=ludwigslust.pk)
    page = on_the_spot.post("/loans/new/", {**asked, **values})
    assert page.context["form"].has_error(field)
    assert not Loan.objects.exists()


def test_device_of_an_authority_is_lent_there_alone(on_the_spot: Client, ludwigslust: Authority, today: date) -> None:
    own = StoredDeviceFactory(is_for_loan=True)
    page = on_the_spot.post("/loans/new/", wish(today, 1, 2, device=own.pk, authority=ludwigslust.pk))
    assert "gehört einer anderen Behörde" in page.content.decode()
    ordinary = StoredDeviceFactory(authority=ludwigslust)
    page = on_the_spot.post("/loans/new/", wish(today, 1, 2, device=ordinary.pk, authority=ludwigslust.pk))
    assert page.context["form"].has_error("device")


def test_device_that_is_not_back_is_not_handed_out_again(
    on_the_spot: Client, ludwigslust: Authority, today: date
) -> None:
    device = pool_device()
    late = LoanFactory(
        device=device, authority=ludwigslust, starts_on=today - timedelta(9), ends_on=today - timedelta(2),
        handed_out_on=today - timedelta(9),
    )  # fmt: skip
    following = LoanFactory(device=device, authority=ludwigslust, starts_on=today, ends_on=today + timedelta(1))
    page = on_the_spot.post(f"/loans/{following.pk}/hand-out/").content.decode()
    assert f"{device} ist noch nicht zurück." in page
    weeks = on_the_spot.get("/loans/weeks/").content.decode()
    assert "Überfällig" in weeks
    assert "2 Tagen" in weeks
    assert [row.pk for row in on_the_spot.get("/loans/?standing=overdue").context["page"].object_list] == [late.pk]
    menu = on_the_spot.get("/loans/").context["navigation"]
    assert next(item for section in menu for item in section.items if item.label == "Ausleihen").count() == 1


def test_overdue_device_is_not_free_while_it_is_not_back(
    on_the_spot: Client, ludwigslust: Authority, today: date
) -> None:
    device = pool_device()
    LoanFactory(
        device=device, authority=ludwigslust, starts_on=today - timedelta(9), ends_on=today - timedelta(2),
        handed_out_on=today - timedelta(9),
    )  # fmt: skip
    page = on_the_spot.post("/loans/new/", wish(today, 0, 2, kind="notebook", authority=ludwigslust.pk))
    assert "kein Leihgerät der Art „Notebook“ frei" in page.content.decode()
    page = on_the_spot.post("/loans/new/", wish(today, 0, 2, device=device.pk, authority=ludwigslust.pk))
    assert f"{device} ist noch nicht zurück." in page.content.decode()
    on_the_spot.post("/loans/new/", wish(today, 1, 2, kind="notebook", authority=ludwigslust.pk))  # should be back then
    assert Loan.objects.count() == 2


def test_earlier_handing_out_does_not_reach_into_another_loan(
    on_the_spot: Client, ludwigslust: Authority, today: date
) -> None:
    device = pool_device()
    LoanFactory(device=device, authority=ludwigslust, starts_on=today + timedelta(1), ends_on=today + timedelta(2))
    later = LoanFactory(
        device=device, authority=ludwigslust, starts_on=today + timedelta(4), ends_on=today + timedelta(5)
    )
    page = on_the_spot.post(f"/loans/{later.pk}/hand-out/").content.decode()
    assert "schon vergeben" in page
    assert Device.objects.get(pk=device.pk).state == State.IN_STOCK


def test_weeks_show_who_has_what_and_what_is_free(on_the_spot: Client, ludwigslust: Authority, today: date) -> None:
    device = pool_device()
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=2)
    LoanFactory(device=device, authority=ludwigslust, starts_on=monday, ends_on=monday + timedelta(days=4))
    (row,) = on_the_spot.get("/loans/weeks/").context["weeks"].rows
    assert ["frei" in str(cell) for cell in row[2:]] == [True, True, False, True, True, True]
    assert ludwigslust.short_name in row[4]


def test_weeks_say_when_there_are_more_devices(on_the_spot: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        pool_device()
    assert "Gezeigt sind die ersten" not in on_the_spot.get("/loans/weeks/").content.decode()
    monkeypatch.setattr("workstations.views.lending.MOST_DEVICES", 1)
    page = on_the_spot.get("/loans/weeks/")
    assert len(page.context["weeks"].rows) == 1
    assert "Gezeigt sind die ersten 1 Leihgeräte." in page.content.decode()
    assert on_the_spot.get(page.context["all_url"]).context["page"].paginator.count == 2


def test_people_see_their_own_loans_and_nothing_of_the_pool(
    client_for: ClientFor, reporter: User, coordinator: User, stranger: User, ludwigslust: Authority, today: date
) -> None:
    me, device = contact_of(reporter), pool_device()
    values = {"starts_on": today + timedelta(2), "ends_on": today + timedelta(3), "purpose": "Wahl"}
    mine = LoanFactory(device=device, authority=ludwigslust, contact=me, **values)
    others = LoanFactory(device=pool_device(), authority=ludwigslust, **{**values, "ends_on": today + timedelta(9)})
    Loan.objects.filter(pk=others.pk).update(starts_on=today + timedelta(5))
    seen = {
        person: [row.pk for row in client_for(person).get("/loans/").context["page"].object_list]
        for person in (reporter, coordinator, stranger)
    }
    assert seen == {reporter: [mine.pk], coordinator: [others.pk, mine.pk], stranger: []}
    page = client_for(reporter).get(f"/loans/{mine.pk}/").content.decode()
    assert "Wahl" in page
    assert device.inventory_number not in page  # until it is handed out it is nobody's but the service's
    assert "Absagen" not in page
    assert client_for(stranger).get(f"/loans/{mine.pk}/").status_code == 404
    assert client_for(coordinator).get("/loans/weeks/").status_code == 403
    Device.objects.filter(pk=device.pk).update(
        authority=ludwigslust, held_by=me, state="in_service", in_service_on=today, stored_at=None
    )
    assert device.inventory_number in client_for(reporter).get("/loans/").content.decode()


def test_weeks_take_as_many_queries_whatever_is_lent(on_the_spot: Client, ludwigslust: Authority, today: date) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            on_the_spot.get("/loans/weeks/")
        return len(captured)

    def lend() -> None:
        LoanFactory(device=pool_device(), authority=ludwigslust, starts_on=today, ends_on=today + timedelta(days=3))

    lend()
    asked()
    with_one = asked()
    for _ in range(4):
        lend()
    assert asked() == with_one


def test_who_only_looks_cannot_lend(client_for: ClientFor, manager: User) -> None:
    loan, page = LoanFactory(), client_for(manager)
    assert page.get("/loans/new/").status_code == 403
    assert page.post(f"/loans/{loan.pk}/cancel/").status_code == 403
    assert "Ausgeben" not in page.get(f"/loans/{loan.pk}/").content.decode()
