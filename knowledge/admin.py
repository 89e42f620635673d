"""Where topics are kept. Articles are looked up, exported and deleted here; what they say is changed in the workspace."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

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
    """Articles as they are: whoever changes one by its steps has its version counted and its state checked."""

    list_display = ["title", "topic", "audience", "state", "review_on"]
    list_filter = ["state", "audience", "topic"]
    list_select_related = ["topic"]
    search_fields = ["title", "keywords", "summary"]
    inlines = [ReadingAuthorityInline, ApplicationInline]
    unranked = ("author",)
    fieldsets = [
        (None, {"fields": ["title", "summary", "body", "keywords", "topic"]}),
        ("Für wen", {"fields": ["audience", "is_pinned"]}),
        ("Stand", {"fields": ["state", "review_on", "changed_at", "author", "version"]}),
        ("Herkunft", {"fields": ["is_demo"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False
