"""What comes next at an authority: deadlines, plans, announcements, beginnings and ends, the most urgent first.

Never absences: who of the staff is away is nobody's date at an authority.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from announcements.models import Announcement
from applications.models import ApplicationUse
from contracts.models import BlockedTime, ServiceAgreement
from contracts.planned_work import PlannedWork
from customers.models import Authority
from dashboards.authorities import takeovers
from dashboards.authorities.operation import report_link, reports_of
from tickets.actions.recurring import working_days
from tickets.models import RecurringTicket
from tickets.recurrence import next_occasions
from ui import cells
from ui.charts import counted
from ui.pages import Section, filtered
from workstations.models import Lease, Workstation
from workstations.querysets import of_system

MOST = 15
"""So many dates are shown; the next ones are what a call is about."""
MOST_PER_KIND = 5
AHEAD = timedelta(days=365)
NEXT_PLANS = 30  # plans that are looked at for their next day


class Due(NamedTuple):
    """One date: when, what kind of thing, what; `all_day` if the clock does not matter."""

    at: datetime
    kind: str
    what: SafeString | str
    all_day: bool = True

    def row(self, now: datetime) -> tuple[object, ...]:
        """When, what and which kind, as the section shows it; what has passed says so."""
        when = cells.day(self.at) if self.all_day else cells.moment(self.at)
        is_over = timezone.localdate(self.at) < timezone.localdate(now) if self.all_day else self.at <= now
        return (
            format_html("{} {}", when, cells.badge("danger", "error", "vorbei")) if is_over else when,
            self.what,
            self.kind,
        )


def due(authority: Authority, user: User, now: datetime) -> Section:
    """The next dates, what is already over on top."""
    day = timezone.localdate(now)
    blocked = list(_blocked(authority, user, now))
    found = [
        *_deadlines(authority, user),
        *_waiting(authority, user),
        *_plans(authority, user, day),
        *_announced(authority, user, now),
        *_of_roles(authority, day),
        *(Due(_begin(on), kind, what) for on, kind, what in takeovers.dates(authority, user, day)),
        *_of_applications(authority, user, day),
        *_of_systems(authority, user, day),
        *_of_leases(authority, user, day),
        *_of_blocked_times(blocked, now),
    ]  # fmt: skip
    rows = [one.row(now) for one in sorted(found, key=lambda one: one.at)[:MOST]]
    return Section(
        "Was ansteht", headings=("Wann", "Was", "Art"), rows=rows, hint="In den nächsten zwölf Monaten steht nichts an."
    )


def _deadlines(authority: Authority, user: User) -> Iterator[Due]:
    rows = reports_of(authority, user).clock_runs().filter(due_at__isnull=False).order_by("due_at", "pk")
    for ticket in rows.defer("description")[:MOST_PER_KIND]:
        yield Due(ticket.due_at, "Frist einer Meldung", report_link(ticket, user), all_day=False)  # type: ignore[arg-type]  # those without are left out


def _waiting(authority: Authority, user: User) -> Iterator[Due]:
    """Reports that rest until a day on which somebody goes on with them."""
    rows = reports_of(authority, user).waiting().filter(wakes_on__isnull=False).order_by("wakes_on", "pk")
    for ticket in rows.defer("description")[:MOST_PER_KIND]:
        yield Due(_begin(ticket.wakes_on), "Wiedervorlage", report_link(ticket, user))  # type: ignore[arg-type]  # as above


def _plans(authority: Authority, user: User, day: date) -> Iterator[Due]:
    """The next day of each recurring report; how the service plans is seen by those who work on reports."""
    if not user.has_perm("tickets.work_ticket"):
        return
    plans = RecurringTicket.objects.visible_to(user).filter(authority=authority, is_active=True)
    found = list(plans.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))[:NEXT_PLANS])
    if not found:
        return
    is_working, work = working_days(), PlannedWork.of(authority, since=day)
    for plan in found:
        first = max(day, plan.planned_until + timedelta(days=1))
        coming = next_occasions(
            plan.rule, first, 1, is_working=is_working, is_blocked=lambda day: work.on(day).is_blocked
        )
        for one in coming:
            if one.day and one.day <= day + AHEAD:
                yield Due(_begin(one.day), "wiederkehrend", cells.link(plan.get_absolute_url(), plan.subject))


def _blocked(authority: Authority, user: User, now: datetime) -> Iterator[BlockedTime]:
    """Stretches in which nothing is worked on: its own, and those of the calendar agreed with it."""
    agreed = ServiceAgreement.objects.for_report(authority_id=authority.pk, application_id=None, at=now)
    rows = BlockedTime.objects.visible_to(user).filter(
        Q(authority=authority) | Q(calendar__in=agreed.values("calendar")[:1])
    )
    yield from rows.filter(ends_at__gt=now, starts_at__lte=now + AHEAD).order_by("starts_at", "pk")[:MOST_PER_KIND]


def _of_blocked_times(blocked: list[BlockedTime], now: datetime) -> Iterator[Due]:
    for row in blocked:
        if row.starts_at > now:
            yield Due(row.starts_at, "Beginn einer Sperrzeit", row.reason, all_day=False)
        else:
            yield Due(row.ends_at, "Ende einer Sperrzeit", row.reason, all_day=False)


def _announced(authority: Authority, user: User, now: datetime) -> Iterator[Due]:
    """What is said to the authority, until when, and for staff what will be said."""
    rows = Announcement.objects.visible_to(user).concerning([authority.pk])
    shown = rows.shown(now).filter(shown_until__isnull=False)
    told = [(row.shown_until, "Ende einer Mitteilung", row) for row in shown[:MOST_PER_KIND]]
    coming = rows.filter(shown_from__lte=now, takes_place_from__gt=now).order_by("takes_place_from")
    told += [(row.takes_place_from, "Beginn einer Wartung", row) for row in coming[:MOST_PER_KIND]]
    if user.is_service_staff:
        told += [(row.shown_from, "Beginn einer Mitteilung", row) for row in rows.planned(now)[:MOST_PER_KIND]]
    for moment, kind, row in told:
        yield Due(moment, kind, cells.link(row.get_absolute_url(), row.title), all_day=False)  # type: ignore[arg-type]  # as above


def _of_roles(authority: Authority, day: date) -> Iterator[Due]:
    """Where a role, a task or a membership begins or ends."""
    rows = [
        *((role.valid_from, role.valid_until, f"Rolle {role.get_role_display()}") for role in authority.roles.all()),
        *((task.starts_on, task.ends_on, f"Aufgabe {task.get_scope_display()}") for task in authority.task_transfers.all()),
        *((row.valid_from, row.valid_until, f"{row.get_kind_display()} {row.body.name}") for row in authority.memberships.all()),
    ]  # fmt: skip
    for first, last, what in rows:
        yield from _begins_or_ends(first, last, what, day)


def _of_applications(authority: Authority, user: User, day: date) -> Iterator[Due]:
    if not user.has_perm("applications.view_specialistapplication"):
        return
    soon = Q(used_since__range=(day, day + AHEAD)) | Q(used_until__range=(day, day + AHEAD))
    uses = ApplicationUse.objects.visible_to(user).filter(soon, authority=authority).select_related("application")
    for use in uses.order_by("used_until", "pk")[:MOST_PER_KIND]:
        link = cells.link(use.application.get_absolute_url(), use.application.name)
        yield from _begins_or_ends(use.used_since, use.used_until, link, day)


def _of_systems(authority: Authority, user: User, day: date) -> Iterator[Due]:
    """Operating systems whose maker ends the support, or has ended it, on workstations in daily use."""
    if not user.has_perm("workstations.view_workstation"):
        return
    rows = Workstation.objects.visible_to(user).in_service().filter(authority=authority)
    system = {f"system_{name}": of_system(name, "computer__") for name in ("name", "version", "support_ends_on")}
    known: QuerySet[Any] = rows.annotate(**system)
    ending = known.filter(system_support_ends_on__lte=day + AHEAD).order_by()
    for name, version, ends, count in ending.values_list(*system).annotate(Count("pk"))[:MOST_PER_KIND]:
        where = counted(count, "IT-Arbeitsplatz", "IT-Arbeitsplätzen")
        support = "ended" if ends < day else "ending"
        url = filtered("workstations:workstations", authority=authority.pk, state="in_service", support=support)
        yield Due(
            _begin(ends), "Ende der Unterstützung", cells.link(url, f"{name} {version} auf {where}".replace("  ", " "))
        )


def _of_leases(authority: Authority, user: User, day: date) -> Iterator[Due]:
    """Until when the return of leased devices has to be announced, then until when they have to be back."""
    if not user.has_perm("workstations.view_lease"):
        return
    leases = Lease.objects.visible_to(user).filter(authority=authority, ends_on__lte=day + AHEAD)
    rows: QuerySet[Any] = leases.with_outstanding()
    for lease in rows.filter(outstanding__gt=0).order_by("ends_on", "pk")[:MOST_PER_KIND]:
        devices = counted(lease.outstanding, "Gerät", "Geräte")
        link = cells.link(lease.get_absolute_url(), f"{lease}: {devices}")
        if lease.announce_by and lease.announce_by > day:
            yield Due(_begin(lease.announce_by), "Rückgabe ankündigen", link)
        else:
            yield Due(_begin(lease.ends_on), "Rückgabe von Leasinggeräten", link)


def _begins_or_ends(first: date | None, last: date | None, what: SafeString | str, day: date) -> Iterator[Due]:
    if first and day < first <= day + AHEAD:
        yield Due(_begin(first), "Beginn", what)
    if last and day <= last <= day + AHEAD:
        yield Due(_begin(last), "Ende", what)


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
