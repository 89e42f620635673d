"""Categories and, only to look at, reports in the web admin: a report lives in the workspace."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from history.admin import RecordAdmin
from tickets.models import Category, ChecklistTemplate, Macro, TextModule, Ticket, TicketTemplate
from tickets.placeholders import BEFORE_THE_REPORT, PLACEHOLDERS

PLACEHOLDERS_IN_WORDS = "Platzhalter: " + ", ".join(
    "{{" + name + "}} = " + words for name, words in PLACEHOLDERS.items()
)


BEFORE_THE_REPORT_IN_WORDS = "Platzhalter: " + ", ".join(
    "{{" + name + "}} = " + words for name, words in BEFORE_THE_REPORT.items()
)


@admin.register(Category)
class CategoryAdmin(RecordAdmin):
    """What reports can be about."""

    list_display = ["name", "team", "position", "is_active"]
    list_filter = ["is_active", "team"]
    list_select_related = ["team"]
    search_fields = ["name", "key"]


@admin.register(ChecklistTemplate)
class ChecklistTemplateAdmin(RecordAdmin):
    """What has to be done about reports of one kind or category, point by point."""

    list_display = ["title", "category", "kind", "is_active"]
    list_filter = ["is_active", "kind", "category"]
    list_select_related = ["category"]
    search_fields = ["title", "points"]


class PreparedAdmin(RecordAdmin):
    """Text modules and macros, which are also kept in the workspace."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Count the version on, so that whoever has the row open in the workspace is told."""
        if change:
            obj.version += 1
        super().save_model(request, obj, form, change)


@admin.register(TextModule)
class TextModuleAdmin(PreparedAdmin):
    """Texts that people put into replies and notes."""

    list_display = ["title", "team", "category", "is_active"]
    list_filter = ["is_active", "team", "category"]
    list_select_related = ["team", "category"]
    search_fields = ["title", "body"]
    unranked = ("owner",)
    fieldsets = [
        (None, {"fields": ["title", "body"], "description": PLACEHOLDERS_IN_WORDS}),
        ("Wo er angeboten wird", {"fields": ["team", "category", "is_active"]}),
    ]


@admin.register(Macro)
class MacroAdmin(PreparedAdmin):
    """Steps that people take together with one click."""

    list_display = ["title", "offered_at", "text", "team", "category", "then", "is_active"]
    list_filter = ["is_active", "team", "then"]
    list_select_related = ["offered_at", "text", "team", "category"]
    search_fields = ["title"]
    unranked = ("owner",)
    fieldsets = [
        (None, {"fields": ["title", "offered_at", "is_active"]}),
        ("Schreiben", {"fields": ["text", "note", "then", "wakes_after"], "description": PLACEHOLDERS_IN_WORDS}),
        ("Einordnen", {"fields": ["category", "impact", "urgency", "team"]}),
    ]


@admin.register(TicketTemplate)
class TicketTemplateAdmin(RecordAdmin):
    """What new reports of one kind begin with."""

    list_display = ["title", "team", "kind", "category", "is_active"]
    list_filter = ["is_active", "team", "kind", "category"]
    list_select_related = ["team", "category"]
    search_fields = ["title", "subject"]
    unranked = ("owner",)
    fieldsets = [
        (None, {"fields": ["title", "team", "is_active"]}),
        ("Schreiben", {"fields": ["subject", "description"], "description": BEFORE_THE_REPORT_IN_WORDS}),
        ("Einordnen", {"fields": ["kind", "category", "impact", "urgency", "checklist"]}),
    ]


@admin.register(Ticket)
class TicketAdmin(RecordAdmin):
    """All reports, to look up and export. Everything done with them is done in the workspace."""

    list_display = [
        "number",
        "subject",
        "kind",
        "authority",
        "requester",
        "category",
        "priority",
        "state",
        "team",
        "assignee",
        "created_at",
        "due_at",
    ]
    list_display_links = ["number", "subject"]
    unranked = ("assignee", "requester")
    list_filter = ["state", "priority", "kind", "team", "category", "channel"]
    list_select_related = ["authority", "requester", "category", "team", "assignee"]
    search_fields = ["number", "subject"]
    fieldsets = [
        (None, {"fields": ["number", "kind", "subject", "description", "category", "channel"]}),
        ("Wer und was", {"fields": ["authority", "requester", "workstation", "application"]}),
        ("Bearbeitung", {"fields": ["state", "priority", "impact", "urgency", "team", "assignee"]}),
        (
            "Zeitpunkte",
            {
                "fields": [
                    "created_at",
                    "updated_at",
                    "response_due_at",
                    "responded_at",
                    "due_at",
                    "paused_at",
                    "resolved_at",
                    "closed_at",
                ]
            },
        ),
        ("Herkunft der Angaben", {"fields": ["is_demo"]}),
    ]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """The same search as in the workspace; each of its branches has an index."""
        rows: Any = queryset
        return (rows.matching(search_term, request.user) if search_term.strip() else rows), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Ticket | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Ticket | None = None) -> bool:
        return False
