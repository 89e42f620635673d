"""Lists: the instances of a year, and fixed shares."""

from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from applications.models import SpecialistApplication
from sharing.models import Share
from sharing.showing import address_of_year, euro, saving_badge
from ui import cells
from ui.tables import BaseTable, Column


class OverviewTable(BaseTable):
    """Instances with cost, key and what is missing in a year."""

    name = Column("Fachverfahren", is_title=True, german=True, look="ku-col-text")
    use_count = Column("Behörden", look="ku-col-figure")
    cost_total = Column("Kosten", look="ku-col-number", empty_values=())
    key_words = Column("Verteilschlüssel", look="ku-col-text")
    state = Column("Stand", accessor="fixed_number", empty_values=())
    quote_count = Column("Angebote", look="ku-col-figure", empty_values=())
    missing = Column("Es fehlt", accessor="pk", orderable=False, empty_values=())

    class Meta(BaseTable.Meta):
        model = SpecialistApplication
        fields = ()

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.year = year

    def render_name(self, record: Any) -> SafeString:
        return cells.row_link(address_of_year(record.pk, self.year), record.name)

    def render_use_count(self, value: int) -> str:
        return cells.number(value)

    def render_cost_total(self, value: Decimal | None) -> str:
        return euro(value)

    def value_cost_total(self, value: Decimal | None) -> Decimal | None:
        return value

    def render_state(self, record: Any) -> SafeString:
        if record.fixed_number is None:
            return cells.badge("info", "edit", "offen")
        if record.fixed_total != record.cost_total:
            return cells.badge("warning", "warning", "andere Kosten als festgeschrieben")
        return cells.badge("violet", "lock", f"festgeschrieben {record.fixed_number}")

    def value_state(self, record: Any) -> str:
        return cells.as_text(self.render_state(record))

    def render_quote_count(self, record: Any) -> str:
        return f"{cells.number(record.quote_count)} von {cells.number(record.use_count)}" if record.use_count else ""

    def value_quote_count(self, record: Any) -> int:
        number: int = record.quote_count
        return number

    def render_missing(self, record: Any) -> str:
        missing = [] if record.cost_total is not None else ["Kosten"]
        missing += [] if record.key_words else ["Verteilschlüssel"]
        missing += [] if record.use_count else ["Nutzung"]
        if (without := record.use_count - record.quote_count) > 0:
            missing.append(f"{cells.number(without)} {'Angebot' if without == 1 else 'Angebote'}")
        return ", ".join(missing)

    def value_missing(self, record: Any) -> str:
        return self.render_missing(record)


class ShareTable(BaseTable):
    """Fixed shares; an authority sees its own."""

    application = Column("Fachverfahren", accessor="apportionment__application_name", is_title=True, german=True)
    year = Column("Jahr", accessor="apportionment__year")
    authority = Column("Behörde", accessor="authority_name", german=True)
    number = Column("Kostenteilung", accessor="apportionment__number")
    recurring = Column("Laufend", look="ku-col-number")
    one_off = Column("Einmalig", look="ku-col-number")
    amount = Column("Anteil", accessor="amount", orderable=False, look="ku-col-number")
    quote_annual = Column("Angebot im Jahr", look="ku-col-number", empty_values=())
    quote_dated_on = Column("Angebot vom", look="ku-col-time")
    saving = Column("Einsparung im Jahr", empty_values=())
    state = Column("Stand", accessor="apportionment__correction", orderable=False, empty_values=())

    class Meta(BaseTable.Meta):
        model = Share
        fields = ()

    def render_application(self, record: Share) -> SafeString:
        return cells.row_link(record.get_absolute_url(), record.apportionment.application_name)

    def render_year(self, value: int) -> str:
        return str(value)

    def render_recurring(self, value: Decimal) -> str:
        return euro(value)

    def render_one_off(self, value: Decimal) -> str:
        return euro(value)

    def render_amount(self, value: Decimal) -> str:
        return euro(value)

    def render_quote_annual(self, value: Decimal | None) -> str:
        return euro(value)

    def value_quote_annual(self, value: Decimal | None) -> Decimal | None:
        return value

    def render_quote_dated_on(self, value: Any) -> SafeString:
        return cells.day(value)

    def render_saving(self, record: Share) -> SafeString:
        return saving_badge(record.saving)

    def value_saving(self, record: Share) -> Decimal | None:
        return record.saving

    def render_state(self, record: Share) -> SafeString | str:
        if correction := getattr(record.apportionment, "correction", None):
            return format_html("berichtigt durch {}", correction.number)
        return "gilt"

    def value_state(self, record: Share) -> str:
        return str(self.render_state(record))
