"""Changes of a week or a month, day by day."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from accounts.signed_in import signed_in
from changes.badges import effect_badge, state_badge
from changes.lifecycle import State
from changes.models import Change
from ui.pages import Link, VisibleRows

WEEK, MONTH = "week", "month"
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)


class Entry(NamedTuple):
    """A change as it is seen on one day."""

    change: Change
    hours: str
    state: SafeString
    effect: SafeString


class Day(NamedTuple):
    """One row of the table."""

    day: date
    title: str
    is_today: bool
    entries: list[Entry]


class CalendarPage(PermissionRequiredMixin, VisibleRows, TemplateView):
    """A week or a month as a table with a row for each day."""

    permission_required = "changes.view_change"
    template_name = "changes/calendar.html"
    model = Change

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view = MONTH if self.request.GET.get("view") == MONTH else WEEK
        begin, end = span_of(view, self._day())
        rows = Change.objects.visible_to(signed_in(self.request)).overlapping(midnight(begin), midnight(end))
        rows = rows.exclude(state__in=(State.REJECTED, State.CANCELLED)).order_by("starts_at", "pk")
        may_plan = self.request.user.has_perm("changes.add_change")
        return super().get_context_data(
            page_title="Kalender der Änderungen",
            breadcrumb=[Link("Änderungen", reverse("changes:changes"))],
            view=view,
            span=span_words(view, begin, end),
            days=days_of(list(rows), begin, end, timezone.localdate()),
            earlier=address(view, begin - timedelta(days=1)),
            later=address(view, end),
            today=address(view, timezone.localdate()),
            other=Link("Monat", address(MONTH, begin)) if view == WEEK else Link("Woche", address(WEEK, begin)),
            add_url=reverse("changes:new") if may_plan else "",
            **kwargs,
        )

    def _day(self) -> date:
        try:
            day = parse_date(self.request.GET.get("day", "").replace("\x00", ""))
        except ValueError:
            day = None
        return min(max(day, FIRST), LAST) if day else timezone.localdate()


def span_of(view: str, day: date) -> tuple[date, date]:
    """The first day of a week or month, and the first after it."""
    if view == WEEK:
        begin = day - timedelta(days=day.weekday())
        return begin, begin + timedelta(days=7)
    begin = day.replace(day=1)
    return begin, (begin + timedelta(days=32)).replace(day=1)


def days_of(changes: list[Change], begin: date, end: date, today: date) -> list[Day]:
    """Each day with what lies on it, the earliest first."""
    days = []
    for number in range((end - begin).days):
        day = begin + timedelta(days=number)
        since, until = midnight(day), midnight(day + timedelta(days=1))
        entries = [
            Entry(one, hours_on(one, since, until), state_badge(one.state), effect_badge(one.effect))
            for one in changes
            if one.starts_at < until and one.ends_at > since
        ]
        days.append(Day(day, f"{WEEKDAYS[day.weekday()]}, {day:%d.%m.%Y}", day == today, entries))
    return days


def hours_on(change: Change, since: datetime, until: datetime) -> str:
    """„18:00 bis 20:00 Uhr“, and where it goes over midnight only the part of this day."""
    begins, ends = timezone.localtime(max(change.starts_at, since)), timezone.localtime(min(change.ends_at, until))
    last = "24:00" if ends == until else f"{ends:%H:%M}"
    return f"{begins:%H:%M} bis {last} Uhr"


def midnight(day: date) -> datetime:
    """When a day begins here."""
    return datetime.combine(day, datetime.min.time(), ZoneInfo(settings.TIME_ZONE))


def span_words(view: str, begin: date, end: date) -> str:
    """„09.11.2026 bis 15.11.2026“ or „November 2026“."""
    if view == MONTH:
        return f"{MONTHS[begin.month - 1]} {begin.year}"
    return f"{begin:%d.%m.%Y} bis {end - timedelta(days=1):%d.%m.%Y}"


def address(view: str, day: date) -> str:
    """The calendar at another day."""
    return f"{reverse('changes:calendar')}?{urlencode({'view': view, 'day': day.isoformat()})}"
