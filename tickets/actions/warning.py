"""What the system says by itself about deadlines: that one comes near, and that one has passed."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from contracts.models import BlockedTime, ServiceAgreement
from tickets.actions.steps import each_due, record
from tickets.deadlines import WARNING_AT, Agreement, Deadline
from tickets.models import Ticket, TicketEvent
from tickets.querysets import TicketQuerySet

Kind = TicketEvent.Kind


def warn(*, now: datetime, most: int | None = None) -> int:
    """Write into the timeline which deadlines come near or have passed, each once and anew when another is agreed; return how many.

    Only in the service time that was agreed for a report, so that nobody is woken for what nobody works on. Safe to
    run at any time and twice at once. `most` bounds what one transaction does for each of the four kinds.
    """
    in_service = _in_service(now)
    if in_service is None:
        return 0
    rows = Ticket.objects.open().filter(in_service)
    answers = rows.filter(responded_at__isnull=True)
    solutions = rows.clock_runs()
    return sum(
        (
            _say(answers.filter(response_due_at__lte=now), Kind.BREACHED, Deadline.RESPONSE, now=now, most=most),
            _say(solutions.filter(due_at__lte=now), Kind.BREACHED, Deadline.RESOLUTION, now=now, most=most),
            _say(
                answers.filter(response_warns_at__lte=now, response_due_at__gt=now),
                Kind.WARNED, Deadline.RESPONSE, now=now, most=most,
            ),
            _say(
                solutions.filter(warns_at__lte=now, due_at__gt=now),
                Kind.WARNED, Deadline.RESOLUTION, now=now, most=most,
            ),
        )
    )  # fmt: skip


def _say(due: TicketQuerySet, kind: TicketEvent.Kind, deadline: Deadline, *, now: datetime, most: int | None) -> int:
    """Write one entry for each report of which this was not said yet of the deadline as it is now."""
    unsaid = due.filter(~Exists(_said(kind, deadline)))

    def step(ticket: Ticket) -> None:
        # Asked again under the lock: the row was not changed by whoever wrote the entry a moment ago.
        if not unsaid.filter(pk=ticket.pk).exists():
            return
        due_at = ticket.due_at if deadline == Deadline.RESOLUTION else ticket.response_due_at
        moment = f"{timezone.localtime(due_at):%d.%m.%Y, %H:%M} Uhr" if due_at else ""
        words = (
            f"{WARNING_AT} % der Zeit zur {deadline.label} sind verbraucht, fällig am {moment}"
            if kind == Kind.WARNED
            else f"Die Frist zur {deadline.label} ist überschritten, sie war fällig am {moment}"
        )
        record(ticket, kind, by=None, now=now, before=deadline.value, after=words)

    return each_due(unsaid.order_by("pk"), step, most=most)


def _said(kind: TicketEvent.Kind, deadline: Deadline) -> QuerySet[TicketEvent]:
    """What was said of this deadline and still holds: nothing else was agreed since, or it is true of that as well.

    A pause moves a deadline too, yet by as much as the clock stood; what was said before it is not said again.
    """
    moment = {
        (Kind.WARNED, Deadline.RESPONSE): "response_warns_at",
        (Kind.WARNED, Deadline.RESOLUTION): "warns_at",
        (Kind.BREACHED, Deadline.RESPONSE): "response_due_at",
        (Kind.BREACHED, Deadline.RESOLUTION): "due_at",
    }[kind, deadline]
    agreed_anew = TicketEvent.objects.agreed_anew().filter(ticket=OuterRef("ticket"), pk__gt=OuterRef("pk"))
    entries = TicketEvent.objects.filter(ticket=OuterRef("pk"), kind=kind, before=deadline.value)
    return entries.filter(Q(at__gte=OuterRef(moment)) | ~Exists(agreed_anew))


def _in_service(now: datetime) -> Q | None:
    """Which reports are worked on at this moment, by agreement, kind and priority; None when none are."""
    open_now = Q()
    for row in ServiceAgreement.objects.all():
        agreement = Agreement.of(row, authority_id=None)
        for level in agreement.levels:
            terms = agreement.terms(priority=level.priority, kind=level.kind)
            if terms and terms.service_time.is_open(now):
                scope = Q(agreement=row, priority=level.priority)
                if level.kind:
                    scope &= Q(kind=level.kind)
                else:  # levels of a kind come before the one for all kinds
                    own = [one.kind for one in agreement.levels if one.kind and one.priority == level.priority]
                    scope &= ~Q(kind__in=own)
                open_now |= scope
    if not open_now:
        return None
    blocked = BlockedTime.objects.stopping_the_clock().filter(
        authority__isnull=False, starts_at__lte=now, ends_at__gt=now
    )
    return open_now & ~Q(authority__in=blocked.values("authority"))
