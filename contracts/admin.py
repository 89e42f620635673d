"""Service hours, service levels and holidays in the web admin."""

from django.contrib import admin

from contracts.models import Holiday, ServiceCalendar, ServiceHours, ServiceLevel
from history.admin import RecordAdmin
from ui.admin import RowInline


class ServiceHoursInline(RowInline):
    """When the service works."""

    model = ServiceHours
    fields = ["weekday", "opens_at", "closes_at"]
    show_change_link = False


class ServiceLevelInline(RowInline):
    """How quickly it answers and solves."""

    model = ServiceLevel
    fields = ["priority", "response_minutes", "resolution_minutes"]
    show_change_link = False


@admin.register(ServiceCalendar)
class ServiceCalendarAdmin(RecordAdmin):
    """Service calendars with hours and levels."""

    list_display = ["name", "is_default"]
    search_fields = ["name"]
    inlines = [ServiceHoursInline, ServiceLevelInline]


@admin.register(Holiday)
class HolidayAdmin(RecordAdmin):
    """Days on which the service clock stands still."""

    list_display = ["name", "day"]
    search_fields = ["name"]
    ordering = ["-day"]
    date_hierarchy = "day"
