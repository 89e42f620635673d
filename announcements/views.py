"""The page of all announcements, for authorities and for staff."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.signed_in import signed_in
from announcements.models import Announcement
from ui.pages import Link, VisibleRows

MOST_PAST = 30


class AnnouncementsPage(PermissionRequiredMixin, VisibleRows, TemplateView):
    """What is said now, what was said lately, and for those who write it, what is planned."""

    permission_required = "announcements.view_announcement"
    template_name = "announcements/announcements.html"
    model = Announcement

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, user = timezone.now(), self.request.user
        rows = Announcement.objects.visible_to(signed_in(self.request))
        keeps = user.has_perm("announcements.change_announcement")
        if self.is_for_staff:
            rows = rows.prefetch_related("authorities")  # for whom each is said
        groups = [("Zurzeit", "now", rows.shown(now)), ("Frühere", "past", rows.past(now)[:MOST_PAST])]
        if self.is_for_staff:
            groups.insert(1, ("Geplant", "planned", rows.planned(now)))
        return super().get_context_data(
            groups=[(title, key, list(found)) for title, key, found in groups],
            actions=[Link("Mitteilung schreiben", reverse("admin:announcements_announcement_add"), "campaign")]
            if keeps
            else [],
            keeps=keeps,
            is_for_staff=self.is_for_staff,
            **kwargs,
        )
