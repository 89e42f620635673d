"""Lists of changes, of versions in use, and of how Fachverfahren stood."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from applications.models import ProductVersion
from changes.badges import effect_badge, level_badge, risk_badge, state_badge
from changes.cohorts import support_in_words
from changes.conflicts import span_in_words
from changes.models import Change, ServiceStatus
from ui import cells
from ui.addresses import address
from ui.pages import filtered
from ui.tables import BaseTable, Column


class ChangeTable(BaseTable):
    """Changes with their time, state and what is to be expected."""

    number = Column("Nummer", page="changes:change", look="ku-col-id")
    title = Column("Änderung", is_title=True, german=True, look="ku-col-text")
    kind = Column("Art")
    starts_at = Column("Wann", look="ku-col-time")
    ends_at = Column("Ende", visible=False)  # in files alone
    effect = Column("Auswirkung")
    risk = Column("Risiko")
    affected_count = Column("Behörden", look="ku-col-figure")
    state = Column("Stand", look="ku-col-state")

    class Meta(BaseTable.Meta):
        model = Change
        fields = ()

    def render_starts_at(self, record: Change) -> str:
        return span_in_words(record.starts_at, record.ends_at)

    def render_effect(self, record: Change) -> SafeString:
        return effect_badge(record.effect)

    def render_risk(self, record: Change) -> SafeString:
        return risk_badge(record.risk)

    def render_affected_count(self, value: int) -> str:
        return cells.number(value)

    def render_state(self, record: Change) -> SafeString:
        return state_badge(record.state)


class StatusTable(BaseTable):
    """What was said of how Fachverfahren stand, the newest first."""

    application = Column("Fachverfahren", accessor="application__name", is_title=True, german=True, look="ku-col-text")
    level = Column("Stufe")
    authority = Column("Für", accessor="authority__name", german=True, empty_values=())
    since = Column("Seit", look="ku-col-time")
    until = Column("Bis", look="ku-col-time", empty_values=())
    source = Column("Herkunft")
    text = Column("Text", orderable=False, look="ku-col-text")
    change = Column("Ändern", orderable=False, empty_values=(), exclude_from_export=True)

    class Meta(BaseTable.Meta):
        model = ServiceStatus
        fields = ()

    def render_application(self, record: ServiceStatus) -> SafeString:
        return cells.row_link(address("changes:history", record.application_id), record.application.name)

    def render_level(self, record: ServiceStatus) -> SafeString:
        return level_badge(record.level)

    def render_authority(self, record: ServiceStatus) -> str:
        return record.authority.name if record.authority else "alle, die es nutzen"

    def render_since(self, value: datetime) -> SafeString:
        return cells.moment(value)

    def render_until(self, value: datetime | None) -> SafeString | str:
        return cells.moment(value) if value else "auf Weiteres"

    def render_change(self, record: ServiceStatus) -> SafeString | str:
        if record.until and record.until <= timezone.now():
            return ""
        about = format_html('Ändern<span class="kern-sr-only">: {}</span>', record.application.name)
        return format_html('<a class="ku-link" href="{}">{}</a>', address("changes:change_status", record.pk), about)


class CohortTable(BaseTable):
    """Versions in use, with what hangs on them."""

    product = Column("Produkt", accessor="product__name", is_title=True, german=True, look="ku-col-text")
    name = Column("Version", german=True)
    vendor = Column("Hersteller", accessor="product__vendor__name", german=True)
    instance_count = Column("Fachverfahren", look="ku-col-figure")
    authority_count = Column("Behörden", look="ku-col-figure")
    user_count = Column("Nutzende", look="ku-col-figure")
    supported_until = Column("Unterstützt bis", look="ku-col-time", empty_values=())
    plan = Column("Planen", orderable=False, empty_values=(), exclude_from_export=True)

    class Meta(BaseTable.Meta):
        model = ProductVersion
        fields = ()

    def render_instance_count(self, value: int) -> str:
        return cells.number(value)

    def render_authority_count(self, value: int) -> str:
        return cells.number(value)

    def render_user_count(self, value: int) -> str:
        return cells.number(value)

    def render_supported_until(self, record: ProductVersion) -> SafeString | str:
        if record.supported_until is None:
            return "nicht bekannt"
        return format_html("{} {}", cells.day(record.supported_until), support_badge(record, timezone.localdate()))

    def render_plan(self, record: ProductVersion) -> SafeString:
        about = format_html(
            'Änderung für diese Gruppe planen<span class="kern-sr-only">: {} {}</span>',
            record.product.name,
            record.name,
        )
        return format_html('<a class="ku-link" href="{}">{}</a>', filtered("changes:new", version=record.pk), about)


def support_badge(version: ProductVersion, today: date) -> SafeString | str:
    """A mark where the maker supports a version no longer, or not for long."""
    words = support_in_words(version, today)
    if not words or version.supported_until is None:
        return ""
    is_over = version.supported_until < today
    return cells.badge("danger" if is_over else "warning", "error" if is_over else "warning", words)
