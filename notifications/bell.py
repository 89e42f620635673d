"""The number at the bell on every page: of how many reports there is something unseen."""

from collections.abc import Callable

from accounts.models import User
from notifications.models import Notification

MOST_COUNTED = 10
"""Nine are told exactly; whether ten or a hundred wait makes no difference to what one does."""


def unseen_reports(user: User) -> int:
    """At most MOST_COUNTED; one query over what is unseen alone."""
    rows = Notification.objects.visible_to(user).unseen()
    return rows.order_by().values("ticket").distinct()[:MOST_COUNTED].count()


def counted_when_shown(user: User) -> Callable[[], int]:
    """For the context of every page: asks the database only where there is a bell."""
    return lambda: unseen_reports(user)
