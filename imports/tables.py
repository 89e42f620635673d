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


def state_badge(state: str) -> SafeString:
    """How far an import is, as a badge."""
    kind, icon = LOOK[State(state)]
    return cells.badge(kind, icon, State(state).label)


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
        return state_badge(record.state)

    def value_state(self, record: Import) -> str:
        return str(record.get_state_display())

    def render_uploaded_at(self, record: Import) -> SafeString:
        return cells.moment(record.uploaded_at)
