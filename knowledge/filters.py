"""Filters of the list of articles."""

from typing import Any

from django.db.models import Case, QuerySet, When
from django.http import HttpRequest
from django.utils import timezone

from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from knowledge.models import Article, Topic
from knowledge.search import found_keys
from ui.filters import AnyOf, BaseFilterSet, ByLink, OneOf


def visible_applications(request: HttpRequest) -> QuerySet[SpecialistApplication]:
    """Fachverfahren whose pages lead to their articles."""
    return SpecialistApplication.objects.visible_to(signed_in(request))


class ArticleFilter(BaseFilterSet):
    """Articles by topic, readers, state and review."""

    search_fields = ("title",)  # the search itself looks further, see `search`

    topic = OneOf(label="Thema", queryset=lambda request: Topic.objects.all())
    audience = AnyOf(label="Für wen", choices=Article.Audience.choices)
    state = AnyOf(label="Stand", choices=Article.State.choices)
    review = AnyOf(label="Prüfung", choices=[("due", "zu prüfen")], method="only_due")
    application = ByLink(label="Fachverfahren", queryset=visible_applications, field_name="applications")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The search last: it weighs what the other filters leave."""
        chosen = self.form.cleaned_data
        if "q" in chosen:
            chosen["q"] = chosen.pop("q")
        rows: QuerySet[Any] = super().filter_queryset(queryset)
        return rows

    def search(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By stems, parts of compounds and misspelt words, in title, keywords, summary and text; the best first."""
        left = Article.objects.visible_to(signed_in(self.request)).filter(pk__in=rows.order_by().values("pk"))
        keys = found_keys(left, value)
        if not keys:
            return rows.none()
        return rows.filter(pk__in=keys).order_by(Case(*(When(pk=key, then=place) for place, key in enumerate(keys))))

    def only_due(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Published articles whose day of review has come."""
        due = Article.objects.to_review(timezone.localdate()).order_by().values("pk")
        return rows.filter(pk__in=due) if value else rows
