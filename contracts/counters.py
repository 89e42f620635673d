"""Which authorities have their counter open at a moment: those who feel an outage most."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from contracts.models import BlockedTime, Holiday, WeeklyBlockedTime
from contracts.models.blocked import Kind


def open_counters(authorities: Collection[int], *, now: datetime) -> dict[int, datetime]:
    """Until when the counter of each of these authorities is open, where it is open now: at most three queries.

    On a public holiday none is.
    """
    here = timezone.localtime(now)
    day, clock = here.date(), here.time()
    if not authorities or Holiday.objects.filter(day=day).exists():
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
    found: dict[int, datetime] = {}
    spans = [
        *(
            (authority, timezone.make_aware(datetime.combine(day, ends)))
            for authority, ends in weekly.order_by().values_list("authority_id", "ends_at")
        ),
        *once.order_by().values_list("authority_id", "ends_at"),
    ]
    for authority, ends in spans:
        if authority not in found or found[authority] < ends:
            found[authority] = ends
    return found
