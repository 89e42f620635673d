"""Lists of what lies ready, of kits and of loans."""

from datetime import date
from functools import cache
from typing import Any

from django.utils.safestring import SafeString

from customers.models import ServicePoint
from ui import cells
from ui.addresses import address
from ui.pages import filtered
from ui.tables import BaseTable, Column
from workstations.kits import in_order
from workstations.lifecycle import State
from workstations.models import Device, Kit, Loan, LoanStanding

LOAN_LOOK = {
    LoanStanding.RESERVED: ("info", "event"),
    LoanStanding.OUT: ("active", "arrow_forward"),
    LoanStanding.OVERDUE: ("danger", "error"),
    LoanStanding.RETURNED: ("success", "check_circle"),
    LoanStanding.EXPIRED: ("neutral", "event"),
    LoanStanding.CANCELLED: ("neutral", "cancel"),
}


@cache
def loan_badge(standing: str) -> SafeString:
    """Where a loan stands, as a badge."""
    kind, icon = LOAN_LOOK[LoanStanding(standing)]
    return cells.badge(kind, icon, LoanStanding(standing).label)


def shortage_badge(missing: int) -> SafeString:
    """How many are missing, or that enough is there."""
    if missing > 0:
        return cells.badge("danger", "warning", f"fehlt {missing}" if missing == 1 else f"fehlen {missing}")
    return cells.badge("success", "check_circle", "genug")


def lent_device(loan: Loan) -> Device | None:
    """The device of a loan, as far as the reader sees it: of the reserve an authority sees only what it has just now."""
    try:
        return loan.device
    except Device.DoesNotExist:
        return None


class StockTable(BaseTable):
    """Service points with what lies there, shortages first."""

    name = Column("Lager", is_title=True, page="workstations:stock_place", german=True)
    missing = Column("Mindestbestand", orderable=True)
    ready = Column("Liegt bereit", look="ku-col-number")
    retired = Column("Wartet auf Abgabe", look="ku-col-number")

    class Meta(BaseTable.Meta):
        model = ServicePoint
        fields = ()

    def render_missing(self, record: Any) -> SafeString | str:
        if record.missing:
            return shortage_badge(record.missing)
        return shortage_badge(0) if record.has_minimum else "nicht festgelegt"

    def render_ready(self, record: Any) -> SafeString | str:
        url = filtered("workstations:devices", state=State.IN_STOCK.value, stored_at=record.pk, is_for_loan="false")
        return cells.link(url, record.ready) if record.ready else "0"

    def render_retired(self, record: Any) -> SafeString | str:
        url = filtered("workstations:devices", state=State.RETIRED.value, stored_at=record.pk)
        return cells.link(url, record.retired) if record.retired else "0"


class KitTable(BaseTable):
    """Kits with their parts."""

    name = Column("Ausstattung", is_title=True, page="workstations:kit", german=True)
    parts = Column("Teile", accessor="pk", orderable=False)
    description = Column("Beschreibung", orderable=False)
    is_active = Column("Stand", accessor="is_active")

    class Meta(BaseTable.Meta):
        model = Kit
        fields = ()

    def render_parts(self, record: Kit) -> str:
        return ", ".join(str(item) for item in in_order(record.items.all()))

    def value_parts(self, record: Kit) -> str:
        return self.render_parts(record)

    def render_is_active(self, value: bool) -> str:
        return "in Gebrauch" if value else "nicht mehr ausgegeben"

    def value_is_active(self, value: bool) -> str:
        return self.render_is_active(value)


class LoanTable(BaseTable):
    """Loans, the newest first."""

    period = Column("Zeitraum", accessor="starts_on", is_title=True, page="workstations:loan")
    device = Column("Gerät", accessor="pk", orderable=False)
    authority = Column("Behörde", accessor="authority__name", german=True)
    contact = Column("Für", orderable=False, exclude_from_export=True)
    purpose = Column("Zweck", orderable=False)
    standing = Column("Stand", accessor="pk", orderable=False, look="ku-col-state")

    class Meta(BaseTable.Meta):
        model = Loan
        fields = ()

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def render_period(self, record: Loan) -> str:
        return str(record)

    def value_period(self, record: Loan) -> str:
        return str(record)

    def render_device(self, record: Loan) -> SafeString | str:
        device = lent_device(record)
        return cells.link(device.get_absolute_url(), f"{device} {device.model}") if device else "Leihgerät"

    def value_device(self, record: Loan) -> str:
        return str(lent_device(record) or "Leihgerät")

    def render_authority(self, record: Loan) -> SafeString:
        return cells.link(address("dashboards:authority", record.authority_id), record.authority.short_name)

    def render_standing(self, record: Loan) -> SafeString:
        return loan_badge(record.standing(self.today))

    def value_standing(self, record: Loan) -> str:
        return str(record.standing(self.today).label)
