"""The number at the bell on every page: of how many reports there is something unseen."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from notifications.models import Notification

MOST_COUNTED = 10
"""Nine are told exactly; whether ten or a hundred wait makes no difference to what one does."""


def unseen_reports(user: User) -> QuerySet[Any]:
    """One row for each, and no more than are counted."""
    rows = Notification.objects.visible_to(user).unseen()
    return rows.order_by().values("ticket").distinct()[:MOST_COUNTED]
