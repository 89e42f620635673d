"""What is going on at an authority: open reports, kept deadlines, Fachverfahren, workstations."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Count, DateTimeField, F, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from accounts.models import User
from applications.models import ApplicationUse
from contracts.models import Priority
from customers.models import Authority
from tickets.badges import priority_mark, state_badge
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from tickets.standing import standing_badge
from ui import cells
from ui.charts import share
from ui.ordering import GermanOrder
from ui.pages import Link, Property, Section, filtered
from workstations.lifecycle import PlaceState
from workstations.models import Workstation

MOST_REPORTS = 10
MOST_APPLICATIONS = 20
LOOKED_BACK = timedelta(days=90)


def reports_of(authority: Authority, user: User) -> TicketQuerySet:
    """The reports of the authority that this person may see."""
    return Ticket.objects.visible_to(user).filter(authority=authority)


def reports_link(authority: Authority, user: User, **filters: object) -> str:
    """The list of these reports; the portal has one of its own, which knows fewer filters."""
    if user.is_service_staff:
        return filtered("tickets:queue", **{"view": "open", **filters}, authority=authority.pk)
    if authority.pk in user.access.whole_authorities:
        return filtered("portal:tickets", authority=authority.pk)
    return reverse("portal:tickets")


def open_reports(authority: Authority, user: User, now: datetime) -> Section:
    """The open reports with the nearest deadlines."""
    rows = reports_of(authority, user).open().order_by(F("due_at").asc(nulls_last=True), "created_at", "pk")
    shown = [_report(ticket, user, now) for ticket in rows.defer("description")[:MOST_REPORTS]]
    headings = ("Meldung", "Stand", "Priorität", "Frist")
    every = Link("Alle offenen Meldungen", reports_link(authority, user))
    return Section("Offene Meldungen", headings=headings, rows=shown, hint="Keine Meldung ist offen.", more=every)


def report_link(ticket: Ticket, user: User) -> SafeString:
    """A report by number and subject, on the page where this person reads it."""
    name = "tickets:ticket" if user.is_service_staff else "portal:ticket"
    return cells.link(reverse(name, args=[ticket.number]), f"{ticket.number} {ticket.subject}")


def _report(ticket: Ticket, user: User, now: datetime) -> tuple[object, ...]:
    state = state_badge(ticket.state) if user.is_service_staff else standing_badge(ticket.state)
    return report_link(ticket, user), state, priority_mark(ticket.priority), deadline(ticket, now)


def deadline(ticket: Ticket, now: datetime) -> SafeString | str:
    """The deadline as a date, since on paper nothing counts down; whether it has passed or rests is said beside it."""
    if ticket.paused_at:
        return "angehalten"
    if ticket.due_at is None or ticket.workaround_at:
        return "Übergangslösung steht" if ticket.workaround_at else "nicht vereinbart"
    if ticket.due_at <= now:
        return format_html("{} {}", cells.moment(ticket.due_at), cells.badge("danger", "error", "überschritten"))
    return cells.moment(ticket.due_at)


def kept_deadlines(authority: Authority, user: User, day: date) -> Section:
    """How many deadlines were kept in the last 90 days; for those who may see figures."""
    title = "Fristen der letzten 90 Tage"
    if not user.has_perm("tickets.view_boards"):
        return Section(title)
    first = day - LOOKED_BACK
    begins = timezone.make_aware(datetime.combine(first, time()))
    solved = Case(
        When(workaround_at__isnull=False, then="workaround_at"), default="resolved_at", output_field=DateTimeField()
    )
    counts: Any = (
        reports_of(authority, user).filter(resolved_at__gte=begins).order_by().annotate(solved=solved).values("priority")
        .annotate(
            resolved=Count("pk"),
            agreed=Count("pk", filter=Q(due_at__isnull=False)),
            kept=Count("pk", filter=Q(solved__lte=F("due_at"))),
            response_agreed=Count("pk", filter=Q(response_due_at__isnull=False)),
            response_kept=Count("pk", filter=Q(responded_at__lte=F("response_due_at"))),
        )
    )  # fmt: skip
    found: dict[int, dict[str, int]] = {row["priority"]: row for row in counts}
    rows = [_kept(level.label, found[level]) for level in Priority if level in found]
    if len(rows) > 1:
        sums = {name: sum(row[name] for row in found.values()) for name in next(iter(found.values()))}
        rows.append(_kept("zusammen", sums))
    every = Link("Gelöste Meldungen", reports_link(authority, user, view="all", resolved_from=first)) if rows else None
    headings = ("Priorität", "gelöst", "Lösung rechtzeitig", "Reaktion rechtzeitig")
    return Section(title, headings=headings, rows=rows, hint="Keine Meldung wurde gelöst.", more=every)


def _kept(label: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    return (
        label,
        cells.number(counts["resolved"]),
        _share(counts["kept"], counts["agreed"]),
        _share(counts["response_kept"], counts["response_agreed"]),
    )


def _share(kept: int, agreed: int) -> str:
    if not agreed:
        return "nicht vereinbart"
    return f"{share(kept, agreed)} ({cells.number(kept)} von {cells.number(agreed)})"


def applications(authority: Authority, user: User, day: date) -> Section:
    """The Fachverfahren it uses today."""
    title = "Fachverfahren"
    if not user.has_perm("applications.view_specialistapplication"):
        return Section(title)
    uses = ApplicationUse.objects.visible_to(user).current(day).filter(authority=authority)
    uses = uses.select_related("application").order_by(GermanOrder("application__name"), "pk")
    rows = [
        (cells.link(use.application.get_absolute_url(), use.application.name), use.application.get_hosting_display(), cells.number(use.user_count), cells.day(use.used_since))
        for use in uses[:MOST_APPLICATIONS]
    ]  # fmt: skip
    every = applications_link(authority) if rows else None
    headings = ("Name", "Betrieb", "Nutzende", "genutzt seit")
    return Section(title, headings=headings, rows=rows, hint="Kein Fachverfahren eingetragen.", more=every)


def applications_link(authority: Authority) -> Link:
    """All that it uses."""
    return Link("Alle Fachverfahren", filtered("applications:applications", authority=authority.pk))


def workstations(authority: Authority, user: User, day: date) -> Section:
    """Its IT-Arbeitsplätze by where they stand in their life."""
    title = "IT-Arbeitsplätze"
    if not user.has_perm("workstations.view_workstation"):
        return Section(title)
    rows = Workstation.objects.visible_to(user).filter(authority=authority).order_by()
    found = dict(rows.values_list("state").annotate(Count("pk")))
    shown = [
        Property(capfirst(state.label), _counted(authority, found[state], state=state.value))
        for state in PlaceState
        if state in found
    ]  # fmt: skip
    every = Link("Alle IT-Arbeitsplätze", filtered("workstations:workstations", authority=authority.pk))
    if not shown:
        return Section(title, hint="Kein IT-Arbeitsplatz eingetragen.")
    return Section(title, shown, more=every)


def _counted(authority: Authority, count: int, **filters: str) -> SafeString:
    return cells.link(filtered("workstations:workstations", authority=authority.pk, **filters), cells.number(count))
