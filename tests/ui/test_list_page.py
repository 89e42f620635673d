"""Every list: search, filters, sorting, pages and fragments, shown by the list of workstations."""

from collections.abc import Callable
from datetime import date
from time import monotonic

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from customers.models import Authority
from tests.factories import (
    AuthorityFactory,
    ContactFactory,
    InfrastructureItemFactory,
    RoomFactory,
    SiteFactory,
    WorkstationFactory,
)
from ui.paging import STAYS_LONG, BoundedPaginator
from workstations.lifecycle import PlaceState

ADDRESS = "/workstations/"


@pytest.fixture
def client(client_for: Callable[[User], Client], service_desk: User) -> Client:
    return client_for(service_desk)


def shown(client: Client, query: str = "") -> list[str]:
    """The inventory numbers on the page, in order."""
    return [row.inventory_number for row in client.get(f"{ADDRESS}?{query}").context["page"].object_list]


def text(client: Client, query: str = "", **headers: str) -> str:
    return client.get(f"{ADDRESS}?{query}", headers=headers).content.decode()


def test_search_finds_rows_that_hold_every_word(client: Client, ludwigslust: Authority) -> None:
    person = ContactFactory(authority=ludwigslust, first_name="Änne", last_name="Muster")
    WorkstationFactory(inventory_number="AP-1", name="meldeamt", authority=ludwigslust, used_by=person)
    WorkstationFactory(inventory_number="AP-2", name="meldeamt")

    assert shown(client, "q=meldeamt") == ["AP-1", "AP-2"]
    assert shown(client, "q=MUSTER+meldeamt") == ["AP-1"]
    assert shown(client, "q=muster+kasse") == []


def test_filters_narrow_together(client: Client, ludwigslust: Authority) -> None:
    WorkstationFactory(inventory_number="AP-1", authority=ludwigslust, state=PlaceState.CLOSED)
    WorkstationFactory(inventory_number="AP-2", authority=ludwigslust, state=PlaceState.PLANNED)
    WorkstationFactory(inventory_number="AP-3", authority=ludwigslust)
    WorkstationFactory(inventory_number="AP-4", state=PlaceState.CLOSED)

    assert shown(client, f"authority={ludwigslust.pk}&state=closed&state=planned") == ["AP-1", "AP-2"]


def test_each_set_value_is_a_chip_that_leads_to_the_list_without_it(client: Client, ludwigslust: Authority) -> None:
    WorkstationFactory(authority=ludwigslust)
    query = f"q=AP&authority={ludwigslust.pk}&state=in_service&state=closed&since=2024-02-29&page=1&sort=name"
    chips = client.get(f"{ADDRESS}?{query}").context["chips"]

    assert [(chip.label, chip.value) for chip in chips] == [
        ("Suche", "AP"),
        ("Behörde", "Stadt Ludwigslust"),
        ("Zustand", "in Betrieb"),
        ("Zustand", "aufgegeben"),
        ("In Betrieb ab", "29.02.2024"),
    ]
    without_repair = next(chip for chip in chips if chip.value == "aufgegeben").address
    left = client.get(ADDRESS + without_repair).context["chips"]
    assert [chip.value for chip in left] == ["AP", "Stadt Ludwigslust", "in Betrieb", "29.02.2024"]
    assert "sort=name" in without_repair
    assert "page" not in without_repair
    without_day = next(chip for chip in chips if chip.label == "In Betrieb ab").address
    assert "since" not in without_day


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("state=asleep", "Zustand"),
        ("authority=abc", "Behörde"),
        ("authority=999999999999999999999", "Behörde"),
        ("since=31.31.2020", "In Betrieb ab"),
        ("q=%00", "Suche"),
        ("q=" + "x" * 201, "Suche"),
        ("support=maybe", "Unterstützung"),
        ("used_by=-1", "Genutzt von"),
    ],
)
def test_a_value_nobody_can_read_is_named_and_not_applied(client: Client, query: str, label: str) -> None:
    WorkstationFactory(inventory_number="AP-1", state=PlaceState.CLOSED)
    WorkstationFactory(inventory_number="AP-2")

    assert f"Filter „{label}“ wurde nicht angewandt" in text(client, query)
    assert shown(client, f"{query}&network=administration") == ["AP-1", "AP-2"]


def test_a_wrong_value_leaves_the_other_filters_in_force(client: Client) -> None:
    WorkstationFactory(inventory_number="AP-1", state=PlaceState.CLOSED)
    WorkstationFactory(inventory_number="AP-2")

    assert shown(client, "authority=abc&state=closed") == ["AP-1"]


@pytest.mark.parametrize(
    ("page", "first"),
    [
        ("0", "AP-00"),
        ("-3", "AP-00"),
        ("abc", "AP-00"),
        ("2", "AP-25"),
        ("9999", "AP-25"),
        ("9" * 5000, "AP-00"),
        ("1.5", "AP-00"),
    ],
)
def test_a_page_that_is_not_there_shows_the_nearest(client: Client, page: str, first: str) -> None:
    for number in range(30):
        WorkstationFactory(inventory_number=f"AP-{number:02}")

    assert shown(client, f"page={page}")[0] == first


