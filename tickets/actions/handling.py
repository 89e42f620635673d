"""How staff work on a report: who has it, how urgent it is, whom it waits for."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember, Team, User
from contracts.models import Priority
from tickets.actions.checklists import attach_by_rule
from tickets.actions.steps import (
    each_due,
    lock,
    move,
    record,
    refuse_before_approval,
    require_staff,
    save,
    start_clock,
    stop_clock,
)
from tickets.deadlines import agreement_of, figures, set_deadlines
from tickets.lifecycle import OPEN, PAUSES, WAITING, Actor, State
from tickets.models import Category, Ticket, TicketEvent
from tickets.priorities import Impact, Urgency, priority_of

Kind = TicketEvent.Kind


@transaction.atomic
def take(*, ticket: Ticket, by: User, now: datetime) -> Ticket:
    """Take over a report oneself; it is in progress from then on, and the response deadline is met."""
    require_staff(by)
    current = _open(ticket)
    member = _member(by)
    if current.assignee_id == member.pk:
        return current
    if current.assignee:
        raise ValidationError(
            f"Diese Meldung ist schon bei {current.assignee}. Sie können sie sich zuweisen, wenn Sie sie übernehmen sollen.",
            code="taken",
        )
    _give(current, member)
    if current.state == State.NEW:
        move(current, State.IN_PROGRESS, actor=Actor.STAFF)
    current.responded_at = current.responded_at or now
    save(current, now=now, fields=("assignee", "team", "state", "responded_at"))
    record(current, Kind.TAKEN, by=by, now=now, after=member)
    return current


@transaction.atomic
def assign(*, ticket: Ticket, to: StaffMember, by: User, now: datetime, version: int | None = None) -> Ticket:
    """Give a report to a colleague, and with it to their team."""
    require_staff(by)
    current = _open(ticket, version, ("assignee_id",))
    if current.assignee_id == to.pk:
        return current
    if not to.user.is_active:
        raise ValidationError({"assignee": f"{to} arbeitet nicht mehr im Service."})
    before = current.assignee
    _give(current, to)
    save(current, now=now, fields=("assignee", "team"))
    record(current, Kind.ASSIGNED, by=by, now=now, before=before, after=to)
    return current


@transaction.atomic
def release(*, ticket: Ticket, by: User, now: datetime, version: int | None = None) -> Ticket:
    """Put a report back to the team's queue."""
    require_staff(by)
    current = _open(ticket, version, ("assignee_id",))
    if current.assignee is None:
        return current
    before, current.assignee = current.assignee, None
    save(current, now=now, fields=("assignee",))
    record(current, Kind.RELEASED, by=by, now=now, before=before)
    return current


@transaction.atomic
def change_team(*, ticket: Ticket, team: Team, by: User, now: datetime, version: int | None = None) -> Ticket:
    """Hand a report to another team; nobody has it there until someone takes it."""
    require_staff(by)
    current = _open(ticket, version, ("team_id", "assignee_id"))
    if current.team_id == team.pk:
        return current
    before = current.team
    current.team, current.assignee = team, None
    save(current, now=now, fields=("team", "assignee"))
    record(current, Kind.TEAM, by=by, now=now, before=before, after=team)
    return current


@transaction.atomic
def change_category(
    *, ticket: Ticket, category: Category, by: User, now: datetime, version: int | None = None
) -> Ticket:
    """Say what a report is really about."""
    require_staff(by)
    current = _open(ticket, version, ("category_id",))
    if current.category_id == category.pk:
        return current
    before, current.category = current.category, category
    save(current, now=now, fields=("category",))
    record(current, Kind.CATEGORY, by=by, now=now, before=before, after=category)
    attach_by_rule(ticket=current, now=now)
    return current


