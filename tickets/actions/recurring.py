"""Reports that the system opens by itself on their days."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

import structlog
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from contracts.blocking import Stretch
from contracts.models import Holiday
from contracts.planned_work import DayForWork, PlannedWork
from history.versions import refuse_stale
from tickets.actions.checklists import attach_templates
from tickets.actions.opening import open_ticket
from tickets.actions.steps import require_staff
from tickets.announcing import announce_stopped_plan
from tickets.models import ChecklistTemplate, RecurringRun, RecurringTicket, Ticket
from tickets.priorities import Impact, Urgency
from tickets.recurrence import IsDay, days_between, is_weekday, next_occasions

log = structlog.get_logger(__name__)

SHOWN_AHEAD = 6
UNKNOWN_PROBLEM = "Beim Anlegen ist ein Fehler aufgetreten. Bitte wenden Sie sich an die Administration."

Scope = Callable[[], AbstractContextManager[object]]
"""In whose name the database is asked, and one transaction."""


@transaction.atomic
def save_recurring(
    *, recurring: RecurringTicket, by: User, now: datetime, version: int | None = None
) -> RecurringTicket:
    """Plan a recurring report or change its plan: what is due from today on follows it, what was due before never comes."""
    require_staff(by)
    yesterday = timezone.localdate(now) - timedelta(days=1)
    before = RecurringTicket.objects.select_for_update().filter(pk=recurring.pk).first() if recurring.pk else None
    if before is None:
        recurring.planned_until = yesterday
        recurring.is_demo = recurring.requester.is_demo
    else:
        refuse_stale(before, version)
        recurring.version = before.version + 1
        recurring.planned_until, recurring.problem = before.planned_until, before.problem
        if (recurring.is_active and not before.is_active) or recurring.rule != before.rule:
            recurring.planned_until, recurring.problem = max(before.planned_until, yesterday), ""
        if not recurring.is_active:
            recurring.problem = ""  # it names a person, and nobody tries again
    recurring.full_clean()
    recurring.save()
    return recurring


class Coming(NamedTuple):
    """A day that the rule names, the day on which it comes if any, why it is another one, and what is blocked of it."""

    named: date
    day: date | None
    why: str
    partly: str


def coming_days(recurring: RecurringTicket, *, today: date) -> list[Coming]:
    """The next days on which it is due, at most six, with what was moved or left out on the way to them."""
    work, holidays = work_on(recurring), dict(Holiday.objects.values_list("day", "name"))
    found = next_occasions(
        recurring.rule,
        today,
        SHOWN_AHEAD,
        is_working=lambda day: is_weekday(day) and day not in holidays,
        is_blocked=lambda day: work(day).is_blocked,
    )
    return [
        Coming(
            named=one.named,
            day=one.day,
            why="" if one.is_as_named else _why_not(one.named, holidays, work(one.named), recurring),
            partly=_in_words(work(one.day).blocked) if one.day else "",
        )
        for one in found
    ]


def _why_not(day: date, holidays: dict[date, str], work: DayForWork, recurring: RecurringTicket) -> str:
    """What stands against a day that the rule names."""
    if recurring.on_working_days_only and day in holidays:
        return holidays[day]
    if recurring.on_working_days_only and not is_weekday(day):
        return "Wochenende"
    return ", ".join(dict.fromkeys(stretch.reason for stretch in work.blocked))


def _in_words(blocked: Iterable[Stretch]) -> str:
    """What of a day is blocked: „8:00 bis 12:00 Uhr Sprechzeit im Bürgerbüro“."""
    spans = [(timezone.localtime(row.begins), timezone.localtime(row.ends), row.reason) for row in blocked]
    return ", ".join(f"{begin:%H:%M} bis {end:%H:%M} Uhr {reason}" for begin, end, reason in spans)


def open_due(*, now: datetime, scope: Scope = transaction.atomic) -> int:
    """Open what is due and was not opened yet, also for days on which nothing ran; return how many.

    Each plan has a scope of its own, with one transaction: report, run and progress. Safe to run at any time, twice and
    side by side; the database keeps a second run of the same day out. A plan that the program fails on keeps none of
    the others from being carried out.
    """
    with scope():
        due = RecurringTicket.objects.to_look_at(timezone.localdate(now)).filter(_due(now))
        keys, is_working = list(due.values_list("pk", flat=True)), working_days()
    return sum(_carry_out(pk, is_working, now, scope) for pk in keys)


def _due(now: datetime) -> Q:
    today, clock = timezone.localdate(now), timezone.localtime(now).time()
    return Q(time_of_day__lte=clock, planned_until__lt=today) | Q(planned_until__lt=today - timedelta(days=1))


def _carry_out(pk: int, is_working: IsDay, now: datetime, scope: Scope) -> int:
    """Open what is due of one plan; what stands against it is kept on the plan. A database that is away is no fault of it."""
    try:
        with scope():
            rows = RecurringTicket.objects.filter(_due(now), is_active=True)
            recurring = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
            return _open_until_now(recurring, is_working, now) if recurring else 0
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.exception("recurring_ticket_not_opened", recurring=pk)
        known = isinstance(error, ValidationError)
        with scope():
            _keep_problem(pk, " ".join(error.messages) if known else UNKNOWN_PROBLEM)  # type: ignore[attr-defined]
        return 0


def _keep_problem(pk: int, problem: str) -> None:
    """Write down why a plan was not carried out; its team is told once, however often it is tried again."""
    recurring = RecurringTicket.objects.select_for_update().get(pk=pk)
    if not recurring.problem:
        announce_stopped_plan(pk)
    recurring.problem = problem[:300]
    recurring.save(update_fields=["problem"])


def _open_until_now(recurring: RecurringTicket, is_working: IsDay, now: datetime) -> int:
    today, clock = timezone.localdate(now), timezone.localtime(now).time()
    until = today if recurring.time_of_day <= clock else today - timedelta(days=1)
    first = recurring.planned_until + timedelta(days=1)
    days = list(days_between(recurring.rule, first, until, is_working=is_working, is_blocked=blocked_days(recurring)))
    if recurring.problem:
        days = days[-1:]  # what somebody had to mend before it went on is not done several times over
    opened = 0
    for day in days:
        run, is_new = RecurringRun.objects.get_or_create(recurring=recurring, due_on=day)
        if is_new:
            run.ticket = _open(recurring, now)
            run.save(update_fields=["ticket"])
            opened += 1
    recurring.planned_until, recurring.problem = until, ""
    recurring.save(update_fields=["planned_until", "problem"])
    return opened


def _open(recurring: RecurringTicket, now: datetime) -> Ticket:
    ticket = open_ticket(
        requester=recurring.requester,
        by=None,
        subject=recurring.subject,
        description=recurring.description,
        category=recurring.category,
        kind=Ticket.Kind(recurring.kind),
        impact=Impact(recurring.impact),
        urgency=Urgency(recurring.urgency),
        channel=Ticket.Channel.PLANNED,
        now=now,
    )
    if recurring.checklist_id:
        templates = ChecklistTemplate.objects.filter(pk=recurring.checklist_id)
        attach_templates(ticket=ticket, templates=templates, now=now)
    return ticket


def working_days() -> IsDay:
    """Whether somebody works on a day: Monday to Friday, and no public holiday. One query, whatever is asked."""
    holidays = set(Holiday.objects.values_list("day", flat=True))
    return lambda day: is_weekday(day) and day not in holidays


def blocked_days(recurring: RecurringTicket) -> Callable[[date], bool]:
    """Whether nothing may be changed on a day for the authority of a recurring report; some blocked hours are no reason."""
    work = work_on(recurring)
    return lambda day: work(day).is_blocked


def work_on(recurring: RecurringTicket) -> Callable[[date], DayForWork]:
    """How much room a day has for what is planned, from the time on at which the report is opened."""
    authority = recurring.requester.authority
    planned = cache(lambda: PlannedWork.of(authority, since=recurring.starts_on))
    return cache(lambda day: planned().on(day, since=recurring.time_of_day))
