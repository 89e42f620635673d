"""Sets of articles and of what was said about them, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from customers.access import narrowed

if TYPE_CHECKING:
    from collections.abc import Collection

    from accounts.models import User
    from knowledge.models import Article, Feedback

Row = TypeVar("Row", bound=models.Model, covariant=True)


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles."""

    def visible_to(self, user: "User") -> "ArticleQuerySet":
        """Staff see all; a contact sees what is published for all, for their authorities or for what these use."""
        access = user.access
        if access.is_staff:
            return self
        return self.readable_at(access.authorities, timezone.localdate()) if access.authorities else self.none()

    def readable_at(self, authorities: "Collection[int]", day: date) -> "ArticleQuerySet":
        """What people at any of these authorities may read on a day."""
        from applications.models import ApplicationUse  # noqa: PLC0415 – models import their querysets

        named = self.model.authorities.through._default_manager.filter(
            article_id=OuterRef("pk"), authority_id__in=authorities
        )
        uses = ApplicationUse.objects.current(day).filter(authority__in=authorities).values("application")
        used = self.model.applications.through._default_manager.filter(
            article_id=OuterRef("pk"), specialistapplication_id__in=uses
        )
        return self.filter(
            Q(audience="all") | Q(audience="authorities") & Exists(named) | Q(audience="applications") & Exists(used),
            state="published",
        )

    def published(self) -> "ArticleQuerySet":
        """What holds now, for whomever it is meant."""
        return self.filter(state="published")

    def to_review(self, day: date) -> "ArticleQuerySet":
        """Published articles that somebody should look over by this day, the longest due first."""
        return self.published().filter(review_on__lte=day).order_by("review_on", "pk")


class ForAnArticleQuerySet(models.QuerySet[Row]):
    """Rows that say for whom an article is."""

    def visible_to(self, user: "User") -> "ForAnArticleQuerySet[Row]":
        """Staff see all; a contact sees of published articles what names their own authorities or what these use."""
        if user.is_service_staff:
            return self
        named = {field.name for field in self.model._meta.fields}
        if "authority" in named:
            return narrowed(self, user, authority="authority_id")
        return narrowed(self, user, authority="specialistapplication__uses__authority_id").distinct()


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Whether articles helped."""

    def visible_to(self, user: "User") -> "FeedbackQuerySet":
        """Staff see all, without names; everybody else sees only what they said themselves."""
        if user.is_service_staff:
            return self
        return self.filter(user=user) if user.access.contacts else self.none()
