"""What is done about an outage that hits several authorities: declare it, collect its reports, answer all, end it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from changes.actions import end_incident, follow_incident
from customers.models import Authority, Contact
from history.models import ADDED
from tickets.actions.opening import open_ticket
from tickets.actions.relating import hold_family, link
from tickets.actions.solving import resolve
from tickets.actions.steps import lock, record, require_staff, save
from tickets.actions.writing import reply
from tickets.lifecycle import OPEN
from tickets.models import AffectedAuthority, MajorIncident, Ticket, TicketEvent, TicketLink
from tickets.priorities import Impact, Urgency

OUTAGE = "tickets.outage"
"""The name of the lock on an outage, together with its key."""


@dataclass
class Outcome:
    """What became of a step for many reports: the numbers where it was taken, and where not and why."""

    done: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def declare_outage(
    *, ticket: Ticket, title: str, text: str, authorities: Iterable[Authority], by: User, now: datetime,
    application: SpecialistApplication | None = None, expected_until: datetime | None = None,
) -> MajorIncident:  # fmt: skip
    """Make a report lead a Großstörung; the authorities concerned read title and text from now on."""
    require_staff(by)
    current = lock(ticket)
    hold_family()
    if already := MajorIncident.objects.filter(ticket=current).first():
        return already
    if current.state not in OPEN:
        raise ValidationError("Nur eine offene Meldung kann eine Großstörung führen.", code="done")
    if TicketLink.objects.filter(kind=TicketLink.Kind.PARENT, target=current).exists():
        raise ValidationError("Diese Meldung ist selbst Teil einer anderen.", code="part")
    if expected_until and expected_until <= now:
        raise ValidationError({"expected_until": "Dieser Zeitpunkt liegt in der Vergangenheit."})
    incident = MajorIncident(
        ticket=current, title=" ".join(title.split()), text=text.strip(), category=current.category,
        application=application, started_at=current.created_at, expected_until=expected_until,
    )  # fmt: skip
    incident.clean_fields()
    incident.save(force_insert=True)
    _concern(incident, authorities)
    _say_how_it_stands(incident, now)
    save(current, now=now)
    record(current, TicketEvent.Kind.OUTAGE, by=by, now=now, after=incident.title)
    return incident


@transaction.atomic
def change_outage(
    *, incident: MajorIncident, title: str, text: str, authorities: Iterable[Authority], by: User, now: datetime,
    expected_until: datetime | None = None, seen: str = "",
) -> MajorIncident:  # fmt: skip
    """Say something new to the authorities concerned, or concern others; `seen` is the stamp of what one had before one."""
    require_staff(by)
    current = MajorIncident.objects.select_for_update().get(pk=incident.pk)
    if seen and seen != current.stamp(current.affected.values_list("authority", flat=True)):
        raise ValidationError(
            "Der Hinweis oder die betroffenen Behörden haben sich inzwischen geändert. Ihre Eingaben sind noch da. "
            "Bitte prüfen Sie den neuen Stand, der bei den Feldern steht, und senden Sie dann noch einmal ab.",
            code="stale",
        )
    if expected_until and expected_until != current.expected_until and expected_until <= now:
        raise ValidationError({"expected_until": "Dieser Zeitpunkt liegt in der Vergangenheit."})
    current.title, current.text, current.expected_until = " ".join(title.split()), text.strip(), expected_until
    current.clean_fields()
    current.save(update_fields=["title", "text", "expected_until"])
    _concern(current, authorities)
    _say_how_it_stands(current, now)
    return current


@transaction.atomic
def collect(*, incident: MajorIncident, ticket: Ticket, by: User, now: datetime) -> TicketLink:
    """Make an open report part of a running outage."""
    require_staff(by)
    hold_outage(incident)
    if not MajorIncident.objects.running().filter(pk=incident.pk).exists():
        raise ValidationError("Diese Großstörung ist schon behoben.", code="ended")
    if not Ticket.objects.open().filter(pk=ticket.pk).exists():
        raise ValidationError(f"{ticket.number} ist nicht mehr offen.", code="done")
    return link(source=incident.ticket, target=ticket, kind=TicketLink.Kind.PARENT, by=by, now=now)


@transaction.atomic
def collect_all(*, incident: MajorIncident, tickets: Iterable[Ticket], by: User, now: datetime) -> Outcome:
    """Make several reports part of an outage; one that is refused keeps none of the others out."""
    require_staff(by)
    tickets = list(tickets)
    hold_outage(incident)
    _hold([incident.ticket_id, *(ticket.pk for ticket in tickets)])
    hold_family()
    return _each(tickets, lambda ticket: collect(incident=incident, ticket=ticket, by=by, now=now))


@transaction.atomic
def join_outage(*, incident: MajorIncident, requester: Contact, by: User, now: datetime) -> Ticket:
    """„Betrifft mich auch“: a report of this contact that is part of the outage; the one they have already, if any."""
    if requester.pk not in by.access.contacts or not by.has_perm("tickets.add_ticket"):
        raise PermissionDenied
    hold_outage(incident)
    concerned = incident.affected.filter(authority=requester.authority_id).exists()
    if not concerned or not MajorIncident.objects.running().filter(pk=incident.pk).exists():
        raise ValidationError(
            "Diese Störung ist schon behoben. Besteht sie bei Ihnen weiter, melden Sie sie bitte neu."
        )
    own = Ticket.objects.of_outage(incident).open().filter(requester=requester)
    if already := own.first():
        return already
    application = incident.application
    today = timezone.localdate(now)
    if application and not application.uses.current(today).filter(authority=requester.authority_id).exists():
        application = None
    ticket = open_ticket(
        requester=requester, by=by, subject=incident.title, category=incident.category, application=application,
        impact=Impact.SINGLE, urgency=Urgency.HIGH, now=now,
        description=f"Die bekannte Störung „{incident.title}“ betrifft mich auch.",
    )  # fmt: skip
    # Nothing stands below a report that has just been made, so no circle can close.
    TicketLink.objects.create(source_id=incident.ticket_id, target=ticket, kind=TicketLink.Kind.PARENT, created_at=now)
    record(ticket, TicketEvent.Kind.OUTAGE, by=by, now=now, after=incident.title)
    return ticket


@transaction.atomic
def answer_all(*, incident: MajorIncident, body: str, by: User, now: datetime) -> Outcome:
    """Write one answer to everybody whose open report belongs to the outage: all of them in one transaction.

    One that is refused keeps none of the others out.
    """
    require_staff(by)
    if not body.strip():
        raise ValidationError({"body": "Bitte schreiben Sie einen Text."})
    hold_outage(incident)
    return _each(_open_reports(incident), lambda ticket: reply(ticket=ticket, by=by, body=body, now=now))


@transaction.atomic
def end_outage(*, incident: MajorIncident, solution: str, by: User, now: datetime) -> Outcome:
    """The outage is over: the leading report and all open ones below it are solved with the same words.

    What was solved or ended before stays as it is. A second time takes up what was refused the first time.
    """
    require_staff(by)
    if not solution.strip():
        raise ValidationError({"body": "Bitte schreiben Sie, wie die Störung behoben wurde."})
    hold_outage(incident)
    MajorIncident.objects.running().filter(pk=incident.pk).update(ended_at=now)
    end_incident(incident=incident.pk, now=now)
    return _each(_open_reports(incident), lambda ticket: resolve(ticket=ticket, by=by, solution=solution, now=now))


def concern_new_users(*, now: datetime, most: int | None = None) -> int:
    """Let running outages concern the authorities that began to use their Fachverfahren meanwhile; return how many.

    Safe to run at any time. Whom the desk left out or took away again stays out.
    """
    found = 0
    keys = MajorIncident.objects.running().filter(application__isnull=False).values_list("pk", flat=True)
    for key in list(keys[:most]):
        with transaction.atomic():
            incident = MajorIncident.objects.running().select_for_update().filter(pk=key).first()
            if incident is None:
                continue
            for authority in _began_to_use(incident, timezone.localdate(now)):
                AffectedAuthority.objects.create(incident=incident, authority_id=authority)
                found += 1
            _say_how_it_stands(incident, now)
    return found


def _began_to_use(incident: MajorIncident, today: date) -> list[int]:
    """Who uses the Fachverfahren today, as nobody could know when the outage was declared, and was never concerned."""
    states: Any = MajorIncident._meta.get_field("changes").related_model
    uses: Any = ApplicationUse._meta.get_field("changes").related_model
    once: Any = AffectedAuthority._meta.get_field("changes").related_model
    declared = states._default_manager.filter(pgh_obj_id=incident.pk, pgh_label=ADDED).values("pgh_created_at")[:1]
    entered_later = uses._default_manager.filter(
        pgh_obj_id=OuterRef("pk"), pgh_label=ADDED, pgh_created_at__gt=Subquery(declared)
    )
    begins_later = Q(used_since__gt=timezone.localdate(incident.started_at))
    rows = ApplicationUse.objects.current(today).filter(
        Exists(entered_later) | begins_later,
        ~Exists(once._default_manager.filter(incident_id=incident.pk, authority_id=OuterRef("authority"))),
        application=incident.application_id,
    )
    return sorted(set(rows.values_list("authority", flat=True)))


def _say_how_it_stands(incident: MajorIncident, now: datetime) -> None:
    """As long as the outage runs, its Fachverfahren is down for the authorities concerned."""
    if incident.is_running:
        follow_incident(
            incident=incident.pk, application=incident.application, text=incident.text, since=incident.started_at, now=now,
            authorities=list(incident.affected.values_list("authority", flat=True)), is_demo=incident.ticket.is_demo,
            expected_until=incident.expected_until,
        )  # fmt: skip


def hold_outage(incident: MajorIncident) -> None:
    """Let nobody else collect for it, join, answer or end it until the end of the transaction.

    Taken before the reports are locked. Not a lock on its row: who joins may read the row and change nothing of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [OUTAGE, incident.pk])


