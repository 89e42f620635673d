"""What goes on at the service point of the demo, whom one calls in an emergency, and when nothing is planned. All invented."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import StaffMember
from contracts.models import BlockedTime, WeeklyBlockedTime
from customers.models import Contact, ContactFunction, OpeningException, OpeningHours, ServicePoint, Shift, Site
from customers.models.service_points import Weekday
from customers.rota import monday_of
from ksm.demo.people import People
from ksm.demo.places import Place

WEEKS_PLANNED = 3
FICTITIOUS_MOBILE = "0152 000-{:04d}"
FUNCTIONS_FROM = date(2024, 1, 1)
SESSION_WEEKDAY = Weekday.WEDNESDAY


def run_the_counter(people: People, places: list[Place], *, today: date) -> None:
    """The rota, exceptions, functions and blocked times."""
    for point in ServicePoint.objects.filter(key="service-point-ludwigslust"):
        point.sites.set(Site.objects.filter(authority__in=point.authorities.all()))
        _except(point, today)
        _plan(point, people.staff["vor-ort-ludwigslust"], today)
    for number, place in enumerate(places):
        _name(people.contacts[place.served.key], number)
        _block(place, today)


def _except(point: ServicePoint, today: date) -> None:
    """Closed between the years, and a short day soon."""
    year = today.year
    short = _next(today + timedelta(days=3), Weekday.THURSDAY)
    OpeningException.objects.create(
        service_point=point, first_day=short, last_day=short, opens_at=time(8), closes_at=time(12),
        reason="Am Nachmittag Dienstberatung", is_demo=True,
    )  # fmt: skip
    OpeningException.objects.create(
        service_point=point, first_day=date(year, 12, 27), last_day=date(year, 12, 31), reason="Zwischen den Jahren",
        is_demo=True,
    )  # fmt: skip


def _plan(point: ServicePoint, staff: list[StaffMember], today: date) -> None:
    """Everybody in turn, the next one as the deputy; the last planned Friday has nobody yet."""
    hours = list(OpeningHours.objects.filter(service_point=point))
    monday, turn = monday_of(today), 0
    for week in range(WEEKS_PLANNED):
        for weekday in sorted({span.weekday for span in hours}):
            if week == WEEKS_PLANNED - 1 and weekday == Weekday.FRIDAY:
                continue
            spans = [span for span in hours if span.weekday == weekday]
            Shift.objects.create(
                service_point=point, day=monday + timedelta(days=7 * week + weekday), is_demo=True,
                begins_at=min(span.opens_at for span in spans), ends_at=max(span.closes_at for span in spans),
                member=staff[turn % len(staff)], deputy=staff[(turn + 1) % len(staff)],
            )  # fmt: skip
            turn += 1


def _name(contacts: list[Contact], number: int) -> None:
    """Who looks after data protection, gets invoices, and is called when the systems of an authority are down."""
    kinds = ContactFunction.Kind
    free = [row for row in contacts if row.role == Contact.Role.REPORTER and not row.valid_until]
    leading = [row for row in contacts if row.role == Contact.Role.IT_COORDINATOR and not row.valid_until]
    for contact, kind in zip(free, (kinds.DATA_PROTECTION_OFFICER, kinds.INVOICES), strict=False):
        ContactFunction.objects.create(contact=contact, kind=kind, valid_from=FUNCTIONS_FROM, is_demo=True)
    for turn, contact in enumerate([*leading[:1], *free[2:3]]):
        ContactFunction.objects.create(
            contact=contact, kind=kinds.EMERGENCY, valid_from=FUNCTIONS_FROM, is_deputy=bool(turn), is_demo=True,
            phone=FICTITIOUS_MOBILE.format(10 * number + turn + 1), consented_on=FUNCTIONS_FROM,
        )  # fmt: skip


def _block(place: Place, today: date) -> None:
    """A council session, the closing of the year, and where there is a Bürgerbüro its hours."""
    authority, year = place.authority, today.year
    evening = _next(today + timedelta(days=7), SESSION_WEEKDAY)
    stretches = (
        ("session", "Sitzung der Vertretung", _at(evening, 17), _at(evening, 22)),
        ("year_end", "Jahresabschluss der Kasse", _at(date(year, 12, 29), 0), _at(date(year + 1, 1, 6), 0)),
    )
    for kind, reason, starts_at, ends_at in stretches:
        BlockedTime.objects.create(
            authority=authority, kind=kind, reason=reason, starts_at=starts_at, ends_at=ends_at, is_demo=True
        )
    if "Bürgerbüro" in place.served.buildings:
        for weekday, opens, closes in (
            (Weekday.TUESDAY, time(8), time(12)),
            (Weekday.THURSDAY, time(13), time(18)),
        ):
            WeeklyBlockedTime.objects.create(
                authority=authority, weekday=weekday, begins_at=opens, ends_at=closes,
                reason="Sprechzeit im Bürgerbüro", is_demo=True,
            )  # fmt: skip


def _next(day: date, weekday: Weekday) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
