"""Articles and reports: one helps with the other, or is written from it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from knowledge.actions import write_article
from knowledge.models import Article
from tickets.actions.steps import require_staff
from tickets.models import ArticleUse, Ticket


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
def write_from_report(*, ticket: Ticket, by: User, now: datetime, **said: Any) -> Article:
    """Begin an article with what somebody made of a report, and keep that it belongs to it."""
    require_staff(by)
    article = write_article(by=by, now=now, **said)
    use_article(ticket=ticket, article=article, by=by, now=now)
    return article
