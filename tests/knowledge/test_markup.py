"""The text of an article becomes HTML of the allowed kind, whatever somebody typed."""

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.markup import quoted, rendered

ALLOWED = {
    "h2", "h3", "h4", "p", "br", "hr", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em", "a",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def tags_of(html: str) -> set[str]:
    return set(re.findall(r"</?([a-zA-Z0-9]+)", html))


def test_headings_lists_and_links_are_there() -> None:
    text = rendered("# Vorgehen\n\n1. **Anmelden**\n2. [Seite](https://ksm.example/)\n\n## Übersicht für alle")
    assert '<h2 id="text-vorgehen">Vorgehen</h2>' in text.html
    assert "<li><strong>Anmelden</strong></li>" in text.html.replace("\n", "")
    assert 'href="https://ksm.example/"' in text.html
    assert [(heading.anchor, heading.words) for heading in text.headings] == [
        ("vorgehen", "Vorgehen"), ("uebersicht-fuer-alle", "Übersicht für alle"),
    ]  # fmt: skip


def test_headings_alike_lead_to_different_places() -> None:
    assert [heading.anchor for heading in rendered("## Drucken\n\n## Drucken\n\n## !!").headings] == [
        "drucken", "drucken-1", "abschnitt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[hier](javascript:alert(1))",
        "[hier](data:text/html;base64,PHNjcmlwdD4=)",
        "![Bild](https://elsewhere.example/pixel.png)",
        '<a href="#" onclick="alert(1)">x</a>',
        "<javascript:alert(1)>",
    ],
)
def test_what_could_do_something_stays_text(text: str) -> None:
    html = rendered(text).html
    assert not re.search(r"<(?!/?(?:p|a)\b)", html)
    assert not re.search(r'(?:href|src)="(?!https://)', html)
    assert not re.search(r"<[^>]*\son\w+=", html)


@given(st.text(alphabet=st.sampled_from("<>[]()!#*_`|:-\n \"'&;=/ab\u202e1."), max_size=120))
def test_whatever_is_typed_only_allowed_tags_come_out(text: str) -> None:
    html = rendered(text).html
    assert tags_of(html) <= ALLOWED
    assert not re.search(
        r"<[^>]*\s(?!href=|class=|id=|rel=|style=|title=|start=)[a-z]+=", re.sub(r'"[^"]*"', '""', html)
    )
    assert " style=" not in re.sub(r'"[^"]*"', '""', html)


@given(st.text(alphabet=st.sampled_from("*_`[]<>#|~ab\\ \n\r\t-+=:.)&;1!"), max_size=60))
@example("- eins\n- zwei")
@example("1. eins\n2) zwei")
@example("---")
@example("a|b\n:-")
@example("a\n===")
@example("&amp; &lt;b&gt; &#65;")
@example("+ mehr\n    eingerückt")
def test_quoted_text_reads_as_it_was_written(text: str) -> None:
    page = rendered(f"## Überschrift\n\n{quoted(text)}").html
    written = page.partition("</h3>")[2]
    assert tags_of(written) <= {"p", "br"}
    assert unescape(re.sub(r"<[^>]+>", "", written)).split() == text.split()
