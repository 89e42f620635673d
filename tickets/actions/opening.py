"""How a report begins."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import SpecialistApplication
from customers.models import Authority, Contact
from files.kinds import Upload, check_files
from history.numbering import next_of_year
from tickets.actions.checklists import attach_by_rule
from tickets.actions.steps import record, require_served_by_mail
from tickets.actions.writing import attach
from tickets.announcing import have_checklists_attached, jobs_at_once
from tickets.deadlines import Agreement, agreement_for, set_deadlines
from tickets.lifecycle import State
from tickets.models import Category, Particular, Ticket, TicketCounter, TicketEvent
from tickets.priorities import Impact, Urgency, priority_of
from workstations.lifecycle import PlaceState
from workstations.models import Workstation


def open_ticket(
    *,
    requester: Contact,
    by: User | None,
    subject: str,
    category: Category,
    now: datetime,
    description: str = "",
    kind: Ticket.Kind = Ticket.Kind.INCIDENT,
    impact: Impact = Impact.SINGLE,
    urgency: Urgency = Urgency.MEDIUM,
    workstation: Workstation | None = None,
    application: SpecialistApplication | None = None,
    channel: Ticket.Channel = Ticket.Channel.PORTAL,
    files: Sequence[Upload] = (),
    particulars: Sequence[tuple[str, str]] = (),
    needs_approval: bool = False,
) -> Ticket:
    """File a report for a contact: by themselves in the portal, by staff who took the call, or by the system on its day.

    Without an account behind it (`by` is None) is what the system opens on its day, and what a contact without one
    sends by mail.

    What `needs_approval` waits for the IT-Koordination of the authority, and its deadlines with it, unless the
    IT-Koordination itself files it. `particulars` are the questions of a form and their answers in words.

    It goes to the team of its category and gets its deadlines from the agreement in force. Raises ValidationError
    bound to the field for a workstation or Fachverfahren of somebody else, and for files that are not allowed.
    """
    if by is None:
        if channel == Ticket.Channel.MAIL:
            require_served_by_mail(requester, now=now)
        elif channel != Ticket.Channel.PLANNED or files:
            raise ValueError("the system itself opens only what is planned, without files")
    elif not by.has_perm("tickets.add_ticket") or not (by.is_service_staff or requester.pk in by.access.contacts):
        raise PermissionDenied
    check_files(files)
    check_belongings(requester, workstation, application, today=timezone.localdate(now))
    if not category.is_active:
        raise ValidationError({"category": "Diese Kategorie gibt es nicht mehr. Bitte wählen Sie eine andere."})
    priority = priority_of(impact, urgency)
    is_approved = needs_approval and by is not None and coordinates(by, requester.authority, now)
    waits = needs_approval and not is_approved
    agreement = None if waits else agreement_in_force(requester.authority_id, application, now)
    ticket = Ticket(
        kind=kind,
        subject=" ".join(subject.split()),
        description=description.strip(),
        channel=channel,
        authority=requester.authority,
        requester=requester,
        workstation=workstation,
        application=application,
        category=category,
        impact=impact,
        urgency=urgency,
        priority=priority,
        team=category.team,
        state=State.WAITING_FOR_APPROVAL if waits else State.NEW,
        created_at=now,
        approved_at=now if is_approved else None,
        updated_at=now,
        agreement=agreement.row if agreement else None,
        is_demo=requester.is_demo,
    )
    set_deadlines(ticket, agreement)
    ticket.clean_fields(
        exclude=["number", "authority", "requester", "category", "team", "workstation", "application", "agreement"]
    )
    ticket.clean()
    # All is checked: what fails now fails with all around it.
    with transaction.atomic(savepoint=False), jobs_at_once():
        ticket.number = next_number(now)
        ticket.save(force_insert=True)
        Particular.objects.bulk_create(
            Particular(ticket=ticket, position=position, label=label[:200], value=value)
            for position, (label, value) in enumerate(particulars)
        )
        record(ticket, TicketEvent.Kind.OPENED, by=by, now=now, after=ticket.get_channel_display())
        if is_approved:
            record(ticket, TicketEvent.Kind.APPROVED, by=by, now=now, after=State.NEW.label)
        attach(ticket=ticket, message=None, files=files, by=by, now=now)
        if by is not None and by.is_service_staff:
            attach_by_rule(ticket=ticket, now=now)
        else:
            have_checklists_attached(ticket.pk)
    return ticket


def coordinates(user: User, authority: Authority, now: datetime) -> bool:
    """Whether a person may approve what is ordered at an authority."""
    rows = Authority.objects.filter(pk=authority.pk).coordinated_by(user, timezone.localdate(now))
    return user.has_perm("tickets.approve_ticket") and rows.exists()


def agreement_in_force(authority: int, application: SpecialistApplication | None, now: datetime) -> Agreement | None:
    """What was agreed for reports that an authority files at this moment."""
    return agreement_for(authority_id=authority, application_id=application.pk if application else None, at=now)


def next_number(now: datetime) -> str:
    """The next number of the year, such as 26-000001; two reports at the same moment never get the same."""
    year = timezone.localtime(now).year
    return f"{year % 100:02d}-{next_of_year(TicketCounter, year):06d}"


def check_belongings(
    requester: Contact, workstation: Workstation | None, application: SpecialistApplication | None, *, today: date
) -> None:
    """Refuse a person who is no contact any more, a workstation that is given up, and a Fachverfahren that is not used there."""
    if not requester.is_active or (requester.valid_until and requester.valid_until < today):
        raise ValidationError({"requester": f"{requester} ist keine Ansprechperson mehr."})
    if workstation and workstation.state == PlaceState.CLOSED:
        raise ValidationError({"workstation": f"{workstation} ist aufgegeben."})
    if application and not application.uses.current(today).filter(authority_id=requester.authority_id).exists():
        raise ValidationError({"application": "Dieses Fachverfahren nutzt Ihre Behörde nicht."})
