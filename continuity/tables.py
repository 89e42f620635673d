"""Lists of needs, of what infrastructure inherits, of plans and exercises, and of what an authority sees."""

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from applications.models import SpecialistApplication
from continuity.gaps import Gap, gaps_of
from continuity.inheritance import level_in_words
from continuity.models import Exercise, Level, Value
from continuity.standing import Protection, Standing
from continuity.wording import hours_in_words, level_badge, link_for, outcome_badge, with_outdated
from ui import cells
from ui.addresses import address
from ui.tables import BaseTable, Column
from workstations.models import InfrastructureItem

SHORT = {
    Gap.NEED: "Schutzbedarf",
    Gap.RANK: "Rang",
    Gap.PLAN: "Dokument",
    Gap.RTO: "Zeit",
    Gap.PAPER: "Papier",
    Gap.EXERCISE: "Übung",
    Gap.RELATION: "Beziehung",
}
"""What is missing, as short as a cell of a list."""


class ApplicationTable(BaseTable):
    """What all lists of Fachverfahren begin with."""

    name = Column("Fachverfahren", is_title=True, german=True, page="continuity:application")

    class Meta(BaseTable.Meta):
        model = SpecialistApplication
        fields = ()


class NeedTable(ApplicationTable):
    """The protection need of each Fachverfahren."""

    confidentiality = Column("Vertraulichkeit", accessor="protection_need__confidentiality", empty_values=())
    integrity = Column("Integrität", accessor="protection_need__integrity", empty_values=())
    availability = Column("Verfügbarkeit", accessor="protection_need__availability", empty_values=())
    assessed_on = Column("Festgestellt am", accessor="protection_need__assessed_on", look="ku-col-time")
    review_on = Column("Zu prüfen am", accessor="protection_need__review_on", look="ku-col-time")

    class Meta(ApplicationTable.Meta):
        pass

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def render_confidentiality(self, record: Any) -> SafeString | str:
        return _level_of(record, Value.CONFIDENTIALITY)

    def render_integrity(self, record: Any) -> SafeString | str:
        return _level_of(record, Value.INTEGRITY)

    def render_availability(self, record: Any) -> SafeString | str:
        return _level_of(record, Value.AVAILABILITY)

    def render_assessed_on(self, value: date | None) -> SafeString | str:
        return cells.day(value) if value else "fehlt"

    def render_review_on(self, value: date | None) -> SafeString | str:
        return due(value, self.today)


class ItemTable(BaseTable):
    """What each piece of infrastructure inherits, or what was decided instead."""

    name = Column("Infrastruktur", is_title=True, german=True, page="continuity:item")
    kind = Column("Art")
    confidentiality = Column("Vertraulichkeit", accessor="pk", orderable=False)
    integrity = Column("Integrität", accessor="pk", orderable=False)
    availability = Column("Verfügbarkeit", accessor="pk", orderable=False)
    applications = Column("Fachverfahren, die es brauchen", accessor="pk", orderable=False, look="ku-col-number")
    notes = Column("Zu beachten", accessor="pk", orderable=False)

    class Meta(BaseTable.Meta):
        model = InfrastructureItem
        fields = ()

    def __init__(self, *args: Any, standing: Standing, **options: Any) -> None:
        super().__init__(*args, **options)
        self.standing = standing

    def render_confidentiality(self, record: Any) -> SafeString | str:
        return self._level(record, Value.CONFIDENTIALITY)

    def value_confidentiality(self, record: Any) -> str:
        return self._plain(record, Value.CONFIDENTIALITY)

    def render_integrity(self, record: Any) -> SafeString | str:
        return self._level(record, Value.INTEGRITY)

    def value_integrity(self, record: Any) -> str:
        return self._plain(record, Value.INTEGRITY)

    def render_availability(self, record: Any) -> SafeString | str:
        return self._level(record, Value.AVAILABILITY)

    def value_availability(self, record: Any) -> str:
        return self._plain(record, Value.AVAILABILITY)

    def render_applications(self, record: Any) -> str:
        count = self.standing.of(record.pk).inherited.applications
        return cells.number(count) if count else ""

    def value_applications(self, record: Any) -> int:
        return self.standing.of(record.pk).inherited.applications

    def render_notes(self, record: Any) -> str:
        return self.standing.of(record.pk).in_short

    def value_notes(self, record: Any) -> str:
        return self.render_notes(record)

    def _level(self, record: Any, value: Value) -> SafeString | str:
        return shown_level(self.standing.of(record.pk), value)

    def _plain(self, record: Any, value: Value) -> str:
        protection = self.standing.of(record.pk)
        deviation = protection.deviations.get(value)
        words = level_in_words(protection.level(value))
        return f"{words} ({deviation.get_effect_display()})" if deviation else words


