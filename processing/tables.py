"""Lists of gaps, agreements, register entries, sub-processors, measures and documents."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority
from processing.gaps import labels
from processing.models import IssuedDocument, ProcessingAgreement, RegisterEntry, SecurityMeasure, SubProcessor
from processing.wording import review_cell, standing, standing_badge
from ui import cells
from ui.addresses import address
from ui.pages import filtered
from ui.tables import BaseTable, Column

SHORT = 90
NUMBER = "ku-col-number"


class DatedTable(BaseTable):
    """A list whose rows are looked at on a day."""

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def render_valid_from(self, value: date | None) -> SafeString:
        return cells.day(value)

    def render_valid_until(self, value: date | None) -> SafeString:
        return cells.day(value)

    def render_review_on(self, value: date | None) -> SafeString | str:
        return review_cell(value, self.today)


class UseTable(BaseTable):
    """Every use of a Fachverfahren with what is missing about it."""

    application = Column("Fachverfahren", accessor="application__name", is_title=True, german=True)
    authority = Column("Behörde", accessor="authority__name", german=True)
    agreement = Column("AVV", accessor="has_no_agreement")
    entry = Column("Verzeichnis", accessor="has_no_entry")
    gaps = Column("Was fehlt", orderable=False, empty_values=(), accessor="pk")

    class Meta(BaseTable.Meta):
        model = ApplicationUse
        fields = ()

    def render_application(self, record: ApplicationUse) -> SafeString:
        return cells.row_link(filtered("processing:uses", application=record.application_id), record.application.name)

    def value_application(self, record: ApplicationUse) -> str:
        return record.application.name

    def render_agreement(self, value: bool) -> SafeString:
        return cells.badge("danger", "error", "fehlt") if value else cells.badge("success", "check_circle", "gedeckt")

    def value_agreement(self, value: bool) -> str:
        return "fehlt" if value else "gedeckt"

    def render_entry(self, value: bool) -> SafeString:
        return cells.badge("danger", "error", "fehlt") if value else cells.badge("success", "check_circle", "vorhanden")

    def value_entry(self, value: bool) -> str:
        return "fehlt" if value else "vorhanden"

    def render_gaps(self, record: ApplicationUse) -> SafeString:
        found = labels(record)
        return (
            format_html_join(", ", "<span>{}</span>", ((words,) for words in found)) if found else SafeString("nichts")
        )

    def value_gaps(self, record: ApplicationUse) -> str:
        return "; ".join(labels(record))


class SumTable(BaseTable):
    """How many uses have which gap; each number leads to its rows."""

    of = ""
    uses_count = Column("Nutzungen", look=NUMBER)
    with_has_no_agreement = Column("AVV fehlt", look=NUMBER)
    with_has_no_entry = Column("Eintrag fehlt", look=NUMBER)
    with_is_overdue = Column("Überfällig", look=NUMBER)
    with_is_due_soon = Column("In 60 Tagen", look=NUMBER)
    with_is_untold = Column("Mitteilung", look=NUMBER)
    with_is_objected = Column("Widerspruch", look=NUMBER)
    with_has_no_safeguard = Column("Drittland", look=NUMBER)
    with_has_no_reason = Column("Grund", look=NUMBER)

    class Meta(BaseTable.Meta):
        fields = ()

    def _linked(self, record: Any, value: int, **narrowing: str) -> SafeString | str:
        if not value:
            return "0"
        return cells.link(filtered("processing:uses", **{self.of: record.pk}, **narrowing), cells.number(value))

    def render_uses_count(self, record: Any, value: int) -> SafeString | str:
        return self._linked(record, value)

    def render_with_has_no_agreement(self, record: Any, value: int) -> SafeString | str:
        return self._linked(record, value, gap="has_no_agreement")

    def render_with_has_no_entry(self, record: Any, value: int) -> SafeString | str:
        return self._linked(record, value, gap="has_no_entry")

    def render_with_is_overdue(self, record: Any, value: int) -> SafeString | str:
        return self._linked(record, value, gap="is_overdue")

    def render_with_is_due_soon(self, record: Any, value: int) -> SafeString | str:
        return self._linked(record, value, gap="is_due_soon")

    def render_with_is_untold(self, record: Any, value: int) -> SafeString | str:
        return self._linked(record, value, gap="is_untold")

    def render_with_is_objected(self, record: Any, value: int) -> SafeString | str:
        return self._linked(record, value, gap="is_objected")

    def render_with_has_no_safeguard(self, record: Any, value: int) -> SafeString | str:
        return self._linked(record, value, gap="has_no_safeguard")

    def render_with_has_no_reason(self, record: Any, value: int) -> SafeString | str:
        return self._linked(record, value, gap="has_no_reason")


class AuthoritySumTable(SumTable):
    """The gaps of each authority."""

    of = "authority"
    name = Column("Behörde", is_title=True, german=True)

    class Meta(SumTable.Meta):
        model = Authority
        sequence = ("name", "...")

    def render_name(self, record: Authority) -> SafeString:
        return cells.row_link(filtered("processing:documents", authority=record.pk), record.name)

    def value_name(self, record: Authority) -> str:
        return record.name


class ApplicationSumTable(SumTable):
    """The gaps of each Fachverfahren."""

    of = "application"
    name = Column("Fachverfahren", is_title=True, german=True)

    class Meta(SumTable.Meta):
        model = SpecialistApplication
        sequence = ("name", "...")

    def render_name(self, record: SpecialistApplication) -> SafeString:
        return cells.row_link(filtered("processing:uses", application=record.pk), record.name)

    def value_name(self, record: SpecialistApplication) -> str:
        return record.name


class AgreementTable(DatedTable):
    """Processing agreements with where they stand and when they are looked at again."""

    number = Column("Nummer", is_title=True, german=True, page="processing:agreement")
    authority = Column("Behörde", accessor="authority__name", german=True)
    provider = Column("Auftragsverarbeiter", accessor="provider__name", german=True)
    subject = Column("Gegenstand", german=True)
    standing = Column("Stand", look="ku-col-state", accessor="signed_on", empty_values=(), orderable=False)
    valid_from = Column("gilt ab")
    valid_until = Column("gilt bis")
    covered_count = Column("Fachverfahren", look=NUMBER)
    review_on = Column("Nächste Prüfung")

    class Meta(BaseTable.Meta):
        model = ProcessingAgreement
        fields = ()

    def render_standing(self, record: ProcessingAgreement) -> SafeString:
        return standing_badge(record, self.today)

    def value_standing(self, record: ProcessingAgreement) -> str:
        return standing(record, self.today)


class EntryTable(DatedTable):
    """What the register says of each Fachverfahren."""

    application = Column("Fachverfahren", accessor="application__name", is_title=True, german=True)
    purpose = Column("Zweck", orderable=False)
    recipients = Column("Empfänger", orderable=False)
    third_country = Column("Drittland")
    review_on = Column("Nächste Prüfung")

    class Meta(BaseTable.Meta):
        model = RegisterEntry
        fields = ()

    def render_application(self, record: RegisterEntry) -> SafeString:
        return cells.row_link(record.get_absolute_url(), record.application.name)

    def value_application(self, record: RegisterEntry) -> str:
        return record.application.name

    def render_purpose(self, value: str) -> str:
        return Truncator(value).chars(SHORT)

    def value_purpose(self, value: str) -> str:
        return value

    def render_recipients(self, value: str) -> str:
        return Truncator(value).chars(SHORT)

    def value_recipients(self, value: str) -> str:
        return value


class SubProcessorTable(BaseTable):
    """Companies that work for the provider."""

    name = Column("Name", is_title=True, german=True, page="processing:sub_processor")
    seat = Column("Sitz", german=True)
    country = Column("Land", german=True)
    is_third_country = Column("Drittland")
    tasks_count = Column("Aufgaben", look=NUMBER)

    class Meta(BaseTable.Meta):
        model = SubProcessor
        fields = ()

    def render_is_third_country(self, value: bool) -> SafeString | str:
        return cells.badge("warning", "flag", "Drittland") if value else "nein"

    def value_is_third_country(self, value: bool) -> str:
        return "ja" if value else "nein"


class MeasureTable(DatedTable):
    """The catalogue of measures."""

    code = Column("Kürzel", is_title=True, german=True, page="processing:measure")
    title = Column("Bezeichnung", german=True)
    group = Column("Bereich")
    provider = Column("Unternehmen", accessor="provider__name", german=True)
    edition = Column("Fassung", look=NUMBER)
    valid_from = Column("gilt ab")
    valid_until = Column("gilt bis")

    class Meta(BaseTable.Meta):
        model = SecurityMeasure
        fields = ()


class DocumentTable(BaseTable):
    """Issued documents, the newest first."""

    kind = Column("Dokument", is_title=True)
    authority = Column("Behörde", accessor="authority__name", german=True)
    agreement = Column("Vereinbarung", accessor="agreement__number", german=True)
    number = Column("Fassung", look=NUMBER)
    uploaded_at = Column("Ausgestellt am", look="ku-col-time")
    sha256 = Column("Prüfsumme des Inhalts", orderable=False)

    class Meta(BaseTable.Meta):
        model = IssuedDocument
        fields = ()

    def render_kind(self, record: IssuedDocument) -> SafeString:
        return cells.row_link(address("processing:document", record.pk), f"{record.get_kind_display()} (PDF)")

    def value_kind(self, record: IssuedDocument) -> str:
        return record.get_kind_display()

    def render_uploaded_at(self, value: datetime) -> SafeString:
        return cells.moment(value)

    def value_uploaded_at(self, value: datetime) -> datetime:
        return timezone.localtime(value)

    def render_sha256(self, value: str) -> SafeString:
        return format_html('<span title="{}">{}…</span>', value, value[:12])

    def value_sha256(self, value: str) -> str:
        return value
