"""Files as nobody wishes them: each is read as it was meant, or refused with a reason in German."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from accounts.models import User
from customers.models import Authority
from imports.lifecycle import State
from imports.models import Import
from imports.sheets import Unreadable, open_sheet
from tests.imports.files_of_rows import checked, csv_file, upload, xlsx_file

ROWS = [["Behörde", "Nachname", "Telefon"], ["stadt-ludwigslust", "Müßig", "0385 1"]]
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(rows: str, head: str = "") -> bytes:
    """A workbook whose first sheet is exactly this XML."""
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_file(ROWS).read())) as plain,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in plain.namelist():
            content = plain.read(part)
            if part == SHEET:
                content = f'<?xml version="1.0"?>{head}<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'.encode()
            made.writestr(part, content)
    return whole.getvalue()


def with_parts(**parts: Callable[[bytes], bytes]) -> bytes:
    """A workbook of which some parts are others; they are named without folder and ending."""
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_file(ROWS).read())) as plain,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in plain.namelist():
            change = parts.pop(name.rpartition("/")[2].removesuffix(".xml").strip("[]"), lambda content: content)
            made.writestr(name, change(plain.read(name)))
        for name, make in parts.items():
            made.writestr(f"xl/{name}.xml", make(b""))
    return whole.getvalue()


def texts_beside(count: int, *, torn_off: bool = False) -> bytes:
    """A workbook as Excel writes it: the cells hold numbers of texts that stand in a part of their own."""
    texts = [*ROWS[0][:2], "stadt-ludwigslust", *(f"Muster{number}" for number in range(count))]
    lines = [(0, 1), *((2, 3 + number) for number in range(count))]
    cells = "".join(
        f'<row r="{at}"><c r="A{at}" t="s"><v>{one}</v></c><c r="B{at}" t="s"><v>{two}</v></c></row>'
        for at, (one, two) in enumerate(lines, start=1)
    )
    sheet = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'
    strings = f'<sst xmlns="{NAMESPACE}">{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>'
    strings = strings[:-30] if torn_off else strings
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    return with_parts(
        sheet1=lambda content: sheet.encode(),
        sharedStrings=lambda content: strings.encode(),
        Content_Types=lambda content: content.replace(b"</Types>", named.encode()),
    )


def bomb() -> bytes:
    """A few kilobytes that become hundreds of megabytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 200 * 1024 * 1024)
    return content.getvalue()


def locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def text(inner: str) -> str:
    return f'<c r="{{}}1" t="inlineStr"><is><t>{inner}</t></is></c>'


HEADINGS = '<row r="1"><c r="A1" t="inlineStr"><is><t>Nachname</t></is></c></row>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>'

UNREADABLE = {
    "nothing": (b"", "leer"),
    "only a mark": ("\ufeff".encode(), "leer"),
    "only headings": ("Behörde;Nachname\r\n".encode(), "keine Zeile"),
    "only semicolons": (b";;;\r\n;;;\r\n", "Überschriften"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "weder eine CSV-Datei"),
    "a PDF": (b"%PDF-1.7\n\x81\x8d\x8f\x90", "weder eine CSV-Datei"),
    "an unclosed quotation mark": (b'Nachname;Vorname\r\n"Muster;Grit\r\nMeier;Udo\r\n', "Anführungszeichen"),
    "a cell without end": (b"Nachname\r\n" + b"x" * 200_000, "Anführungszeichen"),
    "too many columns": (";".join(f"s{n}" for n in range(101)).encode() + b"\r\n" + b"1;" * 101, "mehr als 100 Spalten"),
    "a million columns": (b"a;" * 1_000_000 + b"\r\n1", "mehr als 100 Spalten"),
    "a locked or old workbook": (locked(), "Kennwort"),
    "half a workbook": (xlsx_file(ROWS).read()[:2000], "beschädigt"),
    "a zip that is no workbook": (b"PK\x03\x04" + b"\x00" * 100, "beschädigt"),
    "a bomb": (bomb(), "ausgepackt zu groß"),
    "a workbook that is all looks": (with_parts(styles=lambda styles: styles + b"<!--" + b" " * 30_000_000 + b"-->"), "zu viel vor den ersten Zeilen"),
    "a workbook without XML": (workbook("<row"), "beschädigt"),
    "a cell that is nowhere": (workbook(HEADINGS + '<row r="2"><c r="ZZZZZZ2"><v>1</v></c></row>'), "beschädigt|keine Zeile"),
    "entities within entities": (workbook(HEADINGS + '<row r="2"><c r="A2" t="inlineStr"><is><t>&f;</t></is></c></row>', LAUGHS), "beschädigt|keine Zeile"),
    "a row a billion below": (workbook(HEADINGS + '<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>'), "hinter der Zeile"),
}  # fmt: skip


