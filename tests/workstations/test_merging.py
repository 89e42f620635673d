"""Two entries that mean one thing become one: compared, previewed, everything that pointed to the other moved over."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.apps import apps
from django.db import connection, connections, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pghistory.models import Event

from accounts.models import User
from customers.models import Authority
from history.changes import events_of
from tests.factories import (
    AuthorityFactory,
    ContactFactory,
    DataErasureFactory,
    DeviceFactory,
    DeviceModelFactory,
    InstalledSoftwareFactory,
    InventoryReportFactory,
    LoanFactory,
    ProviderFactory,
    ServicePointFactory,
    SnapshotItemFactory,
    SoftwareTitleFactory,
    StoredDeviceFactory,
    TicketFactory,
    WorkstationFactory,
)
from workstations.lifecycle import PlaceState, State
from workstations.merging import groups_of, references_to
from workstations.models import Device, DeviceKind, Loan, Workstation


@pytest.fixture
def hands(on_site: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps workstations and devices."""
    return client_for(on_site)


def address(row: Device | Workstation, other: Device | Workstation) -> str:
    kind = "devices" if isinstance(row, Device) else "workstations"
    return f"/{kind}/{row.pk}/merge/?other={other.pk}"


def choices(client: Client, url: str, **chosen: str) -> dict[str, str]:
    """What the page offers, with some of it chosen otherwise."""
    form = client.get(url).context["form"]
    return {name: str(form[name].value()) for name in form.fields} | chosen


def previewed(client: Client, url: str, **chosen: str) -> tuple[dict[str, str], object]:
    """What to send to agree to the preview, and what the preview says."""
    data = choices(client, url, **chosen)
    response = client.post(url, data)
    assert response.status_code == 200, response["Location"]
    outcome = response.context["outcome"]
    return data | {"seen": outcome.based_on}, outcome


def merged(client: Client, url: str, **chosen: str) -> None:
    data, outcome = previewed(client, url, **chosen)
    assert outcome.conflicts == []  # type: ignore[attr-defined]
    response = client.post(url, data)
    assert response.status_code == 302, response.content.decode()


def test_a_device_takes_over_everything_that_pointed_to_the_other(hands: Client, ludwigslust: Authority) -> None:
    stays = StoredDeviceFactory(
        authority=ludwigslust, inventory_number="G-1", serial_number="", host_name="", note="da"
    )
    goes = StoredDeviceFactory(
        authority=ludwigslust, inventory_number="G-01", serial_number="S-9", host_name="pc-9", note="dort",
        model=stays.model, stored_at=stays.stored_at,
    )  # fmt: skip
    loan, erasure = LoanFactory(device=goes), DataErasureFactory(device=goes)
    place = WorkstationFactory(authority=ludwigslust)
    place.nearby_devices.add(stays, goes)
    url = address(stays, goes)
    page = hands.get(url).content.decode()
    assert "Das ist verschieden" in page
    data, outcome = previewed(hands, url)
    assert dict(outcome.moves) == {"Ausleihen": 1, "Nachweise der Datenlöschung": 1, "Geräte in der Nähe": 1}  # type: ignore[attr-defined]
    assert Device.objects.filter(pk=goes.pk).exists()
    loan.refresh_from_db()
    assert loan.device == goes  # a preview changes nothing
    response = hands.post(url, data)
    assert response["Location"] == f"/devices/{stays.pk}/"
    assert not Device.objects.filter(pk=goes.pk).exists()
    for row in (stays, loan, erasure):
        row.refresh_from_db()
    assert (loan.device, erasure.device) == (stays, stays)
    assert list(place.nearby_devices.all()) == [stays]
    assert (stays.inventory_number, stays.serial_number, stays.host_name) == ("G-1", "S-9", "pc-9")
    assert stays.note.startswith("da\ndort\nZusammengeführt am ")
    assert "mit G-01 (Seriennummer S-9)" in stays.note


def test_two_devices_that_both_reported_keep_each_program_once(hands: Client, ludwigslust: Authority) -> None:
    stays, goes = (StoredDeviceFactory(authority=ludwigslust) for _ in range(2))
    old, new, day = date(2025, 3, 1), date(2026, 2, 1), date(2026, 3, 1)
    office, packer, left, own = SoftwareTitleFactory.create_batch(4)
    for device, title, first, last in (
        (stays, office, new, None), (goes, office, old, day), (stays, packer, old, day), (goes, packer, new, None),
        (stays, left, old, new), (goes, left, old, day), (goes, own, new, None),
    ):  # fmt: skip
        InstalledSoftwareFactory(device=device, title=title, first_seen_on=first, last_seen_on=last)
    InventoryReportFactory(device=goes)
    merged(hands, address(stays, goes))
    rows = stays.software.order_by("title").values_list("title", "first_seen_on", "last_seen_on")
    assert list(rows) == [(office.pk, old, None), (packer.pk, old, None), (left.pk, old, day), (own.pk, new, None)]
    assert stays.inventory_reports.count() == 1


