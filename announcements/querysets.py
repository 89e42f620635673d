"""Sets of announcements, and who may see them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

if TYPE_CHECKING:
    from accounts.models import User
    from announcements.models import Announcement


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Announcements."""

    def visible_to(self, user: "User") -> "AnnouncementQuerySet":
        """Staff see all; a contact sees what concerns all authorities or one they work for."""
        access = user.access
        if access.is_staff:
            return self
        if not access.authorities:
            return self.none()
        return self.concerning(access.authorities)

    def concerning(self, authorities: Iterable[int]) -> "AnnouncementQuerySet":
        """What is said to all authorities, or to one of these (by their keys)."""
        concerned = self.model.authorities.through._default_manager.filter(
            announcement_id=OuterRef("pk"), authority_id__in=authorities
        )
        return self.filter(Q(is_for_all=True) | Exists(concerned))

    def shown(self, now: datetime) -> "AnnouncementQuerySet":
        """What the portal shows at this moment, restrictions and maintenance first, of these what comes first."""
        rows = self.filter(Q(shown_until__isnull=True) | Q(shown_until__gt=now), shown_from__lte=now)
        loudness = models.Case(
            models.When(kind="restriction", then=0), models.When(kind="maintenance", then=1), default=2
        )
        return rows.order_by(loudness, F("takes_place_from").asc(nulls_last=True), "-shown_from", "-pk")

    def past(self, now: datetime) -> "AnnouncementQuerySet":
        """What the portal showed until some time ago, the newest first."""
        return self.filter(shown_until__lte=now).order_by("-shown_until", "-pk")

    def planned(self, now: datetime) -> "AnnouncementQuerySet":
        """What nobody at an authority has read yet, the next first."""
        return self.filter(shown_from__gt=now).order_by("shown_from", "pk")
