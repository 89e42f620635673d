"""The list of log entries."""

from django.urls import reverse
from django.utils.safestring import SafeString

from history.models import LogEntry
from history.origin import in_words
from ui import cells
from ui.tables import BaseTable, Column


class LogTable(BaseTable):
    """What happened, the newest first. Nobody can sort it by people or take their names away in a file."""

    at = Column("Zeitpunkt", look="ku-col-time")
    kind = Column("Vorgang", is_title=True)
    user = Column("Person", look="ku-col-person", orderable=False, exclude_from_export=True)
    about = Column("Betrifft", look="ku-col-person", orderable=False, exclude_from_export=True)
    subject = Column("Gegenstand", orderable=False)
    origin = Column("Wo", orderable=False)

    class Meta(BaseTable.Meta):
        model = LogEntry
        fields = ()

    def render_at(self, record: LogEntry) -> SafeString:
        return cells.moment(record.at)

    def render_user(self, record: LogEntry) -> SafeString | str:
        return self._person(record.user_id, record.user)

    def render_about(self, record: LogEntry) -> SafeString | str:
        return "" if record.about_id == record.user_id else self._person(record.about_id, record.about)

    def render_origin(self, record: LogEntry) -> str:
        return in_words(record.origin)

    def value_origin(self, record: LogEntry) -> str:
        return in_words(record.origin)

    def _person(self, pk: int | None, user: object) -> SafeString | str:
        if pk is None:
            return ""
        return cells.link(f"{reverse('history:log')}?person={pk}", user or f"Konto Nr. {pk} (nicht mehr vorhanden)")