@pytest.fixture
def care(customer_care: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps customer data."""
    return client_for(customer_care)


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_file_that_cannot_be_read_is_refused_in_words(name: str, care: Client, ludwigslust: Authority) -> None:
    content, reason = UNREADABLE[name]
    response = upload(care, "contacts", SimpleUploadedFile("datei.xlsx", content))
    assert response.status_code == 200
    page = response.content.decode()
    assert any(part in page for part in reason.split("|")), page[page.index("<form class") :][:1500]
    assert not Import.objects.exists()


READABLE = {
    "semicolons and a mark": csv_file(ROWS),
    "commas": csv_file(ROWS, sign=",", encoding="utf-8"),
    "tabs": csv_file(ROWS, sign="\t", encoding="utf-8"),
    "Windows": csv_file(ROWS, encoding="cp1252"),
    "Unicode text of Excel": csv_file(ROWS, sign="\t", encoding="utf-16"),
    "line ends of Unix": SimpleUploadedFile("a.csv", csv_file(ROWS).read().replace(b"\r\n", b"\n")),
    "line ends of an old Mac": SimpleUploadedFile("a.csv", csv_file(ROWS).read().replace(b"\r\n", b"\r")),
    "empty rows between": csv_file([ROWS[0], [], ["", "", ""], ROWS[1], []]),
    "rows that end before": csv_file([[*ROWS[0], "Funktion", "E-Mail"], ROWS[1]]),
    "white space nobody sees": csv_file([["\u00a0Behörde ", "  Nachname", "Telefon\t"], [" stadt-ludwigslust", "Müßig\u00a0", "0385\u00a01"]]),
    "a name without an ending": csv_file(ROWS, name="datei"),
    "a workbook": xlsx_file(ROWS),
    "a workbook named otherwise": xlsx_file(ROWS, name="datei.csv"),
    "columns of nothing beside": xlsx_file([[*ROWS[0], None, None], [*ROWS[1], None, None]]),
    "a formula that a file of ours guards": csv_file([ROWS[0], ["stadt-ludwigslust", "Müßig", "'0385 1"[1:]]]),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(READABLE))
def test_file_is_read_whatever_program_wrote_it(name: str, care: Client, ludwigslust: Authority) -> None:
    READABLE[name].seek(0)
    run = checked(care, "contacts", READABLE[name])
    changes = {column: new for column, _, new in run.rows.get().changes}
    assert changes == {"Behörde": "stadt-ludwigslust", "Nachname": "Müßig", "Telefon": "0385 1"}
    assert run.rows_wrong == 0


def test_line_is_the_number_beside_the_row_in_a_spreadsheet(care: Client, ludwigslust: Authority) -> None:
    for make in (csv_file, xlsx_file):
        run = checked(care, "contacts", make([ROWS[0], ["", "", ""], ["", "", ""], ["falsch", "A", ""]]))
        assert run.rows.get().number == 4


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("=1+1", "Formel"), ("=HYPERLINK(A1)", "Formel"), ("#N/A", "Fehler #N/A"), ("x" * 5001, "5000 Zeichen")],
)
def test_cell_that_says_nothing_reliable_is_told_at_its_column(
    cell: str, reason: str, care: Client, ludwigslust: Authority
) -> None:
    problem = checked(care, "contacts", xlsx_file([ROWS[0], ["stadt-ludwigslust", "A", cell]])).rows.get().problems
    assert problem[0][0] == "Telefon"
    assert reason in problem[0][1]


def test_cell_beyond_the_headings_is_told(care: Client, ludwigslust: Authority) -> None:
    for make in (csv_file, xlsx_file):
        run = checked(care, "contacts", make([ROWS[0], [*ROWS[1], "", "verrutscht"]]))
        assert run.rows_wrong == 1
        assert "Überschrift" in run.rows.get().problems[0][1]


def test_numbers_of_a_workbook_are_text(care: Client, ludwigslust: Authority) -> None:
    book = Workbook()
    for line in (ROWS[0], ["stadt-ludwigslust", 12.0, 385123]):
        book.active.append(line)
    content = io.BytesIO()
    book.save(content)
    row = checked(care, "contacts", SimpleUploadedFile("a.xlsx", content.getvalue())).rows.get()
    assert [new for _, _, new in row.changes] == ["stadt-ludwigslust", "12", "385123"]


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_too_many_rows_are_told_after_reading(make: Callable) -> None:
    content = make([["a"], *([str(number)] for number in range(20_001))]).read()
    sheet = open_sheet(io.BytesIO(content), len(content))
    with pytest.raises(Unreadable, match="mehr als 20000 Zeilen"):
        list(sheet.rows())


def test_file_that_breaks_further_down_is_told_on_its_page(care: Client, ludwigslust: Authority) -> None:
    content = b"Beh\xf6rde;Nachname\r\n" + b"stadt-ludwigslust;A\r\n" * 50 + b'stadt-ludwigslust;"B\r\n'
    run = checked(care, "contacts", SimpleUploadedFile("a.csv", content))
    assert run.state == "failed"
    page = care.get(run.get_absolute_url()).content.decode()
    assert "Anführungszeichen" in page
    assert "Andere Datei hochladen" in page


def test_of_a_workbook_only_the_first_rows_are_read_while_somebody_waits(care: Client, ludwigslust: Authority) -> None:
    whole = checked(care, "contacts", SimpleUploadedFile("a.xlsx", texts_beside(3_000)))
    assert (whole.state, whole.rows_new) == (State.CHECKED, 3_000)
    broken = checked(care, "contacts", SimpleUploadedFile("a.xlsx", texts_beside(3_000, torn_off=True)))
    assert (broken.headings, broken.samples[0]) == (ROWS[0][:2], ["stadt-ludwigslust", "Muster0"])
    assert (broken.state, "beschädigt" in broken.remark) == (State.FAILED, True)


def test_workbook_that_shows_one_long_text_again_and_again_is_refused() -> None:
    content = xlsx_file([["a"] * 100, *(["x" * 32_000] * 100 for _ in range(17))]).read()
    assert len(content) < 100_000
    with pytest.raises(Unreadable, match="zu viel Text"):
        list(open_sheet(io.BytesIO(content), len(content)).rows())
