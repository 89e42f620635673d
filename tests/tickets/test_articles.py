"""Articles while one reports, beside a report, in an answer, and written from a report."""

import html
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from knowledge.models import Article
from tests.factories import ArticleFactory, CategoryFactory, ContactFactory, MessageFactory, TicketFactory, TopicFactory
from tests.people import contact_of
from tests.world import World
from tickets.lifecycle import State
from tickets.models import ArticleUse, Ticket

Sign = Callable[[User], Client]


@pytest.fixture
def contact(world: World, db: None, client_for: Sign) -> Client:
    return client_for(world.people["reporter"])


@pytest.fixture
def desk(world: World, db: None, client_for: Sign) -> Client:
    return client_for(world.people["service-desk"])


def test_help_comes_while_somebody_describes(contact: Client, world: World) -> None:
    article = ArticleFactory(title="Papierstau beheben")
    ArticleFactory(title="Papierstau im Archiv", audience="internal")
    data = {"subject": "Kopierer geht nicht", "description": "Das Display meldet Papierstau."}
    answer = contact.post("/portal/report/articles/", data)
    page = answer.content.decode()
    assert f'href="/help/{article.pk}/" target="_blank"' in page
    assert "im Archiv" not in page
    again = contact.post("/portal/report/articles/", {**data, "shown": str(article.pk)})
    assert again.headers["HX-Reswap"] == "none"  # the same again: nothing moves
    assert "HX-Reswap" not in answer.headers


def test_what_is_chosen_is_enough(contact: Client, world: World) -> None:
    category = CategoryFactory(key="druckwerk", name="Druckerei")
    by_category = ArticleFactory(title="Druckerei: Papier bestellen")
    about = world.own["article_of_application"]
    page = contact.post("/portal/report/articles/", {"category": category.key}).content.decode()
    assert by_category.title in page
    chosen = {"affected": f"application:{world.own['application'].pk}"}
    assert f"/help/{about.pk}/" in contact.post("/portal/report/articles/", chosen).content.decode()
    for nonsense in ("application:", "application:9e9", "workstation:1", "\x00", "application:" + "9" * 40):
        assert contact.post("/portal/report/articles/", {"affected": nonsense}).status_code == 200


def test_article_is_offered_for_the_answer_only_if_the_authority_may_read_it(desk: Client, world: World) -> None:
    requester = contact_of(world.people["reporter"])
    ticket = TicketFactory(authority=requester.authority, requester=requester, subject="Zitronenpresse klemmt")
    open_to_them = ArticleFactory(title="Zitronenpresse reinigen", summary="Mit Wasser ausspülen.")
    ArticleFactory(title="Zitronenpresse öffnen", audience="internal")
    ArticleFactory(title="Zitronenpresse nebenan", audience="authorities", authorities=[world.foreign["authority"]])
    page = desk.get(f"/tickets/{ticket.number}/articles/").content.decode()
    assert page.count("data-insert-text") == 1
    address = f"{settings.SITE_URL}/help/{open_to_them.pk}/"
    assert f"Mit Wasser ausspülen.\n\nSchritt für Schritt steht es hier: {address}" in page
    assert page.count("liest diese Behörde nicht") == 2


def test_only_published_articles_are_suggested_and_the_others_say_so(desk: Client, world: World) -> None:
    ticket = TicketFactory(authority=world.own["authority"], subject="Zitronenpresse klemmt")
    for state, title in (("draft", "Zitronenpresse ölen"), ("retired", "Zitronenpresse kaufen")):
        ArticleFactory(title=title, state=state, review_on=None)
    inner = ArticleFactory(title="Zitronenpresse öffnen", audience="internal")
    page = desk.get(f"/tickets/{ticket.number}/articles/").content.decode()
    assert inner.title in page
    assert "Zitronenpresse ölen" not in page
    assert "Zitronenpresse kaufen" not in page
    words = {
        ArticleFactory(state="draft", review_on=None): "lesen ihn die, für die er bestimmt ist",
        ArticleFactory(state="draft", review_on=None, audience="internal"): "Behörden lesen ihn auch dann nicht",
        ArticleFactory(
            state="retired", review_on=None, audience="internal"
        ): "Zurückgezogen: Der Service findet ihn noch",
    }
    for article, said in words.items():
        assert said in desk.get(f"/knowledge/{article.pk}/").content.decode()


