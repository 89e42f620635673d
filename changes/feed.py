"""Maintenance windows as a calendar that other programs subscribe to (RFC 5545)."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings

from accounts.models import User
from changes.actions.publishing import expected
from changes.levels import Effect
from changes.lifecycle import State
from changes.models import Change
from changes.standing import Felt

if TYPE_CHECKING:
    from icalendar import Event

PAST = timedelta(days=90)
MOST = 500
PRODUCT = "-//KSM Servicebetrieb//Wartungsfenster//DE"
CALLED_OFF = "Diese Wartung findet nicht statt."
EVERY = timedelta(hours=1)


def windows_for(user: User, now: datetime) -> list[Change]:
    """The windows that this person's calendar shows: what was made known, as far back as people look."""
    rows = (
        Change.objects.visible_to(user)
        .filter(published_at__isnull=False, ends_at__gt=now - PAST)
        .prefetch_related("weakened")
    )
    return list(rows.order_by("-starts_at", "-pk")[:MOST])


def calendar_of(changes: Iterable[Change], felt: Mapping[int, Felt]) -> bytes:
    """The calendar as the standard wants it, with the time zone that its moments are in, and who feels what."""
    from icalendar import Calendar  # noqa: PLC0415 – other programs ask for it, not pages

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Wartungsfenster")
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    for change in changes:
        calendar.add_component(_event(change, felt.get(change.pk, [])))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _described(change: Change, felt: Felt) -> str:
    lines = [f"{Effect(level).label}: {', '.join(names)}" for level, names in felt]
    return "\n\n".join([change.public_text, expected(change), *(["\n".join(lines)] if lines else [])])


def uid_of(change: Change) -> str:
    """What stays the same however often a window is moved."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"{change.number.lower()}@{host}"


def _event(change: Change, felt: Felt) -> "Event":
    from icalendar import Event  # noqa: PLC0415 – as above

    zone = ZoneInfo(settings.TIME_ZONE)
    event = Event()
    is_cancelled = change.state == State.CANCELLED
    told = (change.told_at or change.planned_at).astimezone(UTC)
    event.add("uid", uid_of(change))
    event.add("sequence", change.sequence)
    event.add("dtstamp", told)
    event.add("last-modified", told)
    event.add("dtstart", change.starts_at.astimezone(zone))
    event.add("dtend", change.ends_at.astimezone(zone))
    event.add("summary", f"Abgesagt: {change.title}" if is_cancelled else f"Wartung: {change.title}")
    event.add("description", CALLED_OFF if is_cancelled else _described(change, felt))
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("categories", ["Wartung"])
    return event
