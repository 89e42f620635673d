"""Where announcements are written."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone

from announcements.clashes import clashes
from announcements.models import Announcement
from history.admin import RecordAdmin
from ui.admin import RowInline


class ConcernedAuthorityInline(RowInline):
    """Whom it concerns."""

    model: Any = Announcement.authorities.through
    verbose_name = "betroffene Behörde"
    verbose_name_plural = "betroffene Behörden"
    raw_id_fields = ["authority"]


@admin.register(Announcement)
class AnnouncementAdmin(RecordAdmin):
    """Announcements."""

    list_display = ["title", "kind", "shown_from", "shown_until", "is_for_all"]
    list_filter = ["kind", "is_for_all"]
    search_fields = ["title", "text"]
    date_hierarchy = "shown_from"
    inlines = [ConcernedAuthorityInline]
    fieldsets = [
        (None, {"fields": ["kind", "title", "text"]}),
        (
            "Wann und für wen",
            {"fields": ["takes_place_from", "takes_place_until", "shown_from", "shown_until", "is_for_all"]},
        ),
        ("Herkunft", {"fields": ["is_demo"]}),
    ]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Says when a maintenance falls into a blocked time. It is stored all the same: some work cannot wait."""
        super().save_related(request, form, formsets, change)
        if found := clashes(form.instance, today=timezone.localdate()):
            words = f"Die Wartung fällt in Sperrzeiten betroffener Behörden. {'; '.join(found)}."
            messages.warning(request, words)
