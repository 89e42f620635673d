"""Lists of cases, keys, programs and what is installed where."""

from django.utils.safestring import SafeString

from inventory.models import AgentToken, Decision, InstalledSoftware, ReviewCase, SoftwareTitle
from inventory.querysets import Standing
from inventory.recognition import Doubt
from ui import cells
from ui.pages import filtered
from ui.tables import BaseTable, Column

DOUBT_LOOK = {
    Doubt.ONE_SERIAL: ("warning", "content_copy"),
    Doubt.CONTRADICTION: ("warning", "warning"),
    Doubt.OTHER_AUTHORITY: ("danger", "domain"),
    Doubt.UNKNOWN: ("info", "help"),
}
STANDING_LOOK = {
    Standing.USED: ("success", "check_circle"),
    Standing.EXPIRED: ("warning", "schedule"),
    Standing.NOT_SERVED: ("warning", "domain"),
    Standing.REVOKED: ("neutral", "lock"),
}


def doubt_badge(case: ReviewCase) -> SafeString:
    """Why a case is there, as a badge."""
    kind, icon = DOUBT_LOOK[Doubt(case.kind)]
    return cells.badge(kind, icon, str(Doubt(case.kind).label))


def decision_badge(case: ReviewCase) -> SafeString:
    """Whether a case is decided, and how."""
    if case.is_open:
        return cells.badge("active", "hourglass_empty", "offen")
    if case.decision == Decision.WITHDRAWN:
        return cells.badge("neutral", "undo", case.get_decision_display())
    look = "neutral" if case.decision == Decision.DISCARDED else "success"
    return cells.badge(look, "check_circle", case.get_decision_display())


class CaseTable(BaseTable):
    """Cases, those that wait first."""

    title = Column("Gemeldet als", is_title=True, page="inventory:case")
    authority = Column("Behörde", accessor="authority__short_name", german=True)
    kind = Column("Anlass", look="ku-col-state")
    sentence = Column("Woran es liegt", orderable=False)
    opened_at = Column("Eingegangen", look="ku-col-time")
    decision = Column("Stand", look="ku-col-state")

    class Meta(BaseTable.Meta):
        model = ReviewCase
        fields = ()

    def render_kind(self, record: ReviewCase) -> SafeString:
        return doubt_badge(record)

    def value_kind(self, record: ReviewCase) -> str:
        return record.get_kind_display()

    def render_opened_at(self, record: ReviewCase) -> SafeString:
        return cells.moment(record.opened_at)

    def render_decision(self, record: ReviewCase) -> SafeString:
        return decision_badge(record)

    def value_decision(self, record: ReviewCase) -> str:
        return record.get_decision_display() or "offen"


class TokenTable(BaseTable):
    """Keys of agents, by authority."""

    name = Column("Bezeichnung", is_title=True, page="inventory:token", german=True)
    authority = Column("Behörde", accessor="authority__short_name", german=True)
    created_at = Column("Angelegt", look="ku-col-time")
    valid_until = Column("Gültig bis", look="ku-col-time")
    last_used_at = Column("Zuletzt benutzt", look="ku-col-time")
    standing = Column("Stand", look="ku-col-state")

    class Meta(BaseTable.Meta):
        model = AgentToken
        fields = ()

    def render_created_at(self, record: AgentToken) -> SafeString:
        return cells.day(record.created_at)

    def render_valid_until(self, record: AgentToken) -> SafeString | str:
        return cells.day(record.valid_until) if record.valid_until else ""

    def render_last_used_at(self, record: AgentToken) -> SafeString:
        return cells.moment(record.last_used_at)

    def render_standing(self, value: str) -> SafeString:
        return standing_badge(value)

    def value_standing(self, value: str) -> str:
        return str(Standing(value).label)


def standing_badge(standing: str) -> SafeString:
    """Whether a key opens, as a badge."""
    kind, icon = STANDING_LOOK[Standing(standing)]
    return cells.badge(kind, icon, str(Standing(standing).label))


class SoftwareTable(BaseTable):
    """Programs with on how many devices they are."""

    name = Column("Programm", is_title=True)
    publisher = Column("Hersteller")
    versions = Column("Versionen", look="ku-col-number")
    devices = Column("Geräte", look="ku-col-number")

    class Meta(BaseTable.Meta):
        model = SoftwareTitle
        fields = ()

    def __init__(self, *args: object, authority: int | None = None, **options: object) -> None:
        super().__init__(*args, **options)
        self.authority = authority

    def render_name(self, record: SoftwareTitle) -> SafeString:
        narrowing = {"authority": self.authority} if self.authority else {}
        return cells.row_link(filtered("inventory:installed", title=record.pk, **narrowing), record.name)


class InstalledTable(BaseTable):
    """What is installed on which device."""

    title = Column("Programm", is_title=True, accessor="title__name")
    version = Column("Version")
    publisher = Column("Hersteller", accessor="title__publisher")
    device = Column("Gerät", order_by=("device__inventory_number", "device__serial_number"))
    authority = Column("Behörde", accessor="device__authority__short_name", german=True)
    first_seen_on = Column("Gemeldet seit", look="ku-col-time")
    last_seen_on = Column("Gemeldet bis", look="ku-col-time")

    class Meta(BaseTable.Meta):
        model = InstalledSoftware
        fields = ()

    def render_device(self, record: InstalledSoftware) -> SafeString:
        return cells.link(record.device.get_absolute_url(), str(record.device))

    def render_first_seen_on(self, record: InstalledSoftware) -> SafeString:
        return cells.day(record.first_seen_on)

    def render_last_seen_on(self, record: InstalledSoftware) -> SafeString | str:
        return cells.day(record.last_seen_on) if record.last_seen_on else "noch installiert"
