"""Companies and teams."""

from django.contrib import admin

from accounts.models import Provider, Team
from history.admin import RecordAdmin


@admin.register(Provider)
class ProviderAdmin(RecordAdmin):
    """The companies of the service operation."""

    list_display = ["code", "name", "legal_form", "city", "operating_since"]
    list_display_links = ["code", "name"]
    search_fields = ["code", "name", "city"]


@admin.register(Team)
class TeamAdmin(RecordAdmin):
    """The teams with a queue of their own."""

    list_display = ["name", "key", "description"]
    search_fields = ["name", "key", "description"]
