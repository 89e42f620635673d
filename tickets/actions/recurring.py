"""Reports that the system opens by itself on their days."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from contracts.models import BlockedTime, Holiday
from tickets.actions.checklists import attach_templates
from tickets.actions.opening import open_ticket
from tickets.actions.steps import refuse_stale, require_staff
from tickets.models import RecurringRun, RecurringTicket, Ticket
from tickets.priorities import Impact, Urgency
from tickets.recurrence import IsDay, days_between, is_weekday, next_days

log = structlog.get_logger(__name__)

SHOWN_AHEAD = 6


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
        recurring.planned_until = before.planned_until
        if (recurring.is_active and not before.is_active) or recurring.rule != before.rule:
            recurring.planned_until = max(before.planned_until, yesterday)
    recurring.full_clean()
    recurring.save()
    return recurring


def coming_days(recurring: RecurringTicket, *, today: date) -> list[date]:
    """The next days on which it is due, at most six."""
    is_working = working_days()
    return next_days(recurring.rule, today, SHOWN_AHEAD, is_working=is_working, is_blocked=blocked_days(recurring))


def open_due(*, now: datetime, most: int | None = None) -> int:
    """Open what is due and was not opened yet, also for days on which nothing ran; return how many.

    Safe to run at any time, twice and side by side: report, run and progress of a plan are one transaction, and the
    database keeps a second run of the same day out.
    """
    today, clock = timezone.localdate(now), timezone.localtime(now).time()
    due_today = Q(time_of_day__lte=clock, planned_until__lt=today) | Q(planned_until__lt=today - timedelta(days=1))
    is_working = working_days()
    opened = 0
    for pk in list(RecurringTicket.objects.to_look_at(today).filter(due_today).values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                rows = RecurringTicket.objects.filter(due_today, is_active=True).select_for_update(
                    of=("self",), skip_locked=True
                )
                if recurring := rows.filter(pk=pk).first():
                    until = today if recurring.time_of_day <= clock else today - timedelta(days=1)
                    opened += _open_until(recurring, until, is_working, now)
        except ValidationError:  # one plan that does not work keeps none of the others from being carried out
            log.exception("recurring_ticket_not_opened", recurring=pk)
        if most is not None and opened >= most:
            break
    return opened


def _open_until(recurring: RecurringTicket, until: date, is_working: IsDay, now: datetime) -> int:
    opened = 0
    first = recurring.planned_until + timedelta(days=1)
    for day in days_between(recurring.rule, first, until, is_working=is_working, is_blocked=blocked_days(recurring)):
        run, is_new = RecurringRun.objects.get_or_create(recurring=recurring, due_on=day)
        if is_new:
            run.ticket = _open(recurring, now)
            run.save(update_fields=["ticket"])
            opened += 1
    recurring.planned_until = until
    recurring.save(update_fields=["planned_until"])
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
    if recurring.checklist:
        attach_templates(ticket=ticket, templates=[recurring.checklist], now=now)
    return ticket


def working_days() -> IsDay:
    """Whether somebody works on a day: Monday to Friday, and no public holiday. One query, whatever is asked."""
    holidays = set(Holiday.objects.values_list("day", flat=True))
    return lambda day: is_weekday(day) and day not in holidays


def blocked_days(recurring: RecurringTicket) -> Callable[[date], bool]:
    """Whether nothing may be changed on a day for the authority of a recurring report."""
    authority = recurring.requester.authority
    return cache(lambda day: BlockedTime.objects.covering(authority, day).exists())
