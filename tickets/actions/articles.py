"""Articles and reports: one helps with the other, or is written from it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from knowledge.actions import write_article
from knowledge.markup import quoted
from knowledge.models import Article, Topic
from tickets.actions.steps import require_staff
from tickets.models import ArticleUse, Message, Ticket

LONGEST_TITLE = 120
LONGEST_SUMMARY = 300


@transaction.atomic
def use_article(*, ticket: Ticket, article: Article, by: User, now: datetime) -> ArticleUse:
    """Keep that an article was used for a report; a second time does nothing."""
    require_staff(by)
    use, _ = ArticleUse.objects.get_or_create(ticket=ticket, article=article, defaults={"used_at": now})
    return use


@transaction.atomic
def drop_article(*, ticket: Ticket, article: Article, by: User) -> None:
    """An article has nothing to do with a report after all."""
    require_staff(by)
    ArticleUse.objects.filter(ticket=ticket, article=article).delete()


@transaction.atomic
def write_from_report(*, ticket: Ticket, by: User, now: datetime) -> Article:
    """Begin an article with what was reported and how it was solved: a draft for the service, to be freed of persons."""
    require_staff(by)
    topic = Topic.objects.filter(name=ticket.category.name).first() or Topic.objects.first()
    if topic is None:
        raise ValidationError("Es gibt noch kein Thema für Artikel. Bitte legen Sie in der Verwaltung eines an.")
    solution = Message.objects.filter(ticket=ticket, kind=Message.Kind.REPLY, author_is_staff=True).last()
    parts = [
        ("Worum geht es?", ticket.description or ticket.subject),
        ("So wird es gelöst", solution.body if solution else "Noch nicht beschrieben."),
    ]
    article = write_article(
        by=by,
        now=now,
        title=ticket.subject[:LONGEST_TITLE],
        summary=" ".join((ticket.description or ticket.subject).split())[:LONGEST_SUMMARY],
        body="\n\n".join(f"## {heading}\n\n{quoted(text)}" for heading, text in parts),
        topic=topic,
        applications=[ticket.application] if ticket.application else (),
    )
    use_article(ticket=ticket, article=article, by=by, now=now)
    return article
