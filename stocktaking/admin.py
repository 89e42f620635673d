"""Stock-takings in the web admin, to look up. Everything in them is done in the workspace, step by step."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from history.admin import RecordAdmin
from stocktaking.models import Campaign


@admin.register(Campaign)
class CampaignAdmin(RecordAdmin):
    """Stock-takings."""

    list_display = ["title", "state", "starts_on", "ends_on", "finished_at"]
    list_filter = ["state", "authorities"]
    search_fields = ["title"]
    unranked = ("made_by",)
    fieldsets = [
        (None, {"fields": ["title", "authorities", "message", "starts_on", "ends_on"]}),
        ("Stand", {"fields": ["state", "started_at", "reminded_at", "finished_at"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
