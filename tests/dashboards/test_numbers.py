"""The numbers of the page „Kennzahlen“: they are true, and behind each stand exactly the rows it counts."""

import csv
import html
import json
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from dashboards.boards import ServiceBoard
from tests.dashboards.known_operation import Operation
from tests.factories import TicketFactory
from ui.periods import PERIODS, Period

URL = "/dashboards/"
PERIOD_KEYS = [period.key for period in PERIODS]


@pytest.fixture
def client(manager: User, client_for: Callable[[User], Client], operation: Operation) -> Client:
    """A manager's browser, in front of the known operation."""
    return client_for(manager)


def page_of(client: Client, **query: object) -> str:
    response = client.get(URL, query)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def figures_of(page: str) -> dict[str, list[str]]:
    """Title of each figure → its number and its remarks."""
    found = {}
    for part in page.split('<div class="ku-kpi">')[1:]:
        block = re.sub(r'<span class="kern-sr-only">.*?</span>', "", part.split("</div>")[0])
        title, *rest = [
            re.sub(r"<[^>]+>", "", words).strip() for words in re.findall(r"<d[td][^>]*>(.*?)</d[td]>", block)
        ]
        found[title] = rest
    return found


def table_of(client: Client, key: str, **query: object) -> list[list[str]]:
    """The values of a chart as its file gives them."""
    response = client.get(URL, {"export": key, **query})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(text[1:].splitlines(), delimiter=";"))


def links_of(page: str) -> list[tuple[str, int]]:
    """Every number that is a link: its address and the number."""
    found = []
    board = page[page.index('<dl class="ku-kpis">') :]
    for address, words in re.findall(r'<a class="[^"]*" href="(/[^"]*)">(.*?)</a>', board):
        text = re.sub(r"<span.*?</span>|KW \d+", "", words)
        if number := re.search(r"\d[\d.]*", text):
            found.append((address, int(number[0].replace(".", ""))))
    return found


def rows_behind(client: Client, address: str) -> int:
    """How many rows the list says it has."""
    response = client.get(address)
    assert response.status_code == 200, address
    page = response.content.decode()
    assert "wurde nicht angewandt" not in page, address
    words = re.search(r'id="list-status"[^>]*>\s*(Keine|[\d.]+)', page)
    assert words, address
    return 0 if words[1] == "Keine" else int(words[1].replace(".", ""))


def test_figures_are_true(client: Client) -> None:
    assert figures_of(page_of(client)) == {
        "Offen": ["7", "1 älter als 30 Tage"],
        "Nicht zugewiesen": ["6", "2 kritisch oder hoch"],
        "Frist überschritten": ["1", "Frist gefährdet: 2"],
        "Wartet": ["2", "1 auf Rückmeldung", "1 auf Hersteller"],
        "Eingang diese Woche": ["4", "3 mehr als in der Vorwoche bis dahin", "KW 46 insgesamt: 3"],
        "Gelöst diese Woche": ["1", "so viele wie in der Vorwoche bis dahin", "KW 46 insgesamt: 2"],
        "Vertragsfristen nahen": ["0", "0 bei der Rechtsaufsicht"],
    }


def test_figures_of_one_authority_are_true(client: Client, operation: Operation) -> None:
    figures = figures_of(page_of(client, authority=operation.grabow.pk))
    assert {title: numbers[0] for title, numbers in figures.items()} == {
        "Offen": "2",
        "Nicht zugewiesen": "2",
        "Frist überschritten": "0",
        "Wartet": "0",
        "Eingang diese Woche": "1",
        "Gelöst diese Woche": "1",
        "Vertragsfristen nahen": "0",
    }


def test_weeks_are_true_and_the_running_one_is_marked(client: Client) -> None:
    head, *weeks = table_of(client, "flow")
    assert head == ["Woche", "Eingegangen", "Gelöst"]
    assert len(weeks) == 13
    busy = {label: (created, resolved) for label, created, resolved in weeks if (created, resolved) != ("0", "0")}
    assert busy == {
        "KW 35, 24.08. bis 30.08.": ("0", "1"),
        "KW 41, 05.10. bis 11.10.": ("1", "1"),
        "KW 42, 12.10. bis 18.10.": ("1", "0"),
        "KW 43, 19.10. bis 25.10.": ("2", "0"),
        "KW 44, 26.10. bis 01.11.": ("1", "1"),
        "KW 46, 09.11. bis 15.11.": ("3", "2"),
        "KW 47, seit 16.11. (läuft)": ("4", "1"),
    }
    page = page_of(client)
    assert "wurden 3 Meldungen weniger gelöst, als eingegangen sind; Höchststand beim Eingang: KW 46 (3)." in page


def test_months_and_days_are_true(client: Client) -> None:
    months = table_of(client, "flow", period="year")
    assert months[1][0] == "Nov. 2025"
    assert months[-4:] == [
        ["Aug. 2026", "1", "1"], ["Sep. 2026", "0", "0"], ["Okt. 2026", "5", "2"], ["Nov. 2026 (läuft)", "7", "3"],
    ]  # fmt: skip
    days = table_of(client, "flow", period="30-days")
    assert [days[1][0], days[-1]] == ["20.10.2026", ["18.11.2026 (läuft)", "1", "1"]]
    assert sum(int(day[1]) for day in days[1:]) == 9


