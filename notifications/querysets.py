"""Sets of notifications and wishes; everybody sees their own, and only of reports that they still may see."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Subquery

from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from notifications.models import Notification, Preference


class NotificationQuerySet(models.QuerySet["Notification"]):
    """What people were told."""

    def visible_to(self, user: "User") -> "NotificationQuerySet":
        """One's own, as long as one sees the report."""
        from tickets.models import Ticket  # noqa: PLC0415  # models import their querysets

        # Looked up for each row: if it were joined, the database would begin with all reports of the person.
        report = Ticket.objects.filter(pk=OuterRef("ticket")).order_by()
        sides = {side: Subquery(report.values(side)) for side in ("authority", "requester")}
        return narrowed(self.filter(recipient=user).alias(**sides), user, authority="authority", person="requester")

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
