"""Lists of stock-takings, of the devices asked about, and of devices without a record."""

from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString

from stocktaking.badges import answer_badge, settled_badge, state_badge
from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice
from ui import cells
from ui.tables import BaseTable, Column


class CampaignTable(BaseTable):
    """Stock-takings with how far they are."""

    title = Column("Bezeichnung", is_title=True, german=True, page="stocktaking:campaign")
    state = Column("Stand", look="ku-col-state")
    starts_on = Column("Beginn", look="ku-col-time")
    ends_on = Column("Antworten bis", look="ku-col-time")
    answered = Column("Beantwortet", orderable=False, empty_values=())
    to_settle = Column("Zu klären", orderable=False, empty_values=())

    class Meta(BaseTable.Meta):
        model = Campaign
        fields = ()

    def render_state(self, record: Campaign) -> SafeString:
        return state_badge(record.state)

    def render_starts_on(self, value: date) -> SafeString:
        return cells.day(value)

    def render_ends_on(self, value: date) -> SafeString:
        return cells.day(value)

    def render_answered(self, record: Any) -> str:
        return (
            f"{cells.number(record.devices_answered)} von {cells.number(record.devices_all)}"
            if record.devices_all
            else ""
        )

    def value_answered(self, record: Any) -> str:
        return self.render_answered(record)

    def render_to_settle(self, record: Any) -> str:
        return cells.number(record.devices_to_settle) if record.devices_to_settle else ""

    def value_to_settle(self, record: Any) -> int:
        number: int = record.devices_to_settle
        return number


class CampaignDeviceTable(BaseTable):
    """Devices of stock-takings as they were on record, with what came back. Who was asked is in no file."""

    number = Column("Gerät", is_title=True, page="stocktaking:device")
    kind = Column("Art")
    model_name = Column("Modell")
    serial_number = Column("Seriennummer")
    authority = Column("Behörde", accessor="authority__short_name", german=True)
    site_name = Column("Standort", german=True)
    room_name = Column("Raum")
    workstation_number = Column("Arbeitsplatz")
    answer = Column("Antwort", look="ku-col-state", order_by=("answer",))
    channel = Column("Weg", orderable=False)
    remark = Column("Anmerkung", orderable=False)
    settlement = Column("Klärung", orderable=False, empty_values=())
    campaign = Column("Abgleich", accessor="campaign__title", german=True)

    class Meta(BaseTable.Meta):
        model = CampaignDevice
        fields = ()

    def render_answer(self, record: CampaignDevice) -> SafeString:
        return answer_badge(record.answer)

    def value_answer(self, record: CampaignDevice) -> str:
        return str(record.get_answer_display())

    def render_settlement(self, record: CampaignDevice) -> SafeString | str:
        return record.settlement or settled_badge(record)

    def value_settlement(self, record: CampaignDevice) -> str:
        return record.settlement or ("zu klären" if record.is_to_settle else "")


class UnlistedDeviceTable(BaseTable):
    """Devices that stand in no list. Who told of them is in no file."""

    number = Column("Gerät", is_title=True, page="stocktaking:unlisted_device", empty_values=())
    authority = Column("Behörde", accessor="authority__short_name", german=True)
    place = Column("Wo es steht")
    remark = Column("Anmerkung", orderable=False)
    channel = Column("Weg", orderable=False)
    reported_at = Column("Gemeldet", look="ku-col-time")
    settlement = Column("Klärung", orderable=False, empty_values=())
    campaign = Column("Abgleich", accessor="campaign__title", german=True)

    class Meta(BaseTable.Meta):
        model = UnlistedDevice
        fields = ()

    def render_number(self, record: UnlistedDevice) -> str:
        return str(record)

    def value_number(self, record: UnlistedDevice) -> str:
        return str(record)

    def render_reported_at(self, value: datetime) -> SafeString:
        return cells.day(value)

    def render_settlement(self, record: UnlistedDevice) -> SafeString | str:
        return record.settlement or settled_badge(record)

    def value_settlement(self, record: UnlistedDevice) -> str:
        return record.settlement or "zu klären"
