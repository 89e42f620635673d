"""Deciding what agents leave open: the queue, the comparison, each decision and what it means for further reports."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from inventory.models import Decision, InstalledSoftware, InventoryReport, Outcome, ReviewCase
from inventory.recognition import Mark
from privacy.actions import enforce_retention
from tests.factories import (
    AuthorityFactory,
    DeviceFactory,
    DeviceModelFactory,
    FieldLockFactory,
    ProviderFactory,
    SiteFactory,
    WorkstationFactory,
)
from tests.inventory.agents import Machine
from tests.inventory.conftest import Agents
from workstations.lifecycle import PlaceState, State
from workstations.models import Device, DeviceKind, DeviceModel

PC = Machine()


@pytest.fixture
def desk(on_site: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who decides."""
    return client_for(on_site)


@pytest.fixture
def case(agents: Agents) -> ReviewCase:
    """An unknown device that reported itself."""
    agents.send(PC.json)
    return ReviewCase.objects.get()


def decide(desk: Client, case: ReviewCase, how: str, **values: object) -> Any:
    return desk.post(reverse(f"inventory:{how}", args=[case.pk]), values)


def test_menu_counts_what_waits(desk: Client, case: ReviewCase) -> None:
    page = desk.get("/inventory/").content.decode()
    assert "LUP-PC-0815" in page
    assert "Inventarmeldungen" in page
    assert desk.get("/inventory/?state=decided").content.decode().count("LUP-PC-0815") == 0


def test_page_shows_report_and_stock_side_by_side(desk: Client, agents: Agents, ludwigslust: Authority) -> None:
    known = DeviceFactory(
        workstation__authority=ludwigslust,
        serial_number=PC.serial,
        uuid="4c4c4544-0000-0000-0000-000000000001",
        memory_mib=8192,
    )
    agents.send(PC.json)
    page = desk.get(ReviewCase.objects.get().get_absolute_url()).content.decode()
    assert "Seriennummer passt zu" in page
    assert "16\u202fGiB" in page
    assert "8\u202fGiB" in page
    assert page.count("abweichend:") >= 3
    assert str(known) in page
    assert "erika" not in page


def test_new_device_is_in_service_with_its_software(desk: Client, case: ReviewCase, ludwigslust: Authority) -> None:
    place = WorkstationFactory(authority=ludwigslust, computer=None, operating_system=None)
    response = decide(
        desk, case, "register", manufacturer="HP", model_name="EliteDesk 800 G6", kind="desktop",
        inventory_number="G-1", workstation=place.inventory_number.lower(),
    )  # fmt: skip
    device = Device.objects.get(serial_number=PC.serial)
    assert response["Location"] == reverse("inventory:device", args=[device.pk])
    assert (device.state, device.authority, device.workstation, device.host_name) == (
        State.IN_SERVICE,
        ludwigslust,
        place,
        PC.name,
    )
    assert (str(device.model), device.model.kind) == ("HP EliteDesk 800 G6", DeviceKind.DESKTOP)
    place.refresh_from_db()
    assert place.computer == device
    assert InstalledSoftware.objects.filter(device=device).count() == 2
    case.refresh_from_db()
    assert (case.decision, case.device, case.report) == (Decision.NEW, device, {})
    report = InventoryReport.objects.get()
    assert (report.device, report.outcome, report.recognised_by) == (device, Outcome.TAKEN, Mark.DECISION)


def test_known_model_is_offered_and_used(desk: Client, case: ReviewCase, ludwigslust: Authority) -> None:
    model = DeviceModelFactory(manufacturer="hp", name="elitedesk 800 g6")
    page = desk.get(case.get_absolute_url()).content.decode()
    assert f'<option value="{model.pk}" selected>' in page
    decide(
        desk,
        case,
        "register",
        model=model.pk,
        site=SiteFactory(authority=ludwigslust).pk,
        provider=ProviderFactory().pk,
    )
    device = Device.objects.get(serial_number=PC.serial)
    assert device.model == model
    assert device.provider is not None
    assert device.site is not None
    assert DeviceModel.objects.filter(name__iexact=PC.model).count() == 1


