"""Rules and changed systems in the web admin, for putting mistakes right; decisions and rounds are kept in the workspace."""

from django.contrib import admin

from history.admin import RecordAdmin
from replacements.models import ReplacementRule, UpgradePath


@admin.register(ReplacementRule)
class ReplacementRuleAdmin(RecordAdmin):
    """How long devices of a kind serve and what they cost, from a day on."""

    list_display = ["kind", "valid_from", "service_years", "price", "growth", "warranty_counts", "certainty"]
    list_filter = ["kind", "certainty"]
    search_fields = ["source"]


@admin.register(UpgradePath)
class UpgradePathAdmin(RecordAdmin):
    """Operating systems that are changed for others."""

    list_display = ["operating_system", "note"]
    list_select_related = ["operating_system"]
    search_fields = ["operating_system__name", "note"]
