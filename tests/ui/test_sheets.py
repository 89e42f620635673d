"""Workbooks that are written while they are sent: what a spreadsheet finds in them, and when it comes."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from ui import sheets


def opened(*rows: list[Any], headings: list[str] | None = None, title: str = "Liste") -> Any:
    content = b"".join(sheets.book(title, headings or ["Wert"], rows))
    return openpyxl.load_workbook(io.BytesIO(content))


def test_headings_are_bold_and_stay_in_sight() -> None:
    sheet = opened(headings=["Nr.", "Betreff & mehr"]).active

    assert [cell.value for cell in sheet[1]] == ["Nr.", "Betreff & mehr"]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["B"].width == len("Betreff & mehr") + 6


def test_days_and_moments_are_such_in_german() -> None:
    day, moment = opened([date(2024, 3, 1)], [datetime(2024, 3, 1, 13, 45, 7)]).active["A"][1:]  # noqa: DTZ001  # on the clock of the house

    assert (day.value, day.number_format) == (datetime(2024, 3, 1), "DD.MM.YYYY")  # noqa: DTZ001
    assert (moment.value, moment.number_format) == (datetime(2024, 3, 1, 13, 45, 7), "DD.MM.YYYY HH:MM")  # noqa: DTZ001


def test_a_day_that_excel_cannot_count_is_text() -> None:
    assert opened([date(1899, 12, 31)]).active["A2"].value == "31.12.1899"


@pytest.mark.parametrize("text", ["a\r\nb", " vorn und hinten ", "a\tb", "<b>&amp;</b>", "]]>", "_x0041_"])
def test_text_comes_back_as_it_was(text: str) -> None:
    assert opened([text]).active["A2"].value == text


def test_text_is_cut_where_excel_would_call_the_file_broken() -> None:
    assert len(opened(["x" * 40_000]).active["A2"].value) == 32_767


def test_empty_cells_leave_the_others_in_their_columns() -> None:
    row = [None] * 27 + ["AB"]
    assert opened(row, headings=[f"S{at}" for at in range(28)]).active["AB2"].value == "AB"


def test_a_row_may_be_longer_or_shorter_than_the_headings() -> None:
    sheet = opened(["a", "b", "c"], ["d"], headings=["S1", "S2"]).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [["a", "b", "c"], ["d", None, None]]


def test_more_rows_than_a_sheet_takes_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "ROWS_PER_SHEET", 2)
    book = opened([1], [2], [3], title="A & B")

    assert book.sheetnames == ["A & B", "A & B 2"]
    assert [[cell.value for cell in sheet["A"]] for sheet in book] == [["Wert", 1, 2], ["Wert", 3]]
    assert opened([1], [2]).sheetnames == ["Liste"], "a full sheet calls for no second one"


def test_the_beginning_comes_before_the_end_is_known() -> None:
    asked = 0

    def rows() -> Iterator[list[str]]:
        nonlocal asked
        for number in range(100_000):
            asked += 1
            yield [f"Zeile {number}"]

    pieces = sheets.book("Liste", ["Wert"], rows())
    content = next(pieces) + next(pieces)
    assert content.startswith(b"PK")
    assert asked < 5_000
    content += b"".join(pieces)
    assert asked == 100_000
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
