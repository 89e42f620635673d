"""How a person is erased: what stands against it, what is overwritten, and where traces are looked for."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Model, Q
from django.utils import timezone

from accounts.actions import assign_roles
from accounts.models import Absence, StaffMember, User
from changes.models import CalendarKey, ChangeNotice
from customers.models import Contact, ContactFunction, Shift
from handovers.actions import erase_person
from history.forgetting import forget_states, overwrite_states, rewriting
from history.models import LogEntry
from mailboxes.models import IncomingMail
from notifications.models import Notification
from privacy.expiry import ABOUT_STAFF, delete_mails, forget_answers
from privacy.in_charge import forget_charge
from privacy.names import are_borne_by_others, without_names
from privacy.persons import Person
from privacy.written import mails_of
from stocktaking.models import CampaignDevice, UnlistedDevice
from tickets.models import Macro, SavedView, Stopwatch, TextModule, Ticket, TicketEvent, TicketRead, TicketTemplate
from workstations.models import Device, Loan, Workstation


class Pseudonym(NamedTuple):
    """What stands in the place of a name, and of a user name, which no two accounts may share."""

    name: str
    username: str


def pseudonym(number: int) -> Pseudonym:
    """The one of a person who was erased."""
    return Pseudonym(f"Gelöschte Person {number}", f"geloescht-{number}")


def obstacles(person: Person, by: User) -> list[str]:
    """Why a person cannot be erased yet, each as a sentence; empty when nothing stands against it."""
    found = []
    if person.user == by:
        found.append("Sich selbst kann niemand löschen. Bitte wenden Sie sich an eine Kollegin oder einen Kollegen.")
    if person.user and person.user.is_superuser:
        found.append("Dieses Konto verwaltet das ganze System. Nehmen Sie ihm zuerst diese Rechte.")
    if person.member and person.user and person.user.is_active:
        found.append(
            "Diese Person arbeitet noch im Service. Schalten Sie zuerst das Konto ab, wenn sie ausgeschieden ist."
        )
    if person.contacts and Ticket.objects.not_ended().filter(requester__in=person.contacts).exists():
        found.append("Diese Person hat noch Meldungen, die nicht geschlossen sind. Schließen Sie diese zuerst ab.")
    if person.member and Ticket.objects.open().filter(assignee=person.member).exists():
        found.append("Bei dieser Person liegen noch offene Meldungen. Geben Sie diese zuerst weiter.")
    return found


def erase(person: Person, instead: Pseudonym) -> list[str]:
    """Overwrite the person everywhere; return which rows, as model and key."""
    rows, old_names = person.rows, person.names
    with rewriting():
        # First, while the former names still tell whose words are whose.
        _erase_words(person, old_names, instead.name)
        delete_mails(IncomingMail, list(mails_of(person).values_list("pk", flat=True)))
        if person.user:
            _lock_account(person.user)
        if person.member:
            person.member.service_points.clear()
            _forget_absences(person.member)
            _forget_shifts(person.member)
        contacts = [contact.pk for contact in person.contacts]
        Contact.objects.filter(pk__in=contacts).update(is_active=False)
        _forget_functions(contacts)
        forget_charge(contacts)
        Notification.objects.filter(contact__in=contacts).delete()
        ChangeNotice.objects.filter(contact__in=contacts).delete()
        Workstation.objects.filter(used_by__in=contacts).update(used_by=None)
        Workstation.shared_with.through.objects.filter(contact__in=contacts).delete()
        Device.objects.filter(held_by__in=contacts).update(held_by=None)
        Loan.objects.filter(contact__in=contacts).update(contact=None)
        _forget_answers(contacts)
        erase_person(contacts=contacts, user=person.user, name=instead.name, now=timezone.now())
        return [_overwrite(model, key, nobody(model, instead)) for model, key in rows]


def _forget_functions(contacts: list[int]) -> None:
    """What the person was there for, and the number under which they were reached in an emergency."""
    states: Any = ContactFunction._meta.get_field("changes").related_model
    states._default_manager.filter(contact_id__in=contacts).delete()
    ContactFunction.objects.filter(contact__in=contacts).delete()


def _forget_answers(contacts: list[int]) -> None:
    """Who was asked for a device in a stock-taking, and what they wrote about it; the device and the answer stay."""
    asked = list(CampaignDevice.objects.filter(asked__in=contacts).values_list("pk", flat=True))
    reported = list(UnlistedDevice.objects.filter(reported_by__in=contacts).values_list("pk", flat=True))
    forget_answers(asked, reported)


def _forget_absences(member: StaffMember) -> None:
    """When the person was away, and for whom they stood in."""
    keys = list(Absence.objects.filter(Q(member=member) | Q(substitute=member)).values_list("pk", flat=True))
    forget_states(Absence, keys)
    Absence.objects.filter(pk__in=keys).delete()


def _forget_shifts(member: StaffMember) -> None:
    """When the person was on duty; where they would have stepped in, the duty is somebody else's and stays."""
    own = list(Shift.objects.filter(member=member).values_list("pk", flat=True))
    forget_states(Shift, own)
    Shift.objects.filter(pk__in=own).delete()
    states: Any = Shift._meta.get_field("changes").related_model
    states._default_manager.filter(deputy_id=member.pk).update(deputy_id=None)
    Shift.objects.filter(deputy=member).update(deputy=None)


