"""Lists of authorities, sites and contacts, and how it is said whether a service point is open."""

from datetime import datetime, time
from functools import cache

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from customers.models import Authority, AuthorityRole, Contact, Site
from customers.models.service_points import Weekday
from customers.opening import Schedule
from ui import cells
from ui.tables import BaseTable, Column

MOST_ROOMS = 6
NEAR_DAYS = ("heute", "morgen")
ROLE_LOOK = {
    AuthorityRole.Role.CARRIER: ("success", "verified"),
    AuthorityRole.Role.CUSTOMER: ("active", "handshake"),
    AuthorityRole.Role.PROSPECT: ("info", "search"),
    AuthorityRole.Role.FORMER: ("neutral", "history"),
}


@cache
def role_badge(role: str) -> SafeString:
    """What an authority is to the provider, as a badge."""
    kind, icon = ROLE_LOOK[AuthorityRole.Role(role)]
    return cells.badge(kind, icon, AuthorityRole.Role(role).label)


class AuthorityTable(BaseTable):
    """Authorities with their current role."""

    name = Column("Name", is_title=True, german=True, page="dashboards:authority")
    kind = Column("Art")
    current_role = Column("Rolle heute", look="ku-col-state")
    amt_name = Column("Amt", german=True)
    city = Column("Ort", german=True)
    ags = Column("AGS", look="ku-col-key")

    class Meta(BaseTable.Meta):
        model = Authority
        fields = ()

    def render_kind(self, record: Authority) -> str:
        return kind_and_end(record)

    def value_kind(self, record: Authority) -> str:
        return kind_and_end(record)

    def render_current_role(self, value: str | None) -> SafeString | None:
        return role_badge(value) if value else None

    def value_current_role(self, value: str | None) -> str:
        return AuthorityRole.Role(value).label if value else ""


def kind_and_end(authority: Authority) -> str:
    """What sort of body it is and, if it is no more, where it went; its successions are loaded."""
    ends = list(authority.successions.all())
    if not ends:
        return authority.get_kind_display()
    names = " und ".join(one.successor.name for one in ends)
    return f"{authority.get_kind_display()}, aufgegangen in {names} am {ends[0].effective_on:%d.%m.%Y}"


class SiteTable(BaseTable):
    """Sites with their rooms and who looks after them."""

    name = Column("Standort", is_title=True, german=True, page="customers:site")
    authority = Column("Behörde", accessor="authority__name", german=True)
    street = Column("Straße", german=True)
    city = Column("Ort", german=True)
    rooms = Column("Räume", orderable=False, empty_values=())
    service_points = Column("Betreut durch", orderable=False, empty_values=())

    class Meta(BaseTable.Meta):
        model = Site
        fields = ()

    def render_authority(self, record: Site) -> str:
        return str(record.authority or record.provider)

    def value_authority(self, record: Site) -> str:
        return str(record.authority or record.provider)

    def render_rooms(self, record: Site) -> str:
        return _some(sorted(room.name for room in record.rooms.all()))

    def value_rooms(self, record: Site) -> str:
        return ", ".join(sorted(room.name for room in record.rooms.all()))

    def render_service_points(self, record: Site) -> str:
        return ", ".join(point.name for point in record.service_points.all())

    def value_service_points(self, record: Site) -> str:
        return self.render_service_points(record)


def _some(names: list[str]) -> str:
    """The first names and how many more there are."""
    rest = len(names) - MOST_ROOMS
    return ", ".join(names[:MOST_ROOMS]) + (f" und {rest} weitere" if rest > 0 else "")


def open_badge(schedule: Schedule, now: datetime) -> SafeString | None:
    """Whether a service point is open at a local moment and when it opens next; None where no hours are known."""
    if not schedule.is_known:
        return None
    if span := schedule.open_span(now):
        return cells.badge("success", "schedule", f"geöffnet bis {_clock(span[1])}")
    badge, opens = cells.badge("neutral", "schedule", "jetzt geschlossen"), _opens_next(schedule, now)
    return format_html('{} <span class="ku-muted">{}</span>', badge, opens) if opens else badge


def _opens_next(schedule: Schedule, now: datetime) -> str:
    opening = schedule.next_opening(now)
    if opening is None:
        return ""
    day, clock = opening
    days = (day - now.date()).days
    far = f"{Weekday(day.weekday()).label}, {day:%d.%m.%Y}"
    when = NEAR_DAYS[days] if days < len(NEAR_DAYS) else far
    return f"öffnet {when} um {_clock(clock)}"


def _clock(clock: time) -> str:
    return f"{clock.hour}:{clock:%M} Uhr"


class ContactTable(BaseTable):
    """People at authorities."""

    name = Column(
        "Name",
        is_title=True,
        german=True,
        accessor="last_name",
        order_by=("last_name", "first_name"),
        page="customers:contact",
    )
    authority = Column("Behörde", accessor="authority__name", german=True)
    function = Column("Stelle", german=True)
    functions = Column("Funktionen", orderable=False, empty_values=())
    role = Column("Rolle im Portal")
    phone = Column("Telefon", orderable=False)
    email = Column("E-Mail")
    is_active = Column("aktiv")

    class Meta(BaseTable.Meta):
        model = Contact
        fields = ()

    def render_name(self, record: Contact) -> str:
        return sorted_name(record)

    def value_name(self, record: Contact) -> str:
        return sorted_name(record)

    def render_functions(self, record: Contact) -> str:
        return functions_in_words(record)

    def value_functions(self, record: Contact) -> str:
        return functions_in_words(record)

    def render_is_active(self, value: bool) -> str:
        return "ja" if value else "nein"


def sorted_name(contact: Contact) -> str:
    """The name as lists sort it: family name first."""
    return f"{contact.last_name}, {contact.first_name}" if contact.first_name else contact.last_name


def functions_in_words(contact: Contact) -> str:
    """All that somebody is there for today: by role in the portal, and by the functions fetched as `functions_today`."""
    today = timezone.localdate()
    roles = [contact.get_role_display()] if contact.sees_whole_authority and contact.holds_role_on(today) else []
    return ", ".join([*roles, *map(str, contact.functions_today)])  # type: ignore[attr-defined]  # fetched by the list
