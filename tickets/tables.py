"""Lists of reports."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.db.models import F
from django.utils.safestring import SafeString

from tickets.badges import deadline_mark, priority_mark, state_badge
from tickets.models import Ticket
from ui import cells
from ui.addresses import address
from ui.tables import SELECT, BaseTable, Column

UNREAD = SafeString('<span class="ku-dot"><span class="kern-sr-only">ungelesen: </span></span>')
IN_SUBSTITUTION = SafeString(' <span class="ku-meta">in Vertretung</span>')
SUBJECT = "subject"


def moved(columns: list[str], name: str, by: int) -> list[str]:
    """The columns with one of them some places further on, never beyond the ends; one that was hidden comes last."""
    others = [column for column in columns if column != name]
    before = columns.index(name) if name in columns else len(columns)
    place = max(0, min(before + by, len(others)))
    return [*others[:place], name, *others[place:]]


def _movable(name: str, heading: str, is_shown: bool) -> str:
    words = cells.escape(heading)
    if name == SUBJECT:
        box = f'<input type="hidden" name="columns" value="{name}"><span>{words} <span class="ku-muted">(immer)</span></span>'
    else:
        checked = " checked" if is_shown else ""
        box = f'<label><input type="checkbox" name="columns" value="{name}"{checked}>{words}</label>'
    ways = "".join(
        f'<button type="submit" class="ku-icon-button" name="{way}" value="{name}" data-move="{by}" '
        f'aria-label="{words} nach {where}" title="nach {where}">{cells.icon(icon)}</button>'
        for way, by, where, icon in (("left", -1, "links", "arrow_back"), ("right", 1, "rechts", "arrow_forward"))
    )
    return f"<li>{box}{ways}</li>"


class TicketTable(BaseTable):
    """The queue of the service desk."""

    arrangement = "ku-table--queue"
    by_age = "created_at"
    besides = ("number", "state", "workaround_at", "paused_at")

    select = Column("Auswahl", accessor="number", look="ku-col-select", orderable=False, exclude_from_export=True)
    number = Column("Nr.", look="ku-col-key")
    priority = Column("Priorität", look="ku-col-priority")
    subject = Column("Betreff", look="ku-col-subject", is_title=True)
    authority = Column("Behörde", accessor="authority__short_name", look="ku-col-place", german=True)
    state = Column("Status", look="ku-col-state")
    due_at = Column("Restzeit", look="ku-col-deadline")
    assignee = Column(
        "In Bearbeitung bei",
        accessor="assignee__display_name",
        look="ku-col-person",
        orderable=False,  # in the order of names the rows of each person could be counted
        exclude_from_export=True,
    )
    team = Column("Team", accessor="team__name", visible=False)
    category = Column("Kategorie", accessor="category__name", visible=False)
    requester = Column(
        "Gemeldet von",
        needs=("requester__first_name", "requester__last_name"),
        orderable=False,
        visible=False,
        exclude_from_export=True,
    )
    created_at = Column("Gemeldet", look="ku-col-time", visible=False)
    updated_at = Column("Geändert", look="ku-col-time")

    class Meta(BaseTable.Meta):
        model = Ticket
        fields = ()

    def __init__(
        self, *args: Any, now: datetime, came_from: str, may_work: bool, columns: list[str], **options: Any
    ) -> None:
        super().__init__(*args, exclude=() if may_work else ("select",), **options)
        self._show(columns)
        self.now = now
        self.came_from = quote(came_from)
        self.may_work = may_work

    def _show(self, wanted: list[str]) -> None:
        """Shows the wanted columns in their order and hides the others; what names the row is always there."""
        usual = [name for name in self.columns.names() if name != SELECT]
        chosen = [name for name in dict.fromkeys(wanted) if name in usual]
        if not chosen:
            return
        if SUBJECT not in chosen:  # it stands before the first column that it usually stands before
            behind = usual[usual.index(SUBJECT) :]
            place = next((at for at, name in enumerate(chosen) if name in behind), len(chosen))
            chosen.insert(place, SUBJECT)
        for name in usual:
            (self.columns.show if name in chosen else self.columns.hide)(name)
        self.sequence = [SELECT, *chosen, "..."]

    def choices_of_columns(self) -> list[tuple[str, str, bool]]:
        """Name, heading and whether it is shown, of each column that somebody may choose; the shown ones first."""
        columns = [bound for bound in self.columns.iterall() if bound.name != SELECT]
        columns.sort(key=lambda bound: not bound.visible)
        return [(bound.name, str(bound.header), bound.visible) for bound in columns]

    def movable_columns(self) -> SafeString:
        """The same as boxes to tick, each with the ways to move it."""
        return SafeString("".join(_movable(*column) for column in self.choices_of_columns()))

    def row_classes(self, record: Ticket) -> str:
        return "is-unread" if getattr(record, "is_unread", False) else ""

    def render_select(self, record: Ticket) -> SafeString:
        return cells.tick("ticket", record.number, record.number)

    def render_priority(self, record: Ticket) -> SafeString:
        return priority_mark(record.priority)

    def render_subject(self, record: Ticket) -> SafeString:
        link = cells.row_link(f"{address('tickets:ticket', record.number)}?list={self.came_from}", record.subject)
        unread = UNREAD if getattr(record, "is_unread", False) else ""
        mark = cells.icon("attach_file", "mit Anhang") if getattr(record, "has_files", False) else ""
        return SafeString(f'<span class="ku-subject">{unread}{link}<span class="ku-meta">{mark}</span></span>')

    def render_state(self, record: Ticket) -> SafeString:
        return state_badge(record.state)

    def render_due_at(self, record: Ticket) -> SafeString | str:
        return deadline_mark(record, self.now)

    def order_due_at(self, rows: Any, is_descending: bool) -> tuple[Any, bool]:
        due = F("due_at").desc(nulls_last=True) if is_descending else F("due_at").asc(nulls_last=True)
        return rows.order_by(due), True

    def render_assignee(self, record: Ticket) -> SafeString | str:
        if record.assignee:
            person = cells.person(record.assignee.display_name)
            return SafeString(f"{person}{IN_SUBSTITUTION}") if getattr(record, "is_in_substitution", False) else person
        return self._take(record) if self.may_work and record.is_open else ""

    def _take(self, record: Ticket) -> SafeString:
        url, number = cells.escape(address("tickets:take", record.number)), cells.escape(record.number)
        return SafeString(
            f'<button type="submit" class="ku-link-button" form="take" formaction="{url}" hx-post="{url}" '
            f'hx-include="#take" hx-target="#list">Übernehmen<span class="kern-sr-only">: {number}</span></button>'
        )

    def render_updated_at(self, record: Ticket) -> SafeString:
        return cells.relative_time(record.updated_at, self.now)

    def render_created_at(self, record: Ticket) -> SafeString:
        return cells.relative_time(record.created_at, self.now)