def test_agent_of_a_registered_device_is_recognised_from_then_on(
    desk: Client, case: ReviewCase, agents: Agents
) -> None:
    decide(desk, case, "register", model_name="EliteDesk", kind="desktop")
    agents.send(PC.but(memory=32768).json)
    device = Device.objects.get(serial_number=PC.serial)
    assert device.memory_mib == 32768
    assert not ReviewCase.objects.open().exists()


def test_new_device_needs_a_model(desk: Client, case: ReviewCase) -> None:
    response = decide(desk, case, "register", model_name="")
    assert response.status_code == 422
    assert "Bitte wählen Sie ein Modell oder geben Sie seinen Namen an." in response.content.decode()
    assert not Device.objects.exists()


def test_workstation_of_another_authority_does_not_exist_here(desk: Client, case: ReviewCase) -> None:
    other = WorkstationFactory(operating_system=None)
    response = decide(desk, case, "register", model_name="X", kind="desktop", workstation=other.inventory_number)
    assert "Bei dieser Behörde gibt es keinen IT-Arbeitsplatz mit dieser Nummer." in response.content.decode()


@pytest.mark.parametrize("by", ["candidate", "number"])
def test_known_device_is_brought_to_the_report(by: str, desk: Client, agents: Agents, ludwigslust: Authority) -> None:
    known = DeviceFactory(
        workstation__authority=ludwigslust, serial_number=PC.serial, uuid="4c4c4544-0000-0000-0000-000000000001"
    )
    agents.send(PC.json)
    case = ReviewCase.objects.get()
    decide(desk, case, "match", **{by: known.pk if by == "candidate" else known.inventory_number})
    known.refresh_from_db()
    assert (known.uuid, known.host_name) == (PC.uuid.lower(), PC.name)
    case.refresh_from_db()
    assert (case.decision, case.device) == (Decision.DEVICE, known)
    agents.send(PC.but(memory=1024).json)
    known.refresh_from_db()
    assert known.memory_mib == 1024


def test_decision_holds_for_marks_that_alone_recognise_nothing(
    desk: Client, agents: Agents, ludwigslust: Authority
) -> None:
    """A locked serial number keeps saying another thing than the agent; nobody is asked twice."""
    known = DeviceFactory(workstation__authority=ludwigslust, serial_number="VON HAND", host_name="ALT")
    nameless = PC.but(uuid="", macs=())
    agents.send(nameless.json)
    for field in ("serial_number", "host_name"):
        FieldLockFactory(device=known, field=field)
    decide(desk, ReviewCase.objects.get(), "match", number="von hand")
    agents.send(nameless.but(memory=2048).json)
    known.refresh_from_db()
    assert (known.serial_number, known.host_name, known.memory_mib) == ("VON HAND", "ALT", 2048)
    assert InventoryReport.objects.first().recognised_by == Mark.DECISION
    assert not ReviewCase.objects.open().exists()


@pytest.mark.parametrize("whose", ["other", "reserve"])
def test_device_of_somebody_else_is_not_taken(whose: str, desk: Client, agents: Agents) -> None:
    known = DeviceFactory(workstation__authority=AuthorityFactory(name="Amt Anderswo"), serial_number=PC.serial)
    if whose == "reserve":
        Device.objects.filter(pk=known.pk).update(authority=None, provider=ProviderFactory(), workstation=None)
    before = Device.objects.filter(pk=known.pk).values().get()
    agents.send(PC.json)
    case = ReviewCase.objects.get()
    response = decide(desk, case, "match", candidate=known.pk)
    assert response.status_code == 422
    assert "Ordnen Sie es zuerst der Behörde Stadt Ludwigslust zu" in response.content.decode()
    assert Device.objects.filter(pk=known.pk).values().get() == before
    assert ReviewCase.objects.open().exists()


