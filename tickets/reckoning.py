"""How the deadlines of a report were computed, line by line, so that anybody can follow the sum to the minute."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from tickets.deadlines import WARNING_AT, Agreement, Deadline, agreement_of, pauses_of, stopped_at, terms_of
from tickets.models import ClockPause, Ticket, TicketEvent
from tickets.sla import MINUTE, Day, Interval, Piece, ServiceTime
from tickets.wording import weekly_hours


class Line(NamedTuple):
    """One line of the sum: what was on a day in a stretch of time, the minutes it adds, and the total so far."""

    day: date
    words: str
    begins: datetime | None = None
    ends: datetime | None = None
    minutes: int = 0
    counts: bool = False
    total: int = 0


class Sum(NamedTuple):
    """The sum for one deadline: from the report to the moment at which the agreed minutes are used up."""

    deadline: Deadline
    agreed: int
    carried: int
    warns_at: datetime | None
    due_at: datetime
    kept_due_at: datetime | None
    stands_since: datetime | None
    lines: list[Line]

    @property
    def wanted(self) -> int:
        """The total that the last line must show: the agreed minutes, and old pauses of which only the sum is known."""
        return self.agreed + self.carried

    @property
    def total(self) -> int:
        """What the lines add up to."""
        return self.lines[-1].total if self.lines else 0

    @property
    def left(self) -> int:
        """What is left while the clock stands."""
        return self.wanted - self.total

    @property
    def is_outdated(self) -> bool:
        """Whether calendar or agreement were changed after the deadline was stored."""
        return self.kept_due_at is not None and self.kept_due_at != self.due_at


class Pause(NamedTuple):
    """A pause and the service time that it kept from counting."""

    words: str
    started_at: datetime
    ended_at: datetime | None
    minutes: int


class Reckoning(NamedTuple):
    """Everything that the deadlines of a report follow from."""

    agreement: Agreement
    hours: list[str]
    on_call: list[str]
    sums: list[Sum]
    pauses: list[Pause]
    used: int
    changes: list[TicketEvent]
    warning_at: int = WARNING_AT


def reckoning_of(ticket: Ticket, now: datetime) -> Reckoning | None:
    """Compute the deadlines of a report once more and keep every step, or None when nothing was agreed."""
    agreement = agreement_of(ticket)
    terms = terms_of(ticket, agreement)
    if agreement is None or terms is None:
        return None
    service, rows = terms.service_time, list(ticket.pauses.all())
    pauses, start = pauses_of(ticket), ticket.counts_from
    words = _Words(agreement, rows)
    stands_since = ticket.paused_at if ticket.is_open else None
    sums = [
        _sum(Deadline.RESPONSE, ticket, service, terms.response, [], words, None),
        _sum(Deadline.RESOLUTION, ticket, service, terms.resolution, pauses, words, stands_since),
    ]
    used = service.minutes_between(start, stopped_at(ticket, now), pauses) - ticket.paused_minutes
    return Reckoning(
        agreement=agreement,
        hours=weekly_hours(service.hours),
        on_call=weekly_hours(service.on_call),
        sums=sums,
        pauses=[
            Pause(
                words=_waited_for(row),
                started_at=row.started_at,
                ended_at=row.ended_at,
                minutes=service.minutes_between(row.started_at, row.ended_at or now),
            )
            for row in rows
        ],
        used=max(used, 0),
        changes=list(TicketEvent.objects.agreed_anew().filter(ticket=ticket)),
    )


def _sum(
    deadline: Deadline,
    ticket: Ticket,
    service: ServiceTime,
    agreed: int,
    pauses: list[Interval],
    words: "_Words",
    stands_since: datetime | None,
) -> Sum:
    is_resolution = deadline == Deadline.RESOLUTION
    carried = ticket.paused_minutes if is_resolution else 0
    due = service.add(ticket.counts_from, agreed + carried, pauses)
    if stands_since and stands_since >= due:
        stands_since = None  # it was held only after the deadline
    days = service.account(ticket.counts_from, stands_since or due, pauses)
    return Sum(
        deadline=deadline,
        agreed=agreed,
        carried=carried,
        warns_at=ticket.warns_at if is_resolution else ticket.response_warns_at,
        due_at=due,
        kept_due_at=ticket.due_at if is_resolution else ticket.response_due_at,
        stands_since=stands_since,
        lines=[line for one in days for line in words.lines_of(one)],
    )


class _Words:
    """What each line is called."""

    def __init__(self, agreement: Agreement, pauses: list[ClockPause]) -> None:
        self.agreement, self.pauses = agreement, pauses

    def lines_of(self, day: Day) -> list[Line]:
        """The lines of one day: a change of the clock, a holiday or closed day, or each stretch of service."""
        lines, total = [], day.total - day.counted
        if day.clock_change:
            step = "vor" if day.clock_change > timedelta() else "zurück"
            lines.append(
                Line(day.day, f"Die Uhr wird um {abs(day.clock_change) // MINUTE} Minuten {step}gestellt", total=total)
            )
        if day.is_holiday:
            lines.append(Line(day.day, f"Feiertag: {self.agreement.holidays[day.day]}", total=total))
        elif not day.has_hours:
            lines.append(Line(day.day, "Keine Servicezeit an diesem Wochentag", total=total))
        elif not day.pieces:
            lines.append(Line(day.day, "Nur noch außerhalb der Servicezeit", total=total))
        for piece in day.pieces:
            counts = not piece.why_not
            total += piece.minutes if counts else 0
            lines.append(Line(day.day, self._words(piece), piece.begins, piece.ends, piece.minutes, counts, total))
        return lines

    def _words(self, piece: Piece) -> str:
        if piece.why_not == "pause":
            rows = [row for row in self.pauses if row.ended_at and _touches(piece, row.started_at, row.ended_at)]
            return f"Angehalten: {_waited_for(rows[0])}" if rows else "Angehalten"
        if piece.why_not == "blocked":
            reasons = [row.reason for row in self.agreement.blocked if _touches(piece, row.starts_at, row.ends_at)]
            return f"Sperrzeit: {', '.join(reasons)}"
        return "Servicezeit"


def _touches(piece: Piece, begin: datetime, end: datetime) -> bool:
    return begin < piece.ends and end > piece.begins - MINUTE


def _waited_for(pause: ClockPause) -> str:
    return "Gelöst, bis zum Einwand" if pause.state == "resolved" else pause.get_state_display()
