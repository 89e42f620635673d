"""Which blocked times of authorities a maintenance falls into, in words."""

from datetime import date

from django.utils import timezone

from announcements.models import Announcement
from contracts.planned_work import PlannedWork
from customers.models import Authority

MOST_TOLD = 10


def clashes(announcement: Announcement, *, today: date) -> list[str]:
    """What stands against its time at the authorities it concerns, the first of it; nothing for what is no maintenance."""
    begin, end = announcement.takes_place_from, announcement.takes_place_until
    if announcement.kind != Announcement.Kind.MAINTENANCE or begin is None or end is None:
        return []
    concerned = Authority.objects.served(today) if announcement.is_for_all else announcement.authorities.all()
    found = []
    for authority in concerned:
        for stretch in PlannedWork.of(authority, since=timezone.localdate(begin)).between(begin, end):
            begins, ends = timezone.localtime(stretch.begins), timezone.localtime(stretch.ends)
            until = f"{ends:%H:%M} Uhr" if begins.date() == ends.date() else f"{ends:%d.%m.%Y, %H:%M} Uhr"
            found.append(f"{authority}, {begins:%d.%m.%Y, %H:%M} bis {until}: {stretch.reason}")
        if len(found) > MOST_TOLD:
            return [*found[:MOST_TOLD], "und weitere"]
    return found
