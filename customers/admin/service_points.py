"""Service points with opening hours, the authorities they serve and the staff on site."""

from typing import Any

from django.contrib import admin

from customers.models import OpeningException, OpeningHours, ServicePoint
from history.admin import RecordAdmin
from ui.admin import RowInline


class OpeningHoursInline(RowInline):
    """When it is open."""

    model = OpeningHours
    fields = ["weekday", "opens_at", "closes_at"]
    show_change_link = False


class OpeningExceptionInline(RowInline):
    """When it is open otherwise."""

    model = OpeningException
    fields = ["first_day", "last_day", "opens_at", "closes_at", "reason"]
    show_change_link = False


class ServedAuthorityInline(RowInline):
    """Whom it serves."""

    model: Any = ServicePoint.authorities.through
    verbose_name = "betreute Behörde"
    verbose_name_plural = "betreute Behörden"
    raw_id_fields = ["authority"]


class ServedSiteInline(RowInline):
    """At which sites."""

    model: Any = ServicePoint.sites.through
    verbose_name = "betreuter Standort"
    verbose_name_plural = "betreute Standorte"
    raw_id_fields = ["site"]


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
    inlines = [OpeningHoursInline, OpeningExceptionInline, ServedAuthorityInline, ServedSiteInline, StaffOnSiteInline]
    fieldsets = [
        (None, {"fields": ["name", "key", "provider", "team"]}),
        ("Anschrift", {"fields": ["street", "postcode", "city", "phone"]}),
        ("Bemerkung und Herkunft der Angaben", {"fields": ["note", "source", "certainty", "is_demo"]}),
    ]
