"""Cells say moments, durations, numbers and names as German readers expect, and escape what comes from outside."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ui import cells

NOW = datetime(2026, 11, 19, 9, 42, tzinfo=UTC)  # a Thursday, 10:42 in Schwerin
NARROW = "\u202f"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "gerade eben"),
        (timedelta(minutes=7), f"vor 7{NARROW}Min."),
        (timedelta(minutes=80), "heute, 09:22"),
        (timedelta(hours=17, minutes=43), "gestern, 16:59"),
        (timedelta(days=2, hours=20, minutes=32), "Mo., 14:10"),
        (timedelta(days=7), "12.11.2026"),
        (timedelta(hours=-3), "heute, 13:42"),
        (timedelta(days=-3), "22.11.2026"),
    ],
)
def test_a_moment_is_said_relative_to_now(ago: timedelta, words: str) -> None:
    html = cells.relative_time(NOW - ago, NOW)
    assert f">{words}<" in html


def test_a_relative_moment_carries_the_exact_one() -> None:
    html = cells.relative_time(NOW - timedelta(minutes=7), NOW)
    assert 'datetime="2026-11-19T10:35+01:00"' in html
    assert 'title="19.11.2026, 10:35 Uhr"' in html


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, f"0{NARROW}Min."),
        (14, f"14{NARROW}Min."),
        (122, f"2{NARROW}Std. 02{NARROW}Min."),
        (600, f"10{NARROW}Std."),
        (1440, f"1{NARROW}Tag"),
        (3000, f"2{NARROW}Tage"),
    ],
)
def test_a_duration_is_as_exact_as_it_is_useful(minutes: int, words: str) -> None:
    assert cells.duration(minutes) == words


@pytest.mark.parametrize(
    ("minutes", "kind", "words"),
    [
        (-49, "over", f"49{NARROW}Min. über"),
        (22, "soon", f"22{NARROW}Min."),
        (134, "ok", f"2{NARROW}Std. 14{NARROW}Min."),
    ],
)
def test_a_deadline_says_what_is_left(minutes: int, kind: str, words: str) -> None:
    html = cells.deadline(NOW + timedelta(minutes=minutes), NOW)
    assert f"ku-deadline--{kind}" in html
    assert words in html


def test_a_paused_deadline_says_so_even_when_it_is_over() -> None:
    assert "pausiert" in cells.deadline(NOW - timedelta(days=1), NOW, is_paused=True)


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (1234, "1.234"), (1234.5, "1.234,5"), (-1234567.89, "-1.234.567,9"), (None, "")]
)
def test_numbers_have_german_marks(value: float | None, words: str) -> None:
    assert cells.number(value) == words


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0\u00a0KB"), (500, "1\u00a0KB"), (49_000, "48\u00a0KB"), (1_900_000, "1,8\u00a0MB")]
)
def test_file_sizes(size: int, words: str) -> None:
    assert cells.file_size(size) == words


def test_a_day_and_a_moment_are_written_out() -> None:
    assert ">19.11.2026<" in cells.day(date(2026, 11, 19))
    assert ">19.11.2026<" in cells.day(datetime(2026, 11, 18, 23, 30, tzinfo=UTC))
    assert ">19.11.2026, 10:42 Uhr<" in cells.moment(NOW)
    assert cells.day(None) == cells.moment(None) == cells.relative_time(None, NOW) == ""


def test_names_become_short_names_and_initials() -> None:
    assert cells.short_name("Anna Maria Beispiel") == "A. Beispiel"
    assert cells.initials("Anna Maria Beispiel") == "AB"
    assert cells.initials("Beispiel") == "B"
    assert cells.initials("") == ""


def test_a_symbol_is_silent_unless_it_has_words() -> None:
    assert 'aria-hidden="true"' in cells.icon("search")
    assert 'aria-label="entfernen"' in cells.icon("close", "entfernen")


EVIL = "<script>alert(1)</script>\"'"


@pytest.mark.parametrize(
    "html",
    [
        cells.icon(EVIL, EVIL, EVIL),
        cells.badge(EVIL, EVIL, EVIL),
        cells.priority(EVIL, EVIL),
        cells.person(EVIL),
        cells.avatar(EVIL),
        cells.link(EVIL, EVIL),
        cells.row_link(EVIL, EVIL),
    ],
)
def test_nothing_from_outside_becomes_markup(html: str) -> None:
    assert "<script" not in html
    assert "\"'" not in html  # a quotation mark would end the attribute it stands in


def test_a_cell_says_on_paper_what_it_says_on_the_page() -> None:
    assert cells.as_text(cells.badge("danger", "error", "a < b & „c“")) == "a < b & „c“"
    assert cells.as_text(cells.link("/x/", "<b>Amt</b> &amp;")) == "<b>Amt</b> &amp;"
    assert cells.as_text(cells.day(date(2026, 11, 19))) == "19.11.2026"
    assert cells.as_text("<b>kein Markup</b>") == "<b>kein Markup</b>"
    assert (cells.as_text(None), cells.as_text(83)) == ("", "83")
