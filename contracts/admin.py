"""Service hours, agreements, blocked times, holidays and decisions in the web admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import URLField

from contracts.models import (
    BlockedTime,
    Decision,
    Holiday,
    ServiceAgreement,
    ServiceCalendar,
    ServiceHours,
    ServiceLevel,
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
    """Stretches in which the service clock stands still."""

    list_display = ["reason", "starts_at", "ends_at", "calendar", "authority"]
    list_select_related = ["calendar", "authority"]
    search_fields = ["reason"]
    raw_id_fields = ["calendar", "authority"]


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
    formfield_overrides: ClassVar[dict[Any, Any]] = {URLField: {"assume_scheme": "https"}}
