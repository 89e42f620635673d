"""Lists of blocked times."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from contracts.models import BlockedTime, WeeklyBlockedTime
from ui import cells
from ui.tables import BaseTable, Column


class KeptTable(BaseTable):
    """Rows that lead to their form for those who keep them."""

    def __init__(self, *args: Any, may_keep: bool, may_stop_clock: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.may_keep = may_keep
        self.may_stop_clock = may_stop_clock

    def render_reason(self, record: Any) -> SafeString | str:
        is_agreed = getattr(record, "stops_clock", False) and not self.may_stop_clock
        is_kept_here = self.may_keep and record.authority_id is not None and not is_agreed
        return cells.row_link(record.get_absolute_url(), record.reason) if is_kept_here else record.reason

    def value_reason(self, record: Any) -> str:
        return str(record.reason)


class BlockedTimeTable(KeptTable):
    """Stretches in which no work is planned."""

    reason = Column("Grund", is_title=True, german=True)
    authority = Column("Behörde", accessor="authority__name", german=True)
    kind = Column("Art")
    starts_at = Column("Von", look="ku-col-time")
    ends_at = Column("Bis", look="ku-col-time")
    stops_clock = Column("Fristen")

    class Meta(BaseTable.Meta):
        model = BlockedTime
        fields = ()

    def render_authority(self, record: BlockedTime) -> str:
        return str(record.authority or f"alle mit {record.calendar}")

    def value_authority(self, record: BlockedTime) -> str:
        return self.render_authority(record)

    def render_starts_at(self, value: datetime) -> SafeString:
        return cells.moment(value)

    def render_ends_at(self, value: datetime) -> SafeString:
        return cells.moment(value)

    def value_starts_at(self, value: datetime) -> datetime:
        return timezone.localtime(value)

    def value_ends_at(self, value: datetime) -> datetime:
        return timezone.localtime(value)

    def render_stops_clock(self, value: bool) -> str:
        return "ruhen" if value else "laufen weiter"

    def value_stops_clock(self, value: bool) -> str:
        return self.render_stops_clock(value)


class WeeklyTable(KeptTable):
    """Hours of weekdays in which no work is planned."""

    reason = Column("Grund", is_title=True, german=True)
    authority = Column("Behörde", accessor="authority__name", german=True)
    kind = Column("Art")
    weekday = Column("Wochentag")
    begins_at = Column("Von", look="ku-col-time")
    ends_at = Column("Bis", look="ku-col-time")
    valid_from = Column("Gilt ab", look="ku-col-time")
    valid_until = Column("Gilt bis", look="ku-col-time")

    class Meta(BaseTable.Meta):
        model = WeeklyBlockedTime
        fields = ()

    def render_begins_at(self, record: WeeklyBlockedTime) -> str:
        return f"{record.begins_at:%H:%M} Uhr"

    def render_ends_at(self, record: WeeklyBlockedTime) -> str:
        return f"{record.ends_at:%H:%M} Uhr"

    def render_valid_from(self, record: WeeklyBlockedTime) -> SafeString:
        return cells.day(record.valid_from)

    def render_valid_until(self, record: WeeklyBlockedTime) -> SafeString:
        return cells.day(record.valid_until)
