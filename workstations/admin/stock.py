"""What should lie ready, and what belongs to a role; loans."""

from django.contrib import admin
from django.http import HttpRequest

from history.admin import RecordAdmin
from ui.admin import RowInline
from workstations.models import Kit, KitItem, Loan, StockMinimum


@admin.register(StockMinimum)
class StockMinimumAdmin(RecordAdmin):
    """How much should lie ready where."""

    list_display = ["service_point", "kind", "model", "quantity"]
    list_filter = ["kind"]
    list_select_related = ["service_point", "model"]
    search_fields = ["service_point__name"]
    raw_id_fields = ["service_point", "model"]


class KitItemInline(RowInline):
    """The lines of a kit."""

    model = KitItem
    fields = ["kind", "model", "quantity"]
    raw_id_fields = ["model"]


@admin.register(Kit)
class KitAdmin(RecordAdmin):
    """What belongs to a role."""

    list_display = ["name", "is_active"]
    search_fields = ["name"]
    inlines = [KitItemInline]


@admin.register(Loan)
class LoanAdmin(RecordAdmin):
    """Loans, to correct a mistyped day; they are made and ended on the pages of loans, with all that goes with it."""

    list_display = ["device", "authority", "contact", "starts_on", "ends_on", "handed_out_on", "returned_on"]
    list_select_related = ["device", "authority", "contact"]
    search_fields = ["device__inventory_number", "device__serial_number", "authority__name"]
    unranked = ("contact",)
    raw_id_fields = ["device", "authority", "contact"]
    fixed_fields = ("device", "authority", "handed_out_on", "returned_on", "is_cancelled")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
