"""Lists as files: all filtered rows, readable by the German Excel, nothing that runs."""
# ruff: noqa: RUF001  # signs that look like others are what some of these tests are about

import csv
import io
import re
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from customers.models import Authority
from tests.factories import ApplicationUseFactory, AuthorityFactory, WorkstationFactory
from ui.export import as_file, guarded
from workstations.lifecycle import PlaceState

ADDRESS = "/workstations/"


@pytest.fixture
def client(client_for: Callable[[User], Client], service_desk: User) -> Client:
    return client_for(service_desk)


def download(client: Client, query: str, address: str = ADDRESS) -> bytes:
    response = client.get(f"{address}?{query}")
    assert response.status_code == 200
    assert response.streaming
    return b"".join(response)


def csv_rows(client: Client, query: str = "", address: str = ADDRESS) -> list[dict[str, str]]:
    content = download(client, f"export=csv&{query}", address)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def sheet(client: Client, query: str = "", address: str = ADDRESS) -> Any:
    return openpyxl.load_workbook(io.BytesIO(download(client, f"export=xlsx&{query}", address))).active


def test_the_file_holds_all_filtered_rows_and_not_only_the_page(client: Client) -> None:
    for number in range(60):
        WorkstationFactory(
            inventory_number=f"AP-{number:02}", state=PlaceState.CLOSED if number < 40 else PlaceState.IN_SERVICE
        )

    wanted = [f"AP-{number:02}" for number in range(39, -1, -1)]
    query = "state=closed&sort=-inventory_number&page=2&per_page=25"
    assert [row["Inventarnummer"] for row in csv_rows(client, query)] == wanted
    assert [row[0].value for row in sheet(client, query).iter_rows(min_row=2)] == wanted


def test_values_are_plain_and_german(client: Client, ludwigslust: Authority) -> None:
    WorkstationFactory(
        inventory_number="AP-1", name='Pult; "eins"', authority=ludwigslust, in_service_on=date(2024, 3, 1)
    )
    row = csv_rows(client)[0]

    assert row["Rechnername"] == 'Pult; "eins"'
    assert row["Behörde"] == "Stadt Ludwigslust"
    assert row["Zustand"] == "in Betrieb"
    assert row["In Betrieb seit"] == "01.03.2024"
    assert row["Raum"] == ""
    assert "Genutzt von" not in row  # nobody takes names of people along
    assert "<" not in "".join(row.values())


def test_a_sheet_keeps_days_and_numbers_as_such(client: Client) -> None:
    WorkstationFactory(in_service_on=date(2024, 3, 1))
    ApplicationUseFactory(user_count=1234)
    table = sheet(client)
    headings = [cell.value for cell in table[1]]

    assert table.cell(2, headings.index("In Betrieb seit") + 1).value == datetime(2024, 3, 1)  # noqa: DTZ001  # a day in a sheet
    applications = sheet(client, address="/applications/")
    headings = [cell.value for cell in applications[1]]
    assert applications.cell(2, headings.index("Nutzende") + 1).value == 1234


def test_nothing_in_a_file_runs_as_a_formula(client: Client) -> None:
    WorkstationFactory(name='=HYPERLINK("http://x")')

    assert csv_rows(client)[0]["Rechnername"] == '\'=HYPERLINK("http://x")'
    cell = sheet(client)["B2"]
    assert cell.value == '\'=HYPERLINK("http://x")'
    assert cell.data_type == "s"


def test_a_character_no_sheet_may_hold_is_left_out(client: Client) -> None:
    WorkstationFactory(name="a\x07b")

    assert sheet(client)["B2"].value == "ab"


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+49 385 555-0", "'+49 385 555-0"),
        ("-2+3+cmd", "'-2+3+cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1+1", "' =1+1"),
        ("\r\n=1+1", "'\r\n=1+1"),
        ("\nRathaus", "'\nRathaus"),
        ("\u00a0\u200b\ufeff=1+1", "'\u00a0\u200b\ufeff=1+1"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("﹦1+1", "'﹦1+1"),
        ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
        ("-1.234,50", "-1.234,50"),
        ("-1+1", "'-1+1"),
        ("-１", "'-１"),
        ("2=2", "2=2"),
        ("a\n=1", "a\n=1"),
        ("-12,5", "-12,5"),
        ("+7", "+7"),
        ("Rathaus", "Rathaus"),
        ("", ""),
    ],
)
def test_what_starts_like_a_formula_gets_an_apostrophe_and_numbers_do_not(value: str, safe: str) -> None:
    assert guarded(value) == safe


def test_whatever_looks_like_the_sign_of_a_formula_gets_an_apostrophe() -> None:
    signs = [
        sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.normalize("NFKC", sign)[:1] in set("=+-@")
    ]
    assert len(signs) > 4
    assert [sign for sign in signs if guarded(f"{sign}A1") != f"'{sign}A1"] == []


class Rows:
    """A table of one column."""

    def __init__(self, *values: Any, heading: str = "Wert") -> None:
        self.values, self.heading = values, heading

    def export_headings(self) -> list[str]:
        return [self.heading]

    def export_rows(self) -> Iterator[list[Any]]:
        yield from ([value] for value in self.values)


def written(rows: Rows, file_format: str, title: str = "Liste") -> bytes:
    return b"".join(as_file(rows, file_format, title, date(2026, 11, 25)))


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
HOSTILE = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", " ", "\t", "\r\n", "\u00a0", "\u200b", "\ufeff"]), st.sampled_from("=+-@＝＋－＠﹦"), WORDS
    ),
)