def nobody(model: type[Model], instead: Pseudonym) -> dict[str, str]:
    """What stands in the place of a person in a row."""
    name = instead.name
    if model is StaffMember:
        return {"display_name": name, "phone": "", "job_title": ""}
    if model is Contact:
        return {"first_name": "", "last_name": name, "function": "", "email": "", "phone": ""}
    return {"username": instead.username, "first_name": "", "last_name": name, "email": ""}


def _forget_calendars(user: User) -> None:
    """The addresses at which calendar programs of the person asked."""
    keys = list(CalendarKey.objects.filter(user=user).values_list("pk", flat=True))
    forget_states(CalendarKey, keys)
    CalendarKey.objects.filter(pk__in=keys).delete()


def _lock_account(user: User) -> None:
    """The row stays, nameless and locked: all history and every report point to it and so tell the pseudonym."""
    assign_roles(user=user, roles=[])
    locked = {"is_active": False, "is_superuser": False, "password": "!", "last_login": None}
    User.objects.filter(pk=user.pk).update(**locked)
    _end_sessions(user)
    # What served the person alone; views that others use stay with the team or the administration.
    _forget_calendars(user)
    TicketRead.objects.filter(user=user).delete()
    Stopwatch.objects.filter(user=user).delete()
    SavedView.objects.filter(owner=user).exclude(audience=SavedView.Audience.OWN).update(owner=None)
    for rows in (
        SavedView.objects.filter(owner=user, audience=SavedView.Audience.OWN),
        Macro.objects.filter(owner=user),  # before the texts they write with
        TextModule.objects.filter(owner=user),
        TicketTemplate.objects.filter(owner=user),
    ):
        forget_states(rows.model, list(rows.values_list("pk", flat=True)))
        rows.delete()
    user.notifications.all().delete()
    user.notification_wishes.all().delete()
    for foreign in _foreign_rows(user):
        foreign.delete()


def _overwrite(model: type[Model], key: Any, values: dict[str, str]) -> str:
    model._default_manager.filter(pk=key).update(**values)
    overwrite_states(model, [key], values)
    shown = AdminLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=str(key))
    shown.update(object_repr=values.get("display_name") or values["last_name"], change_message="")
    return f"{model._meta.label}:{key}"


def _erase_words(person: Person, old_names: set[str], name: str) -> None:
    """Names that were written out in words by the system itself; what people wrote stays as they wrote it."""
    if person.user:
        for entry in LogEntry.objects.about(person.user).exclude(subject=""):
            _rewrite(entry, without_names(entry.subject, old_names, name))
    for old in old_names:
        alone = not are_borne_by_others(old, person.rows)
        if alone and " " in old:
            # Entries of others, such as a list narrowed to the person; a single word might mean something else there.
            for entry in LogEntry.objects.filter(subject__contains=old):
                _rewrite(entry, without_names(entry.subject, [old], name))
        events = TicketEvent.objects.filter(kind__in=ABOUT_STAFF)
        if not alone:
            events = events.filter(ticket__in=_once_worked_on(person))
        events.filter(before=old).update(before=name)
        events.filter(after=old).update(after=name)
        edited = TicketEvent.objects.filter(kind=TicketEvent.Kind.EDITED)
        if not alone:
            edited = edited.filter(ticket__in=_once_reported(person))
        edited.filter(before=old).update(before=name)
        for column, words in (("after", "Ansprechperson: "), ("reason", "vorher: ")):
            edited.filter(**{column: words + old}).update(**{column: words + name})


def _rewrite(entry: LogEntry, subject: str) -> None:
    if subject != entry.subject:
        LogEntry.objects.filter(pk=entry.pk).update(subject=subject)


def _once_reported(person: Person) -> set[int]:
    """The reports that bore the person's name at some time, as the kept states tell."""
    contacts = [key for model, key in person.rows if model is Contact]
    states: Any = Ticket._meta.get_field("changes").related_model
    once = set(states._default_manager.filter(requester_id__in=contacts).values_list("pgh_obj_id", flat=True))
    return once | set(Ticket.objects.filter(requester__in=contacts).values_list("pk", flat=True))


def _once_worked_on(person: Person) -> set[int]:
    """The reports that were the person's at some time, as the kept states tell."""
    members = [key for model, key in person.rows if model is StaffMember]
    states: Any = Ticket._meta.get_field("changes").related_model
    once = set(states._default_manager.filter(assignee_id__in=members).values_list("pgh_obj_id", flat=True))
    return once | set(Ticket.objects.filter(assignee__in=members).values_list("pk", flat=True))


def _end_sessions(user: User) -> None:
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _foreign_rows(user: User) -> Iterator[Any]:
    """Rows of packages that belong to the account alone, such as its second factors and e-mail addresses.

    What the person did in the web admin stays and tells the pseudonym: it is part of the chain.
    """
    for relation in User._meta.related_objects:
        model = relation.related_model
        if model is AdminLogEntry:
            continue
        is_ours = (settings.BASE_DIR / model.__module__.split(".")[0]).is_dir()
        if not is_ours and not relation.many_to_many:
            yield model._default_manager.filter(**{relation.field.name: user})
