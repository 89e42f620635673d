"""The way of a case in the web admin: versions with their phases and steps. What is published is only read."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.signed_in import signed_in
from history.admin import RecordAdmin
from takeovers.actions.templating import draft_next_version, publish_template
from takeovers.models import ProcessTemplate, TemplatePhase, TemplateTask
from ui.admin import RowInline


class DraftsOnly:
    """What belongs to a published version is read and not changed; its inlines follow the right to change it."""

    def is_published(self, row: Any) -> bool:
        """Whether the version that a row belongs to is published."""
        template = row if isinstance(row, ProcessTemplate) else row.template
        return template.published_on is not None

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may: bool = super().has_change_permission(request, obj)  # type: ignore[misc]  # beside an admin of Django
        return may and not (obj and self.is_published(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may: bool = super().has_delete_permission(request, obj)  # type: ignore[misc]  # as above
        return may and not (obj and self.is_published(obj))


class OfDraft(DraftsOnly, RowInline):
    """Rows within a version."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not (obj and self.is_published(obj))


class TemplatePhaseInline(OfDraft):
    """The phases of a version."""

    model = TemplatePhase
    fields = ["position", "key", "name", "is_per_scope", "behind"]


class TemplateTaskInline(OfDraft):
    """The steps of a phase."""

    model = TemplateTask
    fields = ["position", "title", "side", "proof", "needed_for", "days_after_start"]


@admin.register(ProcessTemplate)
class ProcessTemplateAdmin(DraftsOnly, RecordAdmin):
    """Versions; new cases follow the newest published one."""

    list_display = ["__str__", "kind", "version", "published_on"]
    list_filter = ["kind"]
    search_fields = ["note"]
    readonly_fields = ["published_on"]
    inlines = [TemplatePhaseInline]
    actions = ["publish", "draft_next"]

    @admin.action(description="Veröffentlichen", permissions=["change"])
    def publish(self, request: HttpRequest, rows: QuerySet[ProcessTemplate]) -> None:
        """From today on new cases follow it."""
        for template in rows:
            self._try(request, lambda template=template: publish_template(
                template=template, on=timezone.localdate(), by=signed_in(request)
            ), "veröffentlicht")  # fmt: skip

    @admin.action(description="Neue Fassung als Entwurf anlegen", permissions=["change"])
    def draft_next(self, request: HttpRequest, rows: QuerySet[ProcessTemplate]) -> None:
        """Copy it, so that the copy can be changed."""
        for template in rows:
            self._try(request, lambda template=template: draft_next_version(
                template=template, by=signed_in(request)
            ), "als Entwurf angelegt")  # fmt: skip

    def _try(self, request: HttpRequest, deed: Any, done: str) -> None:
        try:
            self.message_user(request, f"{deed()} ist {done}.", messages.SUCCESS)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)


@admin.register(TemplatePhase)
class TemplatePhaseAdmin(DraftsOnly, RecordAdmin):
    """Phases with their steps."""

    list_display = ["name", "template", "position", "is_per_scope", "behind"]
    list_filter = ["template"]
    list_select_related = ["template"]
    search_fields = ["name", "key"]
    raw_id_fields = ["template"]
    inlines = [TemplateTaskInline]
