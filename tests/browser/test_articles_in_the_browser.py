"""Articles in the hands of people: suggested while one types without moving anything, put into an answer, never lost."""

import re

import pytest
from playwright.sync_api import expect

from accounts.roles import SERVICE_DESK
from tests.browser.conftest import OpenWindow
from tests.factories import ArticleFactory
from tests.world import World, build
from tickets.models import Draft, Ticket

pytestmark = pytest.mark.django_db(transaction=True)

ANSWER = re.compile(
    r"Guten Tag,\nEine halbe Minute ausschalten\.\n\nSchritt für Schritt steht es hier: \S+/help/\d+/\n"
)


@pytest.fixture
def world(db: None) -> World:
    """Two authorities with all that belongs to them, and a person of every role."""
    return build()


def test_articles_come_while_one_types_and_nothing_moves(world: World, open_window: OpenWindow) -> None:
    ArticleFactory(title="Papierstau beheben")
    window = open_window()
    window.sign_in(world.people["reporter"])
    page = window.open("/portal/report/")
    height = page.evaluate("document.documentElement.scrollHeight")
    page.locator("#id_subject").fill("Papierstau im Kopierer")
    link = page.get_by_role("link", name="Papierstau beheben")
    expect(link).to_be_visible()
    expect(page.locator("#ku-announcer")).to_have_text("1 Hilfe-Artikel könnte passen.")
    assert page.evaluate("document.documentElement.scrollHeight") == height
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value.locator("h1")).to_have_text("Papierstau beheben")
    expect(page.locator("#id_subject")).to_have_value("Papierstau im Kopierer")


def test_article_goes_into_the_answer_and_what_was_typed_stays(world: World, open_window: OpenWindow) -> None:
    ticket = Ticket.objects.get(pk=world.own["ticket"].pk)
    Draft.objects.all().delete()  # the small world has one already
    ArticleFactory(title="Drucker neu starten", summary="Eine halbe Minute ausschalten.", keywords=ticket.subject)
    window = open_window()
    window.sign_in(world.people[SERVICE_DESK.key])
    page = window.open(f"/tickets/{ticket.number}/")
    page.locator("#composer-body").fill("Guten Tag,\n")
    page.get_by_role("button", name="In die Antwort einfügen").first.click()
    expect(page.locator("#composer-body")).to_have_value(ANSWER)
    expect(page.get_by_role("button", name="Verknüpfung mit „Drucker neu starten“ lösen")).to_be_visible()
    expect(page.locator("#composer-body")).to_have_value(ANSWER)


def test_change_of_an_article_survives_a_reload_until_it_is_saved(world: World, open_window: OpenWindow) -> None:
    article = ArticleFactory(body="Der alte Text")
    window = open_window()
    window.sign_in(world.people[SERVICE_DESK.key])
    page = window.open(f"/knowledge/{article.pk}/edit/")
    body = page.locator("textarea[name=body]")
    body.fill("Der neue Text")
    expect(page.locator("[data-draft-status]")).to_contain_text("Entwurf gesichert")
    page.reload()
    expect(body).to_have_value("Der neue Text")
    page.get_by_role("button", name="Speichern").click()
    page.wait_for_url(lambda url: "edit" not in url)
    window.open(f"/knowledge/{article.pk}/edit/")
    expect(body).to_have_value("Der neue Text")
    expect(page.locator("[data-draft-status]")).to_be_empty()
