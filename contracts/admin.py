"""Service hours, agreements, blocked times, holidays, decisions and contracts in the web admin."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from contracts.models import (
    Agreement,
    AgreementDocument,
    BlockedTime,
    Decision,
    Holiday,
    ServiceAgreement,
    ServiceCalendar,
    ServiceHours,
    ServiceLevel,
    ServiceSpecification,
    WeeklyBlockedTime,
)
from history.admin import RecordAdmin
from ui.admin import RowInline


class ServiceHoursInline(RowInline):
    """When the service works."""

    model = ServiceHours
    fields = ["kind", "weekday", "opens_at", "closes_at"]
    show_change_link = False


class ServiceLevelInline(RowInline):
    """How quickly it answers and solves."""

    model = ServiceLevel
    fields = ["priority", "kind", "response_minutes", "resolution_minutes", "counts_on_call"]
    show_change_link = False


@admin.register(ServiceCalendar)
class ServiceCalendarAdmin(RecordAdmin):
    """Service calendars with their hours."""

    list_display = ["name"]
    search_fields = ["name"]
    inlines = [ServiceHoursInline]


@admin.register(ServiceAgreement)
class ServiceAgreementAdmin(RecordAdmin):
    """Agreements with their levels; the most specific one that is in force holds for a report."""

    list_display = ["name", "version", "authority", "application", "calendar", "valid_from", "valid_until"]
    list_select_related = ["authority", "application", "calendar"]
    search_fields = ["name"]
    raw_id_fields = ["authority", "application", "calendar"]
    inlines = [ServiceLevelInline]


@admin.register(BlockedTime)
class BlockedTimeAdmin(RecordAdmin):
    """Stretches in which no work is planned, and those in which clocks stand still."""

    view_on_site = False  # it has only a form there, which not everybody may open
    list_display = ["reason", "kind", "starts_at", "ends_at", "calendar", "authority", "stops_clock"]
    list_filter = ["kind", "stops_clock"]
    list_select_related = ["calendar", "authority"]
    search_fields = ["reason"]
    raw_id_fields = ["calendar", "authority"]


@admin.register(WeeklyBlockedTime)
class WeeklyBlockedTimeAdmin(RecordAdmin):
    """Hours of weekdays in which no work is planned."""

    view_on_site = False  # it has only a form there, which not everybody may open
    list_display = ["reason", "kind", "weekday", "begins_at", "ends_at", "authority", "valid_from", "valid_until"]
    list_filter = ["kind", "weekday"]
    list_select_related = ["authority"]
    search_fields = ["reason", "authority__name"]
    raw_id_fields = ["authority"]


@admin.register(Holiday)
class HolidayAdmin(RecordAdmin):
    """Days on which the service clock stands still."""

    list_display = ["name", "day"]
    search_fields = ["name"]
    ordering = ["-day"]
    date_hierarchy = "day"


@admin.register(Decision)
class DecisionAdmin(RecordAdmin):
    """What the bodies of authorities decided."""

    list_display = ["decided_on", "authority", "kind", "body", "outcome"]
    list_filter = ["kind", "outcome"]
    list_select_related = ["authority"]
    search_fields = ["subject", "body", "paper_number", "authority__name"]
    raw_id_fields = ["authority"]


class KeptInTheWorkspaceAdmin(RecordAdmin):
    """Looked up, exported and deleted here; changed by its steps, which check what they need, in the workspace."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Agreement)
class AgreementAdmin(KeptInTheWorkspaceAdmin):
    """Contracts with authorities as they stand."""

    list_display = ["name", "authority", "scope", "state", "effective_from", "effective_until"]
    list_filter = ["state", "scope", "kind"]
    list_select_related = ["authority"]
    search_fields = ["name", "number", "subject", "authority__name"]
    fieldsets = [
        (None, {"fields": ["name", "number", "authority", "kind", "scope", "subject", "state", "needs_notice"]}),
        ("Weg", {"fields": ["decision", "resolved_on", "signed_on", "notified_on", "complete_on", "standstill_until",
                            "objected_on", "objection", "cleared_on", "clearance", "clearance_reference",
                            "published_on", "publication"]}),
        ("Geltung", {"fields": ["effective_from", "effective_until", "ending", "ending_on", "last_reason"]}),
        ("Bedingungen", {"fields": ["share", "notice_months", "notice_to", "minimum_months", "warn_days"]}),
        ("Bemerkung und Herkunft der Angaben", {"fields": ["note", "source", "certainty", "is_demo", "version"]}),
    ]  # fmt: skip


@admin.register(ServiceSpecification)
class ServiceSpecificationAdmin(KeptInTheWorkspaceAdmin):
    """What exactly is done under agreements."""

    list_display = ["number", "title", "version", "agreement", "valid_from", "valid_until"]
    list_select_related = ["agreement"]
    search_fields = ["number", "title", "agreement__name"]


@admin.register(AgreementDocument)
class AgreementDocumentAdmin(KeptInTheWorkspaceAdmin):
    """Papers of agreements; the files themselves are handed out in the workspace."""

    list_display = ["title", "version", "kind", "agreement", "scan"]
    list_filter = ["kind", "scan"]
    list_select_related = ["agreement"]
    search_fields = ["title", "name", "agreement__name"]
    unranked = ("uploaded_by",)
    exclude = ("file",)
