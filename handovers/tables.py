"""The list of hand-overs."""

from datetime import datetime

from django.utils.safestring import SafeString

from handovers.badges import state_badge
from handovers.models import Handover
from ui import cells
from ui.addresses import address
from ui.tables import BaseTable, Column


class HandoverTable(BaseTable):
    """Hand-overs with direction, person and state; no column sorts by people."""

    number = Column("Übergabe", is_title=True, page="handovers:handover", empty_values=(), order_by=("number", "pk"))
    direction = Column("Richtung")
    authority = Column("Behörde", accessor="authority__name", german=True)
    contact = Column("Person", orderable=False, exclude_from_export=True, empty_values=())
    count = Column("Geräte", orderable=False, empty_values=())
    service_point = Column("Service-Point", accessor="service_point_name", german=True, empty_values=())
    created_at = Column("Angelegt am", look="ku-col-time")
    signed_at = Column("Unterschrieben am", look="ku-col-time")
    state = Column("Stand", look="ku-col-state")

    class Meta(BaseTable.Meta):
        model = Handover
        fields = ()

    def render_number(self, record: Handover) -> str:
        return str(record)

    def render_contact(self, record: Handover) -> str:
        return record.contact_name or str(record.contact or "")

    def render_count(self, record: Handover) -> int:
        return len(record.items.all())  # read for all rows of the page at once

    def render_authority(self, record: Handover) -> SafeString:
        return cells.link(address("dashboards:authority", record.authority_id), record.authority.short_name)

    def render_service_point(self, record: Handover) -> str:
        return record.service_point_name or record.service_point.name

    def render_created_at(self, value: datetime) -> SafeString:
        return cells.moment(value)

    def render_signed_at(self, value: datetime | None) -> SafeString | str:
        return cells.moment(value) if value else ""

    def render_state(self, record: Handover) -> SafeString:
        return state_badge(record.state)
