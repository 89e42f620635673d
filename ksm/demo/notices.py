"""What the people of the demo were told in the last days; told here afterwards, without letters to anybody."""

from datetime import datetime, timedelta

from notifications.actions import spread
from notifications.happenings import of_event, of_message
from notifications.models import Notification
from tickets.models import Message, TicketEvent

TOLD_FOR = timedelta(days=4)
READ_AFTER = timedelta(days=1)
MOST = 150
"""So many of the newest steps and of the newest messages; more would only fill the list."""


def tell(now: datetime) -> None:
    """Tell of the last days; what is older than a day has been read."""
    since = now - TOLD_FOR
    steps = TicketEvent.objects.filter(at__range=(since, now)).order_by("-at", "-pk")
    for event in steps[:MOST]:
        if happening := of_event(event.pk):
            spread(happening=happening, now=event.at, by_mail=False)
    messages = Message.objects.filter(created_at__range=(since, now)).order_by("-created_at", "-pk")
    for message in messages[:MOST]:
        if happening := of_message(message.pk):
            spread(happening=happening, now=message.created_at, by_mail=False)
    Notification.objects.filter(created_at__lt=now - READ_AFTER).update(seen_at=now)