def test_serial_of_another_device_is_refused_in_words(desk: Client, agents: Agents, ludwigslust: Authority) -> None:
    twins = [DeviceFactory(workstation__authority=ludwigslust, serial_number=PC.serial, uuid="4c4c4544-0000-0000-0000-000000000001"),
             DeviceFactory(workstation__authority=ludwigslust, serial_number="ANDERE")]  # fmt: skip
    agents.send(PC.json)
    response = decide(desk, ReviewCase.objects.get(), "match", number=twins[1].inventory_number)
    assert response.status_code == 422
    assert "hat diese Seriennummer schon" in response.content.decode()
    twins[1].refresh_from_db()
    assert twins[1].serial_number == "ANDERE"


def test_discarded_needs_a_reason_and_stays_discarded(desk: Client, case: ReviewCase, agents: Agents) -> None:
    assert decide(desk, case, "discard", reason=" ").status_code == 422
    decide(desk, case, "discard", reason="Privates Gerät")
    case.refresh_from_db()
    assert (case.decision, case.reason, case.report) == (Decision.DISCARDED, "Privates Gerät", {})
    agents.send(PC.json)
    agents.send(PC.but(memory=1).json)
    assert not ReviewCase.objects.open().exists()
    assert {row.outcome for row in InventoryReport.objects.all()} == {Outcome.DISCARDED}
    assert {str(row.facts) for row in InventoryReport.objects.all()} == {"{}"}
    assert "Privates Gerät" in desk.get(case.get_absolute_url()).content.decode()


def test_discarded_device_is_taken_once_somebody_has_entered_it(
    desk: Client, case: ReviewCase, agents: Agents, ludwigslust: Authority
) -> None:
    decide(desk, case, "discard", reason="Unbekannt")
    called_alike = DeviceFactory(workstation__authority=ludwigslust, serial_number="", host_name=PC.name)
    agents.send(PC.json)
    called_alike.refresh_from_db()
    assert called_alike.uuid == ""
    device = DeviceFactory(workstation__authority=ludwigslust, serial_number=PC.serial)
    agents.send(PC.json)
    device.refresh_from_db()
    assert device.memory_mib == 16384
    assert InstalledSoftware.objects.filter(device=device).count() == 2


def test_discarding_can_be_taken_back(desk: Client, case: ReviewCase, agents: Agents) -> None:
    decide(desk, case, "discard", reason="Versehen")
    page = desk.get(reverse("inventory:withdraw", args=[case.pk])).content.decode()
    assert "Die nächste Meldung mit diesen Merkmalen wird geprüft" in page
    assert reverse("inventory:withdraw", args=[case.pk]) in desk.get(case.get_absolute_url()).content.decode()
    decide(desk, case, "withdraw")
    case.refresh_from_db()
    assert case.decision == Decision.WITHDRAWN
    agents.send(PC.json)
    again = ReviewCase.objects.open().get()
    assert again.reported.name == PC.name
    page = desk.get(case.get_absolute_url()).content.decode()
    assert "zurückgenommen" in page
    assert reverse("inventory:withdraw", args=[case.pk]) not in page
    assert "Inzwischen wurde anders entschieden" in decide(desk, case, "withdraw").content.decode()
    decide(desk, again, "register", model_name="EliteDesk", kind="desktop")
    assert Device.objects.get(serial_number=PC.serial).memory_mib == 16384


