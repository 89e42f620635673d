"""Workstations, devices and infrastructure from a file: found again, previewed, stored all or none, through the pages."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts import roles
from accounts.models import User
from customers.models import Authority
from history.changes import events_of
from imports.lifecycle import State as ImportState
from imports.models import Import
from tests.factories import (
    AuthorityFactory,
    ContactFactory,
    DataCentreFactory,
    DeviceFactory,
    DeviceModelFactory,
    InfrastructureItemFactory,
    LeaseFactory,
    LoanFactory,
    OperatingSystemFactory,
    ProviderFactory,
    RoomFactory,
    ServicePointFactory,
    SiteFactory,
    StoredDeviceFactory,
    WorkstationFactory,
)
from tests.imports.files_of_rows import applied, checked, csv_file, upload, xlsx_file
from tests.people import employed
from workstations.importing import amounts
from workstations.lifecycle import PlaceState, State
from workstations.models import Device, DeviceKind, DeviceModel, InfrastructureItem, OperatingSystem, Workstation

LWL = "stadt-ludwigslust"


@pytest.fixture
def hands(on_site: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps workstations and devices."""
    return client_for(on_site)


@pytest.fixture
def racks(db: None, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps the central infrastructure."""
    return client_for(employed(roles.INFRASTRUCTURE))


def devices(*rows: dict[str, object], make: Callable[..., SimpleUploadedFile] = csv_file) -> SimpleUploadedFile:
    """A file of devices of Ludwigslust, unless a row says otherwise."""
    given: list[dict[str, object]] = [{"Behörde": LWL, **row} for row in rows]
    head = list(dict.fromkeys(name for row in given for name in row))
    return make([head, *([row.get(name, "") for name in head] for row in given)])


def problems(run: Import, number: int = 2) -> dict[str, str]:
    return dict(run.rows.get(number=number).problems)


def page(client: Client, run: Import, **query: object) -> str:
    return client.get(reverse("imports:import", args=[run.pk]), query).content.decode()


NEW = {"Inventarnummer": "G-1", "Hersteller": "Musterwerk", "Modell": "Klapp 5", "Art": "Notebook"}


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_new_device_with_all_that_people_keep(make: Callable, hands: Client, ludwigslust: Authority) -> None:
    place = WorkstationFactory(authority=ludwigslust, inventory_number="AP-7", operating_system=None)
    person = ContactFactory(authority=ludwigslust, first_name="Grit", last_name="Muster")
    lease = LeaseFactory(authority=ludwigslust, contract_number="L-77")
    row = NEW | {
        "Seriennummer": "SN-1", "Arbeitsplatz": "ap-7", "Ausgegeben an": "Muster, Grit", "In Betrieb seit": "31.01.2026",
        "Leasingvertrag": "L-77", "Beschafft am": "02.01.2026", "Preis": "1.234,50 €", "Garantie bis": "01.01.2029",
        "Rechnername": "pc-7", "Betriebssystem": "Musteros", "Version": "11", "RAM": "16 GB", "SSD": "1 TB",
        "MAC": "00-11-22-33-44-5f", "Leihgerät": "nein", "Bemerkung": "steht links",
    }  # fmt: skip
    run = checked(hands, "devices", devices(row, make=make))
    assert (run.rows_new, run.rows_wrong) == (1, 0), run.rows.get().problems
    assert {"Das Modell „Musterwerk Klapp 5“ (Notebook) gibt es noch nicht. Es wird angelegt.",
            "Das Betriebssystem „Musteros 11“ gibt es noch nicht. Es wird angelegt."} == set(run.rows.get().doubts)  # fmt: skip
    assert "gibt es noch nicht" in page(hands, run)
    assert not Device.objects.filter(inventory_number="G-1").exists()
    assert applied(hands, run).state == ImportState.APPLIED
    device = Device.objects.get(inventory_number="G-1")
    assert (device.state, device.workstation, device.held_by, device.lease) == (State.IN_SERVICE, place, person, lease)
    assert (device.price, device.in_service_on) == (Decimal("1234.50"), date(2026, 1, 31))
    assert (device.memory_mib, device.storage_gib, device.mac_addresses) == (16384, 1024, ["00:11:22:33:44:5f"])
    assert (device.model.kind, str(device.operating_system)) == (DeviceKind.NOTEBOOK, "Musteros 11")
    assert f"Import {run.pk}" in device.model.source
    place.refresh_from_db()
    assert place.computer == device
    assert f"/devices/{device.pk}/" in page(hands, run, show="new")


def test_the_state_follows_from_the_place(hands: Client, ludwigslust: Authority) -> None:
    model = DeviceModelFactory(manufacturer="Musterwerk", name="Klapp 5", kind=DeviceKind.NOTEBOOK)
    point = ServicePointFactory(key="sp-lwl")
    site = SiteFactory(authority=ludwigslust, name="Rathaus")
    room = RoomFactory(site=site, name="1.07")
    known = {"Modell": "klapp 5"}
    run = checked(hands, "devices", devices(
        known | {"Inventarnummer": "G-1"},
        known | {"Inventarnummer": "G-2", "Lager": "sp-lwl", "Fach": "A3"},
        known | {"Inventarnummer": "G-3", "Standort": "Rathaus", "Raum": "1.07", "In Betrieb seit": "01.02.2026"},
    ))  # fmt: skip
    assert (run.rows_new, run.rows_wrong) == (3, 0), [row.problems for row in run.rows.all()]
    applied(hands, run)
    one, two, three = (Device.objects.get(inventory_number=number) for number in ("G-1", "G-2", "G-3"))
    assert [one.state, two.state, three.state] == [State.ORDERED, State.IN_STOCK, State.IN_SERVICE]
    assert (two.stored_at, two.shelf, three.site, three.room) == (point, "A3", site, room)
    assert {one.model, two.model, three.model} == {model}  # found, not made again in other letters


def test_a_device_is_found_by_its_number_then_by_its_serial_within_its_owner(
    hands: Client, ludwigslust: Authority
) -> None:
    by_number = StoredDeviceFactory(authority=ludwigslust, inventory_number="G-1", serial_number="S-1", note="alt")
    by_serial = StoredDeviceFactory(authority=ludwigslust, inventory_number="", serial_number="S-2")
    elsewhere = StoredDeviceFactory(inventory_number="G-1", serial_number="S-9", note="fremd")
    run = checked(hands, "devices", devices(
        {"Inventarnummer": "g-1", "Seriennummer": "", "Bemerkung": "neu"},
        {"Inventarnummer": "G-2", "Seriennummer": "s-2", "Bemerkung": "neu"},
    ))  # fmt: skip
    assert [row.target for row in run.rows.order_by("number")] == [by_number.pk, by_serial.pk]
    applied(hands, run)
    for row in (by_number, by_serial, elsewhere):
        row.refresh_from_db()
    assert (by_number.note, by_serial.note, by_serial.inventory_number, elsewhere.note) == (
        "neu",
        "neu",
        "G-2",
        "fremd",
    )


def test_marks_that_contradict_each_other_are_an_error_that_names_both(hands: Client, ludwigslust: Authority) -> None:
    StoredDeviceFactory(authority=ludwigslust, inventory_number="G-1", serial_number="S-1")
    StoredDeviceFactory(authority=ludwigslust, inventory_number="G-2", serial_number="S-2")
    run = checked(hands, "devices", devices({"Inventarnummer": "G-1", "Seriennummer": "S-2", "Bemerkung": "x"}))
    text = problems(run)["Seriennummer"]
    assert "G-1 (Seriennummer S-1)" in text
    assert "G-2 (Seriennummer S-2)" in text
    assert text in page(hands, run).replace("&quot;", '"')


def test_the_owner_is_the_company_where_the_row_names_one(hands: Client, ludwigslust: Authority) -> None:
    company = ProviderFactory(code="KSM")
    own = StoredDeviceFactory(authority=None, provider=company, inventory_number="G-1", serial_number="S-1", note="alt")
    run = checked(hands, "devices", csv_file([
        ["Eigentum von", "Inventarnummer", "Bemerkung"], ["ksm", "G-1", "neu"],
    ]))  # fmt: skip
    assert run.rows.get().target == own.pk
    run = checked(hands, "devices", devices(NEW | {"Inventarnummer": "X", "Seriennummer": "S-1"}))
    assert "Diese Seriennummer hat schon G-1" in " ".join(run.rows.get().doubts)
    run = checked(hands, "devices", csv_file([["Behörde", "Inventarnummer"], ["", "G-1"]]))
    assert "Behörde" in problems(run)


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"Behörde": "gibt-es-nicht"}, "Behörde", "gibt es nicht"),
        ({"Eigentum von": "Nirgendwo"}, "Eigentum von", "gibt es hier nicht"),
        ({"Art": "Klavier"}, "Art", "Möglich sind"),
        ({"Art": ""}, "Art", "nötig"),
        ({"Modell": ""}, "Modell", "nötig"),
        ({"Zustand": "ausgemustert"}, "Zustand", "bestellt, im Lager oder in Betrieb"),
        ({"Zustand": "im Lager"}, "Lager", "braucht das Lager"),
        ({"Zustand": "in Betrieb", "In Betrieb seit": "01.01.2026"}, "IT-Arbeitsplatz", "wo das Gerät steht"),
        ({"Arbeitsplatz": "AP-7"}, "In Betrieb seit", "braucht den Tag"),
        ({"Arbeitsplatz": "AP-99", "In Betrieb seit": "01.01.2026"}, "IT-Arbeitsplatz", "gibt es hier nicht"),
        ({"Arbeitsplatz": "AP-F", "In Betrieb seit": "01.01.2026"}, "IT-Arbeitsplatz", "anderen Behörde"),
        ({"Arbeitsplatz": "AP-ZU", "In Betrieb seit": "01.01.2026"}, "IT-Arbeitsplatz", "aufgegeben"),
        ({"Ausgegeben an": "Fremd", "In Betrieb seit": "01.01.2026"}, "Ausgegeben an", "gibt es hier nicht"),
        ({"Zustand": "bestellt", "Lager": "sp"}, "Lager", "passt nicht zum Zustand"),
        ({"Leasingvertrag": "L-fremd"}, "Leasingvertrag", "gibt es hier nicht"),
        ({"Preis": "viel"}, "Preis", "kein Preis"),
        ({"Preis": "-1,00"}, "Preis", "größer oder gleich 0"),
        ({"MAC": "00:11"}, "MAC-Adressen", "keine MAC-Adresse"),
        ({"RAM": "viel"}, "Arbeitsspeicher in MiB", "keine ganze Zahl"),
        ({"Inventarnummer": "x" * 31}, "Inventarnummer", "30"),
        ({"Inventarnummer": ""}, "", "Inventarnummer oder die Seriennummer"),
    ],
)
def test_a_wrong_cell_is_told_with_column_and_reason(
    cells: dict[str, object], column: str, reason: str, hands: Client, ludwigslust: Authority
) -> None:
    WorkstationFactory(authority=ludwigslust, inventory_number="AP-7", operating_system=None)
    WorkstationFactory(inventory_number="AP-F", operating_system=None)
    WorkstationFactory(authority=ludwigslust, inventory_number="AP-ZU", operating_system=None, state=PlaceState.CLOSED)
    ContactFactory(last_name="Fremd", first_name="")
    LeaseFactory(contract_number="L-fremd")
    ServicePointFactory(key="sp")
    run = checked(hands, "devices", devices(NEW | {"Bemerkung": "x"} | cells))
    assert reason in problems(run).get(column, ""), run.rows.get().problems
    assert hands.post(reverse("imports:apply", args=[run.pk])).status_code == 200
    assert not Device.objects.filter(note="x").exists()


def test_two_rows_cannot_share_a_mark(hands: Client, ludwigslust: Authority) -> None:
    StoredDeviceFactory(authority=ludwigslust, inventory_number="G-5", serial_number="S-5")
    StoredDeviceFactory(authority=ludwigslust, inventory_number="G-6", serial_number="S-6")
    run = checked(hands, "devices", devices(
        NEW | {"Seriennummer": "S-1"},
        NEW | {"Seriennummer": "S-2"},
        NEW | {"Inventarnummer": "G-3", "Seriennummer": "s-1"},
    ))  # fmt: skip
    assert "wie Zeile 2" in problems(run, 3)[""]
    assert "Zeile 2" in problems(run, 4)["Seriennummer"]


def test_the_state_of_a_device_that_is_there_is_changed_on_its_page(hands: Client, ludwigslust: Authority) -> None:
    StoredDeviceFactory(authority=ludwigslust, inventory_number="G-1")
    run = checked(hands, "devices", devices({"Inventarnummer": "G-1", "Zustand": "in Betrieb"}))
    assert problems(run) == {"Zustand": "Der Zustand wird auf der Seite des Geräts geändert."}
    run = checked(hands, "devices", devices({"Inventarnummer": "G-1", "Zustand": "im Lager", "Bemerkung": "neu"}))
    assert (run.rows_changed, run.rows_wrong) == (1, 0)
    run = checked(hands, "devices", devices({"Inventarnummer": "G-1", "Ausgegeben an": "Niemand"}))
    assert run.rows_wrong == 1


def test_a_computer_that_goes_to_another_workstation_leaves_its_part_there(
    hands: Client, ludwigslust: Authority
) -> None:
    old = WorkstationFactory(authority=ludwigslust, inventory_number="AP-1")
    moved = old.computer
    assert moved is not None
    stays = DeviceFactory(workstation=old, model=DeviceModelFactory(kind=DeviceKind.NOTEBOOK))
    new = WorkstationFactory(authority=ludwigslust, inventory_number="AP-2", operating_system=None)
    run = checked(hands, "devices", devices({"Inventarnummer": moved.inventory_number, "IT-Arbeitsplatz": "AP-2"}))
    assert run.rows.get().changes == [["IT-Arbeitsplatz", "AP-1", "AP-2"]]
    applied(hands, run)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.computer, new.computer) == (stays, moved)


def test_a_device_that_may_be_an_ordered_one_is_pointed_out(hands: Client, ludwigslust: Authority) -> None:
    model = DeviceModelFactory(manufacturer="Musterwerk", name="Klapp 5", kind=DeviceKind.NOTEBOOK)
    DeviceFactory(authority=ludwigslust, workstation=None, model=model, state=State.ORDERED)
    run = checked(hands, "devices", devices(NEW | {"Lager": ServicePointFactory(key="sp").key}))
    assert "noch 1 bestellt" in " ".join(run.rows.get().doubts)


def test_a_lent_device_is_moved_by_no_file(hands: Client, ludwigslust: Authority) -> None:
    WorkstationFactory(authority=ludwigslust, inventory_number="AP-7", operating_system=None)
    here = WorkstationFactory(authority=ludwigslust, operating_system=None)
    device = DeviceFactory(workstation=here, inventory_number="G-1")
    LoanFactory(device=device, handed_out_on=date(2026, 11, 16))
    run = checked(hands, "devices", devices({"Inventarnummer": "G-1", "Arbeitsplatz": "AP-7"}))
    assert "ist ausgeliehen" in problems(run)["IT-Arbeitsplatz"]


def test_the_history_names_who_applied_it(hands: Client, on_site: User, ludwigslust: Authority) -> None:
    device = StoredDeviceFactory(authority=ludwigslust, inventory_number="G-1")
    applied(hands, checked(hands, "devices", devices({"Inventarnummer": "G-1", "Bemerkung": "neu"})))
    newest = events_of(Device, device.pk).select_related("pgh_context").first()
    assert newest.pgh_context.metadata["user"] == on_site.pk


def test_names_that_fit_several_are_refused_but_kept_where_they_stand(hands: Client, ludwigslust: Authority) -> None:
    twins = [ContactFactory(authority=ludwigslust, first_name="Eva", last_name="Zwilling", email="") for _ in range(2)]
    place = WorkstationFactory(authority=ludwigslust, inventory_number="AP-1", used_by=twins[1], operating_system=None)
    head = ["Inventarnummer", "Genutzt von", "Bemerkung"]
    run = checked(hands, "workstations", csv_file([head, ["AP-1", "Eva Zwilling", "neu"]]))
    applied(hands, run)
    place.refresh_from_db()
    assert (place.used_by, place.note) == (twins[1], "neu")
    WorkstationFactory(authority=ludwigslust, inventory_number="AP-2", operating_system=None)
    run = checked(hands, "workstations", csv_file([head, ["AP-2", "Eva Zwilling", ""]]))
    assert "nicht eindeutig" in problems(run)["Genutzt von"]


def test_workstations_are_taken_in_and_kept(hands: Client, ludwigslust: Authority) -> None:
    site = SiteFactory(authority=ludwigslust, name="Rathaus", key="lwl-rathaus")
    room = RoomFactory(site=site, name="1.07")
    person = ContactFactory(authority=ludwigslust, email="g@lwl.example")
    there = WorkstationFactory(authority=ludwigslust, inventory_number="AP-1", site=site, room=room)
    computer = there.computer
    other = SiteFactory(authority=ludwigslust, key="lwl-bauhof")
    head = [
        "Inventarnummer",
        "Rechnername",
        "Behörde",
        "Standort",
        "Raum",
        "Genutzt von",
        "Netz",
        "Zustand",
        "In Betrieb seit",
    ]
    run = checked(hands, "workstations", csv_file([
        head,
        ["AP-2", "pc-2", LWL, "Rathaus", "1.07", "g@lwl.example", "Schulnetz", "in Betrieb", "01.02.2026"],
        ["AP-3", "pc-3", LWL, "", "", "", "", "", ""],
        ["ap-1", "", "", other.key, "", "", "", "", ""],
    ]))  # fmt: skip
    assert (run.rows_new, run.rows_changed, run.rows_wrong) == (2, 1, 0), [row.problems for row in run.rows.all()]
    applied(hands, run)
    two, three = Workstation.objects.get(inventory_number="AP-2"), Workstation.objects.get(inventory_number="AP-3")
    assert (two.site, two.room, two.used_by, two.network) == (site, room, person, Workstation.Network.SCHOOL)
    assert (two.state, three.state) == (PlaceState.IN_SERVICE, PlaceState.PLANNED)
    there.refresh_from_db()
    assert (there.site, there.room, there.computer) == (other, None, computer)


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"Zustand": "aufgegeben"}, "Zustand", "Seite des Arbeitsplatzes"),
        ({"Behörde": "andere"}, "Rechnername", "Für eine neue Zeile"),  # there it would be another one
        ({"Raum": "9.99"}, "Raum", "gibt es hier nicht"),
        ({"In Betrieb seit": "(leer)"}, "In Betrieb seit", "braucht den Tag"),
    ],
)
def test_what_a_file_cannot_do_to_a_workstation(
    cells: dict[str, str], column: str, reason: str, hands: Client, ludwigslust: Authority
) -> None:
    AuthorityFactory(key="andere")
    WorkstationFactory(authority=ludwigslust, inventory_number="AP-1", site=SiteFactory(authority=ludwigslust))
    row = {"Inventarnummer": "AP-1", "Bemerkung": "x"} | cells
    run = checked(hands, "workstations", csv_file([list(row), list(row.values())]))
    assert reason in problems(run)[column]


def test_two_authorities_number_their_workstations_alike(hands: Client, ludwigslust: Authority) -> None:
    own = WorkstationFactory(authority=ludwigslust, inventory_number="PC-001", name="alt", operating_system=None)
    AuthorityFactory(key="grabow", short_name="Grabow")
    run = checked(hands, "workstations", csv_file([
        ["Inventarnummer", "Rechnername", "Behörde"],
        ["pc-001", "neu", LWL],
        ["PC-001", "pc-1", "grabow"],
    ]))  # fmt: skip
    assert (run.rows_changed, run.rows_new, run.rows_wrong) == (1, 1, 0), [row.problems for row in run.rows.all()]
    assert f"schon bei: {ludwigslust.short_name}" in " ".join(run.rows.get(number=3).doubts)
    applied(hands, run)
    own.refresh_from_db()
    assert (own.name, own.inventory_number) == ("neu", "PC-001")
    assert Workstation.objects.get(authority__key="grabow").inventory_number == "PC-001"
    run = checked(hands, "workstations", csv_file([["Inventarnummer", "Rechnername"], ["PC-001", "wem?"]]))
    assert "mehrmals" in problems(run)["Inventarnummer"]
    run = checked(hands, "devices", devices(NEW | {"Arbeitsplatz": "PC-001", "In Betrieb seit": "01.02.2026"}))
    applied(hands, run)
    assert Device.objects.get(inventory_number="G-1").workstation == own


def test_a_number_in_other_letters_is_the_same_number(hands: Client, ludwigslust: Authority) -> None:
    run = checked(hands, "workstations", csv_file([
        ["Inventarnummer", "Rechnername", "Behörde"], ["AP-1", "pc-1", LWL], ["ap-1", "pc-2", LWL],
    ]))  # fmt: skip
    assert "wie Zeile 2" in problems(run, 3)[""]


def test_infrastructure_is_found_by_its_number_at_its_company(racks: Client) -> None:
    ksm, sis = ProviderFactory(code="KSM"), ProviderFactory(code="SIS")
    centre = DataCentreFactory(key="rz-1", provider=ksm)
    first = InfrastructureItemFactory(inventory_number="SRV-1", provider=ksm, site=centre, name="alt")
    second = InfrastructureItemFactory(inventory_number="srv-1", provider=sis, site=centre, name="alt")
    head = ["Inventarnummer", "Name", "Unternehmen"]
    applied(racks, checked(racks, "infrastructure", csv_file([head, ["srv-1", "neu", "KSM"]])))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.name, second.name) == ("neu", "alt")
    run = checked(racks, "infrastructure", csv_file([head[:2], ["SRV-1", "welcher?"]]))
    assert "mehrmals" in problems(run)["Inventarnummer"]


@pytest.mark.parametrize("make", [WorkstationFactory, InfrastructureItemFactory])
def test_no_owner_gives_a_number_twice_however_it_is_written(db: None, make: Callable[..., Any]) -> None:
    there, elsewhere = make(inventory_number="AP-1"), make(inventory_number="AP-1")
    owner = "authority" if make is WorkstationFactory else "provider"
    elsewhere.inventory_number = "ap-1"
    elsewhere.validate_constraints()
    setattr(elsewhere, owner, getattr(there, owner))
    with pytest.raises(ValidationError, match="hat diese Inventarnummer schon"):
        elsewhere.validate_constraints()
    with pytest.raises(IntegrityError):
        elsewhere.save()


def test_infrastructure_is_taken_in_and_kept(racks: Client) -> None:
    centre = DataCentreFactory(key="rz-1", provider=ProviderFactory(code="KSM"))
    room = RoomFactory(site=centre, name="Serverraum")
    there = InfrastructureItemFactory(inventory_number="RZ-1", site=centre)
    head = [
        "Inventarnummer",
        "Name",
        "Art",
        "Unternehmen",
        "Standort",
        "Raum",
        "Hersteller",
        "Modell",
        "Bandbreite",
        "Preis",
        "In Betrieb seit",
    ]
    run = checked(racks, "infrastructure", csv_file([
        head,
        ["RZ-2", "srv-2", "Server", "KSM", "rz-1", "Serverraum", "Musterwerk", "Blech 9", "10.000", "9999,99", "01.02.2026"],
        ["RZ-1", "srv-1b", "", "", "", "", "", "", "", "", ""],
        ["RZ-3", "srv-3", "Server", "KSM", "nirgends", "", "", "", "", "", ""],
    ]))  # fmt: skip
    assert (run.rows_new, run.rows_changed, run.rows_wrong) == (1, 1, 1), [row.problems for row in run.rows.all()]
    assert "Standort" in problems(run, 4)
    run = checked(racks, "infrastructure", csv_file([
        head,
        ["RZ-2", "srv-2", "Server", "KSM", "rz-1", "Serverraum", "Musterwerk", "Blech 9", "10.000", "9999,99", "01.02.2026"],
        ["RZ-1", "srv-1b", "", "", "", "", "", "", "", "", ""],
    ]))  # fmt: skip
    applied(racks, run)
    item = InfrastructureItem.objects.get(inventory_number="RZ-2")
    assert (item.room, item.model.kind, item.bandwidth_mbit, item.state) == (
        room,
        DeviceKind.SERVER,
        10000,
        State.IN_SERVICE,
    )
    there.refresh_from_db()
    assert there.name == "srv-1b"


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["devices", "workstations", "infrastructure"])
def test_what_is_exported_changes_nothing_when_it_comes_back(
    kind: str, file_format: str, racks: Client, ludwigslust: Authority
) -> None:
    site = SiteFactory(authority=ludwigslust)
    person = ContactFactory(authority=ludwigslust)
    place = WorkstationFactory(
        authority=ludwigslust, site=site, room=RoomFactory(site=site), used_by=person, note="=1+1\n zwei  Zeilen"
    )
    DeviceFactory(
        workstation=place, held_by=person, price=Decimal("0.50"), mac_addresses=["00:11:22:33:44:55", "00:11:22:33:44:56"],
        memory_mib=16384, lease=LeaseFactory(authority=ludwigslust), operating_system=OperatingSystemFactory(version=""),
    )  # fmt: skip
    StoredDeviceFactory(authority=None, provider=ProviderFactory(), serial_number="", is_for_loan=True)
    DeviceFactory(
        workstation=None, authority=ludwigslust, state=State.DISPOSED, disposed_on=date(2026, 1, 1), disposal="sold"
    )
    InfrastructureItemFactory(model=DeviceModelFactory(kind=DeviceKind.SERVER), price=Decimal("1234.5"))
    exported = b"".join(racks.get(reverse("imports:export", args=[kind, file_format])))
    run = checked(racks, kind, SimpleUploadedFile(f"wieder.{file_format}", exported))
    assert run.rows_all > 0
    assert [(row.problems, row.changes) for row in run.rows.exclude(outcome="same")] == []


@given(st.decimals(min_value=0, max_value=99_999_999, places=2))
def test_every_price_is_read_as_it_was_written(value: Decimal) -> None:
    assert amounts.price(amounts.written_price(value)) == value
    assert amounts.price(f"{value:,.2f} €".translate(str.maketrans(",.", ".,"))) == value


@pytest.mark.parametrize(
    ("text", "value"), [("1.234", "1234"), ("12.5", "12.50"), ("7", "7"), ("1.234.567,8", "1234567.8")]
)
def test_prices_as_people_write_them(text: str, value: str) -> None:
    assert amounts.price(text) == Decimal(value)


def test_whoever_does_not_keep_them_cannot_import_them(
    customer_care: User, service_desk: User, on_site: User, client_for: Callable[[User], Client], ludwigslust: Authority
) -> None:
    assert upload(client_for(customer_care), "devices", devices(NEW)).status_code == 200  # not on offer
    assert upload(client_for(service_desk), "devices", devices(NEW)).status_code == 403
    assert upload(client_for(on_site), "infrastructure", devices(NEW)).status_code == 200
    assert not Import.objects.exists()


def test_references_are_read_once_for_all_rows(hands: Client, ludwigslust: Authority) -> None:
    counts = []
    for count in (3, 30):
        rows = [NEW | {"Inventarnummer": f"{count}-{number}", "Betriebssystem": "Musteros"} for number in range(count)]
        with CaptureQueriesContext(connection) as queries:
            applied(hands, checked(hands, "devices", devices(*rows)))
        counts.append(len(queries))
    assert counts[1] <= counts[0]
    assert DeviceModel.objects.filter(name="Klapp 5").count() == 1
    assert OperatingSystem.objects.filter(name="Musteros").count() == 1
