"""What people do with articles: write, publish, look over, take back, and say whether one helped."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import SpecialistApplication
from customers.models import Authority
from knowledge.models import Article, Feedback, Topic

REVIEWED_AFTER = timedelta(days=365)
LONGEST_COMMENT = 500
LONGEST_TEXT = 40_000


def require_writer(by: User) -> None:
    """Only staff who may keep articles take this step."""
    if not (by.is_service_staff and by.has_perm("knowledge.change_article")):
        raise PermissionDenied


@transaction.atomic
def write_article(
    *,
    by: User,
    now: datetime,
    title: str,
    summary: str,
    body: str,
    topic: Topic,
    keywords: str = "",
    audience: str = Article.Audience.INTERNAL,
    authorities: Iterable[Authority] = (),
    applications: Iterable[SpecialistApplication] = (),
    is_pinned: bool = False,
    is_demo: bool = False,
) -> Article:
    """Begin an article: a draft that nobody outside the service reads."""
    require_writer(by)
    article = Article(author=by, changed_at=now, is_demo=is_demo)
    _say(article, title, summary, body, topic, keywords, audience, is_pinned=is_pinned)
    _mean(article, list(authorities), list(applications))
    return article


@transaction.atomic
def change_article(
    *,
    article: Article,
    by: User,
    now: datetime,
    version: int | None,
    title: str,
    summary: str,
    body: str,
    topic: Topic,
    keywords: str = "",
    audience: str = Article.Audience.INTERNAL,
    authorities: Iterable[Authority] = (),
    applications: Iterable[SpecialistApplication] = (),
    is_pinned: bool = False,
) -> Article:
    """Write an article anew; whoever reads it has the new words at once."""
    require_writer(by)
    current = _lock(article)
    if version is not None and version != current.version:
        raise ValidationError(
            f"Der Artikel wurde am {timezone.localtime(current.changed_at):%d.%m.%Y um %H:%M} Uhr von jemand anderem geändert. "
            "Ihre Eingaben sind noch da. Bitte sehen Sie den neuen Stand an und speichern Sie dann noch einmal.",
            code="stale",
        )
    current.changed_at = now
    current.version += 1
    _say(current, title, summary, body, topic, keywords, audience, is_pinned=is_pinned)
    _mean(current, list(authorities), list(applications))
    return current


@transaction.atomic
def publish(*, article: Article, by: User, now: datetime, review_on: date | None = None) -> Article:
    """Let those read it for whom it is meant; somebody looks it over again on a day, a year from now if none is named."""
    require_writer(by)
    current = _lock(article)
    if current.is_published:
        raise ValidationError("Der Artikel ist schon veröffentlicht.", code="step")
    current.state = Article.State.PUBLISHED
    _review(current, review_on, now)
    return current


@transaction.atomic
def retire(*, article: Article, by: User) -> Article:
    """Take it back: staff find it still, authorities no more."""
    require_writer(by)
    current = _lock(article)
    if not current.is_published:
        raise ValidationError("Zurückziehen lässt sich nur, was veröffentlicht ist.", code="step")
    current.state = Article.State.RETIRED
    current.is_pinned = False
    current.save(update_fields=["state", "is_pinned"])
    return current


@transaction.atomic
def confirm(*, article: Article, by: User, now: datetime, review_on: date | None = None) -> Article:
    """Say that it still holds, and when somebody looks again."""
    require_writer(by)
    current = _lock(article)
    if not current.is_published:
        raise ValidationError("Geprüft wird, was veröffentlicht ist.", code="step")
    _review(current, review_on, now)
    return current


@transaction.atomic
def give_feedback(*, article: Article, by: User, helped: bool, now: datetime, comment: str | None = None) -> Feedback:
    """Say whether an article helped; a second word replaces the first. Without a `comment` the one that was written stays."""
    if by.is_service_staff or not Article.objects.visible_to(by).filter(pk=article.pk).exists():
        raise PermissionDenied
    said: dict[str, object] = {"helped": helped, "given_at": now}
    if comment is not None:
        said["comment"] = _one_line(comment)[:LONGEST_COMMENT]
    feedback, _ = Feedback.objects.update_or_create(article=article, user=by, defaults=said)
    return feedback


def _lock(article: Article) -> Article:
    return Article.objects.select_for_update().get(pk=article.pk)


def _say(
    article: Article,
    title: str,
    summary: str,
    body: str,
    topic: Topic,
    keywords: str,
    audience: str,
    *,
    is_pinned: bool,
) -> None:
    article.title, article.summary, article.keywords = _one_line(title), _one_line(summary), _one_line(keywords)
    article.body = body.replace("\x00", "").replace("\r\n", "\n").strip()
    article.topic, article.audience, article.is_pinned = topic, audience, is_pinned
    article.full_clean()
    article.save()


def _mean(article: Article, authorities: list[Authority], applications: list[SpecialistApplication]) -> None:
    """Set for whom it is and what it is about; what narrows the readers must be named."""
    if article.audience == Article.Audience.AUTHORITIES and not authorities:
        raise ValidationError({"authorities": "Bitte wählen Sie, welche Behörden den Artikel lesen sollen."})
    if article.audience == Article.Audience.APPLICATIONS and not applications:
        raise ValidationError({"applications": "Bitte wählen Sie, um welche Fachverfahren es geht."})
    article.authorities.set(authorities if article.audience == Article.Audience.AUTHORITIES else ())
    article.applications.set(applications)


def _review(article: Article, review_on: date | None, now: datetime) -> None:
    today = timezone.localdate(now)
    article.review_on = review_on or today + REVIEWED_AFTER
    if article.review_on <= today:
        raise ValidationError({"review_on": "Die nächste Prüfung muss nach dem heutigen Tag liegen."})
    article.save(update_fields=["state", "review_on"])


def _one_line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())
