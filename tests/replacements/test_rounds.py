"""Budget rounds through the front door: opened, frozen and never changed again, noted by the authority, compared."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from accounts import roles
from accounts.models import User
from customers.models import Authority, Contact
from replacements.actions import Wish, decide
from replacements.models import BudgetRound, RoundAuthority, RoundLine
from tests.factories import (
    AuthorityFactory,
    BudgetRoundFactory,
    ContactFactory,
    InfrastructureItemFactory,
    ReplacementRuleFactory,
    StoredDeviceFactory,
    frozen_round,
)
from tests.people import contact_at, employed
from workstations.models import Device

REFUSED = (InternalError, ProgrammingError)


@pytest.fixture
def planner(db: None) -> User:
    return employed(roles.COMMERCIAL)


@pytest.fixture
def devices(town: Authority) -> list[Device]:
    """Three devices that are due in 2024 and 2029, a foreign one, one in the reserve, and a server."""
    ReplacementRuleFactory(
        kind="desktop", valid_from=date(2020, 1, 1), service_years=5, price=Decimal("700.10"), growth=Decimal(2)
    )
    ReplacementRuleFactory(kind="server", valid_from=date(2020, 1, 1), service_years=5)
    item = InfrastructureItemFactory(state="in_service", in_service_on=date(2024, 1, 1))
    StoredDeviceFactory(authority=AuthorityFactory(name="Amt Anderswo"), purchased_on=date(2024, 1, 1))
    StoredDeviceFactory(authority=None, provider=item.provider, purchased_on=date(2024, 1, 1))
    days = (date(2019, 1, 1), date(2024, 5, 1), date(2024, 5, 1))
    return [StoredDeviceFactory(authority=town, purchased_on=day) for day in days]


@pytest.fixture
def client_of_planner(planner: User, client_for: Callable[[User], Client]) -> Client:
    return client_for(planner)


def opened(client: Client) -> BudgetRound:
    values = {"name": "Haushaltsrunde 2028", "first_year": 2028, "last_year": 2032}
    assert client.post(reverse("replacements:open_round"), values).status_code == 302
    return BudgetRound.objects.get(name="Haushaltsrunde 2028")


def frozen(client: Client) -> BudgetRound:
    row = opened(client)
    assert client.post(reverse("replacements:freeze", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.state == "frozen"
    return row


def text_of(client: Client, name: str, *args: object, **query: object) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_open_round_follows_the_plan_and_says_what_would_be_frozen(
    devices: list[Device], client_of_planner: Client
) -> None:
    row = opened(client_of_planner)
    assert "folgen noch dem heutigen Plan" in text_of(client_of_planner, "replacements:round", row.pk)
    assert "6 Geräte" in text_of(client_of_planner, "replacements:freeze", row.pk)
    assert not row.lines.exists()


def test_freezing_copies_every_line_with_its_reason(
    devices: list[Device], town: Authority, client_of_planner: Client, planner: User
) -> None:
    decide(devices=[devices[2]], wish=Wish("Fällt weg.", is_kept=True), by=planner, now=timezone.now())
    row = frozen(client_of_planner)
    old, later, kept = (row.lines.get(device_key=device.pk) for device in devices)
    assert (old.budget_year, old.due_on, old.price) == (2028, date(2024, 1, 1), Decimal("820.28"))  # 700,10 € · 1,02⁸
    assert old.reason == "Nutzungsdauer 5 Jahre erreicht am 01.01.2024"
    assert (later.budget_year, later.cause, later.price_source) == (2029, "age", "kind")
    assert (kept.budget_year, kept.price, kept.decision, kept.decision_reason) == (
        None,
        None,
        "wird nicht ersetzt",
        "Fällt weg.",
    )
    assert row.lines.filter(authority=None).count() == 2  # the reserve, and the server without a price
    assert row.lines.get(item_key__isnull=False).price_source == "missing"
    assert row.frozen_by == planner
    assert set(row.authorities.values_list("authority__name", flat=True)) == {town.name, "Amt Anderswo"}


def test_nobody_changes_a_frozen_line(devices: list[Device], client_of_planner: Client) -> None:
    row = frozen(client_of_planner)
    lines = RoundLine.objects.filter(round=row)
    line = lines.first()
    with pytest.raises(REFUSED, match="Cannot update"), transaction.atomic():
        lines.update(price=1)
    with pytest.raises(REFUSED, match="Cannot update"), transaction.atomic():
        line.delete()
    line.pk, line.device_key, line.item_key = None, 77, None
    with pytest.raises(REFUSED, match="frozen"), transaction.atomic():
        line.save(force_insert=True)
    for values in ({"state": "open", "frozen_at": None, "frozen_by": None}, {"first_year": 2027}):
        with pytest.raises(REFUSED, match="Cannot update"), transaction.atomic():
            BudgetRound.objects.filter(pk=row.pk).update(**values)


def test_freezing_again_or_nothing_is_refused_in_words(devices: list[Device], client_of_planner: Client) -> None:
    row = frozen(client_of_planner)
    again = client_of_planner.post(reverse("replacements:freeze", args=[row.pk]))
    assert "schon festgeschrieben" in again.content.decode()
    empty = BudgetRoundFactory(first_year=2020, last_year=2021)
    nothing = client_of_planner.post(reverse("replacements:freeze", args=[empty.pk]))
    assert "nichts festzuschreiben" in nothing.content.decode()
    assert not RoundAuthority.objects.filter(round=empty).exists()


def test_customer_care_plans_but_does_not_freeze(db: None, client_for: Callable[[User], Client]) -> None:
    client = client_for(employed(roles.CUSTOMER_CARE))
    row = opened(client)
    assert client.post(reverse("replacements:freeze", args=[row.pk])).status_code == 403
    assert reverse("replacements:freeze", args=[row.pk]) not in text_of(client, "replacements:round", row.pk)


def test_head_reads_the_plan_of_the_authority_alone_and_takes_note(
    devices: list[Device], town: Authority, client_of_planner: Client, client_for: Callable[[User], Client]
) -> None:
    row = opened(client_of_planner)
    head = contact_at(town, Contact.Role.AUTHORITY_HEAD)
    client = client_for(head)
    page, note = reverse("replacements:round", args=[row.pk]), reverse("replacements:note", args=[row.pk])
    assert client.get(page).status_code == 404
    client_of_planner.post(reverse("replacements:freeze", args=[row.pk]))
    text = client.get(page).content.decode()
    assert "Amt Anderswo" not in text
    assert "Zur Kenntnis nehmen" in text
    assert "Amt Anderswo" not in text_of(client, "replacements:lines", round=row.pk)
    assert client.post(note).status_code == 302
    noted = RoundAuthority.objects.get(round=row, authority=town)
    assert noted.noted_by == head
    assert not RoundAuthority.objects.exclude(pk=noted.pk).filter(noted_at__isnull=False).exists()
    assert "Zur Kenntnis nehmen" not in client.get(page).content.decode()
    assert "schon zur Kenntnis genommen" in client.post(note).content.decode()


def test_plan_on_paper_holds_sums_devices_and_how_they_were_reckoned(
    devices: list[Device], town: Authority, client_of_planner: Client
) -> None:
    row = frozen(client_of_planner)
    response = client_of_planner.get(reverse("replacements:document", args=[row.pk]), {"authority": town.pk})
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(response.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    for words in (str(devices[0]), "820,28", "Nach Haushaltsjahren", "So wurde gerechnet", "Stadt Ludwigslust"):
        assert words in text
    assert "Anderswo" not in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    every = client_of_planner.get(reverse("replacements:document", args=[row.pk]))
    assert every.status_code == 200
    assert (
        client_of_planner.get(reverse("replacements:document", args=[row.pk]), {"authority": 10**9}).status_code == 404
    )


def test_what_has_changed_since_is_shown_and_the_frozen_plan_is_not(
    devices: list[Device], town: Authority, client_of_planner: Client, planner: User
) -> None:
    row = frozen(client_of_planner)
    before = list(row.lines.values())
    decide(devices=[devices[1]], wish=Wish("Läuft noch gut.", year=2031), by=planner, now=timezone.now())
    Device.objects.filter(pk=devices[2].pk).update(state="retired", retired_on=date(2026, 11, 1))
    added = StoredDeviceFactory(authority=town, purchased_on=date(2024, 1, 1))
    text = text_of(client_of_planner, "replacements:differences", row.pk, side=f"authority-{town.pk}")
    assert "Anders geplant (1)" in text
    assert "Läuft noch gut." in text
    assert "Dazugekommen (1)" in text
    assert str(added) in text
    assert "Nicht mehr geplant (1)" in text
    assert "Stadt Ludwigslust" in text_of(client_of_planner, "replacements:differences", row.pk)
    assert list(row.lines.values()) == before


def test_closed_round_is_noted_by_nobody_any_more(
    town: Authority, client_of_planner: Client, client_for: Callable[[User], Client]
) -> None:
    row = frozen_round(town)
    assert client_of_planner.post(reverse("replacements:close", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.closed_on) == ("closed", timezone.localdate())
    head = client_for(contact_at(town, Contact.Role.AUTHORITY_HEAD))
    refused = head.post(reverse("replacements:note", args=[row.pk])).content.decode()
    assert "schon zur Kenntnis genommen oder abgeschlossen" in refused
    assert not RoundAuthority.objects.filter(noted_at__isnull=False).exists()


def test_deadline_of_one_authority(devices: list[Device], town: Authority, client_of_planner: Client) -> None:
    row = opened(client_of_planner)
    values = {"authority": town.pk, "deadline": "2027-05-31"}
    assert client_of_planner.post(reverse("replacements:deadline", args=[row.pk]), values).status_code == 302
    assert "31.05.2027" in text_of(client_of_planner, "replacements:round", row.pk)


def test_round_with_impossible_years_is_refused_at_its_field(client_of_planner: Client) -> None:
    values = {"name": "Runde", "first_year": 2032, "last_year": 2028}
    response = client_of_planner.post(reverse("replacements:open_round"), values)
    assert response.context["form"].errors["last_year"]
    assert not BudgetRound.objects.exists()


def test_pages_of_a_round_take_as_many_queries_with_many_lines(
    devices: list[Device], client_of_planner: Client
) -> None:
    first = frozen(client_of_planner)
    for _ in range(5):
        authority = AuthorityFactory()
        ContactFactory(authority=authority)
        StoredDeviceFactory(authority=authority, purchased_on=date(2024, 1, 1))
    second = BudgetRoundFactory()
    client_of_planner.post(reverse("replacements:freeze", args=[second.pk]))
    for name in ("replacements:round", "replacements:differences"):
        counts = []
        for row in (first, second):
            client_of_planner.get(reverse(name, args=[row.pk]))
            with CaptureQueriesContext(connection) as captured:
                client_of_planner.get(reverse(name, args=[row.pk]))
            counts.append(len(captured))
        assert counts[0] == counts[1], name


def test_authority_without_a_line_has_no_plan_on_paper(
    devices: list[Device], client_of_planner: Client, client_for: Callable[[User], Client]
) -> None:
    row, empty = opened(client_of_planner), AuthorityFactory(name="Amt Leer", short_name="Leer")
    StoredDeviceFactory(authority=empty)
    values = {"authority": empty.pk, "deadline": "2027-05-31"}
    client_of_planner.post(reverse("replacements:deadline", args=[row.pk]), values)
    client_of_planner.post(reverse("replacements:freeze", args=[row.pk]))
    text = text_of(client_of_planner, "replacements:round", row.pk)
    assert "PDF Ludwigslust" in text
    assert "Amt Leer" in text
    assert "PDF Leer" not in text
    head = client_for(contact_at(empty, Contact.Role.AUTHORITY_HEAD))
    assert "Plan als PDF" not in text_of(head, "replacements:round", row.pk)
    assert head.get(reverse("replacements:document", args=[row.pk])).status_code == 404


def test_open_round_is_put_right_or_given_up(devices: list[Device], town: Authority, client_of_planner: Client) -> None:
    row = opened(client_of_planner)
    url = reverse("replacements:edit_round", args=[row.pk])
    form = client_of_planner.get(url).context["form"]
    values = {name: form[name].value() or "" for name in form.fields} | {"last_year": 2030, "note": "Vorläufig."}
    assert client_of_planner.post(url, values).status_code == 302
    refused = client_of_planner.post(url, values | {"last_year": 2031})
    assert "Jemand anderes hat" in refused.content.decode()
    row.refresh_from_db()
    assert (row.last_year, row.note) == (2030, "Vorläufig.")

    RoundAuthority.objects.create(round=row, authority=town)
    assert client_of_planner.post(reverse("replacements:discard_round", args=[row.pk])).status_code == 302
    assert not BudgetRound.objects.exists()
    again = frozen(client_of_planner)  # the name is free again
    for name in ("edit_round", "discard_round"):
        response = client_of_planner.post(reverse(f"replacements:{name}", args=[again.pk]), values)
        assert "schon festgeschrieben" in response.content.decode()
    assert BudgetRound.objects.get() == again


def test_round_is_compared_with_the_one_before(devices: list[Device], client_of_planner: Client, planner: User) -> None:
    before = frozen(client_of_planner)
    decide(devices=[devices[1]], wish=Wish("Läuft noch gut.", year=2031), by=planner, now=timezone.now())
    values = {"name": "Haushaltsrunde 2029", "first_year": 2029, "last_year": 2033, "previous": before.pk}
    client_of_planner.post(reverse("replacements:open_round"), values)
    row = BudgetRound.objects.get(name="Haushaltsrunde 2029")
    tables = client_of_planner.get(reverse("replacements:round", args=[row.pk])).context["tables"]
    compared = tables[-1]
    assert compared.title == "Verglichen mit Haushaltsrunde 2028"
    assert [line[0] for line in compared.rows] == ["2029", "2030", "2031", "2032"]
    year_2031 = compared.rows[2]
    assert (year_2031[1], year_2031[3]) == ("0", "1")
    assert year_2031[5].startswith("+")


def test_cost_of_each_authority_and_year_is_a_file(
    devices: list[Device], town: Authority, client_of_planner: Client, client_for: Callable[[User], Client]
) -> None:
    row = frozen(client_of_planner)
    url = reverse("replacements:sums", args=[row.pk])

    def lines(client: Client) -> dict[str, dict[str, str]]:
        content = b"".join(client.get(url)).decode("utf-8-sig")
        return {line["Behörde"]: line for line in csv.DictReader(io.StringIO(content), delimiter=";")}

    of_all = lines(client_of_planner)
    assert (of_all["Stadt Ludwigslust"]["Geräte 2028"], of_all["Stadt Ludwigslust"]["Euro 2028"]) == ("1", "820,28")
    assert of_all["Stadt Ludwigslust"]["Geräte zusammen"] == "3"
    assert "Amt Anderswo" in of_all
    assert set(lines(client_for(contact_at(town, Contact.Role.AUTHORITY_HEAD)))) == {"Stadt Ludwigslust"}
    sheet = client_of_planner.get(url, {"export": "xlsx"})
    assert sheet["Content-Type"].endswith("spreadsheetml.sheet")
    sheet.close()


def test_sum_of_a_round_leads_to_as_many_lines(
    devices: list[Device], town: Authority, client_of_planner: Client, planner: User
) -> None:
    decide(devices=[devices[2]], wish=Wish("Fällt weg.", is_kept=True), by=planner, now=timezone.now())
    row = frozen(client_of_planner)
    sides = client_of_planner.get(reverse("replacements:round", args=[row.pk])).context["tables"][0]
    (line,) = [line for line in sides.rows if "Stadt Ludwigslust" in str(line[0])]
    address = re.search(r'href="([^"]+)"[^>]*>2<', str(line[-1]))
    assert address, line[-1]
    assert client_of_planner.get(address[1].replace("&amp;", "&")).context["page"].paginator.count == 2
