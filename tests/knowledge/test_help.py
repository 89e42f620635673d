"""Authorities read what is meant for them, say whether it helped, and report what did not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse
from knowledge.models import Feedback
from tests.factories import ArticleFactory
from tests.world import World

Sign = Callable[[User], Client]


@pytest.fixture
def contact(world: World, db: None, client_for: Sign) -> Client:
    return client_for(world.people["reporter"])


def test_overview_has_topics_and_pinned_articles_first(contact: Client) -> None:
    later, pinned = ArticleFactory(title="Aaa zuletzt"), ArticleFactory(title="Zzz zuerst", is_pinned=True)
    page = contact.get("/help/").content.decode()
    assert page.index("Zzz zuerst") < page.index("Aaa zuletzt")
    one = contact.get(f"/help/?topic={later.topic_id}").content.decode()
    assert "Aaa zuletzt" in one
    assert "Zzz zuerst" not in one
    assert contact.get(f"/help/?topic={pinned.topic_id}x").status_code == 200


def test_nothing_found_leads_to_the_report_with_the_words(contact: Client) -> None:
    page = contact.get("/help/?q=Gewerbesteuerhebesatz").content.decode()
    assert "Nichts zu „Gewerbesteuerhebesatz“ gefunden" in page
    assert "/portal/report/?subject=Gewerbesteuerhebesatz" in page
    assert (
        'value="Gewerbesteuerhebesatz"' in contact.get("/portal/report/?subject=Gewerbesteuerhebesatz").content.decode()
    )


def test_help_on_a_fachverfahren_is_for_those_who_use_it_today(contact: Client, world: World, db: None) -> None:
    address, today = f"/help/{world.own['article_of_application'].pk}/", timezone.localdate()
    uses = ApplicationUse.objects.filter(pk=world.own["application_use"].pk)
    for since, until, status in (
        (None, today, 200), (None, today - timedelta(days=1), 404), (today, None, 200), (today + timedelta(days=1), None, 404),
    ):  # fmt: skip
        uses.update(used_since=since, used_until=until)
        assert contact.get(address).status_code == status, (since, until)


def test_long_text_begins_with_its_headings(contact: Client) -> None:
    article = ArticleFactory(body="## Eins\n\nx\n\n## Zwei\n\nx\n\n## Drei\n\nx")
    assert 'href="#text-zwei"' in contact.get(f"/help/{article.pk}/").content.decode()


def test_one_word_for_each_account_and_it_can_be_changed(contact: Client, world: World) -> None:
    article = ArticleFactory()
    address = f"/help/{article.pk}/feedback/"
    contact.post(address, {"helped": "yes", "comment": "Danke   dafür"})
    contact.post(address, {"helped": "no"})
    said = Feedback.objects.get(article=article)
    assert (said.user, said.helped, said.comment) == (world.people["reporter"], False, "Danke dafür")
    page = contact.get(f"/help/{article.pk}/").content.decode()
    assert "Ihre Antwort: Nein" in page
    contact.post(address, {"helped": "vielleicht"})
    assert Feedback.objects.filter(article=article).count() == 1


@pytest.mark.parametrize("kind", ["inner_article", "draft_article"])
def test_what_is_not_for_authorities_takes_no_word(contact: Client, world: World, kind: str) -> None:
    assert contact.post(f"/help/{world.own[kind].pk}/feedback/", {"helped": "yes"}).status_code == 404


def test_report_says_which_article_did_not_help_and_what_it_is_about(contact: Client, world: World) -> None:
    article = world.own["article_of_application"]
    page = contact.get(f"/portal/report/?article={article.pk}").content.decode()
    assert f"Der Hilfe-Artikel „{article}“ hat nicht geholfen." in page
    assert f'value="application:{world.own["application"].pk}" selected' in page
    foreign = contact.get(f"/portal/report/?article={world.foreign['article'].pk}").content.decode()
    assert "hat nicht geholfen" not in foreign


def test_staff_are_sent_to_their_own_page(world: World, db: None, client_for: Sign) -> None:
    article = world.own["article"]
    answer = client_for(world.people["service-desk"]).get(f"/help/{article.pk}/")
    assert answer.headers["Location"] == f"/knowledge/{article.pk}/"
