"""Everything the system holds about one person, as plain tables in German."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.db.models import Model
from django.utils.text import capfirst

from accounts.models import RoleAssignment, RoleProposal, SecondFactorReset, StaffMember, User
from accounts.scope import as_job
from applications.models import UseContact
from customers.models import ContactFunction
from history.models import LogEntry
from history.origin import in_words
from history.reading import read_history
from mailboxes.models import IncomingMail
from notifications.models import Notification
from privacy import cases, handed_over, signing_in, stock_work
from privacy.in_charge import charge_of
from privacy.in_words import Rows, fields_of, in_german, table_of
from privacy.models import DeletionProof
from privacy.persons import Person
from privacy.written import attachments_of, mails_of, messages_of, papers_of
from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice
from tickets.models import (
    Attachment,
    ChecklistItem,
    Mention,
    RecurringTicket,
    Ticket,
    TicketEvent,
    TicketRead,
    TimeEntry,
)
from workstations.models import Device, Loan, Workstation

MOST_CHANGES = 10_000
DISCLOSURE = "Auskunft an eine Person"
ABOUT_ACCOUNTS: tuple[type[Model], ...] = (RoleAssignment, RoleProposal, SecondFactorReset)
NAMES_OTHERS = ("recipient", "contact", "ticket", "event", "message", "absence")
"""Of a notification: its report may be somebody else's."""


def collect(person: Person) -> dict[str, Rows]:
    """The tables by their names; an empty one says that nothing of the kind is held.

    It is looked for in the rows of all authorities, also by somebody whom the wall keeps to their own: it is theirs alone.
    """
    with as_job(DISCLOSURE):
        return {table: list(rows) for table, rows in _tables(person).items()}


def count(person: Person) -> dict[str, int]:
    """How much `collect` would hold in each table."""
    with as_job(DISCLOSURE):
        return {table: len(rows) for table, rows in _tables(person).items()}


def files_of(person: Person) -> list[Attachment]:
    """The files that the person added and that may leave the house: no scanner has found anything in them."""
    with as_job(DISCLOSURE):
        return [row for row in attachments_of(person) if row.file and not row.is_waiting]


def _tables(person: Person) -> dict[str, Rows]:
    user, contacts, member = person.user, person.contacts, person.member
    reports = Ticket.objects.filter(requester__in=contacts)
    taken = Ticket.objects.filter(assignee=member) if member else Ticket.objects.none()
    found: dict[str, Rows] = {
        "Konto": fields_of([user], leave_out=("password",)) if user else [],
        "Beschäftigung": fields_of([member]) if member else [],
        "Service-Points": [{"Service-Point": str(point)} for point in (member.service_points.all() if member else ())],
        "Ansprechperson": fields_of(contacts),
        "Funktionen": fields_of(ContactFunction.objects.filter(contact__in=contacts), leave_out=("contact",)),
        "Zuständigkeit für Fachverfahren": charge_of(person),
        "IT-Arbeitsplätze": fields_of(Workstation.objects.used_by_any(contacts).select_related("authority")),
        "Geräte": fields_of(Device.objects.filter(held_by__in=contacts).select_related("authority", "model")),
        "Ausleihen": fields_of(Loan.objects.filter(contact__in=contacts).select_related("authority", "device")),
        "Bestandsabgleiche": fields_of(
            CampaignDevice.objects.filter(asked__in=contacts).select_related("campaign", "authority", "device"),
            leave_out=("asked", "settlement"),
        ),
        "Gemeldete Geräte ohne Eintrag": fields_of(
            UnlistedDevice.objects.filter(reported_by__in=contacts).select_related("campaign", "authority"),
            leave_out=("reported_by", "settlement"),
        ),
        "Meldungen": fields_of(reports.select_related("authority", "category", "team"), leave_out=("assignee",)),
        "Wiederkehrende Meldungen": fields_of(RecurringTicket.objects.filter(requester__in=contacts)),
        "Abwesenheiten": fields_of(member.absences.all(), leave_out=("member", "substitute")) if member else [],
        "Vertretungen": fields_of(member.substitutions.all(), leave_out=("member", "substitute")) if member else [],
        "Dienste am Service-Point": fields_of(member.shifts.all(), leave_out=("member", "deputy")) if member else [],
        "Vertretungen am Service-Point": [
            {"Dienst": str(row)} for row in (member.shifts_as_deputy.all() if member else ())
        ],
        "E-Mails": fields_of(
            mails_of(person), leave_out=("ticket", "message", "contact", "decided_by", "remark", "raw")
        ),
        "Beiträge": fields_of(messages_of(person)),
        "Anhänge": fields_of(attachments_of(person)),
        "Benachrichtigungen": fields_of(Notification.objects.filter(person.named_as("recipient")), NAMES_OTHERS),
        "Meldungen in Bearbeitung": table_of(taken.select_related("authority"), _taken),
    }
    found["Nennungen in Notizen"] = _mentions(member) if member else []
    found |= handed_over.part_in_handovers(person) | (_of_account(user) if user else {})
    found |= {table: fields_of(rows, cases.NAMES_OTHERS) for table, rows in cases.part_in_cases(person).items()}
    found["Änderungen an diesen Angaben"] = [
        *_changes([user, member, *contacts]),
        *(row for gone in person.gone for row in _changes_of(gone.model, gone.pk, None)),
        *_changes_with(ContactFunction, contact_id__in=[contact.pk for contact in contacts]),
        *_changes_with(UseContact, contact_id__in=[contact.pk for contact in contacts]),
        *(row for model in ABOUT_ACCOUNTS if user for row in _changes_with(model, user_id=user.pk)),
    ]
    return found


