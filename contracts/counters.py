"""Which authorities have their counter open at a moment: those who feel an outage most."""

from collections.abc import Collection
from datetime import datetime, time

from django.utils import timezone

from contracts.models import BlockedTime, Holiday, WeeklyBlockedTime
from contracts.models.blocked import Kind
from ui.together import Together


def open_counters(authorities: Collection[int], *, now: datetime) -> dict[int, datetime]:
    """Until when the counter of each of these authorities is open, where it is open now: one query.

    On a public holiday none is.
    """
    here = timezone.localtime(now)
    day, clock = here.date(), here.time()
    if not authorities:
        return {}
    weekly = WeeklyBlockedTime.objects.filter(
        authority__in=authorities,
        kind=Kind.COUNTER_HOURS,
        weekday=day.weekday(),
        begins_at__lte=clock,
        ends_at__gt=clock,
    ).holding_between(day, day)
    once = BlockedTime.objects.filter(
        authority__in=authorities, kind=Kind.COUNTER_HOURS, starts_at__lte=now, ends_at__gt=now
    )
    page = Together()
    holidays = page.count(lambda: Holiday.objects.filter(day=day))
    usual = page.rows(lambda: weekly.order_by().values("authority", "ends_at"))
    others = page.rows(lambda: once.order_by().values("authority", "ends_at"))
    if holidays():
        return {}
    found: dict[int, datetime] = {}
    spans = [
        *(
            (row["authority"], timezone.make_aware(datetime.combine(day, time.fromisoformat(row["ends_at"]))))
            for row in usual
        ),
        *((row["authority"], datetime.fromisoformat(row["ends_at"])) for row in others),
    ]
    for authority, ends in spans:
        if authority not in found or found[authority] < ends:
            found[authority] = ends
    return found