def test_wrong_match_is_taken_back_with_what_it_changed(desk: Client, agents: Agents, ludwigslust: Authority) -> None:
    wrong = DeviceFactory(
        workstation__authority=ludwigslust, serial_number="ANDERES", host_name="ANDERER", memory_mib=8192
    )
    own = PC.but(
        serial="ANDERES",
        uuid="",
        macs=(),
        name="ANDERER",
        agent_id="own",
        memory=8192,
        software=(("Eigenes", "1", ""),),
    )
    agents.send(own.json)
    wrong.refresh_from_db()
    before = Device.objects.filter(pk=wrong.pk).values().get()
    agents.send(PC.json)
    case = ReviewCase.objects.open().get()
    decide(desk, case, "match", number="ANDERES")
    wrong.refresh_from_db()
    assert (wrong.serial_number, wrong.host_name) == (PC.serial, PC.name)
    assert "steht wieder wie zuvor" in desk.get(reverse("inventory:withdraw", args=[case.pk])).content.decode()
    Device.objects.filter(pk=wrong.pk).update(host_name="VON HAND")
    decide(desk, case, "withdraw")
    after = Device.objects.filter(pk=wrong.pk).values().get()
    assert after | {"last_seen_at": None} == before | {"last_seen_at": None, "host_name": "VON HAND"}
    agents.send(PC.json)
    assert ReviewCase.objects.open().get().candidates == []
    agents.send(own.json)
    present = InstalledSoftware.objects.filter(device=wrong).present()
    assert [row.title.name for row in present] == ["Eigenes"]
    assert desk.get(reverse("inventory:device", args=[wrong.pk])).content.decode().count("Agent meldet") == 0


def test_only_the_decision_that_holds_can_be_taken_back(desk: Client, agents: Agents, ludwigslust: Authority) -> None:
    known = DeviceFactory(workstation__authority=ludwigslust, serial_number="", host_name="X")
    agents.send(PC.json)
    first = ReviewCase.objects.get()
    decide(desk, first, "match", number=known.inventory_number)
    Device.objects.filter(pk=known.pk).update(state=State.RETIRED, retired_on=timezone.localdate(), workstation=None)
    agents.send(PC.json)
    decide(desk, ReviewCase.objects.open().get(), "discard", reason="Ausgemustert")
    assert decide(desk, first, "withdraw").status_code == 200
    first.refresh_from_db()
    assert first.decision == Decision.DEVICE


def test_decision_is_kept_as_long_as_the_device_reports(desk: Client, case: ReviewCase, agents: Agents) -> None:
    decide(desk, case, "discard", reason="Privates Gerät")
    with time_machine.travel(timezone.now() + timedelta(days=420)):
        agents.send(PC.json)
        enforce_retention(now=timezone.now())
        assert ReviewCase.objects.filter(pk=case.pk).exists()
    with time_machine.travel(timezone.now() + timedelta(days=840)):
        enforce_retention(now=timezone.now())
        assert not ReviewCase.objects.filter(pk=case.pk).exists()


def test_nothing_is_put_to_a_workstation_that_is_given_up(
    desk: Client, case: ReviewCase, ludwigslust: Authority
) -> None:
    place = WorkstationFactory(authority=ludwigslust, computer=None, operating_system=None, state=PlaceState.CLOSED)
    response = decide(
        desk, case, "register", model_name="EliteDesk", kind="desktop", workstation=place.inventory_number
    )
    assert response.status_code == 422
    assert f"{place} ist aufgegeben." in response.content.decode()
    assert not Device.objects.filter(serial_number=PC.serial).exists()


def test_nobody_decides_twice(desk: Client, case: ReviewCase) -> None:
    decide(desk, case, "discard", reason="Test")
    response = decide(desk, case, "register", model_name="X", kind="desktop")
    assert response.status_code == 422
    assert not Device.objects.exists()


@pytest.mark.parametrize("how", ["match", "register", "discard", "withdraw"])
def test_without_the_right_nothing_is_decided(
    how: str, case: ReviewCase, customer_care: User, client_for: Callable[[User], Client]
) -> None:
    assert decide(client_for(customer_care), case, how, reason="x").status_code == 403
    assert ReviewCase.objects.open().exists()