def test_answer_to_somebody_without_an_account_has_the_text_and_no_way_to_a_locked_door(
    desk: Client, world: World
) -> None:
    requester = ContactFactory(authority=world.own["authority"], user=None)
    ticket = TicketFactory(authority=requester.authority, requester=requester, subject="Zitronenpresse klemmt")
    ArticleFactory(
        title="Zitronenpresse reinigen",
        summary="Mit Wasser ausspülen.",
        body="## Vorgehen\n\n- **Stecker** ziehen\n- [Anleitung](https://ksm.example/a) lesen\n- 3\\*4 Minuten warten",
    )
    page = html.unescape(desk.get(f"/tickets/{ticket.number}/articles/").content.decode())
    text = "Mit Wasser ausspülen.\n\nVorgehen\n\n- Stecker ziehen\n- Anleitung (https://ksm.example/a) lesen\n- 3*4 Minuten"
    assert text in page
    assert "/help/" not in page


def test_used_article_is_kept_with_the_report_and_counted_by_article(desk: Client, world: World) -> None:
    article = ArticleFactory(title="Zitronenpresse reinigen")
    solved = TicketFactory(authority=world.own["authority"], state=State.RESOLVED)
    opened = TicketFactory(authority=world.own["authority"], subject="Zitronenpresse klemmt")
    for ticket in (solved, opened, opened):
        desk.post(f"/tickets/{ticket.number}/articles/use/", {"article": article.pk})
    assert ArticleUse.objects.filter(article=article).count() == 2
    assert article.title in desk.get(f"/tickets/{opened.number}/").content.decode()
    assert article.title not in desk.get(f"/tickets/{opened.number}/articles/").content.decode()  # linked already
    page = desk.get(f"/knowledge/{article.pk}/").content.decode()
    assert "2 Meldungen</a> verwendet, davon 1 gelöst" in page
    listed = desk.get(f"/tickets/?view=all&article={article.pk}").content.decode()
    assert opened.number in listed
    assert solved.number in listed
    desk.post(f"/tickets/{opened.number}/articles/drop/", {"article": article.pk})
    assert ArticleUse.objects.filter(article=article).count() == 1


def test_article_from_a_report_holds_question_and_answer_and_stays_inside(desk: Client, world: World) -> None:
    category = CategoryFactory(name="Obst")
    TopicFactory(name="Obst")
    ticket = TicketFactory(
        category=category,
        authority=world.own["authority"],
        subject="Presse *klemmt*",
        description="Der <b>Hebel</b> klemmt.",
    )
    MessageFactory(ticket=ticket, author=world.people["service-desk"], body="Hebel geölt.", author_is_staff=True)
    address, articles = f"/tickets/{ticket.number}/articles/write/", Article.objects.count()
    form = desk.get(address).context["form"]
    assert (
        Article.objects.count() == articles
    )  # what stands in a report is kept only after somebody freed it of persons
    typed = {name: form[name].value() for name in ("title", "summary", "body", "topic", "audience")}
    assert (typed["title"], typed["audience"]) == ("Presse *klemmt*", "internal")
    assert "Hebel geölt." in desk.post(address, typed | {"preview": "1"}).content.decode()
    answer = desk.post(address, typed | {"summary": "Wenn der Hebel klemmt."})
    article = Article.objects.get(title="Presse *klemmt*")
    assert answer.headers["Location"] == f"/knowledge/{article.pk}/"
    assert (article.state, article.version) == ("draft", 1)
    page = desk.get(f"/knowledge/{article.pk}/").content.decode()
    assert "Hebel geölt." in page
    assert "Der &lt;b&gt;Hebel&lt;/b&gt; klemmt." in page
    assert ArticleUse.objects.filter(ticket=ticket, article=article).exists()
    assert f'href="{address}"' in desk.get(f"/tickets/{ticket.number}/").content.decode()


def test_whoever_may_not_work_uses_no_article(world: World, db: None, client_for: Sign) -> None:
    manager = client_for(world.people["management"])
    ticket = Ticket.objects.get(pk=world.own["ticket"].pk)
    page = manager.get(f"/tickets/{ticket.number}/").content.decode()
    assert "Artikel aus dieser Meldung schreiben" not in page
