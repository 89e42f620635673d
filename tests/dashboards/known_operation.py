"""A small operation whose every number is known, seen on Wednesday, 18 November 2026, at ten in the morning."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from customers.models import Authority
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    AuthorityRoleFactory,
    CategoryFactory,
    SpecialistApplicationFactory,
    StaffMemberFactory,
    TicketFactory,
    WorkstationFactory,
)
from tickets.lifecycle import State
from tickets.models import Category
from tickets.priorities import Impact, Urgency
from workstations.lifecycle import PlaceState

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=BERLIN)


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2026 on the clocks of Ludwigslust."""
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


@dataclass(frozen=True)
class Operation:
    """What the tests ask about."""

    ludwigslust: Authority
    grabow: Authority
    printing: Category
    access: Category


def set_up(ludwigslust: Authority) -> Operation:
    """Two authorities with reports over a quarter, workstations of all ages and Fachverfahren."""
    grabow = AuthorityFactory(name="Amt Grabow", short_name="Amt Grabow", kind=Authority.Kind.AMT, ars="130765658")
    for authority in (ludwigslust, grabow):
        AuthorityRoleFactory(authority=authority)
    known = Operation(ludwigslust, grabow, CategoryFactory(name="Drucken"), CategoryFactory(name="Zugang"))
    _open_reports(known)
    _done_reports(known)
    _workstations(known)
    _applications(known)
    return known


def _open_reports(known: Operation) -> None:
    """Seven: five of Ludwigslust, two of Grabow."""
    here = {"authority": known.ludwigslust, "category": known.printing}
    there = {"authority": known.grabow, "category": known.access}
    TicketFactory(**here, created_at=at(11, 16, 0), impact=Impact.WIDE, urgency=Urgency.CRITICAL, due_at=at(11, 18, 11))
    TicketFactory(
        **here, created_at=at(11, 17), due_at=at(11, 17, 17), state=State.IN_PROGRESS, assignee=StaffMemberFactory()
    )  # fmt: skip
    TicketFactory(**here, created_at=at(11, 18, 9, 59), due_at=at(11, 20))
    TicketFactory(
        **here, created_at=at(10, 18, 23, 59), state=State.WAITING_FOR_CUSTOMER, paused_at=at(10, 20), due_at=at(10, 21)
    )
    TicketFactory(**here, created_at=at(10, 19, 0), state=State.WAITING_FOR_VENDOR)
    TicketFactory(**there, created_at=at(11, 15, 23, 59), impact=Impact.CONSIDERABLE)
    TicketFactory(**there, created_at=at(11, 11, 9, 30), state=State.IN_PROGRESS)


def _done_reports(known: Operation) -> None:
    """Six: four of Ludwigslust, two of Grabow; the oldest came before the twelve weeks and was resolved in them."""
    here = {"authority": known.ludwigslust, "category": known.access, "state": State.CLOSED}
    there = {"authority": known.grabow, "category": known.printing, "state": State.RESOLVED}
    TicketFactory(**here, created_at=at(8, 23, 23, 59), resolved_at=at(8, 24, 0), closed_at=at(8, 30))
    TicketFactory(**here, created_at=at(10, 5), resolved_at=at(10, 6), closed_at=at(10, 8))
    TicketFactory(**here, created_at=at(10, 25, 23, 30), resolved_at=at(10, 26, 0, 30), closed_at=at(11, 2))
    TicketFactory(**here, created_at=at(10, 28), resolved_at=at(11, 11, 9, 30), closed_at=at(11, 16))
    TicketFactory(**there, created_at=at(11, 12), resolved_at=at(11, 13))
    TicketFactory(**there, created_at=at(11, 16, 8), resolved_at=at(11, 18, 8))


def _workstations(known: Operation) -> None:
    """Six in service, each at an edge of its age; one in repair and one retired."""
    for day in (date(2025, 11, 19), date(2025, 11, 18), date(2021, 11, 18), date(2019, 11, 19)):
        WorkstationFactory(authority=known.ludwigslust, in_service_on=day)
    for day in (date(2019, 11, 18), date(2012, 1, 2)):
        WorkstationFactory(authority=known.grabow, in_service_on=day)
    WorkstationFactory(authority=known.ludwigslust, state=PlaceState.PLANNED)
    WorkstationFactory(authority=known.ludwigslust, state=PlaceState.CLOSED)


def _applications(known: Operation) -> None:
    """Three Fachverfahren: Ludwigslust uses two today and one no longer, Grabow shares one of them."""
    registry, finance, library = SpecialistApplicationFactory.create_batch(3)
    ApplicationUseFactory(authority=known.ludwigslust, application=registry)
    ApplicationUseFactory(authority=known.ludwigslust, application=finance, used_since=None)
    ApplicationUseFactory(authority=known.ludwigslust, application=library, used_until=date(2026, 11, 17))
    ApplicationUseFactory(authority=known.grabow, application=registry, used_until=date(2026, 11, 18))
