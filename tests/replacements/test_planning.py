"""The plan through the front door: sums, lists, decisions with their reasons, and the rules behind them."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.models import User
from customers.models import Authority
from replacements.actions import Wish, decide
from replacements.models import PlannedReplacement, ReplacementRule, UpgradePath
from tests.factories import (
    AuthorityFactory,
    DeviceModelFactory,
    InfrastructureItemFactory,
    OperatingSystemFactory,
    ReplacementRuleFactory,
    StoredDeviceFactory,
    UpgradePathFactory,
)
from tests.people import employed
from workstations.models import Device

YEAR = timezone.localdate().year


@pytest.fixture
def devices(town: Authority) -> list[Device]:
    """Three PCs that are due next year."""
    ReplacementRuleFactory(kind="desktop", valid_from=date(2020, 1, 1), service_years=5, price=Decimal(700))
    return [StoredDeviceFactory(authority=town, purchased_on=date(YEAR - 4, 5, number)) for number in (1, 2, 3)]


def text_of(client: Client, name: str, *args: object, **query: object) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def rows_of(client: Client, **query: object) -> list[list[str]]:
    """The list of planned devices as the CSV file holds it."""
    response = client.get(reverse("replacements:devices"), {"export": "csv", **query})
    return list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig")), delimiter=";"))[1:]


def test_overview_sums_by_authority_and_kind_and_says_what_is_missing(
    client: Client, devices: list[Device], town: Authority
) -> None:
    ReplacementRuleFactory(kind="scanner", valid_from=date(2020, 1, 1), service_years=5)
    StoredDeviceFactory(authority=town, model=DeviceModelFactory(kind="scanner"), purchased_on=date(YEAR - 4, 5, 1))
    text = text_of(client, "replacements:plan")
    assert "2.100\xa0€" in text
    assert "Für 1 Gerät ist kein Preis hinterlegt" in text
    assert "Nach Behörde" in text
    one = text_of(client, "replacements:plan", side=f"authority-{town.pk}")
    assert "Nach Behörde" not in one
    assert "Scanner" in one
    assert client.get(reverse("replacements:plan"), {"side": "authority-999999"}).status_code == 404


def test_overview_takes_as_many_queries_with_many_authorities(client: Client, devices: list[Device]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("replacements:plan"))
        return len(captured)

    queries()
    few = queries()
    for _ in range(10):
        StoredDeviceFactory(authority=AuthorityFactory(), purchased_on=date(2020, 1, 1))
    assert queries() == few


def test_list_holds_the_rows_behind_a_number(client: Client, devices: list[Device], town: Authority) -> None:
    StoredDeviceFactory(authority=AuthorityFactory(), purchased_on=date(YEAR - 1, 1, 1))
    rows = rows_of(client, authority=town.pk, year_from=YEAR + 1, year_until=YEAR + 1, kind="desktop")
    assert {row[0] for row in rows} == {str(device) for device in devices}
    assert len(rows_of(client)) == 4
    assert rows_of(client, year_until=YEAR) == []
    assert rows_of(client, cause="lease") == []
    assert len(rows_of(client, cause="age")) == 4
    assert "3 Geräte, zusammen 2.100,00\xa0€" in text_of(client, "replacements:devices", authority=town.pk)


def test_page_of_a_device_says_why_it_is_due(client: Client, devices: list[Device]) -> None:
    text = text_of(client, "replacements:device", devices[0].pk)
    assert f"Nutzungsdauer 5 Jahre erreicht am 01.05.{YEAR + 1}" in text
    assert "Preis der Geräteart" in text
    assert "700,00\xa0€" in text


def test_decision_needs_a_reason_and_is_taken_back(client: Client, devices: list[Device]) -> None:
    url = reverse("replacements:decide_device", args=[devices[0].pk])
    values = {"decision": "replace", "year": YEAR + 3, "price": "899,50", "reason": ""}
    assert f"Ersatz von PC {devices[0]} anders planen" in text_of(client, "replacements:decide_device", devices[0].pk)
    assert "reason" in client.post(url, values).context["form"].errors
    assert "year" in client.post(url, {"decision": "replace", "reason": "Weil."}).context["form"].errors
    assert client.post(url, {**values, "reason": "Läuft gut."}).status_code == 302
    text = text_of(client, "replacements:device", devices[0].pk)
    assert "Läuft gut." in text
    assert "899,50\xa0€" in text
    assert [row[0] for row in rows_of(client, year_from=YEAR + 3)] == [str(devices[0])]
    client.post(reverse("replacements:withdraw_device", args=[devices[0].pk]))
    assert not PlannedReplacement.objects.exists()
    assert rows_of(client, year_from=YEAR + 3) == []


def test_device_that_is_kept_costs_nothing(client: Client, devices: list[Device]) -> None:
    url = reverse("replacements:decide_device", args=[devices[0].pk])
    client.post(url, {"decision": "keep", "year": YEAR + 3, "reason": "Fällt weg."})
    decision = PlannedReplacement.objects.get()
    assert (decision.is_kept, decision.year) == (True, None)
    assert len(rows_of(client, decision="kept")) == 1
    assert "zusammen 1.400,00" in text_of(client, "replacements:devices")


def test_many_are_planned_otherwise_after_a_preview(client: Client, devices: list[Device]) -> None:
    url = reverse("replacements:decide_many")
    chosen = {"device": [device.pk for device in devices[:2]]}
    assert client.post(url).status_code == 302  # nothing chosen
    assert "2 Geräte sind ausgewählt" in client.post(url, chosen).content.decode()
    wish = {**chosen, "decision": "replace", "year": YEAR + 4, "reason": "Gemeinsam tauschen."}
    preview = client.post(url, {**wish, "step": "preview"})
    rows = preview.context["preview"].rows
    assert (str(YEAR + 1), "2", "1.400,00\xa0€", "0", "0,00\xa0€") in rows
    assert (str(YEAR + 4), "0", "0,00\xa0€", "2", "1.400,00\xa0€") in rows
    assert not PlannedReplacement.objects.exists()
    assert client.post(url, {**wish, "step": "apply"}).status_code == 302
    assert PlannedReplacement.objects.filter(year=YEAR + 4, reason="Gemeinsam tauschen.").count() == 2
    again = {**wish, "year": YEAR + 2, "step": "apply"}
    client.post(url, again)  # in place of what was decided before
    assert set(PlannedReplacement.objects.values_list("year", flat=True)) == {YEAR + 2}
    client.post(url, {**chosen, "decision": "computed", "step": "apply"})
    assert not PlannedReplacement.objects.exists()


def test_decisions_about_many_need_a_reason(client: Client, devices: list[Device]) -> None:
    values = {"device": [devices[0].pk], "decision": "keep", "step": "apply"}
    response = client.post(reverse("replacements:decide_many"), values)
    assert response.status_code == 422
    assert "reason" in response.context["form"].errors
    assert not PlannedReplacement.objects.exists()


def test_infrastructure_is_planned_otherwise(client: Client) -> None:
    item = InfrastructureItemFactory(state="in_service", in_service_on=date(2024, 1, 1))
    url = reverse("replacements:decide_item", args=[item.pk])
    assert client.post(url, {"decision": "replace", "year": 2031, "reason": "Weil."}).status_code == 302
    assert PlannedReplacement.objects.get().item == item
    assert "2031" in text_of(client, "replacements:item", item.pk)


def test_management_reads_and_does_not_plan(devices: list[Device], client_for: Callable[[User], Client]) -> None:
    client = client_for(employed(roles.MANAGEMENT))
    text = text_of(client, "replacements:device", devices[0].pk)
    assert "Anders planen" not in text
    assert 'name="device"' not in text_of(client, "replacements:devices")
    url = reverse("replacements:decide_many")
    assert client.post(url, {"device": [devices[0].pk]}).status_code == 403


def test_new_rule_takes_the_place_of_the_one_before(client: Client, devices: list[Device]) -> None:
    values = {
        "kind": "desktop", "valid_from": date(YEAR, 1, 1), "service_years": 7, "price": "750", "growth": "0",
        "source": "Rahmenvertrag", "certainty": "A",
    }  # fmt: skip
    assert client.post(reverse("replacements:add_rule"), values).status_code == 302
    assert ReplacementRule.objects.filter(kind="desktop").count() == 2
    assert len(rows_of(client, year_from=YEAR + 3, year_until=YEAR + 3)) == 3
    assert "Rahmenvertrag (amtlich)" in text_of(client, "replacements:rules")
    client.post(reverse("replacements:add_rule"), {**values, "service_years": 6})  # of the same day: put right
    assert ReplacementRule.objects.filter(kind="desktop").count() == 2
    assert len(rows_of(client, year_from=YEAR + 2, year_until=YEAR + 2)) == 3


def test_system_that_is_changed_replaces_no_device(client: Client, devices: list[Device]) -> None:
    system = OperatingSystemFactory(support_ends_on=date(YEAR - 1, 10, 14))
    Device.objects.filter(pk=devices[0].pk).update(operating_system=system)
    assert [row[0] for row in rows_of(client, due="overdue")] == [str(devices[0])]
    url = reverse("replacements:systems")
    assert client.post(url, {"systems": [system.pk]}).status_code == 302
    assert rows_of(client, due="overdue") == []
    assert "das Betriebssystem wird gewechselt" in text_of(client, "replacements:device", devices[0].pk)
    client.post(url, {"seen": [system.pk]})
    assert not UpgradePath.objects.exists()


def test_systems_that_somebody_else_named_meanwhile_stay(client: Client) -> None:
    first, second = (OperatingSystemFactory(support_ends_on=date(YEAR, 10, 14)) for _ in range(2))
    without_end = UpgradePathFactory(operating_system__support_ends_on=None, note="auf Debian 13")
    url = reverse("replacements:systems")
    form = client.get(url).context["form"]
    seen = [system.pk for system in form.initial["seen"]]
    assert without_end.operating_system in form.fields["systems"].queryset
    UpgradePathFactory(operating_system=second)  # by a colleague
    client.post(url, {"systems": [first.pk, without_end.operating_system_id], "seen": seen})
    assert set(UpgradePath.objects.values_list("operating_system", flat=True)) == {
        first.pk,
        second.pk,
        without_end.operating_system_id,
    }
    without_end.refresh_from_db()
    assert without_end.note == "auf Debian 13"


def test_two_who_plan_one_device_notice_each_other(client: Client, devices: list[Device]) -> None:
    url, page = (reverse(f"replacements:{name}", args=[devices[0].pk]) for name in ("decide_device", "device"))
    seen = client.get(url).context["form"]["seen"].value()
    wish = {"decision": "replace", "year": YEAR + 3, "reason": "Läuft gut.", "seen": seen}
    client.post(url, wish)
    refused = client.post(url, {**wish, "year": YEAR + 5, "reason": "Umzug."})
    assert "Inzwischen hat jemand anderes" in refused.content.decode()
    assert "Jetzt steht hier: „Läuft gut.“" in refused.content.decode()
    assert PlannedReplacement.objects.get().year == YEAR + 3

    fresh = refused.context["form"]["seen"].value()
    assert client.post(url, {**wish, "year": YEAR + 5, "seen": fresh}).status_code == 302
    taken_back = client.post(
        reverse("replacements:withdraw_device", args=[devices[0].pk]), {"seen": fresh}, follow=True
    )
    assert "Inzwischen hat jemand anderes" in taken_back.content.decode()
    assert PlannedReplacement.objects.get().year == YEAR + 5
    (undo,) = [link for link in client.get(page).context["actions"] if link.post is not None]
    client.post(undo.url, undo.post)
    assert not PlannedReplacement.objects.exists()


def test_many_are_not_planned_over_what_was_decided_since_the_preview(client: Client, devices: list[Device]) -> None:
    url = reverse("replacements:decide_many")
    wish = {"device": [device.pk for device in devices], "decision": "replace", "year": YEAR + 4, "reason": "Zusammen."}
    seen = client.post(url, {**wish, "step": "preview"}).context["form"]["seen"].value()
    client.post(
        reverse("replacements:decide_device", args=[devices[0].pk]), {"decision": "keep", "reason": "Fällt weg."}
    )
    refused = client.post(url, {**wish, "step": "apply", "seen": seen})
    assert "Inzwischen hat jemand anderes" in refused.content.decode()
    assert PlannedReplacement.objects.get().is_kept
    client.post(url, {**wish, "step": "apply", "seen": refused.context["form"]["seen"].value()})
    assert PlannedReplacement.objects.filter(year=YEAR + 4).count() == 3


def test_pc_is_followed_by_a_notebook_and_by_no_printer(client: Client, devices: list[Device]) -> None:
    notebook, printer, monitor = (DeviceModelFactory(kind=kind) for kind in ("notebook", "printer", "monitor"))
    url = reverse("replacements:decide_device", args=[devices[0].pk])
    wish = {"decision": "replace", "reason": "Arbeitet zu Hause."}
    assert "replacement_model" in client.post(url, {**wish, "replacement_model": printer.pk}).context["form"].errors
    assert client.post(url, {**wish, "replacement_model": notebook.pk}).status_code == 302

    screen = StoredDeviceFactory(authority=devices[0].authority, model=monitor)
    mixed = {**wish, "device": [devices[0].pk, screen.pk], "step": "apply"}
    for model in (notebook, monitor):  # neither takes the place of both
        form = client.post(reverse("replacements:decide_many"), {**mixed, "replacement_model": model.pk}).context[
            "form"
        ]
        assert "replacement_model" in form.errors
    with pytest.raises(ValidationError, match="ersetzt kein Gerät dieser Art"):
        decide(
            devices=[devices[0], screen],
            wish=Wish("Weil.", replacement_model=monitor),
            by=employed(roles.COMMERCIAL),
            now=timezone.now(),
        )


def test_sums_and_figures_lead_to_as_many_rows_as_they_say(client: Client, devices: list[Device]) -> None:
    """What is kept is in no sum, and the figures above are those of devices alone."""
    client.post(
        reverse("replacements:decide_device", args=[devices[0].pk]), {"decision": "keep", "reason": "Fällt weg."}
    )
    ReplacementRuleFactory(kind="server", valid_from=date(2020, 1, 1), service_years=5, price=Decimal(9000))
    InfrastructureItemFactory(state="in_service", in_service_on=date(YEAR - 4, 5, 1))
    InfrastructureItemFactory(state="in_service", in_service_on=date(YEAR - 9, 5, 1))
    context = client.get(reverse("replacements:plan")).context
    for section in context["sections"]:
        if "Art" in section.headings[0]:
            (row,) = section.rows
            address = re.search(r'href="([^"]+)"[^>]*>2<', str(row[-1]))
            assert address, row[-1]
            shown = client.get(address[1].replace("&amp;", "&")).content.decode()
            assert "2 Geräte, zusammen 1.400,00" in shown
    overdue, following, kept = context["figures"]
    assert overdue[0] == "0"
    assert following[0] == "1.400\xa0€"
    assert "zusammen 1.400,00" in client.get(following[2]).content.decode()
    assert (kept[0], kept[1]) == ("1", "Gerät wird laut Entscheidung nicht ersetzt")
