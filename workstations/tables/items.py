"""Lists of workstations, devices, leases and the central infrastructure."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ui import cells
from ui.addresses import address
from ui.tables import BaseTable, Column
from workstations.lifecycle import PlaceState, State
from workstations.models import Device, InfrastructureItem, Lease, OperatingSystem, Workstation
from workstations.querysets import of_system

STATE_LOOK = {
    State.ORDERED: ("info", "shopping_cart"),
    State.IN_STOCK: ("violet", "inventory_2"),
    State.IN_SERVICE: ("success", "check_circle"),
    State.IN_REPAIR: ("warning", "build"),
    State.RETIRED: ("neutral", "archive"),
    State.DISPOSED: ("neutral", "delete"),
    State.CANCELLED: ("neutral", "cancel"),
}
PLACE_LOOK = {
    PlaceState.PLANNED: ("info", "event"),
    PlaceState.IN_SERVICE: ("success", "check_circle"),
    PlaceState.CLOSED: ("neutral", "archive"),
}
SUPPORT_WARNING = timedelta(days=365)


SYSTEM_OF_COMPUTER = tuple(
    f"computer__{way}operating_system__{field}"
    for way in ("", "model__")
    for field in ("name", "version", "support_ends_on")
)


@cache
def state_badge(state: str) -> SafeString:
    """Where a thing stands in its life, as a badge."""
    kind, icon = STATE_LOOK[State(state)]
    return cells.badge(kind, icon, State(state).label)


@cache
def place_badge(state: str) -> SafeString:
    """Where a workstation stands, as a badge."""
    kind, icon = PLACE_LOOK[PlaceState(state)]
    return cells.badge(kind, icon, PlaceState(state).label)


def system_with_support(system: OperatingSystem | None, today: date) -> SafeString | str:
    """The operating system, with a warning when its support has ended or ends within a year."""
    if system is None:
        return ""
    if system.support_ends_on is None or system.support_ends_on > today + SUPPORT_WARNING:
        return str(system)
    ended = system.support_ends_on < today
    words = "Unterstützung beendet" if ended else "Unterstützung endet bald"
    title = f"{words}: {system.support_ends_on:%d.%m.%Y}"
    look = "ku-deadline--over" if ended else "ku-deadline--soon"
    return format_html(
        '<span class="ku-deadline {}" title="{}">{}</span> {}', look, title, cells.icon("warning", title), system
    )


def by_system(rows: QuerySet[Any], is_descending: bool, device: str = "") -> QuerySet[Any]:
    """Rows in the order of their operating systems; `device` is the path to what these run on."""
    sign = "-" if is_descending else ""
    named = rows.alias(system_name=of_system("name", device), system_version=of_system("version", device))
    ordered: QuerySet[Any] = named.order_by(f"{sign}system_name", f"{sign}system_version")
    return ordered


def due_badge(lease: Lease, today: date) -> SafeString | None:
    """What has to be done about the return of a lease with devices that are not given back; see `with_outstanding`."""
    if not lease.outstanding or lease.ends_on is None or lease.announce_by is None:  # type: ignore[attr-defined]  # annotated
        return None
    if lease.ends_on < today:
        return cells.badge("danger", "error", "Rückgabe überfällig")
    if lease.announce_by <= today:
        return cells.badge("warning", "warning", "Rückgabe steht an")
    return None


class WorkstationTable(BaseTable):
    """Workstations with place, person, system and state."""

    besides = ("inventory_number", "name")

    select = Column("Auswahl", accessor="pk", look="ku-col-select", orderable=False, exclude_from_export=True)
    inventory_number = Column("Inventarnummer", is_title=True, page="dashboards:workstation")
    name = Column("Rechnername")
    authority = Column("Behörde", accessor="authority__name", needs=("authority__short_name",), german=True)
    site = Column("Standort", accessor="site__name", german=True)
    room = Column("Raum", accessor="room__name", german=True)
    used_by = Column(
        "Genutzt von", needs=("used_by__first_name", "used_by__last_name"), orderable=False, exclude_from_export=True
    )
    computer = Column(
        "Rechner",
        accessor="computer__model",
        needs=("computer__model__manufacturer", "computer__model__name"),
        orderable=False,
    )
    operating_system = Column("Betriebssystem", accessor="computer__system", needs=SYSTEM_OF_COMPUTER)
    state = Column("Zustand", look="ku-col-state")
    in_service_on = Column("In Betrieb seit", look="ku-col-time")

    class Meta(BaseTable.Meta):
        model = Workstation
        fields = ()

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def render_select(self, record: Workstation) -> SafeString:
        return cells.tick("workstation", record.pk, record)

    def render_authority(self, record: Workstation) -> SafeString:
        return cells.link(address("dashboards:authority", record.authority_id), record.authority.short_name)

    def render_operating_system(self, value: OperatingSystem) -> SafeString | str:
        return system_with_support(value, self.today)

    def order_operating_system(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return by_system(rows, is_descending, "computer__"), True

    def render_state(self, record: Workstation) -> SafeString:
        return place_badge(record.state)

    def render_in_service_on(self, value: date | None) -> SafeString | str:
        return cells.day(value) if value else ""


class DeviceTable(BaseTable):
    """Devices with model, place, person and state."""

    select = Column("Auswahl", accessor="pk", look="ku-col-select", orderable=False, exclude_from_export=True)
    inventory_number = Column("Inventarnummer", is_title=True, page="workstations:device", empty_values=())
    serial_number = Column("Seriennummer")
    kind = Column("Art", accessor="model__kind")
    model = Column("Modell", accessor="model", order_by=("model__manufacturer", "model__name"))
    authority = Column("Behörde", accessor="authority__name", german=True, default="Reserve")
    place = Column("Wo", accessor="pk", look="ku-col-place", orderable=False)
    operating_system = Column("Betriebssystem", accessor="system")
    warranty_until = Column("Garantie bis", look="ku-col-time")
    state = Column("Zustand", look="ku-col-state")

    class Meta(BaseTable.Meta):
        model = Device
        fields = ()

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def render_select(self, record: Device) -> SafeString:
        return cells.tick("device", record.pk, record)

    def render_inventory_number(self, record: Device) -> str:
        return str(record)

    def render_kind(self, record: Device) -> str:
        return record.model.get_kind_display()

    def render_authority(self, record: Device) -> SafeString | str:
        if record.authority is None:
            return "Reserve"
        return cells.link(address("dashboards:authority", record.authority_id), record.authority.short_name)

    def render_place(self, record: Device) -> SafeString | str:
        if record.workstation_id is not None:
            url = address("dashboards:workstation", record.workstation_id)
            return cells.link(url, str(record.workstation))
        return str(record.held_by) if record.held_by else self.value_place(record)

    def value_place(self, record: Device) -> str:
        """Where it stands or lies; who holds it is left out, since a list is no register of people."""
        if record.workstation is not None:
            return record.workstation.inventory_number
        if record.stored_at is not None:
            return ", ".join(filter(None, [record.stored_at.name, record.shelf]))
        return ", ".join(part.name for part in (record.site, record.room) if part)

    def render_operating_system(self, value: OperatingSystem) -> SafeString | str:
        return system_with_support(value, self.today)

    def order_operating_system(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return by_system(rows, is_descending), True

    def render_state(self, record: Device) -> SafeString:
        return state_badge(record.state)

    def render_warranty_until(self, value: date | None) -> SafeString | str:
        return cells.day(value) if value else ""


class LeaseTable(BaseTable):
    """Leases with lessor, term and swap right."""

    contract_number = Column("Vertrag", is_title=True, page="workstations:lease")
    lessor = Column("Leasinggeber", german=True)
    authority = Column("Behörde", accessor="authority__name", german=True)
    starts_on = Column("Beginn", look="ku-col-time")
    ends_on = Column("Ende", look="ku-col-time")
    may_be_swapped = Column("Tauschrecht")
    due = Column("Rückgabe", accessor="pk", orderable=False)

    class Meta(BaseTable.Meta):
        model = Lease
        fields = ()

    def render_authority(self, record: Lease) -> SafeString:
        return cells.link(address("dashboards:authority", record.authority_id), record.authority.short_name)

    def render_starts_on(self, value: date) -> SafeString:
        return cells.day(value)

    def render_ends_on(self, value: date | None) -> SafeString | str:
        return cells.day(value) if value else "unbefristet"

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def render_due(self, record: Lease) -> SafeString | str:
        return due_badge(record, self.today) or ""

    def value_due(self, record: Lease) -> str:
        return cells.as_text(due_badge(record, self.today))

    def render_may_be_swapped(self, value: bool) -> str:
        return "ja" if value else "nein"


class InfrastructureTable(BaseTable):
    """Central infrastructure with place and state."""

    select = Column("Auswahl", accessor="pk", look="ku-col-select", orderable=False, exclude_from_export=True)
    inventory_number = Column("Inventarnummer", is_title=True, page="workstations:infrastructure_item")
    name = Column("Name", german=True)
    kind = Column("Art")
    provider = Column("Unternehmen", accessor="provider__code")
    site = Column("Standort", accessor="site__name", german=True)
    room = Column("Raum", accessor="room__name", german=True)
    operating_system = Column("Betriebssystem", accessor="system")
    state = Column("Zustand", look="ku-col-state")
    in_service_on = Column("In Betrieb seit", look="ku-col-time")

    class Meta(BaseTable.Meta):
        model = InfrastructureItem
        fields = ()

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def render_select(self, record: InfrastructureItem) -> SafeString:
        return cells.tick("item", record.pk, record)

    def render_operating_system(self, value: OperatingSystem) -> SafeString | str:
        return system_with_support(value, self.today)

    def order_operating_system(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return by_system(rows, is_descending), True

    def render_state(self, record: InfrastructureItem) -> SafeString:
        return state_badge(record.state)

    def render_in_service_on(self, value: date | None) -> SafeString | str:
        return cells.day(value) if value else ""
