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
    InfrastructureItemFactory,
    OperatingSystemFactory,
    RoomFactory,
    SiteFactory,
    WorkstationFactory,
)
from tests.people import contact_of
from workstations.lifecycle import State
from workstations.models import InfrastructureItem, Workstation

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
    DeviceFactory(
        workstation=workstation, manufacturer="Muster", model_name="Drucker 9", warranty_until=date(2028, 2, 1)
    )
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
    assert "Ausmustern" not in page


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
    workstation = WorkstationFactory()
    response = desk.post(
        f"/workstations/{workstation.pk}/state/", {"state": "in_repair", "seen": "in_service"}, follow=True
    )

    workstation.refresh_from_db()
    assert workstation.state == State.IN_REPAIR
    assert response.redirect_chain == [(f"/workstations/{workstation.pk}/", 302)]
    assert f"{workstation}: in Reparatur." in response.content.decode()


def test_htmx_is_told_where_to_go(desk: Client) -> None:
    workstation = WorkstationFactory()
    values = {"state": "in_stock", "seen": "in_service"}
    response = desk.post(f"/workstations/{workstation.pk}/state/", values, headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"] == f"/workstations/{workstation.pk}/"


def test_retiring_asks_first_and_takes_the_user_away(desk: Client, ludwigslust: Authority) -> None:
    workstation = WorkstationFactory(authority=ludwigslust, used_by=ContactFactory(authority=ludwigslust))
    address = f"/workstations/{workstation.pk}/state/?state=retired"
    assert f'href="{address}"' in desk.get(f"/workstations/{workstation.pk}/").content.decode()
    question = desk.get(address)
    assert "Das lässt sich nicht zurücknehmen." in question.content.decode()

    values = {name: question.context["form"][name].value() for name in ("state", "seen")}
    desk.post(address, values)
    workstation.refresh_from_db()
    assert (workstation.state, workstation.used_by) == (State.RETIRED, None)
    assert "state/" not in desk.get(f"/workstations/{workstation.pk}/").content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "in_stock", "seen": "in_service"}, "inzwischen von jemand anderem geändert"),
        ({"state": "ordered", "seen": "in_repair"}, "führt kein Schritt"),
        ({"state": "asleep", "seen": "in_repair"}, "asleep"),
        ({}, "Bitte"),
    ],
)
def test_a_step_that_does_not_fit_changes_nothing_and_says_why(
    desk: Client, values: dict[str, str], words: str
) -> None:
    workstation = WorkstationFactory(state=State.IN_REPAIR)
    response = desk.post(f"/workstations/{workstation.pk}/state/", values)

    workstation.refresh_from_db()
    assert workstation.state == State.IN_REPAIR
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
            client.post(
                f"/workstations/{workstation.pk}/state/", {"state": "in_repair", "seen": "in_service"}
            ).status_code
            == 403
        )
    assert Workstation.objects.get().state == State.IN_SERVICE


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