@given(st.lists(st.one_of(WORDS, HOSTILE), min_size=1, max_size=20))
def test_no_text_whatever_becomes_a_formula(texts: list[str]) -> None:
    lines = written(Rows(*texts), "csv").decode("utf-8-sig")
    read = [row[0] if row else "" for row in csv.reader(io.StringIO(lines, newline=""), delimiter=";")][1:]
    assert read == [guarded(text) for text in texts]
    assert [text for text in read if could_run(text)] == []

    content = io.BytesIO(written(Rows(*texts), "xlsx"))
    book_sheet = openpyxl.load_workbook(content).active
    assert {cell.data_type for (cell,) in book_sheet.iter_rows(min_row=2)} <= {"s", "n"}, "n is what an empty cell is"
    assert [cell.value for (cell,) in book_sheet.iter_rows() if could_run(str(cell.value))] == []
    xml = zipfile.ZipFile(content).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml


def could_run(text: str) -> bool:
    """What a spreadsheet, generously understood, takes for a formula."""
    plain = unicodedata.normalize("NFKC", text).lstrip("\t\r\n \u00a0\u200b\ufeff")
    return plain[:1] in ("=", "+", "-", "@") and not re.fullmatch(r"[+-][0-9.]+(,[0-9]+)?", text)


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "=1", "true", "1", "25.11.2026", "\ufffe\uffff\x00ok"])
def test_text_in_a_sheet_is_text(text: str) -> None:
    cell = openpyxl.load_workbook(io.BytesIO(written(Rows(text), "xlsx"))).active["A2"]
    assert cell.data_type == "s"
    assert cell.value == guarded(re.sub("[\ufffe\uffff\x00]", "", text))


def test_numbers_stay_numbers() -> None:
    numbers = [-5, 0, -1.5, Decimal("-12.50")]
    cells = [
        cell for (cell,) in openpyxl.load_workbook(io.BytesIO(written(Rows(*numbers), "xlsx"))).active.iter_rows(2)
    ]
    assert {cell.data_type for cell in cells} == {"n"}
    assert [cell.value for cell in cells] == numbers
    lines = written(Rows(*numbers), "csv").decode("utf-8-sig").splitlines()
    assert lines[1:] == ["-5", "0", "-1,5", "-12,50"]


@pytest.mark.parametrize("title", ["=cmd|'/C calc'!A0", "", "[a]:*?/\\", "''", "\x00\x07", "ä" * 100])
def test_no_title_or_heading_breaks_or_runs(title: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(Rows("x", heading=title), "xlsx", title)))
    assert 1 <= len(book.active.title) <= 31
    assert not re.search(r"[\[\]:*?/\\\x00-\x1f]|^'|'$", book.active.title)
    assert book.active["A1"].data_type in ("s", "n")
    assert not str(book.active["A1"].value or "").startswith("=")
    response = as_file(Rows("x", heading=title), "csv", title, date(2026, 11, 25))
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.csv"', response["Content-Disposition"])
    assert not b"".join(response).decode("utf-8-sig").startswith("=")


def test_export_of_the_web_admin_is_as_safe(client_for: Callable[[User], Client], administrator: User) -> None:
    AuthorityFactory(name="=1+1", short_name="＝1+1")
    client = client_for(administrator)
    lines = download(client, "", "/admin/customers/authority/export/csv/").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(lines), delimiter=";")
    assert (row["Name"], row["Kurzname"]) == ("'=1+1", "'＝1+1")
    book = openpyxl.load_workbook(io.BytesIO(download(client, "", "/admin/customers/authority/export/xlsx/")))
    assert "=1+1" not in [cell.value for line in book.active.iter_rows() for cell in line]


def test_the_file_is_named_after_list_and_day(client_for: Callable[[User], Client], service_desk: User) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 10).astimezone(), tick=False):
        client = client_for(service_desk)
        response = client.get("/workstations/?export=csv")
        sheet_response = client.get("/authorities/?export=xlsx")

    assert response.headers["Content-Disposition"] == 'attachment; filename="it-arbeitsplaetze-2026-11-23.csv"'
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    assert sheet_response.headers["Content-Disposition"] == 'attachment; filename="behoerden-2026-11-23.xlsx"'
    b"".join(response), b"".join(sheet_response)


def test_an_unreadable_filter_gives_no_file(client: Client) -> None:
    response = client.get("/workstations/?export=csv&state=asleep")

    assert response.status_code == 302
    assert response.headers["Location"] == "/workstations/?state=asleep"


def test_an_unknown_kind_of_file_shows_the_list(client: Client) -> None:
    assert "<html" in client.get("/workstations/?export=pdf").content.decode()


def test_an_empty_list_gives_a_file_with_headings(client: Client) -> None:
    assert download(client, "export=csv").decode("utf-8-sig").startswith("Inventarnummer;")
    assert sheet(client)["A1"].value == "Inventarnummer"


def test_a_coordinator_takes_only_rows_of_the_own_authority(
    client_for: Callable[[User], Client], coordinator: User, ludwigslust: Authority
) -> None:
    own = WorkstationFactory(authority=ludwigslust)
    foreign = WorkstationFactory()
    client = client_for(coordinator)

    assert [row["Inventarnummer"] for row in csv_rows(client)] == [own.inventory_number]
    assert foreign.inventory_number not in str(list(sheet(client).values))
    response = client.get(f"/workstations/?export=csv&authority={foreign.authority_id}")
    assert response.status_code == 302, "a foreign authority is no value of the filter"
