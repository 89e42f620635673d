"""The list of exit packs."""

from django.utils.safestring import SafeString

from privacy.models import ExitPack
from ui import cells
from ui.tables import BaseTable, Column

LOOK = {
    ExitPack.State.MAKING: ("active", "sync"),
    ExitPack.State.READY: ("success", "check_circle"),
    ExitPack.State.FAILED: ("danger", "error"),
    ExitPack.State.EXPIRED: ("neutral", "delete"),
}


def pack_badge(state: str) -> SafeString:
    """How far an exit pack is, as a badge."""
    kind, icon = LOOK[ExitPack.State(state)]
    return cells.badge(kind, icon, ExitPack.State(state).label)


class ExitPackTable(BaseTable):
    """Exit packs, the newest first."""

    authority = Column("Behörde", accessor="authority__name", is_title=True, german=True, page="privacy:exit-pack")
    state = Column("Stand", look="ku-col-state")
    uploaded_at = Column("angefordert")
    uploaded_by = Column("von", orderable=False, exclude_from_export=True)
    expires_on = Column("abrufbar bis", orderable=False)

    class Meta(BaseTable.Meta):
        model = ExitPack
        fields = ()

    def render_state(self, record: ExitPack) -> SafeString:
        return pack_badge(record.state)

    def value_state(self, record: ExitPack) -> str:
        return str(record.get_state_display())

    def render_uploaded_at(self, record: ExitPack) -> SafeString:
        return cells.moment(record.uploaded_at)

    def render_expires_on(self, record: ExitPack) -> SafeString | str:
        return cells.day(record.expires_on) if record.is_ready else "–"
