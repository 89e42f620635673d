"""Pages of workstations and infrastructure, and the buttons that change a state."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from tests.factories import (
    ContactFactory,
    DataCentreFactory,
    DeviceFactory,
    DeviceModelFactory,
    InfrastructureItemFactory,
    OperatingSystemFactory,
    RoomFactory,
    SiteFactory,
    WorkstationFactory,
)
from tests.people import contact_of
from workstations.lifecycle import PlaceState, State
from workstations.models import DeviceKind, InfrastructureItem, Workstation

BrowserFor = Callable[[User], Client]


@pytest.fixture
def desk(client_for: BrowserFor, service_desk: User) -> Client:
    return client_for(service_desk)


def numbers(client: Client, address: str) -> list[str]:
    return [row.inventory_number for row in client.get(address).context["page"].object_list]


def test_workstations_are_found_by_network_system_support_and_person(desk: Client, ludwigslust: Authority) -> None:
    today = timezone.localdate()
    ended = OperatingSystemFactory(support_ends_on=today - timedelta(days=1))
    ending = OperatingSystemFactory(support_ends_on=today + timedelta(days=300))
    fine = OperatingSystemFactory(support_ends_on=today + timedelta(days=400))
    person = ContactFactory(authority=ludwigslust)
    WorkstationFactory(inventory_number="AP-1", operating_system=ended, network=Workstation.Network.SCHOOL)
    WorkstationFactory(inventory_number="AP-2", operating_system=ending, authority=ludwigslust, used_by=person)
    WorkstationFactory(inventory_number="AP-3", operating_system=fine)
    WorkstationFactory(inventory_number="AP-4", operating_system=None)

    assert numbers(desk, "/workstations/?support=ended") == ["AP-1"]
    assert numbers(desk, "/workstations/?support=ending") == ["AP-2"]
    assert numbers(desk, "/workstations/?support=unknown") == ["AP-4"]
    assert numbers(desk, f"/workstations/?operating_system={fine.pk}") == ["AP-3"]
    assert numbers(desk, "/workstations/?network=school") == ["AP-1"]
    assert numbers(desk, f"/workstations/?used_by={person.pk}") == ["AP-2"]
    page = desk.get("/workstations/").content.decode()
    assert f"Unterstützung beendet: {ended.support_ends_on:%d.%m.%Y}" in page
    assert "Unterstützung endet bald" in page


def test_the_page_of_a_workstation_shows_place_person_and_devices(desk: Client, ludwigslust: Authority) -> None:
    site = SiteFactory(authority=ludwigslust, name="Rathaus")
    workstation = WorkstationFactory(
        authority=ludwigslust,
        site=site,
        room=RoomFactory(site=site, name="1.07"),
        used_by=ContactFactory(authority=ludwigslust, last_name="Kollegin"),
        note="Kabel locker",
    )
    model = DeviceModelFactory(manufacturer="Muster", name="Drucker 9", kind=DeviceKind.PRINTER)
    DeviceFactory(workstation=workstation, model=model, warranty_until=date(2028, 2, 1))
    page = desk.get(f"/workstations/{workstation.pk}/").content.decode()

    for words in (
        workstation.inventory_number,
        "Rathaus",
        "1.07",
        "Kollegin",
        "Muster Drucker 9",
        "01.02.2028",
        "Kabel locker",
    ):
        assert words in page
    link = f"/tickets/?view=all&workstation={workstation.pk}"
    assert link.replace("&", "&amp;") in page
    assert [chip.label for chip in desk.get(link).context["chips"]] == ["Arbeitsplatz"]


def test_a_contact_sees_as_many_workstations_as_the_role_gives(
    client_for: BrowserFor, reporter: User, coordinator: User, stranger: User, ludwigslust: Authority
) -> None:
    mine = WorkstationFactory(
        inventory_number="AP-1", authority=ludwigslust, used_by=contact_of(reporter), note="nur für uns"
    )
    other = WorkstationFactory(inventory_number="AP-2", authority=ludwigslust)

    assert numbers(client_for(reporter), "/workstations/") == ["AP-1"]
    assert numbers(client_for(coordinator), "/workstations/") == ["AP-1", "AP-2"]
    assert numbers(client_for(stranger), "/workstations/") == []
    assert client_for(reporter).get(f"/workstations/{other.pk}/").status_code == 404
    assert client_for(stranger).get(f"/workstations/{mine.pk}/").status_code == 404
    page = client_for(reporter).get(f"/workstations/{mine.pk}/").content.decode()
    assert "Störung an diesem Arbeitsplatz melden" in page
    assert "nur für uns" not in page
    assert "Aufgeben" not in page


def test_the_search_finds_nothing_of_another_authority(client_for: BrowserFor, coordinator: User) -> None:
    foreign = WorkstationFactory(name="geheimer-pc")

    assert numbers(client_for(coordinator), "/workstations/?q=geheimer") == []
    assert foreign.authority.name not in client_for(coordinator).get("/workstations/").content.decode()


def test_infrastructure_is_for_staff(desk: Client, client_for: BrowserFor, coordinator: User) -> None:
    item = InfrastructureItemFactory(name="srv-melde", site=DataCentreFactory(name="Rechenzentrum Schwerin"))

    assert numbers(desk, "/infrastructure/?kind=server") == [item.inventory_number]
    assert numbers(desk, "/infrastructure/?kind=firewall") == []
    assert "Rechenzentrum Schwerin" in desk.get(f"/infrastructure/{item.pk}/").content.decode()
    assert client_for(coordinator).get("/infrastructure/").status_code == 403
    assert client_for(coordinator).get(f"/infrastructure/{item.pk}/").status_code == 403


def test_a_button_brings_a_workstation_into_the_next_state(desk: Client) -> None:
    workstation = WorkstationFactory(state=PlaceState.PLANNED, in_service_on=None)
    response = desk.post(
        f"/workstations/{workstation.pk}/state/", {"state": "in_service", "seen": "planned"}, follow=True
    )

    workstation.refresh_from_db()
    assert workstation.state == PlaceState.IN_SERVICE
    assert response.redirect_chain == [(f"/workstations/{workstation.pk}/", 302)]
    assert f"{workstation}: in Betrieb." in response.content.decode()


def test_htmx_is_told_where_to_go(desk: Client) -> None:
    workstation = WorkstationFactory(state=PlaceState.CLOSED)
    values = {"state": "in_service", "seen": "closed"}
    response = desk.post(f"/workstations/{workstation.pk}/state/", values, headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"] == f"/workstations/{workstation.pk}/"


def test_giving_up_asks_first_and_takes_the_user_away(desk: Client, ludwigslust: Authority) -> None:
    used_by = ContactFactory(authority=ludwigslust)
    workstation = WorkstationFactory(authority=ludwigslust, used_by=used_by, operating_system=None)
    address = f"/workstations/{workstation.pk}/state/?state=closed"
    assert f'href="{address}"' in desk.get(f"/workstations/{workstation.pk}/").content.decode()
    question = desk.get(address)
    assert "Die Zuordnung der Personen wird entfernt." in question.content.decode()

    values = {name: question.context["form"][name].value() for name in ("state", "seen")}
    desk.post(address, values)
    workstation.refresh_from_db()
    assert (workstation.state, workstation.used_by) == (PlaceState.CLOSED, None)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "in_service", "seen": "planned"}, "inzwischen von jemand anderem geändert"),
        ({"state": "planned", "seen": "closed"}, "führt kein Schritt"),
        ({"state": "asleep", "seen": "closed"}, "asleep"),
        ({}, "Bitte"),
    ],
)
def test_a_step_that_does_not_fit_changes_nothing_and_says_why(
    desk: Client, values: dict[str, str], words: str
) -> None:
    workstation = WorkstationFactory(state=PlaceState.CLOSED)
    response = desk.post(f"/workstations/{workstation.pk}/state/", values)

    workstation.refresh_from_db()
    assert workstation.state == PlaceState.CLOSED
    assert response.status_code == 200
    assert words in response.content.decode()


def test_who_may_not_change_a_state_cannot(
    client_for: BrowserFor, manager: User, coordinator: User, ludwigslust: Authority
) -> None:
    workstation = WorkstationFactory(authority=ludwigslust)
    for person in (manager, coordinator):
        client = client_for(person)
        assert "state/" not in client.get(f"/workstations/{workstation.pk}/").content.decode()
        assert (
            client.post(f"/workstations/{workstation.pk}/state/", {"state": "closed", "seen": "in_service"}).status_code
            == 403
        )
    assert Workstation.objects.get().state == PlaceState.IN_SERVICE


def test_infrastructure_changes_its_state_by_the_same_rules(
    desk: Client, client_for: BrowserFor, administrator: User
) -> None:
    item = InfrastructureItemFactory(state=State.IN_STOCK)
    address = f"/infrastructure/{item.pk}/state/"

    assert desk.post(address, {"state": "in_service", "seen": "in_stock"}).status_code == 403
    assert client_for(administrator).post(address, {"state": "in_service", "seen": "in_stock"}).status_code == 302
    item = InfrastructureItem.objects.get()
    assert (item.state, item.in_service_on) == (State.IN_SERVICE, timezone.localdate())


@pytest.mark.parametrize("pk", [0, 4711, 10**25])
def test_what_does_not_exist_is_not_found(desk: Client, pk: int) -> None:
    for address in (f"/workstations/{pk}/", f"/workstations/{pk}/state/", f"/infrastructure/{pk}/"):
        assert desk.get(address).status_code == 404


def test_a_device_has_the_system_its_model_comes_with_until_another_is_entered(
    desk: Client, ludwigslust: Authority
) -> None:
    today = timezone.localdate()
    delivered = OperatingSystemFactory(name="Altsystem", support_ends_on=today - timedelta(days=1))
    newer = OperatingSystemFactory(name="Neusystem", support_ends_on=None)
    model = DeviceModelFactory(kind=DeviceKind.NOTEBOOK, operating_system=delivered)
    as_delivered = WorkstationFactory(inventory_number="AP-1", authority=ludwigslust, operating_system=None)
    renewed = WorkstationFactory(inventory_number="AP-2", authority=ludwigslust, operating_system=None)
    for place, system in ((as_delivered, None), (renewed, newer)):
        device = DeviceFactory(
            workstation=place, model=model, operating_system=system, inventory_number=f"G-{place.inventory_number}"
        )
        Workstation.objects.filter(pk=place.pk).update(computer=device)
    for name, system in (("RZ-1", None), ("RZ-2", newer)):
        InfrastructureItemFactory(inventory_number=name, model=model, operating_system=system)

    for path, names in (
        ("workstations", ["AP-1", "AP-2"]),
        ("devices", ["G-AP-1", "G-AP-2"]),
        ("infrastructure", ["RZ-1", "RZ-2"]),
    ):
        assert numbers(desk, f"/{path}/?support=ended") == names[:1]
        assert numbers(desk, f"/{path}/?support=unknown") == names[1:]
        assert numbers(desk, f"/{path}/?sort=operating_system") == names
        assert numbers(desk, f"/{path}/?sort=-operating_system") == names[::-1]
        if path != "infrastructure":
            assert numbers(desk, f"/{path}/?operating_system={delivered.pk}") == names[:1]
        page = desk.get(f"/{path}/").content.decode()
        assert "Altsystem" in page
        assert "Unterstützung beendet" in page
    computer = Workstation.objects.get(pk=as_delivered.pk).computer
    assert computer is not None
    assert "Altsystem" in desk.get(computer.get_absolute_url()).content.decode()
    shown = desk.get(as_delivered.get_absolute_url())
    assert "Altsystem" in shown.content.decode()
    assert any("Unterstützung beendet" in link.label for link in shown.context["warnings"])
    assert not desk.get(renewed.get_absolute_url()).context["warnings"]
