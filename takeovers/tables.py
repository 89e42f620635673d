"""Lists of cases and of their steps."""

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from takeovers.badges import case_badge
from takeovers.models import CaseTask, TakeoverCase
from ui import cells
from ui.tables import BaseTable, Column


class CaseTable(BaseTable):
    """Cases with how far they are."""

    authority = Column("Behörde", accessor="authority__name", is_title=True, german=True, page="takeovers:case")
    kind = Column("Art")
    state = Column("Stand", look="ku-col-state")
    progress = Column("Schritte", accessor="tasks_settled", orderable=False)
    next_due = Column("Nächster Termin")
    started_on = Column("Begonnen")
    ended_on = Column("Beendet")
    follow_up_on = Column("Wiedervorlage")
    responsible = Column("Zuständig", accessor="responsible__display_name", orderable=False)

    class Meta(BaseTable.Meta):
        model = TakeoverCase
        fields = ()

    def render_state(self, record: TakeoverCase) -> SafeString:
        return case_badge(record.state)

    def render_progress(self, record: Any) -> str:
        return self.value_progress(record)

    def value_progress(self, record: Any) -> str:
        return f"{record.tasks_settled} von {record.tasks_all}" if record.tasks_all else "–"


class TaskTable(BaseTable):
    """Open steps of all cases, the most urgent first."""

    title = Column("Schritt", is_title=True, page="takeovers:task")
    authority = Column("Behörde", accessor="case__authority__name", german=True)
    phase = Column("Phase", accessor="phase__name")
    side = Column("Wer")
    due_on = Column("Fällig")
    owner = Column("Zuständig", accessor="owner__display_name", orderable=False)

    class Meta(BaseTable.Meta):
        model = CaseTask
        fields = ()

    def __init__(self, *args: Any, day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.day = day

    def render_due_on(self, value: date | None) -> SafeString:
        shown = cells.day(value)
        is_late = value is not None and value < self.day
        return format_html('<b class="ku-deadline--over">{} überfällig</b>', shown) if is_late else shown
