"""Sets of notifications and wishes; everybody sees their own, and only of reports that they still may see."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from notifications.models import Notification, Preference


class NotificationQuerySet(models.QuerySet["Notification"]):
    """What people were told."""

    def visible_to(self, user: "User") -> "NotificationQuerySet":
        """One's own, as long as one sees the report."""
        own = self.filter(recipient=user)
        return narrowed(own, user, authority="ticket__authority_id", person="ticket__requester_id")

    def unseen(self) -> "NotificationQuerySet":
        """Not yet looked at."""
        return self.filter(seen_at__isnull=True)

    def waiting_for_mail(self, way: str, since: datetime) -> "NotificationQuerySet":
        """Still to be sent: neither mailed nor seen meanwhile, and young enough to be worth a letter."""
        return self.unseen().filter(way=way, mailed_at__isnull=True, created_at__gte=since)


class PreferenceQuerySet(models.QuerySet["Preference"]):
    """What people wish about being told."""

    def visible_to(self, user: "User") -> "PreferenceQuerySet":
        """One's own, as long as one is anybody here."""
        return self.filter(user=user) if user.is_service_staff or user.access.contacts else self.none()