def _of_account(user: User) -> dict[str, Rows]:
    return {
        "Rollen": fields_of(user.role_assignments.all(), leave_out=("user",)),
        "Vorgeschlagene Rollen": fields_of(user.role_proposals.all(), leave_out=("user", "decided_by")),
        "Zurückgesetzte zweite Stufe": fields_of(user.second_factor_resets.all(), leave_out=("user", "reset_by")),
        "Schritte an Meldungen": fields_of(TicketEvent.objects.filter(by=user).select_related("ticket")),
        **papers_of(user),
        "Gespeicherte Ansichten": fields_of(user.saved_views.select_related("team"), leave_out=("owner",)),
        "Eigene Texte und Makros": fields_of(
            [*user.own_textmodules.all(), *user.own_macros.all(), *user.own_tickettemplates.all()],
            leave_out=("owner",),
        ),
        "Importe": stock_work.imports_of(user),
        "Inventarisierung": stock_work.inventory_of(user),
        "Angelegte Bestandsabgleiche": fields_of(Campaign.objects.filter(made_by=user), leave_out=("made_by",)),
        "Gelesene Meldungen": table_of(
            TicketRead.objects.filter(user=user).select_related("ticket"),
            lambda row: {"Meldung": row.ticket.number, "Gelesene Fassung": str(row.seen_version)},
        ),
        "Erledigte Punkte von Checklisten": fields_of(ChecklistItem.objects.filter(done_by=user)),
        "Zeiteinträge": fields_of(TimeEntry.objects.filter(by=user).select_related("ticket")),
        "Stoppuhr": fields_of([user.stopwatch] if hasattr(user, "stopwatch") else (), leave_out=("user",)),
        "Erinnerungen": fields_of(user.reminders.select_related("ticket")),
        "Entwürfe": fields_of(user.ticket_drafts.select_related("ticket"), leave_out=("user",)),
        "Beobachtete Meldungen": fields_of(user.watched_tickets.select_related("ticket"), leave_out=("user",)),
        "Verfasste Artikel": fields_of(user.written_articles.select_related("topic"), leave_out=("author",)),
        "Rückmeldungen zu Artikeln": fields_of(user.article_feedback.select_related("article"), leave_out=("user",)),
        "Wünsche zu Benachrichtigungen": fields_of(user.notification_wishes.all(), leave_out=("user",)),
        "Entscheidungen zu anderen": _decisions(user),
        "Sitzungen": signing_in.sessions_of(user),
        "Anmeldung über ein Verzeichnis": signing_in.directories_of(user),
        "Weitere Anmeldedaten": signing_in.others_of(user),
        "Arbeit in der Verwaltung": _in_the_admin(user),
        "Protokoll": _log(user),
    }


