"""The page of a workstation: what the service reads with somebody on the phone, and what people see of their own."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from tests.factories import (
    ApplicationUseFactory,
    ContactFactory,
    DeviceFactory,
    LeaseFactory,
    OperatingSystemFactory,
    RelationFactory,
    ServicePointFactory,
    SiteFactory,
    SpecialistApplicationFactory,
    TicketFactory,
    WorkstationFactory,
)
from tests.people import contact_of
from tickets.lifecycle import State
from ui.cells import as_text
from ui.pages import Section
from workstations.actions import move_device, store_device
from workstations.lifecycle import PlaceState
from workstations.lifecycle import State as DeviceState
from workstations.models import Workstation

BrowserFor = Callable[[User], Client]
MOST_QUERIES = 46
"""What the page takes at most for the service, however much there is at the workstation."""


@pytest.fixture
def desk(client_for: BrowserFor, service_desk: User) -> Client:
    return client_for(service_desk)


@pytest.fixture
def place(ludwigslust: Authority, reporter: User) -> Workstation:
    """Where the reporter works."""
    site = SiteFactory(authority=ludwigslust, name="Rathaus")
    person = contact_of(reporter)
    person.phone = "03874 526 0"
    person.save()
    return WorkstationFactory(authority=ludwigslust, site=site, used_by=person, note="Kabel locker")


def sections(client: Client, row: Workstation) -> dict[str, Section]:
    context = client.get(row.get_absolute_url()).context
    return {section.title: section for section in [*context["sections"], *context["side"]]}


def lines(section: Section) -> list[list[str]]:
    return [[as_text(cell).replace("\u00a0", " ") for cell in row] for row in section.rows]


def values(section: Section) -> dict[str, str]:
    return {pair.label: as_text(pair.value) for pair in section.properties}


def fill(row: Workstation) -> None:
    """One more of everything that the page shows."""
    person = ContactFactory(authority=row.authority)
    row.shared_with.add(person)
    DeviceFactory(workstation=row)
    row.nearby_devices.add(DeviceFactory(authority=row.authority, workstation=None, site=row.site))
    DeviceFactory(authority=row.authority, workstation=None, held_by=person)
    TicketFactory(authority=row.authority, workstation=row)
    TicketFactory(authority=row.authority, workstation=row, state=State.CLOSED)
    ApplicationUseFactory(authority=row.authority)


def test_the_page_says_who_is_there_with_which_number(desk: Client, place: Workstation, reporter: User) -> None:
    other = ContactFactory(authority=place.authority, is_active=False)
    place.shared_with.add(other)
    found = lines(sections(desk, place)["Wer hier arbeitet"])
    person = contact_of(reporter)
    assert found == [
        [str(person), "03874 526 0", person.email, "eigener Platz"],
        [str(other), other.phone, other.email, "nicht mehr tätig"],
    ]


def test_fachverfahren_are_those_of_the_place_or_else_of_the_authority(
    desk: Client, place: Workstation, reporter: User, client_for: BrowserFor
) -> None:
    ApplicationUseFactory(authority=place.authority, application__name="Meldewesen")
    known = sections(desk, place)
    assert [row[0] for row in lines(known["Fachverfahren der Behörde"])] == ["Meldewesen"]
    here = SpecialistApplicationFactory(name="Wohngeld")
    RelationFactory(
        kind="depends_on", source_application=None, source_workstation=place, target_item=None, target_application=here
    )
    elsewhere = WorkstationFactory(authority=place.authority)
    RelationFactory(
        kind="depends_on",
        source_application=None,
        source_workstation=elsewhere,
        target_item=None,
        target_application=SpecialistApplicationFactory(),
    )
    known = sections(desk, place)
    assert [row[0] for row in lines(known["Fachverfahren dieses Arbeitsplatzes"])] == ["Wohngeld"]
    assert "Fachverfahren der Behörde" not in known
    own = sections(client_for(reporter), place)  # how the service builds its systems is no affair of the authorities
    assert "Fachverfahren dieses Arbeitsplatzes" not in own


def test_what_ends_or_has_ended_is_marked(desk: Client, place: Workstation) -> None:
    today = timezone.localdate()
    computer = place.computer
    assert computer is not None
    computer.operating_system = OperatingSystemFactory(name="Altsystem", support_ends_on=today - timedelta(days=1))
    computer.warranty_until = today + timedelta(days=30)
    computer.lease = LeaseFactory(authority=place.authority, ends_on=today - timedelta(days=2))
    computer.save()
    found = values(sections(desk, place)["Rechner"])
    assert found["Garantie bis"] == f"{computer.warranty_until:%d.%m.%Y} endet bald"
    assert found["Geleast bis"].startswith(f"{computer.lease.ends_on:%d.%m.%Y} abgelaufen")
    assert [link.label for link in desk.get(place.get_absolute_url()).context["warnings"]] == [
        f"Altsystem 1: Unterstützung beendet am {today - timedelta(days=1):%d.%m.%Y}",
        f"Leasing beendet: {computer.lease.ends_on:%d.%m.%Y}",
    ]


def test_devices_beside_the_computer_tell_their_state_and_their_lease(
    desk: Client, client_for: BrowserFor, reporter: User, place: Workstation, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = LeaseFactory(authority=place.authority)
    values = {"authority": place.authority, "lease": lease}
    there = DeviceFactory(workstation=place, **values)
    printer = DeviceFactory(workstation=None, site=place.site, state=DeviceState.IN_REPAIR, **values)
    place.nearby_devices.add(printer)
    found = sections(desk, place)
    for title, device, state in (
        ("Weitere Geräte", there, "in Betrieb"),
        ("Geräte in der Nähe", printer, "in Reparatur"),
    ):
        (line,) = lines(found[title])
        assert (line[0], line[3]) == (str(device), state)
        assert lease.contract_number in line[-1]
        assert lease.contract_number not in str(sections(client_for(reporter), place)[title].rows)
    assert lease.contract_number not in client_for(reporter).get(there.get_absolute_url()).content.decode()
    assert found["Geräte in der Nähe"].more is None
    monkeypatch.setattr("dashboards.workstations.devices.MOST", 1)
    place.nearby_devices.add(DeviceFactory(workstation=None, authority=place.authority))
    more = sections(desk, place)["Geräte in der Nähe"].more
    assert more is not None
    assert len(desk.get(more.url).context["page"].object_list) == 2


def test_nothing_is_reported_at_a_place_that_is_given_up(
    client_for: BrowserFor, coordinator: User, place: Workstation
) -> None:
    assert client_for(coordinator).get(place.get_absolute_url()).context["report_url"] != ""
    Workstation.objects.filter(pk=place.pk).update(state=PlaceState.CLOSED)
    assert client_for(coordinator).get(place.get_absolute_url()).context["report_url"] == ""


def test_open_reports_come_before_the_last_ones(desk: Client, place: Workstation) -> None:
    TicketFactory(authority=place.authority, workstation=place, subject="Maus klemmt")
    TicketFactory(authority=place.authority, workstation=place, subject="Bildschirm dunkel", state=State.CLOSED)
    TicketFactory(authority=place.authority, subject="Anderswo")
    found = sections(desk, place)
    assert [row[0].partition(" ")[2] for row in lines(found["Offene Meldungen"])] == ["Maus klemmt"]
    assert [row[0].partition(" ")[2] for row in lines(found["Letzte Meldungen"])] == ["Bildschirm dunkel"]
    assert list(found).index("Offene Meldungen") < list(found).index("Letzte Meldungen")
    assert "Anderswo" not in desk.get(place.get_absolute_url()).content.decode()


def test_devices_that_came_and_went_are_told_in_words(desk: Client, place: Workstation, on_site: User) -> None:
    today = timezone.localdate()
    device = DeviceFactory(authority=place.authority, workstation=None, site=place.site)
    move_device(device=device, workstation=place, by=on_site, on=today)
    store_device(device=device, service_point=ServicePointFactory(), by=on_site, on=today)
    Workstation.objects.filter(pk=place.pk).update(used_by=None)
    told = [words for _, words in lines(sections(desk, place)["Was zuletzt geschah"])]
    name = f"PC {device} ({device.model})"
    assert f"{name} kam dazu" in told
    assert f"{name} ging weg" in told
    assert told.index(f"{name} ging weg") < told.index(f"{name} kam dazu")
    assert f"Genutzt von: {place.used_by} nicht mehr" in told
    assert "Arbeitsplatz angelegt" in told


def test_a_report_is_taken_from_there_with_person_and_place(desk: Client, place: Workstation) -> None:
    actions = desk.get(place.get_absolute_url()).context["actions"]
    assert actions[0].label == "Meldung aufnehmen"
    form = desk.get(actions[0].url).context["form"]
    assert str(form["workstation"].value()) == str(place.pk)
    assert str(form["requester"].value()) == str(place.used_by_id)


def test_people_see_their_own_place_and_report_from_it(
    client_for: BrowserFor, place: Workstation, reporter: User, coordinator: User, stranger: User
) -> None:
    fill(place)
    page = client_for(reporter).get(place.get_absolute_url())
    text = page.content.decode()
    assert f"/portal/report/?workstation={place.pk}" in text
    assert "Störung an diesem Arbeitsplatz melden" in text
    for hidden in ("Kabel locker", "Was zuletzt geschah", "Meldung aufnehmen", "Aufgeben"):
        assert hidden not in text
    assert len(lines(sections(client_for(reporter), place)["Wer hier arbeitet"])) == 1
    assert len(lines(sections(client_for(coordinator), place)["Wer hier arbeitet"])) == 2
    assert client_for(stranger).get(place.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["service_desk", "coordinator", "reporter"])
def test_the_page_takes_as_many_queries_however_much_is_there(
    who: str, place: Workstation, client_for: BrowserFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(who))
    fill(place)
    client.get(place.get_absolute_url())  # fills what is remembered between requests
    with CaptureQueriesContext(connection) as few:
        client.get(place.get_absolute_url())
    for _ in range(5):
        fill(place)
    with CaptureQueriesContext(connection) as many:
        client.get(place.get_absolute_url())
    assert len(many) == len(few) <= MOST_QUERIES
