"""Fachverfahren in the web admin: makers, products, operated instances and their use."""

from django.contrib import admin

from applications.models import ApplicationUse, Product, SpecialistApplication, Vendor
from history.admin import RecordAdmin
from ui.admin import PeriodForm, PeriodFormSet, RowInline


class UseFormSet(PeriodFormSet):
    """An authority uses a Fachverfahren once at a time."""

    first, last, alike = "used_since", "used_until", ("authority",)


class UseInline(RowInline):
    """Who uses the Fachverfahren."""

    model = ApplicationUse
    form = PeriodForm
    formset = UseFormSet
    fields = ["authority", "used_since", "used_until", "user_count"]
    raw_id_fields = ["authority"]


@admin.register(Vendor)
class VendorAdmin(RecordAdmin):
    """Makers of software."""

    list_display = ["name", "city"]
    search_fields = ["name", "city"]


@admin.register(Product)
class ProductAdmin(RecordAdmin):
    """Products on the market."""

    list_display = ["name", "vendor", "domain"]
    list_select_related = ["vendor"]
    search_fields = ["name", "domain", "vendor__name"]
    raw_id_fields = ["vendor"]


@admin.register(SpecialistApplication)
class SpecialistApplicationAdmin(RecordAdmin):
    """Operated Fachverfahren."""

    list_display = ["name", "product", "product_version", "hosting", "team", "operated_since"]
    list_filter = ["hosting", "team"]
    list_select_related = ["product", "product_version", "team"]
    search_fields = ["name", "product_version__name", "product__name", "product__domain"]
    raw_id_fields = ["product", "product_version"]
    inlines = [UseInline]


@admin.register(ApplicationUse)
class ApplicationUseAdmin(RecordAdmin):
    """Which authority uses which Fachverfahren."""

    list_display = ["application", "authority", "used_since", "used_until", "user_count"]
    list_filter = ["application__hosting"]
    list_select_related = ["application", "authority"]
    search_fields = ["application__name", "authority__name"]
    raw_id_fields = ["application", "authority"]
    fixed_fields = ("application", "authority")