def _taken(row: Ticket) -> dict[str, str]:
    """A report that the person works on: which, not what somebody else wrote in it."""
    return {
        "Nummer": row.number,
        "Behörde": str(row.authority),
        "Status": row.get_state_display(),
        "Gemeldet": in_german(row.created_at),
    }


def _mentions(member: StaffMember) -> Rows:
    """Where a colleague asked the person to look: the words are the colleague's."""
    rows = Mention.objects.filter(member=member).values_list("message__ticket__number", "message__created_at")
    return [{"Nummer": number, "Zeitpunkt": in_german(at)} for number, at in rows]


def _decisions(user: User) -> Rows:
    """What the person decided about others, without saying about whom."""
    decided = [
        *(("Vorgeschlagene Rollen", row.decided_at) for row in RoleProposal.objects.filter(decided_by=user)),
        *(("Zweite Stufe zurückgesetzt", row.at) for row in SecondFactorReset.objects.filter(reset_by=user)),
        *(("E-Mail übernommen oder verworfen", row.decided_at) for row in IncomingMail.objects.filter(decided_by=user)),
        *((row.get_kind_display(), row.at) for row in DeletionProof.objects.filter(by=user)),
    ]
    return [{"Entscheidung": what, "Zeitpunkt": in_german(at)} for what, at in decided]


def _in_the_admin(user: User) -> Rows:
    """What the person did in the web admin; the rows may be about others and are not named."""
    return table_of(
        AdminLogEntry.objects.filter(user=user).select_related("content_type"),
        lambda row: {
            "Zeitpunkt": in_german(row.action_time),
            "Vorgang": row.get_action_flag_display(),
            "Bei": str(row.content_type or ""),
        },
    )


def _log(user: User) -> Rows:
    return table_of(
        LogEntry.objects.about(user),
        lambda entry: {
            "Zeitpunkt": in_german(entry.at),
            "Vorgang": entry.get_kind_display(),
            "Gegenstand": entry.subject,
            "Durch": _who(entry, user),
            "Wo": in_words(entry.origin),
        },
    )


def _who(entry: LogEntry, user: User) -> str:
    """Oneself or somebody else: the names of colleagues are none of one's own data."""
    if entry.user_id is None:
        return "unbekannt oder System"
    return "Sie selbst" if entry.user_id == user.pk else "jemand anderes"


def _changes(rows: Iterable[Any]) -> Rows:
    return [change for row in rows if row is not None for change in _changes_of(row._meta.model, row.pk, row)]


def _changes_with(model: type[Model], **whose: Any) -> Rows:
    """What changed in rows that hang on an account or a contact, also in those that were deleted."""
    states: Any = model._meta.get_field("changes").related_model
    keys = states._default_manager.filter(**whose).values_list("pgh_obj_id", flat=True)
    there = model._default_manager.in_bulk(list(keys))
    return [change for key in sorted(set(keys)) for change in _changes_of(model, key, there.get(key))]


def _changes_of(model: type[Model], pk: Any, row: Any) -> Rows:
    """What changed in one row; `row` is None when it is gone. Who decided is a colleague, and none of one's own data."""
    others = [field for field in model._meta.concrete_fields if field.related_model is User and field.name != "user"]
    colleagues = {capfirst(str(field.verbose_name)) for field in others}
    return [
        {
            "Zeitpunkt": in_german(change.at),
            "Bei": capfirst(str(model._meta.verbose_name)),
            "Angabe": field.label,
            "Vorher": field.before,
            "Nachher": field.after,
        }
        for change in read_history(model, pk, row, 1, MOST_CHANGES).changes
        for field in change.fields
        if field.label not in colleagues
    ]
