"""The list of service points."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from customers.models import ServicePoint
from customers.opening import Schedule
from customers.tables import open_badge
from ui import cells
from ui.tables import BaseTable, Column


class ServicePointTable(BaseTable):
    """Service points, and whether each is open at the moment given."""

    name = Column("Name", is_title=True, german=True, page="counter:service_point")
    provider = Column("Unternehmen", accessor="provider__code")
    street = Column("Straße")
    city = Column("Ort", german=True)
    phone = Column("Telefon", orderable=False)
    team = Column("Team", accessor="team__name", german=True)
    open_now = Column("Öffnungszeiten", orderable=False, empty_values=())

    class Meta(BaseTable.Meta):
        model = ServicePoint
        fields = ()

    def __init__(self, *args: Any, now: datetime, schedules: Mapping[int, Schedule], **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now
        self.schedules = schedules

    def render_phone(self, value: str) -> SafeString | str:
        return cells.link(f"tel:{value.replace(' ', '')}", value) if value else ""

    def render_open_now(self, record: ServicePoint) -> SafeString | None:
        return open_badge(self.schedules[record.pk], self.now)

    def value_phone(self, value: str) -> str:
        return value

    def value_open_now(self, record: ServicePoint) -> str:
        return "; ".join(str(hours) for hours in record.opening_hours.all())
