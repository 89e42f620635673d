"""The list of imports."""

from django.utils.safestring import SafeString

from imports.lifecycle import State
from imports.models import Import
from ui import cells
from ui.tables import BaseTable, Column

LOOK = {
    State.UPLOADED: ("info", "upload_file"),
    State.CHECKING: ("active", "sync"),
    State.CHECKED: ("info", "fact_check"),
    State.APPLYING: ("active", "sync"),
    State.APPLIED: ("success", "check_circle"),
    State.FAILED: ("danger", "error"),
    State.DISCARDED: ("neutral", "delete"),
}


def state_badge(run: Import) -> SafeString:
    """How far an import is, as a badge."""
    kind, icon = LOOK[State(run.state)]
    return cells.badge(kind, icon, state_in_words(run))


def state_in_words(run: Import) -> str:
    """How far an import is, and whether something was left out."""
    return "teilweise übernommen" if run.is_applied and run.is_in_part else str(run.get_state_display())


class ImportTable(BaseTable):
    """Imports, the newest first."""

    file_name = Column("Datei", is_title=True, page="imports:import")
    kind = Column("Gegenstand")
    state = Column("Stand", look="ku-col-state")
    rows_new = Column("neu", look="ku-col-number")
    rows_changed = Column("geändert", look="ku-col-number")
    uploaded_at = Column("hochgeladen")
    uploaded_by = Column("von", orderable=False, exclude_from_export=True)

    class Meta(BaseTable.Meta):
        model = Import
        fields = ()

    def render_kind(self, record: Import) -> str:
        return record.of_kind.label

    def value_kind(self, record: Import) -> str:
        return record.of_kind.label

    def render_state(self, record: Import) -> SafeString:
        return state_badge(record)

    def value_state(self, record: Import) -> str:
        return state_in_words(record)

    def render_uploaded_at(self, record: Import) -> SafeString:
        return cells.moment(record.uploaded_at)