def test_the_history_shows_both_ends(hands: Client, on_site: User, ludwigslust: Authority) -> None:
    stays, goes = (StoredDeviceFactory(authority=ludwigslust) for _ in range(2))
    merged(hands, address(stays, goes))
    changed = events_of(Device, stays.pk).select_related("pgh_context").first()
    deleted = events_of(Device, goes.pk).select_related("pgh_context").first()
    assert (changed.pgh_label, deleted.pgh_label) == ("changed", "deleted")
    assert changed.pgh_context.metadata["user"] == deleted.pgh_context.metadata["user"] == on_site.pk


def test_the_other_one_may_be_the_one_that_stays_and_values_are_chosen(hands: Client, ludwigslust: Authority) -> None:
    this = StoredDeviceFactory(authority=ludwigslust, inventory_number="G-1", shelf="A1")
    other = DeviceFactory(
        workstation=WorkstationFactory(authority=ludwigslust, operating_system=None), inventory_number="G-2"
    )
    merged(hands, address(this, other), stays="other", inventory_number="this", life="this", serial_number="other")
    row = Device.objects.get()
    assert (row.pk, row.inventory_number, row.serial_number) == (other.pk, "G-1", other.serial_number)
    assert (row.state, row.stored_at, row.shelf, row.workstation) == (State.IN_STOCK, this.stored_at, "A1", None)


def test_a_workstation_keeps_its_computer_whichever_entry_of_it_goes(hands: Client, ludwigslust: Authority) -> None:
    model = DeviceModelFactory(kind=DeviceKind.NOTEBOOK)
    here, there = (WorkstationFactory(authority=ludwigslust, operating_system=None) for _ in range(2))
    stays, goes = (DeviceFactory(workstation=place, model=model) for place in (here, there))
    second = DeviceFactory(workstation=here, model=model)
    for place, device in ((here, stays), (there, goes)):
        Workstation.objects.filter(pk=place.pk).update(computer=device)
    merged(hands, address(stays, goes), life="other")
    here.refresh_from_db()
    there.refresh_from_db()
    assert (here.computer, there.computer) == (second, stays)


def test_what_the_database_forbids_is_named_and_nothing_happens(hands: Client, ludwigslust: Authority) -> None:
    stays, goes = (StoredDeviceFactory(authority=ludwigslust) for _ in range(2))
    for device in (stays, goes):
        LoanFactory(device=device, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 9))
    free = LoanFactory(device=goes, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 9))
    url = address(stays, goes)
    data, outcome = previewed(hands, url)
    assert outcome.conflicts == ["Ausleihe „01.01.2026 bis 09.01.2026“: In dieser Zeit ist das Gerät schon vergeben."]  # type: ignore[attr-defined]
    page = hands.post(url, data).content.decode()
    assert "So geht es noch nicht" in page
    free.refresh_from_db()
    assert free.device == goes
    Loan.objects.filter(device=goes).exclude(pk=free.pk).delete()
    merged(hands, url)


def test_lent_device_stays_out_so_that_it_can_come_back(hands: Client, ludwigslust: Authority) -> None:
    stays, person = StoredDeviceFactory(authority=ludwigslust), ContactFactory(authority=ludwigslust)
    goes = DeviceFactory(authority=ludwigslust, workstation=None, held_by=person)
    loan = LoanFactory(device=goes, contact=person, handed_out_on=date(2026, 11, 16))
    _, outcome = previewed(hands, address(stays, goes))
    assert "ist ausgeliehen" in outcome.conflicts[0]  # type: ignore[attr-defined]
    merged(hands, address(stays, goes), life="other")
    hands.post(f"/loans/{loan.pk}/take-back/", {"service_point": ServicePointFactory().pk})
    assert Device.objects.get(pk=stays.pk).state == State.IN_STOCK


