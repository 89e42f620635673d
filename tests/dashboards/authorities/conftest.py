"""A day before a call: one authority with something of everything, and a clock that stands still."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client

from accounts.models import User
from announcements.models import Announcement
from customers.models import Authority, AuthorityRole, Contact
from customers.models.service_points import Weekday
from tests.dashboards.known_operation import NOW
from tests.factories import (
    AbsenceFactory,
    AnnouncementFactory,
    ApplicationUseFactory,
    AuthorityRoleFactory,
    BlockedTimeFactory,
    ContactFactory,
    MajorIncidentFactory,
    MembershipFactory,
    OpeningHoursFactory,
    OperatingSystemFactory,
    RecurringTicketFactory,
    RoomFactory,
    ServicePointFactory,
    SiteFactory,
    SpecialistApplicationFactory,
    StaffMemberFactory,
    TaskTransferFactory,
    TicketFactory,
    UserFactory,
    WorkstationFactory,
)
from tickets.lifecycle import State
from workstations.lifecycle import PlaceState

BrowserFor = Callable[[User], Client]


@dataclass(frozen=True)
class Before:
    """The authority that is called, and its page."""

    authority: Authority

    @property
    def page(self) -> str:
        return f"/authorities/{self.authority.pk}/"

    @property
    def sheet(self) -> str:
        return f"{self.page}sheet/"


@pytest.fixture
def desk(client_for: BrowserFor, service_desk: User) -> Client:
    return client_for(service_desk)


@pytest.fixture
def care(today: datetime, client_for: BrowserFor, customer_care: User) -> Client:
    """The Kundenbetreuung, on Wednesday, 18.11.2026."""
    return client_for(customer_care)


@pytest.fixture
def before(today: datetime, ludwigslust: Authority) -> Before:
    """Something of everything, each at a date of its own."""
    fill(ludwigslust)
    return Before(ludwigslust)


def fill(authority: Authority, mark: str = "") -> None:
    """What an authority can have, with a word that tells it from what another one has."""
    role = {"role": AuthorityRole.Role.CARRIER, "valid_from": date(2016, 4, 1), "valid_until": date(2026, 12, 31)}
    AuthorityRoleFactory(
        authority=authority, source=f"Amtsblatt{mark}", certainty="A", reason=f"Beitritt{mark}", **role
    )
    TaskTransferFactory(
        authority=authority, resolved_on=date(2015, 12, 17), contracted_on=date(2015, 12, 20),
        starts_on=date(2016, 1, 1), workstations_at_start=83, source=f"Kreisblatt{mark}",
    )  # fmt: skip
    MembershipFactory(member=authority, body__name=f"Amt Darüber{mark}")
    MembershipFactory(body=authority, member__name=f"Gemeinde Darunter{mark}")
    RoomFactory(site=SiteFactory(authority=authority, name=f"Rathaus am Platz{mark}"), name=f"Saal{mark}")
    person = {"authority": authority, "phone": "03874 555-123"}
    ContactFactory(**person, last_name=f"Koordinaris{mark}", role=Contact.Role.IT_COORDINATOR)
    ContactFactory(**person, last_name=f"Leitwein{mark}", role=Contact.Role.AUTHORITY_HEAD)
    ContactFactory(
        **person, last_name=f"Gewesen{mark}", role=Contact.Role.IT_COORDINATOR, valid_until=date(2026, 11, 17)
    )
    point = ServicePointFactory(name=f"Service-Point Nord{mark}", authorities=[authority])
    OpeningHoursFactory(service_point=point, weekday=Weekday.WEDNESDAY, opens_at=time(8), closes_at=time(16))
    operation(authority, mark)
    dates(authority, mark)


def operation(authority: Authority, mark: str) -> None:
    """Reports, an outage, a Fachverfahren, workstations."""
    TicketFactory(authority=authority, subject=f"Überfällig{mark}", due_at=NOW - timedelta(hours=20))
    TicketFactory(authority=authority, subject=f"Bald fällig{mark}", due_at=NOW + timedelta(hours=3))
    waits = {"state": State.WAITING_FOR_VENDOR, "paused_at": NOW, "wakes_on": date(2026, 11, 26)}
    TicketFactory(authority=authority, subject=f"Wartet lange{mark}", **waits)
    TicketFactory(authority=authority, subject=f"Bestellt{mark}", state=State.WAITING_FOR_APPROVAL)
    leading = TicketFactory(authority=authority, subject=f"Führend{mark}", state=State.IN_PROGRESS)
    MajorIncidentFactory(ticket=leading, title=f"Einwohnerwesen gestört{mark}", affects=[authority])
    application = SpecialistApplicationFactory(name=f"Meldewesen{mark}")
    ApplicationUseFactory(authority=authority, application=application, used_until=date(2027, 3, 31), user_count=16)
    old = OperatingSystemFactory(name=f"Altsystem{mark}", support_ends_on=date(2025, 10, 14))
    WorkstationFactory.create_batch(2, authority=authority, operating_system=old)
    WorkstationFactory(authority=authority, state=PlaceState.PLANNED)


def dates(authority: Authority, mark: str) -> None:
    """What comes, and somebody who is away."""
    RecurringTicketFactory(authority=authority, subject=f"Datensicherung prüfen{mark}")
    ends = {"starts_at": NOW + timedelta(days=4), "ends_at": NOW + timedelta(days=4, hours=8)}
    BlockedTimeFactory(authority=authority, reason=f"Wahltag{mark}", **ends)
    AnnouncementFactory(
        title=f"Scannen dauert länger{mark}", kind=Announcement.Kind.RESTRICTION, authorities=[authority],
        shown_until=NOW + timedelta(days=1),
    )  # fmt: skip
    AnnouncementFactory(
        title=f"Neue Leitung{mark}", kind=Announcement.Kind.MAINTENANCE, authorities=[authority],
        shown_from=NOW + timedelta(days=2), shown_until=NOW + timedelta(days=3),
    )  # fmt: skip
    away = StaffMemberFactory(user=UserFactory(first_name="Urlaubine", last_name=f"Abwesend{mark}"))
    AbsenceFactory(member=away)
