"""Lists of workstations and of the central infrastructure."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ui import cells
from ui.tables import BaseTable, Column
from workstations.lifecycle import State
from workstations.models import InfrastructureItem, OperatingSystem, Workstation

STATE_LOOK = {
    State.ORDERED: ("info", "shopping_cart"),
    State.IN_STOCK: ("violet", "inventory_2"),
    State.IN_SERVICE: ("success", "check_circle"),
    State.IN_REPAIR: ("warning", "build"),
    State.RETIRED: ("neutral", "archive"),
}
SUPPORT_WARNING = timedelta(days=365)


@cache
def state_badge(state: str) -> SafeString:
    """Where a thing stands in its life, as a badge."""
    kind, icon = STATE_LOOK[State(state)]
    return cells.badge(kind, icon, State(state).label)


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


class WorkstationTable(BaseTable):
    """Workstations with place, person, system and state."""

    inventory_number = Column("Inventarnummer", is_title=True, page="workstations:workstation")
    name = Column("Rechnername")
    authority = Column("Behörde", accessor="authority__name", german=True)
    site = Column("Standort", accessor="site__name", german=True)
    room = Column("Raum", accessor="room__name", german=True)
    used_by = Column("Genutzt von", orderable=False, exclude_from_export=True)
    operating_system = Column("Betriebssystem", order_by=("operating_system__name", "operating_system__version"))
    state = Column("Zustand", look="ku-col-state")
    in_service_on = Column("In Betrieb seit", look="ku-col-time")

    class Meta(BaseTable.Meta):
        model = Workstation
        fields = ()

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def render_authority(self, record: Workstation) -> SafeString:
        return cells.link(reverse("dashboards:authority", args=[record.authority_id]), record.authority.short_name)

    def render_operating_system(self, record: Workstation) -> SafeString | str:
        return system_with_support(record.operating_system, self.today)

    def render_state(self, record: Workstation) -> SafeString:
        return state_badge(record.state)

    def render_in_service_on(self, value: date | None) -> SafeString | str:
        return cells.day(value) if value else ""


class InfrastructureTable(BaseTable):
    """Central infrastructure with place and state."""

    inventory_number = Column("Inventarnummer", is_title=True, page="workstations:infrastructure_item")
    name = Column("Name", german=True)
    kind = Column("Art")
    provider = Column("Unternehmen", accessor="provider__code")
    site = Column("Standort", accessor="site__name", german=True)
    room = Column("Raum", accessor="room__name", german=True)
    operating_system = Column("Betriebssystem", order_by=("operating_system__name", "operating_system__version"))
    state = Column("Zustand", look="ku-col-state")
    in_service_on = Column("In Betrieb seit", look="ku-col-time")

    class Meta(BaseTable.Meta):
        model = InfrastructureItem
        fields = ()

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def render_operating_system(self, record: InfrastructureItem) -> SafeString | str:
        return system_with_support(record.operating_system, self.today)

    def render_state(self, record: InfrastructureItem) -> SafeString:
        return state_badge(record.state)

    def render_in_service_on(self, value: date | None) -> SafeString | str:
        return cells.day(value) if value else ""
