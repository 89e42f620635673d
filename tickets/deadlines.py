"""What the agreements in the database say about the deadlines of a report."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet, TextChoices
from django.utils import timezone

from contracts.models import BlockedTime, Holiday, ServiceAgreement, ServiceHours, ServiceLevel
from tickets.models import ClockPause, Ticket
from tickets.sla import Interval, ServiceTime
from ui.together import Together

WARNING_AT = 75
"""Per cent of the agreed time after which somebody is warned."""


class Deadline(TextChoices):
    """The two deadlines of a report."""

    RESPONSE = "response", "Reaktion"
    RESOLUTION = "resolution", "Lösung"


class Terms(NamedTuple):
    """What holds for a report of one kind and priority: minutes to answer and to solve, and when they count."""

    service_time: ServiceTime
    response: int
    resolution: int

    def response_due(self, start: datetime) -> datetime:
        """When a report must have been answered; no pause moves it."""
        return self.service_time.add(start, self.response)


class Agreement(NamedTuple):
    """An agreement with its calendar, its levels, the holidays and the times in which the clock stands still."""

    row: ServiceAgreement
    hours: dict[int, list[tuple[time, time]]]
    on_call: dict[int, list[tuple[time, time]]]
    holidays: dict[date, str]
    blocked: list[BlockedTime]
    levels: list[ServiceLevel]

    @classmethod
    def of(cls, row: ServiceAgreement, authority_id: int | None) -> "Agreement":
        """Everything that belongs to an agreement, with when the clock of this authority stands still: one query."""
        return cls.asked(row, authority_id, Together())()

    @classmethod
    def asked(cls, row: ServiceAgreement, authority_id: int | None, page: Together) -> "Callable[[], Agreement]":
        """The same, read with everything else on a page."""

        def holding(calendar: int, authority: int | None = None) -> QuerySet[BlockedTime]:
            rows = BlockedTime.objects.stopping_the_clock()
            return rows.holding_for(calendar_id=calendar, authority_id=authority).order_by("starts_at")

        spans = page.objects(
            ServiceHours,
            lambda calendar: ServiceHours.objects.filter(calendar=calendar).order_by("weekday", "opens_at"),
            "kind",
            "weekday",
            "opens_at",
            "closes_at",
            words="service hours",
            given=[row.calendar_id],
        )
        holidays = page.rows(lambda: Holiday.objects.values("day", "name"), words="holidays")
        blocked = page.objects(
            BlockedTime,
            holding,
            "starts_at",
            "ends_at",
            "reason",
            words="blocked times",
            given=[row.calendar_id, authority_id] if authority_id else [row.calendar_id],
        )
        agreed = page.objects(
            ServiceLevel, lambda agreement: ServiceLevel.objects.filter(agreement=agreement), "priority", "kind",
            "response_minutes", "resolution_minutes", "counts_on_call", words="service levels", given=[row.pk],
        )  # fmt: skip

        def read() -> Agreement:
            hours: dict[str, dict[int, list[tuple[time, time]]]] = {kind: {} for kind in ServiceHours.Kind.values}
            for span in spans:
                hours[span.kind].setdefault(span.weekday, []).append((span.opens_at, span.closes_at))
            return cls(
                row=row,
                hours=hours[ServiceHours.Kind.NORMAL],
                on_call=hours[ServiceHours.Kind.ON_CALL],
                holidays={date.fromisoformat(row["day"]): row["name"] for row in holidays},
                blocked=list(blocked),
                levels=list(agreed),
            )

        return read

    @property
    def service_time(self) -> ServiceTime:
        """When the service works, without anybody on call."""
        return self._service_time(counts_on_call=False)

    def terms(self, *, priority: int, kind: str) -> Terms | None:
        """What holds for a report of this kind and priority, or None without a level; one for the kind comes first."""
        levels = [level for level in self.levels if level.priority == priority and level.kind in (kind, "")]
        if not levels or not (self.hours or self.on_call):
            return None
        level = max(levels, key=lambda one: bool(one.kind))
        service_time = self._service_time(counts_on_call=level.counts_on_call)
        if not (service_time.hours or service_time.on_call):
            return None
        return Terms(service_time, level.response_minutes, level.resolution_minutes)

    def _service_time(self, *, counts_on_call: bool) -> ServiceTime:
        return ServiceTime(
            hours=self.hours,
            holidays=self.holidays,
            zone=ZoneInfo(settings.TIME_ZONE),
            on_call=self.on_call if counts_on_call else {},
            blocked=[(row.starts_at, row.ends_at) for row in self.blocked],
        )


def agreement_for(*, authority_id: int | None, application_id: int | None = None, at: datetime) -> Agreement | None:
    """The most specific agreement in force at a moment, or None when nothing was agreed."""
    concerned = {"authority_id": authority_id, "application_id": application_id}
    named = [name for name, key in concerned.items() if key]

    def best(*keys: int) -> QuerySet[ServiceAgreement]:
        keys_by_name: dict[str, int | None] = dict.fromkeys(concerned) | dict(zip(named, keys, strict=True))
        return ServiceAgreement.objects.for_report(**keys_by_name, at=at)[:1]

    words = ("agreement in force", timezone.localdate(at), *named)
    row = Together().objects(ServiceAgreement, best, words=words, given=[concerned[name] for name in named]).first()
    return Agreement.of(row, authority_id) if row else None


def agreement_of(ticket: Ticket) -> Agreement | None:
    """The agreement that a report keeps from its beginning."""
    return Agreement.of(ticket.agreement, ticket.authority_id) if ticket.agreement else None


def terms_of(ticket: Ticket, agreement: Agreement | None) -> Terms | None:
    """What holds for a report as it is now."""
    return agreement.terms(priority=ticket.priority, kind=ticket.kind) if agreement else None


def pauses_of(ticket: Ticket) -> list[Interval]:
    """The pauses of a report that are over; none when it is not stored yet."""
    if ticket._state.adding:
        return []
    rows = ClockPause.objects.over().filter(ticket=ticket.pk).values_list("started_at", "ended_at")
    return [(begin, end) for begin, end in rows if end]


def set_deadlines(ticket: Ticket, agreement: Agreement | None) -> None:
    """Compute both deadlines and their warnings from where the time begins, with all pauses that are over."""
    terms = terms_of(ticket, agreement)
    if terms is None:
        ticket.response_due_at = ticket.response_warns_at = ticket.due_at = ticket.warns_at = None
        return
    start, service = ticket.counts_from, terms.service_time
    pauses = pauses_of(ticket)
    ticket.response_due_at = terms.response_due(start)
    ticket.response_warns_at = service.add(start, terms.response * WARNING_AT // 100)
    ticket.due_at = service.add(start, terms.resolution + ticket.paused_minutes, pauses)
    ticket.warns_at = service.add(start, terms.resolution * WARNING_AT // 100 + ticket.paused_minutes, pauses)


def figures(ticket: Ticket, agreement: Agreement | None) -> str:
    """What was agreed and when it is due, for the timeline; empty when nothing was agreed."""
    terms = terms_of(ticket, agreement)
    if terms is None or ticket.response_due_at is None or ticket.due_at is None:
        return "ohne vereinbarte Frist" if agreement else ""
    response, resolution = (
        f"{timezone.localtime(moment):%d.%m.%Y, %H:%M} Uhr" for moment in (ticket.response_due_at, ticket.due_at)
    )
    return f"Reaktion {terms.response} Min. bis {response}, Lösung {terms.resolution} Min. bis {resolution}"


class Clock(NamedTuple):
    """How much of the agreed service time a report has used, in minutes; the pauses are not counted."""

    used: int
    agreed: int

    @property
    def percent(self) -> int:
        """The used share in whole per cent; more than 100 when the deadline has passed."""
        return self.used * 100 // self.agreed if self.agreed else 0

    @property
    def warns_at(self) -> int:
        """From here on the rest is short."""
        return self.agreed * WARNING_AT // 100

    @property
    def left(self) -> int:
        """What is left; negative when the deadline has passed."""
        return self.agreed - self.used

    @property
    def over(self) -> int:
        """By how much the agreed time is exceeded."""
        return self.used - self.agreed


def clock_of(ticket: Ticket, now: datetime, page: Together) -> Callable[[], Clock | None]:
    """The clock of a report as it stands at `now`, or None when nothing was agreed for it; read with all on the page."""
    if ticket.agreement is None or ticket.due_at is None:
        return lambda: None
    read = Agreement.asked(ticket.agreement, ticket.authority_id, page)
    over = page.objects(
        ClockPause, lambda report: ClockPause.objects.over().filter(ticket=report), "started_at", "ended_at",
        words="pauses", given=[ticket.pk],
    )  # fmt: skip

    def clock() -> Clock | None:
        terms = terms_of(ticket, read())
        if terms is None:
            return None
        pauses = [(pause.started_at, pause.ended_at) for pause in over if pause.ended_at]
        used = terms.service_time.minutes_between(ticket.counts_from, stopped_at(ticket, now), pauses)
        return Clock(used=max(used - ticket.paused_minutes, 0), agreed=terms.resolution)

    return clock


def stopped_at(ticket: Ticket, now: datetime) -> datetime:
    """Until when the clock of a report has run so far."""
    return ticket.workaround_at or ticket.resolved_at or ticket.closed_at or ticket.paused_at or now