@pytest.mark.parametrize(("size", "rows"), [("25", 25), ("50", 30), ("100", 30), ("7", 25), ("1000000", 25), ("x", 25)])
def test_pages_come_in_three_sizes(client: Client, size: str, rows: int) -> None:
    for _ in range(30):
        WorkstationFactory()

    assert len(shown(client, f"per_page={size}")) == rows


def test_sorting_follows_the_german_dictionary_and_says_so(client: Client) -> None:
    for name in ("Zander", "Ähnlich", "Adler", "Möwe", "Mole"):
        authority = AuthorityFactory(name=name)
        WorkstationFactory(inventory_number=f"AP-{name[:3]}", authority=authority)

    assert shown(client, "sort=authority") == ["AP-Adl", "AP-Ähn", "AP-Mol", "AP-Möw", "AP-Zan"]
    assert shown(client, "sort=-authority") == ["AP-Zan", "AP-Möw", "AP-Mol", "AP-Ähn", "AP-Adl"]
    page = text(client, "sort=-authority")
    assert page.count('aria-sort="') == 1
    assert 'aria-sort="descending"' in page
    assert "sortiert nach Behörde, absteigend" in page


@pytest.mark.parametrize(
    "sort", ["nonsense", "authority__name", "-", "--name", "", "pk", "note", "password", "name,--"]
)
def test_only_columns_can_be_sorted_by(client: Client, sort: str) -> None:
    WorkstationFactory(inventory_number="AP-2")
    WorkstationFactory(inventory_number="AP-1")

    assert shown(client, f"sort={sort}") == ["AP-1", "AP-2"]


def test_equal_rows_are_on_one_page_only(client: Client) -> None:
    for _ in range(60):
        WorkstationFactory(name="gleich")

    pages = [shown(client, f"sort=name&page={page}") for page in (1, 2, 3)]
    assert len({number for page in pages for number in page}) == 60


def test_htmx_gets_the_list_alone_and_everything_else_the_page(client: Client) -> None:
    WorkstationFactory()
    fragment = text(client, "state=in_service", **{"HX-Request": "true"})
    assert "<html" not in fragment
    assert '<p id="list-status" hx-swap-oob="innerHTML">1 IT-Arbeitsplatz</p>' in fragment
    assert 'id="count-state" class="ku-count" hx-swap-oob="true"' in fragment
    assert "<html" in text(client, **{"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "hx-swap-oob" not in text(client)
    assert "HX-Request" in client.get(ADDRESS).headers["Vary"]


def test_an_empty_list_says_why(client: Client) -> None:
    assert "Hier ist noch nichts vorhanden." in text(client)
    assert "Kein Treffer" in text(client, "q=nichts")
    assert "Alle Filter zurücksetzen" in text(client, "q=nichts")
    assert "Keine IT-Arbeitsplätze" in text(client)


def test_counting_stops_where_paging_does(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoundedPaginator, "limit", 50)
    for _ in range(52):
        WorkstationFactory()

    assert "über 50 IT-Arbeitsplätze" in text(client)
    assert "Weitere Zeilen zeigt ein engerer Filter." in text(client, "page=2")
    assert len(shown(client, "page=3")) == 25


def test_long_list_is_not_counted_again_for_a_minute(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoundedPaginator, "limit", 50)
    rows = [WorkstationFactory() for _ in range(52)]
    assert "über 50 IT-Arbeitsplätze" in text(client)
    for row in rows[:12]:
        row.delete()

    assert "über 50 IT-Arbeitsplätze" in text(client)
    later = monotonic() + STAYS_LONG
    monkeypatch.setattr("ui.paging.monotonic", lambda: later)
    assert "40 IT-Arbeitsplätze" in text(client)


def test_text_from_people_stays_text(client: Client) -> None:
    WorkstationFactory(inventory_number="H&H", name="<script>alert(1)</script>")
    page = text(client, "q=%3Cscript%3E")

    assert ">H&amp;H</a>" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def full_workstation() -> None:
    """A workstation whose every column needs another table."""
    site = SiteFactory()
    person = ContactFactory(authority=site.authority)
    WorkstationFactory(authority=site.authority, site=site, room=RoomFactory(site=site), used_by=person)


@pytest.mark.parametrize(
    ("name", "make"),
    [("workstations:workstations", full_workstation), ("workstations:infrastructure", InfrastructureItemFactory)],
)
def test_many_rows_take_no_more_queries_than_few(client: Client, name: str, make: Callable[[], object]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(name))
        return len(captured)

    make(), make()
    with_two = queries()
    for _ in range(18):
        make()
    assert queries() == with_two


def test_days_filter_from_and_until(client: Client) -> None:
    for year in (2018, 2020, 2022):
        WorkstationFactory(inventory_number=f"AP-{year}", in_service_on=date(year, 6, 1))

    assert shown(client, "since=2020-06-01") == ["AP-2020", "AP-2022"]
    assert shown(client, "since=2019-01-01&until=2020-06-01") == ["AP-2020"]
