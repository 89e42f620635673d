"""Where topics are kept, and articles when something must be put right that the workspace has no step for."""

from typing import Any

from django.contrib import admin

from history.admin import RecordAdmin
from knowledge.models import Article, Topic
from ui.admin import RowInline


class ReadingAuthorityInline(RowInline):
    """Whom it is meant for."""

    model: Any = Article.authorities.through
    verbose_name = "Behörde"
    verbose_name_plural = "Behörden, die den Artikel lesen"
    raw_id_fields = ["authority"]


class ApplicationInline(RowInline):
    """What it is about."""

    model: Any = Article.applications.through
    verbose_name = "Fachverfahren"
    verbose_name_plural = "Fachverfahren, um die es geht"
    raw_id_fields = ["specialistapplication"]


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    """Topics."""

    list_display = ["name", "position"]
    search_fields = ["name"]


@admin.register(Article)
class ArticleAdmin(RecordAdmin):
    """Articles."""

    list_display = ["title", "topic", "audience", "state", "review_on"]
    list_filter = ["state", "audience", "topic"]
    list_select_related = ["topic"]
    search_fields = ["title", "keywords", "summary"]
    inlines = [ReadingAuthorityInline, ApplicationInline]
    readonly_fields = ["author", "version"]
    unranked = ("author",)
    fieldsets = [
        (None, {"fields": ["title", "summary", "body", "keywords", "topic"]}),
        ("Für wen", {"fields": ["audience", "is_pinned"]}),
        ("Stand", {"fields": ["state", "review_on", "changed_at", "author", "version"]}),
        ("Herkunft", {"fields": ["is_demo"]}),
    ]