def _hold(keys: Iterable[int]) -> list[Ticket]:
    """Lock reports in the order of their keys, as everybody does who locks more than one."""
    return list(Ticket.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _open_reports(incident: MajorIncident) -> list[Ticket]:
    """The leading report and those it collects, as far as they are open, all of them locked."""
    collected = Ticket.objects.of_outage(incident).open().values_list("pk", flat=True)
    return [ticket for ticket in _hold([incident.ticket_id, *collected]) if ticket.is_open]


def _each(tickets: Iterable[Ticket], step: Callable[[Ticket], object]) -> Outcome:
    outcome = Outcome()
    for ticket in tickets:
        try:
            with transaction.atomic():
                step(ticket)
        except ValidationError as error:
            outcome.refused.append((ticket.number, " ".join(error.messages)))
        else:
            outcome.done.append(ticket.number)
    return outcome


def _concern(incident: MajorIncident, authorities: Iterable[Authority]) -> None:
    """Let exactly these authorities read of it."""
    wanted = {authority.pk for authority in authorities}
    if not wanted:
        raise ValidationError({"authorities": "Bitte wählen Sie, welche Behörden betroffen sind."})
    incident.affected.exclude(authority__in=wanted).delete()
    known = set(incident.affected.values_list("authority", flat=True))
    for key in sorted(wanted - known):
        AffectedAuthority.objects.create(incident=incident, authority_id=key)