def test_what_belongs_to_another_authority_does_not_move(hands: Client, ludwigslust: Authority) -> None:
    stays = StoredDeviceFactory(authority=ludwigslust, serial_number="S-1")
    goes = StoredDeviceFactory(authority=AuthorityFactory(), serial_number="S-1")
    LoanFactory(device=goes)
    _, outcome = previewed(hands, address(stays, goes))
    assert "gehört zu einer anderen Behörde" in outcome.conflicts[0]  # type: ignore[attr-defined]
    merged(hands, address(stays, goes), owner="other")  # if it is theirs, the loan is too


def test_a_value_that_the_rules_refuse_is_named(hands: Client, ludwigslust: Authority) -> None:
    stays = DeviceFactory(workstation=WorkstationFactory(authority=ludwigslust, operating_system=None))
    goes = StoredDeviceFactory()
    _, outcome = previewed(hands, address(stays, goes), owner="other")
    assert outcome.conflicts == ["Dieser Arbeitsplatz gehört zu einer anderen Behörde."]  # type: ignore[attr-defined]


def test_what_changed_since_the_preview_is_shown_first(hands: Client, ludwigslust: Authority) -> None:
    stays, goes = (StoredDeviceFactory(authority=ludwigslust) for _ in range(2))
    url = address(stays, goes)
    data, _ = previewed(hands, url)
    LoanFactory(device=goes)
    response = hands.post(url, data)
    assert response.status_code == 200
    assert response.context["outcome"].moves == [("Ausleihen", 1)]
    assert Device.objects.filter(pk=goes.pk).exists()
    assert hands.post(url, choices(hands, url)).status_code == 200  # and nothing goes without one
    assert Device.objects.filter(pk=goes.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_merge_once(hands: Client, ludwigslust: Authority) -> None:
    stays, goes = (StoredDeviceFactory(authority=ludwigslust) for _ in range(2))
    LoanFactory(device=goes)
    back = address(goes, stays)
    there, _ = previewed(hands, address(stays, goes))
    here, _ = previewed(hands, back)
    clients = [Client(), Client()]
    for client in clients:
        client.cookies = hands.cookies

    def click(client: Client, url: str, data: dict[str, str]) -> int:
        try:
            return client.post(url, data).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = [
            pool.submit(click, clients[0], address(stays, goes), there),
            pool.submit(click, clients[1], back, here),
        ]
        codes = sorted(answer.result() for answer in answers)
    assert codes[0] in (200, 302)
    assert codes.count(302) == 1
    assert Device.objects.filter(pk__in=[stays.pk, goes.pk]).count() == 1
    assert Loan.objects.count() == 1


def test_workstations_become_one_with_reports_devices_people_and_snapshots(
    hands: Client, ludwigslust: Authority
) -> None:
    stays, goes = (WorkstationFactory(authority=ludwigslust) for _ in range(2))
    person, shared = (ContactFactory(authority=ludwigslust) for _ in range(2))
    goes.used_by = person
    goes.save()
    for place in (stays, goes):
        place.shared_with.add(shared, person)
    ticket, item = TicketFactory(authority=ludwigslust, workstation=goes), SnapshotItemFactory(workstation=goes)
    merged(hands, address(stays, goes), computer="other")
    assert not Workstation.objects.filter(pk=goes.pk).exists()
    for row in (stays, ticket, item):
        row.refresh_from_db()
    assert (ticket.workstation, item.workstation, stays.used_by) == (stays, stays, person)
    assert list(stays.shared_with.all()) == [shared]
    assert stays.computer == goes.computer
    assert stays.devices.count() == 2
    assert f"mit {goes.inventory_number} (Rechnername {goes.name})" in stays.note


def test_workstations_of_two_authorities_are_never_one(hands: Client, ludwigslust: Authority) -> None:
    stays, goes = WorkstationFactory(authority=ludwigslust), WorkstationFactory()
    assert hands.get(address(stays, goes)).status_code == 404


def test_a_place_that_is_given_up_has_no_devices(hands: Client, ludwigslust: Authority) -> None:
    stays = WorkstationFactory(authority=ludwigslust)
    goes = WorkstationFactory(authority=ludwigslust, operating_system=None, state=PlaceState.CLOSED)
    _, outcome = previewed(hands, address(stays, goes), life="other")
    assert "aufgegebener Arbeitsplatz" in outcome.conflicts[0]  # type: ignore[attr-defined]


def test_the_other_one_is_found_by_its_marks(hands: Client, ludwigslust: Authority) -> None:
    row = StoredDeviceFactory(authority=ludwigslust, serial_number="ABC-1")
    other = StoredDeviceFactory(serial_number="abc-12")
    url = f"/devices/{row.pk}/merge/"
    assert hands.get(url).context["found"] == []
    assert hands.get(url, {"q": "bc-1"}).context["found"] == [other]
    assert "keinen anderen Eintrag" in hands.get(url, {"q": "zzz"}).content.decode()
    assert hands.post(url).status_code == 200
    for wrong in (row.pk, "x", 99999999, 10**20):
        assert hands.get(url, {"other": wrong}).status_code == 404


def test_whoever_may_not_delete_devices_does_not_merge(
    customer_care: User, client_for: Callable[[User], Client], ludwigslust: Authority
) -> None:
    stays, goes = (StoredDeviceFactory(authority=ludwigslust) for _ in range(2))
    client = client_for(customer_care)
    assert client.get(address(stays, goes)).status_code == 403
    assert client.post(address(stays, goes), {"stays": "this"}).status_code == 403
    assert client.get("/devices/duplicates/").status_code == 403
    assert "/devices/duplicates/" not in client.get("/devices/").content.decode()
    assert "/merge/" not in client.get(f"/devices/{stays.pk}/").content.decode()


@pytest.mark.parametrize("model", [Device, Workstation])
def test_every_column_of_every_app_is_moved(model: type[models.Model]) -> None:
    """Found once more by another way: every foreign key in the house, hidden ones and links too."""
    pointing = {
        (row._meta.label, one.name)
        for row in apps.get_models(include_auto_created=True)
        if not row._meta.proxy and not issubclass(row, Event)
        for one in row._meta.local_fields
        if one.is_relation and one.related_model is model
    }
    assert {(one.model._meta.label, one.name) for one in references_to(model)} == pointing


@pytest.mark.parametrize("model", [Device, Workstation])
def test_every_column_is_decided_or_put_together(model: type[models.Model]) -> None:
    decided = {name for group in groups_of(model) for name in group.fields}
    assert {one.name for one in model._meta.concrete_fields} - decided == {"id", "is_demo", "note"} | (
        {"last_seen_at"} if model is Device else set()
    )


def reasons(client: Client, address: str = "/devices/duplicates/") -> list[tuple[int, int, list[str]]]:
    return [(pair.this.pk, pair.other.pk, pair.reasons) for pair in client.get(address).context["pairs"]]


def test_suspicious_pairs_are_listed_with_every_reason(hands: Client, ludwigslust: Authority) -> None:
    def device(**values: object) -> Device:
        return StoredDeviceFactory(**{"authority": ludwigslust, **values})

    one, two = device(serial_number="X-1"), device(serial_number="x-1", authority=AuthorityFactory())
    three, four = device(uuid="AB", mac_addresses=["00:11:22:33:44:55"]), device(
        uuid="ab", mac_addresses=["00:aa:22:33:44:55", "00:11:22:33:44:55"], authority=None, provider=ProviderFactory()
    )  # fmt: skip
    five, six = device(host_name="PC-1"), device(host_name="pc-1")
    seven, eight = device(inventory_number="INV-000123"), device(inventory_number="inv 123")
    device(host_name="pc-1", authority=AuthorityFactory())
    device(inventory_number="INV 1230")
    device(inventory_number="INV-123", authority=AuthorityFactory())
    assert reasons(hands) == [
        (one.pk, two.pk, ["gleiche Seriennummer bei verschiedenen Eigentümern"]),
        (three.pk, four.pk, ["gleiche UUID", "gleiche MAC-Adresse"]),
        (five.pk, six.pk, ["gleicher Rechnername in einer Behörde"]),
        (seven.pk, eight.pk, ["fast gleiche Inventarnummer"]),
    ]
    page = hands.get("/devices/duplicates/").content.decode()
    assert f"/devices/{one.pk}/merge/?other={two.pk}" in page
    assert "Mögliche Doppel" in hands.get("/devices/").content.decode()


def test_pairs_come_page_by_page_with_the_same_number_of_queries(hands: Client, ludwigslust: Authority) -> None:
    def fill(count: int) -> int:
        for _ in range(count):
            StoredDeviceFactory(authority=ludwigslust, host_name="immer-gleich")
        with CaptureQueriesContext(connection) as queries:
            hands.get("/devices/duplicates/")
        return len(queries)

    fill(2)
    assert fill(2) == fill(26)
    first = hands.get("/devices/duplicates/")
    assert len(first.context["pairs"]) == 25
    rest = reasons(hands, f"/devices/duplicates/?after={first.context['following']}")
    assert len(rest) == 4
    assert not {pair[:2] for pair in rest} & {(pair.this.pk, pair.other.pk) for pair in first.context["pairs"]}
    assert hands.get("/devices/duplicates/?after=quatsch").status_code == 200