class PlanTable(ApplicationTable):
    """Plans and exercises of each Fachverfahren, and what is missing."""

    rank = Column("Rang", accessor="continuity_plan__restart_rank", look="ku-col-number")
    rto = Column("Wiederanlaufzeit", accessor="continuity_plan__rto_hours", empty_values=())
    review_on = Column("Plan prüfen", accessor="continuity_plan__review_on", look="ku-col-time")
    last = Column("Letzte Übung", accessor="last_held_on", look="ku-col-time", empty_values=())
    outcome = Column("Ergebnis", accessor="last_outcome", empty_values=())
    findings = Column("Offen", accessor="open_findings", look="ku-col-number")
    following = Column("Nächste Übung", accessor="next_exercise_on", look="ku-col-time")
    gaps = Column("Was fehlt", accessor="pk", orderable=False)

    class Meta(ApplicationTable.Meta):
        pass

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def render_rto(self, value: int | None) -> str:
        return hours_in_words(value)

    def render_review_on(self, value: date | None) -> SafeString | str:
        return due(value, self.today)

    def render_last(self, value: date | None) -> SafeString | str:
        return cells.day(value) if value else "noch keine"

    def render_outcome(self, value: str | None) -> SafeString | str:
        return outcome_badge(value or "")

    def value_outcome(self, value: str | None) -> str:
        return str(Exercise.Outcome(value).label) if value else ""

    def render_findings(self, value: int) -> str:
        return cells.number(value) if value else ""

    def render_following(self, value: date | None) -> SafeString | str:
        return due(value, self.today)

    def render_gaps(self, record: Any) -> str:
        return ", ".join(SHORT[gap] for gap in gaps_of(record, self.today))

    def value_gaps(self, record: Any) -> str:
        return ", ".join(str(gap.label) for gap in gaps_of(record, self.today))


class OwnTable(ApplicationTable):
    """What an authority sees of the restart: its Fachverfahren in the agreed order."""

    rank = Column("Rang", accessor="continuity_plan__restart_rank", look="ku-col-number", empty_values=())
    rto = Column("Soll wieder laufen in", accessor="continuity_plan__rto_hours", empty_values=())
    paper = Column("Ersatzverfahren auf Papier", accessor="continuity_plan__paper_fallback", orderable=False)
    document = Column("Plandokument", accessor="pk", orderable=False)

    class Meta(ApplicationTable.Meta):
        sequence = ("rank", "name", "...")

    def render_rank(self, value: int | None) -> str:
        return cells.number(value) if value else "noch keiner"

    def value_rank(self, value: int | None) -> int | None:
        return value

    def render_rto(self, value: int | None) -> str:
        return hours_in_words(value) or "noch nicht festgelegt"

    def value_rto(self, value: int | None) -> str:
        return hours_in_words(value)

    def render_paper(self, value: str | None) -> SafeString | str:
        return format_html("{}", value) if value else ""

    def render_document(self, record: Any) -> SafeString | str:
        if record.paper_id is None:
            return ""
        url = address("continuity:document", record.paper_id)
        link = link_for(url, record.paper_title, f" für {record.name}")
        return with_outdated(link, is_outdated=record.paper_is_outdated)

    def value_document(self, record: Any) -> str:
        return f"{record.paper_title or ''}{' (überholt)' if record.paper_is_outdated else ''}"


def due(value: date | None, today: date) -> SafeString | str:
    """A day on which something is to be done, with a mark once it has come."""
    if value is None:
        return ""
    if value > today:
        return cells.day(value)
    return format_html(
        '<span class="ku-deadline ku-deadline--over">{}<span>{}</span></span>',
        cells.icon("error", "fällig"),
        cells.day(value),
    )


def shown_level(protection: Protection, value: Value) -> SafeString | str:
    """What holds for a value, and whether it was decided."""
    badge = level_badge(protection.level(value))
    deviation = protection.deviations.get(value)
    return format_html("<span>{} {}</span>", badge, deviation.get_effect_display()) if deviation else badge


def _level_of(record: Any, value: Value) -> SafeString | str:
    need = getattr(record, "protection_need", None)
    return level_badge(Level(need.level(value))) if need else ""
