"""Mailboxes in the web admin; mails are decided about in the workspace."""

from django.contrib import admin

from history.admin import RecordAdmin
from mailboxes.models import Mailbox


@admin.register(Mailbox)
class MailboxAdmin(RecordAdmin):
    """Where mail is fetched from, and how the last time went."""

    list_display = ["name", "address", "host", "folder", "category", "is_active", "checked_at", "problem"]
    list_filter = ["is_active"]
    list_select_related = ["category"]
    search_fields = ["name", "address", "host"]
    readonly_fields = ["checked_at", "problem"]