def test_categories_are_true(client: Client) -> None:
    assert table_of(client, "categories") == [
        ["Kategorie", "Kritisch", "Hoch", "Normal", "Niedrig", "Summe"],
        ["Drucken", "1", "0", "0", "4", "5"],
        ["Zugang", "0", "1", "0", "1", "2"],
    ]
    assert "7 Meldungen sind offen, am meisten: Drucken (5); 1 davon ist kritisch." in page_of(client)


def test_inflow_by_authority_is_true(client: Client) -> None:
    assert table_of(client, "inflow")[1:] == [["Stadt Ludwigslust", "8"], ["Amt Grabow", "4"]]
    assert (
        "Seit dem 24.08.2026: 12 Meldungen gingen ein, am meisten: Stadt Ludwigslust (8), das sind 66,7\u00a0%."
        in page_of(client)
    )


def test_workstations_are_true(client: Client) -> None:
    assert table_of(client, "workstations")[1:] == [["Stadt Ludwigslust", "4"], ["Amt Grabow", "2"]]
    assert [row[1] for row in table_of(client, "ages")[1:]] == ["1", "1", "0", "0", "0", "1", "1", "2"]
    page = page_of(client)
    assert "6 IT-Arbeitsplätze sind in Betrieb, am meisten: Stadt Ludwigslust (4)." in page
    assert "4 von 6 (66,7\u00a0%) seit mindestens 5 Jahren." in page


def test_applications_are_true(client: Client, operation: Operation) -> None:
    assert table_of(client, "applications")[1:] == [["Stadt Ludwigslust", "2"], ["Amt Grabow", "1"]]
    assert "2 Fachverfahren werden genutzt, am meisten bei: Stadt Ludwigslust (2)." in page_of(client)
    assert table_of(client, "inflow", authority=operation.grabow.pk)[1:] == [["Drucken", "2"], ["Zugang", "2"]]
    assert table_of(client, "hosting", authority=operation.grabow.pk)[1:] == [["eigenes Rechenzentrum", "1"]]


@pytest.mark.parametrize("period", PERIOD_KEYS)
def test_behind_every_number_stand_exactly_its_rows(client: Client, period: str) -> None:
    links = links_of(page_of(client, period=period))
    assert len(links) > 50
    assert sum(number for _, number in links) > 0
    assert [(address, number) for address, number in links if rows_behind(client, address) != number] == []


def test_behind_every_number_of_one_authority_stand_exactly_its_rows(client: Client, operation: Operation) -> None:
    links = links_of(page_of(client, authority=operation.ludwigslust.pk))
    assert all(f"authority={operation.ludwigslust.pk}" in address for address, _ in links)
    assert [(address, number) for address, number in links if rows_behind(client, address) != number] == []


def test_number_of_an_authority_that_is_no_longer_served_stands_for_its_rows(client: Client) -> None:
    former = TicketFactory(authority__name="Zweckverband Wasser").authority
    links = [link for link in links_of(page_of(client)) if f"authority={former.pk}" in link[0]]
    assert [number for _, number in links] == [1]
    assert rows_behind(client, links[0][0]) == 1


def test_picture_and_table_show_the_same(client: Client) -> None:
    page = page_of(client)
    shown = re.findall(r'<script id="chart-(\w+)" type="application/json">(.*?)</script>', page)
    assert [key for key, _ in shown] == ["flow", "categories", "inflow", "workstations", "ages", "applications"]
    for key, text in shown:
        picture, (head, *rows) = json.loads(text), table_of(client, key)
        names = [series["name"] for series in picture["series"]]
        assert head[1 : len(names) + 1] == names
        for index, series in enumerate(picture["series"], start=1):
            assert [str(value) for value in series["values"]] == [row[index] for row in rows]


@pytest.mark.parametrize("period", PERIODS, ids=PERIOD_KEYS)
@pytest.mark.parametrize("is_one_authority", [False, True])
@pytest.mark.parametrize("is_empty", [False, True])
def test_no_tile_takes_more_than_two_queries(
    manager: User, request: pytest.FixtureRequest, django_assert_max_num_queries: Callable[..., object],
    period: Period, is_one_authority: bool, is_empty: bool,
) -> None:  # fmt: skip
    authority = request.getfixturevalue("ludwigslust")
    if not is_empty:
        request.getfixturevalue("operation")
    assert manager.is_service_staff  # read once per request
    board = ServiceBoard(authority if is_one_authority else None, period)
    for tile in (*board.figures(), *board.charts()):
        with django_assert_max_num_queries(2):  # type: ignore[attr-defined]  # a context manager
            tile.data(manager, timezone.now())


def test_page_takes_as_many_queries_with_more_rows(client: Client, operation: Operation) -> None:
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    TicketFactory.create_batch(5, authority=operation.grabow)
    TicketFactory.create_batch(5)
    with CaptureQueriesContext(connection) as many:
        client.get(URL)
    assert len(many) == len(few)
