"""Articles are found by forms of words, parts of compounds and misspelt words; suggestions only where they fit."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from knowledge import search
from knowledge.models import Article
from knowledge.search import found, suggested
from tests.factories import ApplicationUseFactory, ArticleFactory
from tests.world import World

Sign = Callable[[User], Client]


@pytest.fixture
def articles(world: World, db: None) -> dict[str, Article]:
    """A few, as different as they are."""
    return {
        "printer": ArticleFactory(
            title="Drucker druckt nicht",
            keywords="Warteschlange Papierstau",
            body="Neu starten hilft. Das Kennwort bleibt.",
        ),
        "password": ArticleFactory(title="Kennwort vergessen", keywords="Passwort Anmeldung", body="Wir rufen zurück."),
        "vpn": ArticleFactory(
            title="Verbindung über VPN", keywords="Homeoffice", body="Zuerst das Internet am PC zu Hause."
        ),
    }


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Drucker", "printer"),
        ("gedruckte Drucker", "printer"),
        ("Papier", "printer"),  # part of a compound of the article
        ("Netzwerkdrucker", "printer"),  # a compound that no article has
        ("Warteschlagne", "printer"),
        ("PASSWORT", "password"),
        ("Passwörter", "password"),
        ("Paswort", "password"),
        ("kennwörter vergessn", "password"),
        ("vpn", "vpn"),
        ("Home", "vpn"),
        ("PC", "vpn"),
    ],
)
def test_article_is_found(articles: dict[str, Article], words: str, name: str) -> None:
    hits = found(Article.objects.filter(pk__in=[row.pk for row in articles.values()]), words)
    assert hits[:1] == [articles[name]]


@pytest.mark.parametrize(
    "words", ["", " ", "\x00", "xy", "Gewerbesteuerhebesatz", "das und nicht", "'; DROP TABLE x; --"]
)
def test_what_no_article_says_finds_none(articles: dict[str, Article], words: str) -> None:
    assert found(Article.objects.filter(pk__in=[row.pk for row in articles.values()]), words) == []


def test_word_of_the_title_counts_more_than_one_of_the_text(articles: dict[str, Article]) -> None:
    hits = found(Article.objects.all(), "Kennwort")
    assert hits.index(articles["password"]) < hits.index(articles["printer"])


def test_changed_words_are_found_and_old_ones_no_more(articles: dict[str, Article]) -> None:
    articles["vpn"].title, articles["vpn"].keywords = "Fernzugriff", ""
    articles["vpn"].save()
    assert found(Article.objects.all(), "Fernzugriff") == [articles["vpn"]]
    assert found(Article.objects.all(), "Homeoffice") == []


def test_suggestion_needs_more_than_a_chance_word(articles: dict[str, Article]) -> None:
    rows = Article.objects.all()
    assert suggested(rows, "Der Drucker im Bürgerbüro druckt seit heute nicht mehr", most=3)[:1] == [
        articles["printer"]
    ]
    assert suggested(rows, "Der Bildschirm bleibt schwarz, ich bin im Haus", most=3) == []


def test_article_about_the_application_comes_first_even_without_a_word(world: World, db: None) -> None:
    application = ApplicationUseFactory().application
    about = ArticleFactory(title="Bescheide freigeben", applications=[application])
    ArticleFactory(title="Drucker einrichten")
    assert suggested(Article.objects.all(), "Es bleibt stehen", most=3, application=application.pk) == [about]
    assert suggested(Article.objects.all(), "Es bleibt stehen", most=3) == []


def test_search_takes_as_many_queries_whatever_is_found(articles: dict[str, Article]) -> None:
    with CaptureQueriesContext(connection) as captured:
        found(Article.objects.all(), "Drucker Kennwort VPN")
    assert len(captured) == 3


def test_contact_finds_by_search_what_they_may_read_and_no_word_of_the_rest(
    world: World, db: None, client_for: Sign
) -> None:
    ArticleFactory(title="Zitronenpresse reinigen", audience="internal")
    ArticleFactory(title="Zitronenpresse bestellen", audience="authorities", authorities=[world.foreign["authority"]])
    own = ArticleFactory(title="Zitronenpresse entkalken", audience="authorities", authorities=[world.own["authority"]])
    contact = client_for(world.people["reporter"])
    for address in ("/help/?q=Zitronenpressse", "/search/?q=Zitronenpresse"):
        page = contact.get(address).content.decode()
        assert own.title in page
        assert "reinigen" not in page
        assert "bestellen" not in page


def test_palette_of_staff_leads_to_the_article(world: World, db: None, client_for: Sign) -> None:
    article = ArticleFactory(title="Zitronenpresse reinigen", audience="internal")
    page = client_for(world.people["service-desk"]).get("/search/?q=Zitrone", headers={"HX-Request": "true"})
    assert f'href="/knowledge/{article.pk}/"' in page.content.decode()


def test_list_begins_with_what_fits_best_until_somebody_sorts_it(world: World, client_for: Sign, db: None) -> None:
    desk = client_for(world.people["service-desk"])
    ArticleFactory(title="Aktenschredder leeren", body="Der Zeiterfasser steht daneben.")
    ArticleFactory(title="Zeiterfasser stellen", keywords="Zeiterfasser")
    by_rank = desk.get("/knowledge/", {"q": "Zeiterfasser"}).content.decode()
    assert by_rank.index("Zeiterfasser stellen") < by_rank.index("Aktenschredder leeren")
    by_title = desk.get("/knowledge/", {"q": "Zeiterfasser", "sort": "title"}).content.decode()
    assert by_title.index("Aktenschredder leeren") < by_title.index("Zeiterfasser stellen")


def test_list_is_searched_within_what_its_filters_leave(
    world: World, client_for: Sign, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_FOUND", 1)
    ArticleFactory(title="Zeiterfasser stellen", keywords="Zeiterfasser")
    ArticleFactory(title="Aktenschredder leeren", body="Der Zeiterfasser steht daneben.", audience="internal")
    desk = client_for(world.people["service-desk"])
    assert (
        "Aktenschredder leeren"
        in desk.get("/knowledge/", {"q": "Zeiterfasser", "audience": "internal"}).content.decode()
    )
