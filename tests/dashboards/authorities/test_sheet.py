"""The „Steckbrief“: what stands on the page, on paper, for those who may take it along."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.models import User
from customers.models import Authority
from history.models import LogEntry
from tests.dashboards.authorities.conftest import Before, fill
from tests.dashboards.known_operation import NOW
from tests.documents import Document
from tests.factories import AuthorityFactory
from ui.cells import as_text

BrowserFor = Callable[[User], Client]


def document(client: Client, before: Before) -> Document:
    return Document(client.get(before.sheet).content)


def plain(text: str) -> str:
    """The text without what breaks of lines and columns add or take."""
    return "".join(text.replace("\u200b", "").replace("\xad", "").split())


def test_everything_of_the_page_stands_on_the_sheet(care: Client, before: Before) -> None:
    context = care.get(before.page).context
    text = plain(document(care, before).text)

    for section in [*context["sections"], *context["side"]]:
        assert plain(section.title) in text
        cells = [cell for row in section.rows for cell in row] + [pair.value for pair in section.properties]
        for cell in cells:
            assert plain(as_text(cell)) in text, (section.title, cell)
    for warning in context["warnings"]:
        assert plain(warning.label) in text
    assert plain("SteckbriefStadt Ludwigslust") in text
    assert plain(f"Stand {NOW:%d.%m.%Y, %H:%M} Uhr") in text


def test_the_sheet_is_short_tagged_and_titled(care: Client, before: Before) -> None:
    made = document(care, before)
    assert 2 <= len(made.pages) <= 4
    assert made.catalogue["/Lang"] == "de-DE"
    assert made.reader.metadata["/Title"] == "Steckbrief Stadt Ludwigslust"
    assert made.tags.count("/H1") == 1
    assert made.tags.count("/H2") > 10
    assert "/TH" in made.tags


def test_it_is_named_after_authority_and_day_and_logged(care: Client, before: Before, customer_care: User) -> None:
    response = care.get(before.sheet)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="Steckbrief Ludwigslust 2026-11-18.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    entry = LogEntry.objects.get(kind=LogEntry.Kind.EXPORTED)
    assert (entry.user, entry.subject) == (customer_care, "Steckbrief Ludwigslust 2026-11-18, PDF")


@pytest.mark.parametrize("person", ["coordinator", "authority_head"])
def test_the_authority_takes_along_what_it_may_read(
    person: str, request: pytest.FixtureRequest, client_for: BrowserFor, before: Before
) -> None:
    client = client_for(request.getfixturevalue(person))
    text = document(client, before).text

    assert f'href="{before.sheet}"' in client.get(before.page).content.decode()
    for words in ("Koordinaris", "Überfällig", "Meldewesen", "Amtsblatt"):
        assert words in text
    for words in ("Datensicherung", "Neue Leitung", "Beitritt", "Fristen der letzten"):
        assert words not in text, "what the service plans and remarks is not the authority's"


def test_it_is_for_nobody_else(
    client_for: BrowserFor, reporter: User, stranger: User, coordinator: User, before: Before
) -> None:
    assert client_for(reporter).get(before.sheet).status_code == 403
    assert client_for(stranger).get(before.sheet).status_code in (403, 404)
    foreign = AuthorityFactory()
    assert client_for(coordinator).get(f"/authorities/{foreign.pk}/sheet/").status_code == 404
    assert Client().get(before.sheet).status_code == 302


def test_nothing_of_another_authority_is_in_it(
    client_for: BrowserFor, care: Client, coordinator: User, before: Before
) -> None:
    fill(AuthorityFactory(name="Amt Anderswo"), mark=" Anderswo")
    for client in (care, client_for(coordinator)):
        assert "Anderswo" not in document(client, before).text


def test_whatever_stands_in_the_names_is_text(care: Client, today: datetime) -> None:
    name = '*Amt* #read("/etc/passwd") <b>Ḫ & Ẕ</b> $x$'
    authority = AuthorityFactory(name=name, short_name="A/B: „C“", note="x" * 5000)
    response = care.get(f"/authorities/{authority.pk}/sheet/")
    made = Document(response.content)

    assert plain('Steckbrief*Amt*#read("/etc/passwd")<b>Ḫ&') in plain(made.text)
    assert made.text.count("x") >= 5000
    assert "Steckbrief%20A%20B%20%E2%80%9EC" in response["Content-Disposition"]


def test_a_bare_authority_has_a_sheet(care: Client, ludwigslust: Authority) -> None:
    assert "Keine Meldung ist offen." in Document(care.get(f"/authorities/{ludwigslust.pk}/sheet/").content).text
