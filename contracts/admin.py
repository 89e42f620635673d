"""Service hours, agreements, blocked times and holidays in the web admin."""

from django.contrib import admin

from contracts.models import (
    BlockedTime,
    Holiday,
    ServiceAgreement,
    ServiceCalendar,
    ServiceHours,
    ServiceLevel,
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

    list_display = ["reason", "kind", "starts_at", "ends_at", "calendar", "authority", "stops_clock"]
    list_filter = ["kind", "stops_clock"]
    list_select_related = ["calendar", "authority"]
    search_fields = ["reason"]
    raw_id_fields = ["calendar", "authority"]


@admin.register(WeeklyBlockedTime)
class WeeklyBlockedTimeAdmin(RecordAdmin):
    """Hours of weekdays in which no work is planned."""

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