@transaction.atomic
def change_priority(
    *, ticket: Ticket, impact: Impact, urgency: Urgency, by: User, now: datetime, version: int | None = None
) -> Ticket:
    """Set impact and urgency; priority and deadlines follow and count from the beginning.

    The timeline keeps both figures: what was agreed before, and what is now.
    """
    require_staff(by)
    current = _open(ticket, version, ("impact", "urgency"))
    if (current.impact, current.urgency) == (impact, urgency):
        return current
    before, agreement = Priority(current.priority), agreement_of(current)
    agreed = figures(current, agreement)
    current.impact, current.urgency, current.priority = impact, urgency, priority_of(impact, urgency)
    if agreement and current.priority != before:
        set_deadlines(current, agreement)
    save(current, now=now, fields=("impact", "urgency", "priority", "response_due_at", "due_at"))
    reason = f"Vorher {agreed}; jetzt {figures(current, agreement)}." if current.priority != before and agreed else ""
    record(
        current, Kind.PRIORITY, by=by, now=now,
        before=before.label, after=Priority(current.priority).label, reason=reason,
    )  # fmt: skip
    return current


@transaction.atomic
def wait(
    *, ticket: Ticket, state: State, by: User, now: datetime, wakes_on: date | None = None, version: int | None = None
) -> Ticket:
    """Wait for somebody or something; `wakes_on` is the day on which the report comes back by itself.

    The clock stands only in the states that let it (`PAUSES`).
    """
    require_staff(by)
    if state not in WAITING:
        raise ValueError(f"{state} is not a waiting state")
    if wakes_on and wakes_on <= timezone.localdate(now):
        raise ValidationError("Der Tag der Wiedervorlage muss in der Zukunft liegen.", code="wakes-on")
    current = _open(ticket, version, ("state", "wakes_on"))
    before = State(current.state)
    if (before, current.wakes_on) == (state, wakes_on):
        return current
    if before != state:
        move(current, state, actor=Actor.STAFF)
        if state in PAUSES:
            stop_clock(current, now=now)
        else:
            start_clock(current, since=current.paused_at, now=now)
    current.wakes_on = wakes_on
    save(current, now=now, fields=("state", "paused_at", "paused_minutes", "due_at"))
    until = f"bis {wakes_on:%d.%m.%Y}" if wakes_on else ""
    record(current, Kind.STATE, by=by, now=now, before=before.label, after=state.label, reason=until)
    return current


@transaction.atomic
def resume(*, ticket: Ticket, by: User, now: datetime, version: int | None = None) -> Ticket:
    """Go on working: the clock runs again."""
    require_staff(by)
    current = _open(ticket, version, ("state",))
    if current.state == State.IN_PROGRESS:
        return current
    return _go_on(current, Kind.STATE, by=by, actor=Actor.STAFF, now=now)


def wake(*, now: datetime, most: int | None = None) -> int:
    """Bring back what waited until today, the longest first; return how many.

    Safe to run at any time. `most` bounds what one transaction brings back.
    """
    today = timezone.localdate(now)
    due = Ticket.objects.filter(state__in=WAITING, wakes_on__lte=today).order_by("wakes_on")
    return each_due(due, lambda current: _go_on(current, Kind.WOKEN, by=None, actor=Actor.SYSTEM, now=now), most=most)


def _go_on(ticket: Ticket, kind: TicketEvent.Kind, *, by: User | None, actor: Actor, now: datetime) -> Ticket:
    before = State(ticket.state)
    move(ticket, State.IN_PROGRESS, actor=actor)
    start_clock(ticket, since=ticket.paused_at, now=now)
    if by:
        ticket.responded_at = ticket.responded_at or now
    save(ticket, now=now, fields=("state", "paused_at", "paused_minutes", "due_at", "responded_at"))
    record(ticket, kind, by=by, now=now, before=before.label, after=State.IN_PROGRESS.label)
    return ticket


def _open(ticket: Ticket, version: int | None = None, touches: Sequence[str] = ()) -> Ticket:
    current = lock(ticket, version=version, touches=touches)
    refuse_before_approval(current)
    if current.state not in OPEN:
        raise ValidationError("Diese Meldung ist schon gelöst. Öffnen Sie sie wieder, um etwas zu ändern.", code="done")
    return current


def _give(ticket: Ticket, member: StaffMember) -> None:
    ticket.assignee, ticket.team = member, member.team


def _member(by: User) -> StaffMember:
    member = by.staff_profile
    if member is None:
        raise ValidationError(
            "Ihr Konto gehört zu keinem Team. Bitte wenden Sie sich an die Administration.", code="no-team"
        )
    return member
