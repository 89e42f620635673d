"""Lists of authorities, service points and contacts."""

from datetime import datetime
from functools import cache
from typing import Any

from django.utils.safestring import SafeString

from customers.models import Authority, AuthorityRole, Contact, ServicePoint
from ui import cells
from ui.tables import BaseTable, Column

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


class ServicePointTable(BaseTable):
    """Service points; whether one is open is read from its opening hours at the moment given."""

    name = Column("Name", is_title=True, german=True, page="customers:service_point")
    provider = Column("Unternehmen", accessor="provider__code")
    street = Column("Straße")
    city = Column("Ort", german=True)
    phone = Column("Telefon", orderable=False)
    team = Column("Team", accessor="team__name", german=True)
    open_now = Column("Öffnungszeiten", orderable=False, empty_values=())

    class Meta(BaseTable.Meta):
        model = ServicePoint
        fields = ()

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now

    def render_phone(self, value: str) -> SafeString | str:
        return cells.link(f"tel:{value.replace(' ', '')}", value) if value else ""

    def render_open_now(self, record: ServicePoint) -> SafeString | None:
        return open_badge(record, self.now)

    def value_phone(self, value: str) -> str:
        return value

    def value_open_now(self, record: ServicePoint) -> str:
        return "; ".join(str(hours) for hours in record.opening_hours.all())


def open_badge(service_point: ServicePoint, now: datetime) -> SafeString | None:
    """Whether the service point is open by its weekly hours; None where no hours are known."""
    spans = service_point.opening_hours.all()
    if not spans:
        return None
    current = next((hours for hours in spans if hours.covers(now)), None)
    if current:
        return cells.badge("success", "schedule", f"geöffnet bis {current.closes_at:%H:%M} Uhr")
    return cells.badge("neutral", "schedule", "jetzt geschlossen")


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
    function = Column("Funktion", german=True)
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

    def render_is_active(self, value: bool) -> str:
        return "ja" if value else "nein"


def sorted_name(contact: Contact) -> str:
    """The name as lists sort it: family name first."""
    return f"{contact.last_name}, {contact.first_name}" if contact.first_name else contact.last_name
