"""Lists of planned devices and infrastructure, of rounds and of their frozen lines."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from replacements.due import Terms, deciding, estimated, reasons_of
from replacements.models import BudgetRound, RoundLine
from replacements.plan import decision_on, known_of, prices_of
from ui import cells
from ui.addresses import address
from ui.tables import BaseTable, Column
from workstations.models import Device, InfrastructureItem

ROUND_LOOK = {
    BudgetRound.State.OPEN: ("info", "edit"),
    BudgetRound.State.FROZEN: ("violet", "lock"),
    BudgetRound.State.CLOSED: ("neutral", "check_circle"),
}


def euro(value: Decimal | None) -> str:
    """„1.090,00 €“."""
    return "" if value is None else f"{cells.number(value, 2)}{cells.NO_BREAK_SPACE}€"


def round_badge(state: str) -> SafeString:
    """Where a round stands, as a badge."""
    kind, icon = ROUND_LOOK[BudgetRound.State(state)]
    return cells.badge(kind, icon, BudgetRound.State(state).label)


class PlannedTable(BaseTable):
    """What all planned things show."""

    begun_on = Column("In Nutzung seit", accessor="plan_begun_on", look="ku-col-time")
    year = Column("Jahr", accessor="plan_year", order_by=("plan_year", "plan_due_on"))
    reason = Column("Anlass", accessor="plan_due_on", empty_values=(), orderable=False)
    price = Column("Preis", accessor="plan_price", look="ku-col-number", empty_values=())
    decision = Column("Abweichend geplant", accessor="pk", orderable=False, empty_values=())

    def __init__(self, *args: Any, terms: Mapping[str, Terms], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.terms, self.today = terms, today

    def render_begun_on(self, value: date | None) -> SafeString | str:
        return cells.day(value) if value else ""

    def render_year(self, record: Any) -> SafeString | str:
        decision = decision_on(record)
        if decision is not None and decision.is_kept:
            return "wird nicht ersetzt"
        if record.plan_year is None:
            return "nicht bekannt"
        if record.plan_year < self.today.year:
            return format_html(
                '<span class="ku-deadline ku-deadline--over">{}<span>{}</span></span>',
                cells.icon("error", "überfällig"),
                record.plan_year,
            )
        return str(record.plan_year)

    def value_year(self, record: Any) -> int | None:
        year: int | None = record.plan_year
        return year

    def render_reason(self, record: Any) -> str:
        reason = deciding(reasons_of(known_of(record, self.terms)))
        return reason.words if reason else ""

    def value_reason(self, record: Any) -> str:
        return self.render_reason(record)

    def render_price(self, record: Any) -> str:
        if record.plan_year is None:
            return ""
        _, source = estimated(prices_of(record, self.terms), year=record.plan_year)
        return euro(record.plan_price) if record.plan_price is not None else source.label

    def value_price(self, record: Any) -> Decimal | None:
        price: Decimal | None = record.plan_price if record.plan_year is not None else None
        return price

    def render_decision(self, record: Any) -> str:
        return str(decision_on(record) or "")

    def value_decision(self, record: Any) -> str:
        decision = decision_on(record)
        return f"{decision} ({decision.reason})" if decision else ""


class PlannedDeviceTable(PlannedTable):
    """Planned devices."""

    select = Column("Auswahl", accessor="pk", orderable=False, exclude_from_export=True, look="ku-col-select")
    inventory_number = Column("Inventarnummer", is_title=True, page="replacements:device", empty_values=())
    kind = Column("Art", accessor="model__kind")
    model = Column("Modell", accessor="model", order_by=("model__manufacturer", "model__name"))
    authority = Column("Behörde", accessor="authority__name", german=True, default="Reserve")
    owner = Column("Eigentum", accessor="provider__code", orderable=False)

    class Meta(BaseTable.Meta):
        model = Device
        fields = ()
        sequence = ("select", "inventory_number", "kind", "model", "authority", "owner", "...")

    def render_select(self, record: Device) -> SafeString:
        return format_html(
            '<span class="ku-check"><input type="checkbox" form="bulk" name="device" value="{}" '
            'aria-label="{} auswählen" data-select-row></span>',
            record.pk,
            record,
        )

    def render_inventory_number(self, record: Device) -> str:
        return str(record)

    def value_inventory_number(self, record: Device) -> str:
        return str(record)

    def render_kind(self, record: Device) -> str:
        return record.model.get_kind_display()

    def render_authority(self, record: Device) -> SafeString | str:
        if record.authority is None:
            return "Reserve"
        return cells.link(address("dashboards:authority", record.authority_id), record.authority.short_name)

    def render_owner(self, record: Device) -> str:
        return self._owner(record)

    def value_owner(self, record: Device) -> str:
        return self._owner(record)

    def _owner(self, record: Device) -> str:
        if record.provider is not None:
            return record.provider.code
        return "geleast" if record.lease_id else ""


class PlannedItemTable(PlannedTable):
    """Planned infrastructure."""

    inventory_number = Column("Inventarnummer", is_title=True, page="replacements:item")
    name = Column("Name", german=True)
    kind = Column("Art")
    provider = Column("Unternehmen", accessor="provider__code")

    class Meta(BaseTable.Meta):
        model = InfrastructureItem
        fields = ()
        sequence = ("inventory_number", "name", "kind", "provider", "...")


class RoundTable(BaseTable):
    """Budget rounds with their years and where they stand."""

    name = Column("Haushaltsrunde", is_title=True, page="replacements:round", german=True)
    first_year = Column("Haushaltsjahre")
    deadline = Column("Anmeldeschluss", look="ku-col-time")
    frozen_at = Column("Festgeschrieben am", look="ku-col-time")
    state = Column("Stand", look="ku-col-state")

    class Meta(BaseTable.Meta):
        model = BudgetRound
        fields = ()

    def render_first_year(self, record: BudgetRound) -> str:
        return years_in_words(record)

    def value_first_year(self, record: BudgetRound) -> str:
        return years_in_words(record)

    def render_deadline(self, value: date | None) -> SafeString | str:
        return cells.day(value) if value else ""

    def render_frozen_at(self, record: BudgetRound) -> SafeString | str:
        return cells.day(record.frozen_at) if record.frozen_at else ""

    def render_state(self, record: BudgetRound) -> SafeString:
        return round_badge(record.state)


def years_in_words(round_: BudgetRound) -> str:
    """„2028 bis 2032“."""
    one = round_.first_year == round_.last_year
    return str(round_.first_year) if one else f"{round_.first_year} bis {round_.last_year}"


class RoundLineTable(BaseTable):
    """Frozen lines."""

    number = Column("Inventarnummer", is_title=True)
    kind = Column("Art")
    model = Column("Modell")
    authority = Column("Behörde", accessor="authority__name", german=True, default="KSM und SIS")
    begun_on = Column("In Nutzung seit", look="ku-col-time")
    budget_year = Column("Haushaltsjahr", empty_values=())
    reason = Column("Anlass", orderable=False)
    price = Column("Preis", look="ku-col-number", empty_values=())
    decision = Column("Abweichend geplant", orderable=False)

    class Meta(BaseTable.Meta):
        model = RoundLine
        fields = ()

    def render_authority(self, record: RoundLine) -> SafeString | str:
        if record.authority is None:
            return record.provider.code if record.provider else ""
        return cells.link(address("dashboards:authority", record.authority_id), record.authority.short_name)

    def value_authority(self, record: RoundLine) -> str:
        if record.authority is None:
            return record.provider.code if record.provider else ""
        return record.authority.name

    def render_begun_on(self, value: date | None) -> SafeString | str:
        return cells.day(value) if value else ""

    def render_budget_year(self, record: RoundLine) -> str:
        return "wird nicht ersetzt" if record.is_kept else str(record.budget_year)

    def render_price(self, record: RoundLine) -> str:
        if record.is_kept:
            return ""
        return euro(record.price) or record.get_price_source_display()

    def render_decision(self, record: RoundLine) -> str:
        return f"{record.decision}: {record.decision_reason}" if record.decision else ""

    def value_decision(self, record: RoundLine) -> str:
        return self.render_decision(record)
