"""The knowledge of the invented service: written, published and used as people would, and marked as demo."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from customers.models import Authority
from knowledge import actions
from knowledge.models import Article, Topic
from knowledge.search import suggested
from ksm.demo.chance import stream
from ksm.demo.reports import Stage
from ksm.demo.texts.articles import FOR_ALL, FOR_LUDWIGSLUST, FOR_USERS, TOPICS, Text
from ksm.demo.texts.inner_articles import INTERNAL, UNFINISHED
from tickets.actions import use_article
from tickets.models import Ticket

Audience = Article.Audience
COMMENTS = (
    "Der Hinweis mit dem Neustart hat gefehlt.",
    "Bei uns heißt das Menü anders.",
    "Bitte mit einem Bild.",
    "Danke, sehr verständlich!",
)
MOST_WITH_ARTICLES = 80


def write_down(stage: Stage) -> None:
    """Topics and articles, what readers said, and the reports that they helped with."""
    topics = {name: Topic.objects.create(name=name, position=place * 10) for place, name in enumerate(TOPICS, start=1)}
    desk = stage.people.accounts["benutzerservice"]
    for text in FOR_ALL:
        _publish(text, topics, desk, stage.now, audience=Audience.ALL)
    for text in INTERNAL:
        _publish(text, topics, desk, stage.now)
    town = Authority.objects.filter(key="stadt-ludwigslust")
    _publish(FOR_LUDWIGSLUST, topics, desk, stage.now, audience=Audience.AUTHORITIES, authorities=town)
    for application in [used[0] for key in town.values_list("pk", flat=True) if (used := stage.used.get(key))]:
        _publish(
            FOR_USERS, topics, desk, stage.now, application.name, audience=Audience.APPLICATIONS, applications=[application]
        )  # fmt: skip
    _write(UNFINISHED, topics, desk, stage.now)
    _say_whether_it_helped(stage)
    _help(desk, stage.now)


def _write(text: Text, topics: dict[str, Topic], by: User, now: datetime, app: str = "", **readers: Any) -> Article:
    return actions.write_article(
        by=by, now=now - timedelta(days=text.age), title=text.title.format(app=app), summary=text.summary, body=text.body,
        topic=topics[text.topic], keywords=text.keywords, is_pinned=text.is_pinned, is_demo=True, **readers,
    )  # fmt: skip


def _publish(text: Text, topics: dict[str, Topic], by: User, now: datetime, app: str = "", **readers: Any) -> None:
    article = _write(text, topics, by, now, app, **readers)
    actions.publish(article=article, by=by, now=now - timedelta(days=text.age))


def _say_whether_it_helped(stage: Stage) -> None:
    random = stream("feedback")
    accounts = [contact.user for contacts in stage.people.contacts.values() for contact in contacts if contact.user][
        :60
    ]
    for user in accounts:
        for article in Article.objects.visible_to(user).order_by("pk"):
            if random.random() < 0.12:
                comment = random.choice(COMMENTS) if random.random() < 0.15 else None
                actions.give_feedback(
                    article=article, by=user, helped=random.random() < 0.8, comment=comment,
                    now=stage.now - timedelta(days=random.randrange(1, 15)),
                )  # fmt: skip


def _help(desk: User, now: datetime) -> None:
    """The article that fits best was used for some of the newest reports."""
    random = stream("article-uses")
    articles = Article.objects.published()
    for ticket in Ticket.objects.filter(is_demo=True).order_by("-created_at")[:MOST_WITH_ARTICLES]:
        fitting = suggested(articles, f"{ticket.subject} {ticket.description}", most=1)
        if fitting and random.random() < 0.5:
            use_article(
                ticket=ticket, article=fitting[0], by=desk, now=min(now, ticket.created_at + timedelta(hours=1))
            )
