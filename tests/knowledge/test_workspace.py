"""Staff write, preview, publish, look over and take back articles; nothing typed is lost, and history keeps each state."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from knowledge.models import Article
from tests.factories import ArticleFactory, FeedbackFactory, TopicFactory
from tests.world import World

Sign = Callable[[User], Client]


@pytest.fixture
def desk(world: World, db: None, client_for: Sign) -> Client:
    return client_for(world.people["service-desk"])


def typed(**more: object) -> dict[str, object]:
    return {
        "title": "Toner wechseln", "summary": "Klappe auf, Toner raus.", "body": "## Vorgehen\n\nLangsam ziehen.",
        "topic": TopicFactory().pk, "audience": "all", **more,
    }  # fmt: skip


def test_new_article_is_a_draft_that_no_authority_reads(desk: Client, world: World, client_for: Sign) -> None:
    answer = desk.post("/knowledge/add/", typed(), follow=True)
    article = Article.objects.get(title="Toner wechseln")
    assert answer.redirect_chain[-1][0] == f"/knowledge/{article.pk}/"
    assert (article.state, article.author) == ("draft", world.people["service-desk"])
    contact = client_for(world.people["reporter"])
    assert contact.get(f"/help/{article.pk}/").status_code == 404
    desk.post(f"/knowledge/{article.pk}/publish/", {"review_on": timezone.localdate() + timedelta(days=30)})
    page = contact.get(f"/help/{article.pk}/").content.decode()
    assert "Langsam ziehen." in page
    assert str(world.people["service-desk"]) not in page


def test_preview_shows_the_text_and_stores_nothing(desk: Client, world: World) -> None:
    page = desk.post("/knowledge/add/", typed(title="", body="Das ist **wichtig**.", preview="1")).content.decode()
    assert "<strong>wichtig</strong>" in page
    assert "Klappe auf, Toner raus." in page
    assert 'aria-invalid="true"' not in page
    assert re.search(
        r'<button[^>]*name="preview"[^>]*formaction="#preview"', page
    )  # below a long form nobody would see it
    assert re.search(r'<section[^>]*id="preview"[^>]*tabindex="-1"', page)
    assert not Article.objects.filter(summary="Klappe auf, Toner raus.").exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"title": ""}, "Bitte ausfüllen: Überschrift"),
        ({"audience": "authorities"}, "Bitte wählen Sie, welche Behörden den Artikel lesen sollen."),
        ({"audience": "applications"}, "Bitte wählen Sie, um welche Fachverfahren es geht."),
    ],
)
def test_what_is_missing_is_said_and_the_text_stays(desk: Client, more: dict[str, str], words: str) -> None:
    page = desk.post("/knowledge/add/", typed(body="Mein langer Text", **more)).content.decode()
    assert words in page
    assert "Mein langer Text" in page
    assert not Article.objects.filter(body="Mein langer Text").exists()


def test_whoever_saves_over_a_newer_text_hears_of_it_first(desk: Client) -> None:
    article = ArticleFactory(title="Alt")
    desk.post(f"/knowledge/{article.pk}/edit/", typed(title="Von der Kollegin", version=1))
    page = desk.post(f"/knowledge/{article.pk}/edit/", typed(title="Von mir", version=1)).content.decode()
    assert "von jemand anderem geändert" in page
    assert 'value="Von mir"' in page
    article.refresh_from_db()
    assert (article.title, article.version) == ("Von der Kollegin", 2)


def test_whoever_was_overtaken_reads_the_newer_text_and_can_save_then(desk: Client) -> None:
    article = ArticleFactory(title="Alt")
    address = f"/knowledge/{article.pk}/edit/"
    desk.post(address, typed(title="Von der Kollegin", body="Den **neuen** Toner nehmen.", version=1))
    refused = desk.post(address, typed(title="Von mir", version=1))
    page = refused.content.decode()
    for words in ("Der neue Stand", "Von der Kollegin", "<strong>neuen</strong>", 'value="Von mir"'):
        assert words in page
    version = refused.context["form"]["version"].value()
    desk.post(address, typed(title="Noch jemand", version=2))
    overtaken = desk.post(address, typed(title="Von mir", version=version))  # what was not read is not written over
    assert "Noch jemand" in overtaken.content.decode()
    desk.post(address, typed(title="Von mir", version=overtaken.context["form"]["version"].value()))
    article.refresh_from_db()
    assert (article.title, article.version) == ("Von mir", 4)


def test_due_articles_stand_in_their_list_until_somebody_looked(desk: Client) -> None:
    today = timezone.localdate()
    due = ArticleFactory(title="Längst fällig", review_on=today)
    ArticleFactory(title="Erst morgen", review_on=today + timedelta(days=1))
    ArticleFactory(title="Nie veröffentlicht", state="draft", review_on=today)
    page = desk.get("/knowledge/?review=due").content.decode()
    assert "Längst fällig" in page
    assert "Erst morgen" not in page
    assert "Nie veröffentlicht" not in page
    refused = desk.post(f"/knowledge/{due.pk}/confirm/", {"review_on": today}, follow=True).content.decode()
    assert "muss nach dem heutigen Tag liegen" in refused
    desk.post(f"/knowledge/{due.pk}/confirm/", {"review_on": today + timedelta(days=90)})
    assert "Längst fällig" not in desk.get("/knowledge/?review=due").content.decode()


def test_retired_article_leaves_the_help_and_stays_for_staff(desk: Client, world: World, client_for: Sign) -> None:
    article = ArticleFactory(is_pinned=True)
    desk.post(f"/knowledge/{article.pk}/retire/")
    assert client_for(world.people["reporter"]).get(f"/help/{article.pk}/").status_code == 404
    assert "zurückgezogen" in desk.get(f"/knowledge/{article.pk}/").content.decode()
    again = desk.post(f"/knowledge/{article.pk}/retire/", follow=True).content.decode()
    assert "Zurückziehen lässt sich nur, was veröffentlicht ist." in again


def test_page_says_how_often_it_helped_and_names_nobody(desk: Client) -> None:
    said = FeedbackFactory(comment="Schritt zwei fehlt")
    FeedbackFactory(article=said.article, helped=True, comment="")
    page = desk.get(f"/knowledge/{said.article_id}/").content.decode()
    assert "1-mal geholfen, 1-mal nicht" in page
    assert "Schritt zwei fehlt" in page
    assert str(said.user) not in page


def test_history_keeps_what_an_article_said(desk: Client) -> None:
    article = ArticleFactory(title="Vorher")
    desk.post(f"/knowledge/{article.pk}/edit/", typed(title="Nachher", version=1))
    page = desk.get(reverse("history:changes", args=["knowledge.article", article.pk])).content.decode()
    assert "Vorher" in page
    assert "Nachher" in page


def test_web_admin_shows_articles_and_changes_none(world: World, client_for: Sign, db: None) -> None:
    article = ArticleFactory(title="Vorher", audience="internal")
    admin, address = client_for(world.people["administration"]), f"/admin/knowledge/article/{article.pk}/change/"
    page = admin.get(address).content.decode()
    assert "Vorher" in page
    assert 'name="audience"' not in page
    assert f'href="/knowledge/{article.pk}/"' in page
    assert admin.post(address, typed(title="Nachher", state="published")).status_code == 403
    article.refresh_from_db()
    assert (article.title, article.audience) == ("Vorher", "internal")


def test_published_article_has_a_day_of_review(world: World, db: None) -> None:
    article = ArticleFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(review_on=None)
