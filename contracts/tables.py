"""Lists of agreements, decisions and blocked times."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from contracts.deadlines import Deadline, Kind, deadlines, is_near
from contracts.lifecycle import State
from contracts.models import Agreement, BlockedTime, Decision, WeeklyBlockedTime
from ui import cells
from ui.tables import BaseTable, Column

STATE_LOOK = {
    State.DRAFTED: ("neutral", "draft"),
    State.RESOLVED: ("info", "gavel"),
    State.SIGNED: ("info", "history_edu"),
    State.NOTIFIED: ("warning", "hourglass_empty"),
    State.OBJECTED: ("danger", "front_hand"),
    State.CLEARED: ("active", "verified"),
    State.PUBLISHED: ("active", "campaign"),
    State.EFFECTIVE: ("success", "handshake"),
    State.ENDED: ("neutral", "history"),
    State.WITHDRAWN: ("neutral", "cancel"),
}
OUTCOME_LOOK = {
    Decision.Outcome.ADOPTED: ("success", "check_circle"),
    Decision.Outcome.REJECTED: ("danger", "cancel"),
    Decision.Outcome.DEFERRED: ("warning", "schedule"),
}


@cache
def state_badge(state: str) -> SafeString:
    """Where an agreement stands, as a badge."""
    kind, icon = STATE_LOOK[State(state)]
    return cells.badge(kind, icon, State(state).label)


@cache
def outcome_badge(outcome: str) -> SafeString:
    """What became of a paper, as a badge."""
    kind, icon = OUTCOME_LOOK[Decision.Outcome(outcome)]
    return cells.badge(kind, icon, Decision.Outcome(outcome).label)


def in_words(deadline: Deadline, today: date) -> str:
    """What happens by when: „Kündigung bis 30.06.2027“."""
    day = f"{deadline.day:%d.%m.%Y}"
    if deadline.kind == Kind.STANDSTILL:
        return f"Frist der Rechtsaufsicht {'abgelaufen' if deadline.day < today else 'bis'} {day}"
    return f"Kündigung bis {day}" if deadline.kind == Kind.NOTICE else f"Ende {day}"


def deadline_cell(agreement: Agreement, today: date) -> SafeString | str:
    """The next deadline; one that is near stands out by symbol and weight."""
    for deadline in deadlines(agreement, today):
        words = in_words(deadline, today)
        if is_near(agreement, deadline, today):
            return format_html(
                '<span class="ku-deadline ku-deadline--soon">{}<span>{}</span></span>', cells.icon("timer"), words
            )
        return words
    return ""


class AgreementTable(BaseTable):
    """Contracts with where they stand and what comes next."""

    name = Column("Vereinbarung", is_title=True, german=True, page="contracts:agreement")
    authority = Column("Behörde", accessor="authority__short_name", german=True)
    scope = Column("Aufgabe", accessor="scope_in_words", order_by=("scope", "subject"))
    state = Column("Stand", look="ku-col-state")
    effective_from = Column("gilt ab")
    effective_until = Column("gilt bis")
    deadline = Column("Nächste Frist", orderable=False, empty_values=())

    class Meta(BaseTable.Meta):
        model = Agreement
        fields = ()

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def render_state(self, record: Agreement) -> SafeString:
        return state_badge(record.state)

    def render_effective_from(self, record: Agreement) -> SafeString:
        day = cells.day(record.effective_from)
        return format_html("geplant {}", day) if day and record.is_open else day

    def render_effective_until(self, value: date | None) -> SafeString:
        return cells.day(value)

    def render_deadline(self, record: Agreement) -> SafeString | str:
        return deadline_cell(record, self.today)

    def value_state(self, record: Agreement) -> str:
        return record.get_state_display()

    def value_deadline(self, record: Agreement) -> str:
        return "; ".join(in_words(deadline, self.today) for deadline in deadlines(record, self.today))


class DecisionTable(BaseTable):
    """What councils decided."""

    subject = Column("Gegenstand", is_title=True, german=True, page="contracts:decision")
    authority = Column("Behörde", accessor="authority__short_name", german=True)
    kind = Column("Art")
    body = Column("Gremium", german=True)
    decided_on = Column("Sitzung")
    outcome = Column("Ergebnis", look="ku-col-state")
    paper_number = Column("Vorlage")

    class Meta(BaseTable.Meta):
        model = Decision
        fields = ()

    def render_decided_on(self, value: date | None) -> SafeString:
        return cells.day(value)

    def render_outcome(self, record: Decision) -> SafeString:
        return outcome_badge(record.outcome)

    def value_outcome(self, record: Decision) -> str:
        return record.get_outcome_display()


class KeptTable(BaseTable):
    """Rows that lead to their form for those who keep them."""

    def __init__(self, *args: Any, may_keep: bool, may_stop_clock: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.may_keep = may_keep
        self.may_stop_clock = may_stop_clock

    def render_reason(self, record: Any) -> SafeString | str:
        is_agreed = getattr(record, "stops_clock", False) and not self.may_stop_clock
        is_kept_here = self.may_keep and record.authority_id is not None and not is_agreed
        return cells.row_link(record.get_absolute_url(), record.reason) if is_kept_here else record.reason

    def value_reason(self, record: Any) -> str:
        return str(record.reason)


class BlockedTimeTable(KeptTable):
    """Stretches in which no work is planned."""

    reason = Column("Grund", is_title=True, german=True)
    authority = Column("Behörde", accessor="authority__name", german=True)
    kind = Column("Art")
    starts_at = Column("Von", look="ku-col-time")
    ends_at = Column("Bis", look="ku-col-time")
    stops_clock = Column("Fristen")

    class Meta(BaseTable.Meta):
        model = BlockedTime
        fields = ()

    def render_authority(self, record: BlockedTime) -> str:
        return str(record.authority or f"alle mit {record.calendar}")

    def value_authority(self, record: BlockedTime) -> str:
        return self.render_authority(record)

    def render_starts_at(self, value: datetime) -> SafeString:
        return cells.moment(value)

    def render_ends_at(self, value: datetime) -> SafeString:
        return cells.moment(value)

    def value_starts_at(self, value: datetime) -> datetime:
        return timezone.localtime(value)

    def value_ends_at(self, value: datetime) -> datetime:
        return timezone.localtime(value)

    def render_stops_clock(self, value: bool) -> str:
        return "ruhen" if value else "laufen weiter"

    def value_stops_clock(self, value: bool) -> str:
        return self.render_stops_clock(value)


class WeeklyTable(KeptTable):
    """Hours of weekdays in which no work is planned."""

    reason = Column("Grund", is_title=True, german=True)
    authority = Column("Behörde", accessor="authority__name", german=True)
    kind = Column("Art")
    weekday = Column("Wochentag")
    begins_at = Column("Von", look="ku-col-time")
    ends_at = Column("Bis", look="ku-col-time")
    valid_from = Column("Gilt ab", look="ku-col-time")
    valid_until = Column("Gilt bis", look="ku-col-time")

    class Meta(BaseTable.Meta):
        model = WeeklyBlockedTime
        fields = ()

    def render_begins_at(self, record: WeeklyBlockedTime) -> str:
        return f"{record.begins_at:%H:%M} Uhr"

    def render_ends_at(self, record: WeeklyBlockedTime) -> str:
        return f"{record.ends_at:%H:%M} Uhr"

    def render_valid_from(self, record: WeeklyBlockedTime) -> SafeString:
        return cells.day(record.valid_from)

    def render_valid_until(self, record: WeeklyBlockedTime) -> SafeString:
        return cells.day(record.valid_until)
