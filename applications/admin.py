"""Fachverfahren in the web admin: makers and products, operated instances and what belongs to them, services to the public."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from applications.models import (
    ApplicationData,
    ApplicationUse,
    DataCategory,
    Interface,
    Product,
    ProductStatement,
    ProductVersion,
    ProvidedService,
    PublicService,
    SpecialistApplication,
    Training,
    UseContact,
    Vendor,
)
from history.admin import RecordAdmin
from ui.admin import PeriodForm, PeriodFormSet, RowInline


class CountingAdmin(RecordAdmin):
    """Rows that count their versions: whoever has one open in the workspace is told that it was changed here."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            obj.version += 1
        super().save_model(request, obj, form, change)


class UseFormSet(PeriodFormSet):
    """An authority uses a Fachverfahren once at a time."""

    first, last, alike = "used_since", "used_until", ("authority",)

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        """A use that was changed here counts on, too."""
        form.instance.version += 1
        return super().save_existing(form, obj, commit)


class UseInline(RowInline):
    """Who uses the Fachverfahren."""

    model = ApplicationUse
    form = PeriodForm
    formset = UseFormSet
    fields = ["authority", "used_since", "used_until", "user_count"]
    raw_id_fields = ["authority"]


@admin.register(Vendor)
class VendorAdmin(CountingAdmin):
    """Makers of software."""

    list_display = ["name", "city"]
    search_fields = ["name", "city"]


@admin.register(Product)
class ProductAdmin(CountingAdmin):
    """Products on the market."""

    list_display = ["name", "vendor", "domain"]
    list_select_related = ["vendor"]
    search_fields = ["name", "domain", "vendor__name"]
    raw_id_fields = ["vendor", "successor"]


@admin.register(SpecialistApplication)
class SpecialistApplicationAdmin(CountingAdmin):
    """Operated Fachverfahren."""

    list_display = ["name", "product", "product_version", "hosting", "team", "operated_since"]
    list_filter = ["hosting", "team"]
    list_select_related = ["product", "product_version", "team"]
    search_fields = ["name", "product_version__name", "product__name", "product__domain"]
    raw_id_fields = ["product", "product_version"]
    inlines = [UseInline]


@admin.register(ApplicationUse)
class ApplicationUseAdmin(CountingAdmin):
    """Which authority uses which Fachverfahren."""

    list_display = ["application", "authority", "used_since", "used_until", "user_count"]
    list_filter = ["application__hosting"]
    list_select_related = ["application", "authority"]
    search_fields = ["application__name", "authority__name"]
    raw_id_fields = ["application", "authority"]
    fixed_fields = ("application", "authority")


@admin.register(ProductVersion)
class ProductVersionAdmin(CountingAdmin):
    """Versions of products with the end of their support."""

    list_display = ["product", "name", "released_on", "supported_until"]
    list_select_related = ["product"]
    search_fields = ["product__name", "name"]
    raw_id_fields = ["product"]


@admin.register(ProductStatement)
class ProductStatementAdmin(CountingAdmin):
    """What is said about products."""

    list_display = ["product", "subject", "stated_on", "certainty", "source"]
    list_filter = ["subject", "certainty"]
    list_select_related = ["product"]
    search_fields = ["product__name", "text", "source"]
    raw_id_fields = ["product"]


@admin.register(Interface)
class InterfaceAdmin(CountingAdmin):
    """Links of Fachverfahren to the outside."""

    list_display = ["application", "name", "partner", "direction", "needs_state_network"]
    list_filter = ["partner", "direction", "needs_state_network"]
    list_select_related = ["application"]
    search_fields = ["application__name", "name", "protocol"]
    raw_id_fields = ["application", "partner_application"]


@admin.register(DataCategory)
class DataCategoryAdmin(RecordAdmin):
    """Kinds of data."""

    list_display = ["name", "is_special"]
    list_filter = ["is_special"]
    search_fields = ["name"]


@admin.register(ApplicationData)
class ApplicationDataAdmin(RecordAdmin):
    """Which data Fachverfahren hold."""

    list_display = ["application", "category", "persons", "kept_for"]
    list_filter = ["category__is_special"]
    list_select_related = ["application", "category"]
    search_fields = ["application__name", "category__name", "persons"]
    raw_id_fields = ["application", "category"]


@admin.register(UseContact)
class UseContactAdmin(RecordAdmin):
    """Who answers for Fachverfahren at authorities."""

    unranked = ("contact",)
    list_display = ["application", "authority", "contact", "role"]
    list_filter = ["role"]
    list_select_related = ["use__application", "use__authority", "contact"]
    search_fields = ["use__application__name", "use__authority__name", "contact__last_name"]
    raw_id_fields = ["use", "contact"]

    @admin.display(description="Fachverfahren", ordering="use__application__name")
    def application(self, row: UseContact) -> str:
        """What the person answers for."""
        return row.use.application.name

    @admin.display(description="Behörde", ordering="use__authority__name")
    def authority(self, row: UseContact) -> str:
        """Where the person is."""
        return row.use.authority.name


@admin.register(Training)
class TrainingAdmin(RecordAdmin):
    """Trainings of authorities in Fachverfahren."""

    list_display = ["application", "authority", "held_on", "topic", "participants"]
    list_select_related = ["use__application", "use__authority"]
    search_fields = ["use__application__name", "use__authority__name", "topic"]
    raw_id_fields = ["use"]

    @admin.display(description="Fachverfahren", ordering="use__application__name")
    def application(self, row: Training) -> str:
        """What was taught."""
        return row.use.application.name

    @admin.display(description="Behörde", ordering="use__authority__name")
    def authority(self, row: Training) -> str:
        """Whose people were taught."""
        return row.use.authority.name


@admin.register(PublicService)
class PublicServiceAdmin(CountingAdmin):
    """Services of the administration to the public."""

    list_display = ["name", "key_in_groups", "ozg", "certainty"]
    list_filter = ["certainty"]
    search_fields = ["name", "leika", "ozg"]

    @admin.display(description="LeiKa-Schlüssel", ordering="leika")
    def key_in_groups(self, row: PublicService) -> str:
        """The key as it is read."""
        return row.key_in_groups


@admin.register(ProvidedService)
class ProvidedServiceAdmin(RecordAdmin):
    """Which Fachverfahren serve which services."""

    list_display = ["application", "service"]
    list_select_related = ["application", "service"]
    search_fields = ["application__name", "service__name", "service__leika"]
    raw_id_fields = ["application", "service"]
