"""Service points with opening hours, the authorities they serve and the staff on site."""

from typing import Any

from django.contrib import admin

from customers.models import OpeningHours, ServicePoint
from history.admin import RecordAdmin
from ui.admin import RowInline


class OpeningHoursInline(RowInline):
    """When it is open."""

    model = OpeningHours
    fields = ["weekday", "opens_at", "closes_at"]
    show_change_link = False


class ServedAuthorityInline(RowInline):
    """Whom it serves."""

    model: Any = ServicePoint.authorities.through
    verbose_name = "betreute Behörde"
    verbose_name_plural = "betreute Behörden"
    raw_id_fields = ["authority"]


class StaffOnSiteInline(RowInline):
    """Who works there."""

    model: Any = ServicePoint.staff.through
    verbose_name = "Mitarbeiterin oder Mitarbeiter am Ort"
    verbose_name_plural = "Mitarbeitende am Ort"
    raw_id_fields = ["staffmember"]


@admin.register(ServicePoint)
class ServicePointAdmin(RecordAdmin):
    """Service points."""

    list_display = ["name", "provider", "team", "street", "city", "phone"]
    list_filter = ["provider", "team"]
    list_select_related = ["provider", "team"]
    search_fields = ["name", "key", "city"]
    inlines = [OpeningHoursInline, ServedAuthorityInline, StaffOnSiteInline]
    fieldsets = [
        (None, {"fields": ["name", "key", "provider", "team"]}),
        ("Anschrift", {"fields": ["street", "postcode", "city", "phone"]}),
        ("Bemerkung und Herkunft der Angaben", {"fields": ["note", "source", "certainty", "is_demo"]}),
    ]
