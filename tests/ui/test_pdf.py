"""Documents: readable for everyone, safe with whatever people wrote, and the same on every machine."""

from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import Document
from ui import checks
from ui.export import exported
from ui.pdf import NOT_COVERED, DocumentError, as_download, pdf

SEED_OF_NAMES = "Ḫ Ḳ Ẕ C̈ M̂ Ǯ Ş Ț Đ Ł Ø ß ẞ Ə Æ Œ ż ő"  # from DIN 91379


def part(title: str, **given: Any) -> dict[str, Any]:
    return {"title": title, "properties": [], "headings": [], "rows": [], "hint": "", **given}


def sheet(*sections: dict[str, Any], title: str = "Steckbrief", **given: Any) -> Document:
    data = {"subtitle": "", "stand": "Stand 28.11.2026", "notices": [], "figures": [], "sections": sections, **given}
    return Document(pdf("sheet.typ", data, title=title))


def test_document_says_what_it_is_and_in_which_language() -> None:
    made = sheet(part("Angaben", hint="Nichts."), title="Steckbrief „Ludwigslust“")

    assert bool(made.catalogue["/MarkInfo"]["/Marked"])
    assert made.catalogue["/Lang"] == "de-DE"
    assert bool(made.catalogue["/ViewerPreferences"]["/DisplayDocTitle"])
    assert made.reader.metadata["/Title"] == "Steckbrief „Ludwigslust“"
    assert "<pdfuaid:part>1</pdfuaid:part>" in made.metadata
    assert "<pdfaid:part>2</pdfaid:part>" in made.metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in made.metadata


def test_headings_lists_and_tables_are_tagged_as_such() -> None:
    facts = part("Angaben", properties=[{"label": "AGS", "value": "13076090"}, {"label": "Ort", "value": ""}])
    rows = part("Rollen", headings=["Rolle", "Zeitraum"], rows=[["Träger", "seit 01.04.2016"]] * 2)
    made = sheet(facts, rows, notices=["Großstörung"])

    assert made.tags.count("/H1") == 1
    assert made.tags.count("/H2") == 2
    assert (made.tags.count("/LI"), made.tags.count("/Lbl")) == (2, 2)
    assert (made.tags.count("/TH"), made.tags.count("/TD")) == (2, 4)
    headers = [element for element in made.elements() if element["/S"] == "/TH"]
    assert [header["/A"][0]["/Scope"] for header in headers] == ["/Column", "/Column"]
    assert "keine Angabe" in made.text


def test_text_is_read_in_order_with_page_numbers() -> None:
    long = part(
        "Viele", headings=["Nummer", "Betreff"], rows=[[f"26-{n:06}", "Drucker druckt nicht"] for n in range(90)]
    )
    made = sheet(part("Erstens", hint="Eins."), long, part("Zuletzt", hint="Ende."), subtitle="amtsfreie Gemeinde")
    words = [
        "Steckbrief",
        "amtsfreie Gemeinde",
        "Erstens",
        "Eins.",
        "Viele",
        "26-000000",
        "26-000089",
        "Zuletzt",
        "Ende.",
    ]

    assert len(made.pages) > 1
    assert [made.text.index(word) for word in words] == sorted(made.text.index(word) for word in words)
    for number, page in enumerate(made.pages, start=1):
        assert f"Seite {number} von {len(made.pages)}" in page
        assert "KSM Servicebetrieb" in page
        assert "Stand 28.11.2026" in page
    assert all("Nummer Betreff" in page for page in made.pages[:-1]), "the headings stand on every page"


@pytest.mark.parametrize("name", SEED_OF_NAMES.split())
def test_every_letter_of_official_names_is_shown(name: str) -> None:
    made = sheet(part(name, properties=[{"label": "Name", "value": name}]), title=name)
    assert NOT_COVERED not in made.text
    assert name in made.text


@pytest.mark.parametrize(
    "text",
    [
        "*fett* _kursiv_ = Titel",
        '#read("/etc/passwd") #import "house.typ"',
        "$ x^2 $ `code` // nichts /* nichts */",
        "[a] @b <c> ~ -- \\ #1 ]]",
    ],
)
def test_markup_is_text(text: str) -> None:
    facts = part(text, properties=[{"label": text, "value": text}])
    made = sheet(facts, part("Zeilen", headings=[text], rows=[[text]]), title=text, notices=[text])
    assert made.text.count(text) >= 6


def test_what_turns_or_hides_text_is_left_out_and_what_has_no_picture_is_marked() -> None:
    made = sheet(part("Text", hint="vor\u202edrehung\u200f nul\x00 😀 lone\ud800 neue\u2028Zeile \ufeffEnde"))
    assert f"vordrehung nul {NOT_COVERED} lone{NOT_COVERED} neue Zeile Ende" in made.text


def test_very_long_texts_stay_on_the_page() -> None:
    made = sheet(
        part("Am Stück", hint="x" * 10_000),
        part("Wörter", headings=["Kurz", "Lang"], rows=[["a", "Wort " * 2000], ["b" * 3000, "c"]]),
    )
    assert made.text.replace(" ", "").count("x") >= 10_000
    assert made.text.count("Wort") >= 2000
    assert 4 < len(made.pages) < 20


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_nothing_anybody_writes_stops_a_document(text: str) -> None:
    sheet(
        part(text, properties=[{"label": text, "value": text}], hint=text),
        part("Zeilen", headings=[text, "Wert"], rows=[[text, text]]),
        title=f"Steckbrief {text}",
        notices=[text],
    )


def test_document_without_title_is_refused() -> None:
    with pytest.raises(DocumentError, match="without a title"):
        sheet(title=" ")


def test_only_words_and_numbers_are_handed_over() -> None:
    with pytest.raises(TypeError, match="object is nothing a document can show"):
        pdf("sheet.typ", {"subtitle": object()}, title="x")


def test_wrong_layout_or_data_is_an_error_of_ours() -> None:
    for layout in ("none.typ", "sheet.typ", "../ui/detail.html"):
        with pytest.raises(DocumentError):
            pdf(layout, {}, title="x")


def test_missing_fonts_are_told_at_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    assert checks.fonts_are_unpacked(None) == []
    monkeypatch.setattr("ui.pdf.FONTS", tmp_path)
    assert [warning.id for warning in checks.fonts_are_unpacked(None)] == ["ui.W002"]


@pytest.mark.parametrize("names_people", [True, False])
def test_download_is_named_not_kept_and_told(names_people: bool) -> None:
    told = []
    request = RequestFactory().get("/")

    def hear(sender: Any, title: str, file_format: str, **more: Any) -> None:
        told.append((title, file_format))

    handlers, exported.receivers = exported.receivers, []  # the log wants a database
    try:
        exported.connect(hear, weak=False)
        response = as_download(
            request, b"%PDF", name="Steckbrief Gr\u00fcn/\r\nX 2026-11-28", names_people=names_people
        )
    finally:
        exported.receivers = handlers
        exported.sender_receivers_cache.clear()
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Steckbrief%20Gr%C3%BCn%20X%202026-11-28.pdf"
    assert told == ([("Steckbrief Gr\u00fcn/\r\nX 2026-11-28", "PDF")] if names_people else [])
