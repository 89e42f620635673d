"""How a person is erased: what stands against it, what is overwritten, and where traces are looked for."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Model, Q, Value
from django.db.models.functions import Replace

from accounts.actions import assign_roles
from accounts.models import StaffMember, User
from customers.models import Contact
from history.forgetting import overwrite_states, rewriting
from history.models import LogEntry
from privacy.persons import Person
from tickets.lifecycle import ENDED
from tickets.models import Ticket, TicketEvent
from workstations.models import Workstation


def pseudonym(number: int) -> str:
    """What stands in the place of a name."""
    return f"Gelöschte Person {number}"


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
    if person.contacts and Ticket.objects.filter(requester__in=person.contacts).exclude(state__in=ENDED).exists():
        found.append("Diese Person hat noch Meldungen, die nicht geschlossen sind. Schließen Sie diese zuerst ab.")
    if person.member and Ticket.objects.open().filter(assignee=person.member).exists():
        found.append("Bei dieser Person liegen noch offene Meldungen. Geben Sie diese zuerst weiter.")
    return found


def erase(person: Person, *, number: int, by: User) -> list[str]:
    """Overwrite the person everywhere; return which rows, as model and key."""
    name = pseudonym(number)
    old_names = person.names
    keys = []
    with rewriting():
        if person.user:
            keys += _erase_account(person.user, name, number)
        if person.member:
            keys += _overwrite(StaffMember, [person.member.pk], {"display_name": name, "phone": "", "job_title": ""})
            person.member.service_points.clear()
        contacts = [contact.pk for contact in person.contacts]
        nobody = {"first_name": "", "last_name": name, "function": "", "email": "", "phone": ""}
        keys += _overwrite(Contact, contacts, nobody)
        Contact.objects.filter(pk__in=contacts).update(is_active=False)
        Workstation.objects.filter(used_by__in=contacts).update(used_by=None)
        _erase_words(old_names, name)
    return keys


def _erase_account(user: User, name: str, number: int) -> list[str]:
    """The row stays, nameless and locked: all history and every report point to it and so tell the pseudonym."""
    assign_roles(user=user, roles=[])
    nobody = {"username": f"geloescht-{number}", "first_name": "", "last_name": name, "email": ""}
    keys = _overwrite(User, [user.pk], nobody)
    locked = {"is_active": False, "is_superuser": False, "password": "!", "last_login": None}
    User.objects.filter(pk=user.pk).update(**locked)
    _end_sessions(user)
    for foreign in _foreign_rows(user):
        foreign.delete()
    return keys


def _overwrite(model: type[Model], keys: list[Any], values: dict[str, Any]) -> list[str]:
    model._default_manager.filter(pk__in=keys).update(**values)
    overwrite_states(model, keys, values)
    kind = ContentType.objects.get_for_model(model)
    shown = AdminLogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys])
    shown.update(object_repr=pseudonym_of(values), change_message="")
    return [f"{model._meta.label}:{key}" for key in keys]


def pseudonym_of(values: dict[str, Any]) -> str:
    """The pseudonym among the values that overwrite a row."""
    return str(values.get("display_name") or values.get("last_name"))


def _erase_words(old_names: set[str], name: str) -> None:
    """Names that were written out in words by the system itself; what people wrote stays as they wrote it."""
    for old in old_names:
        LogEntry.objects.filter(subject__contains=old).update(subject=Replace("subject", Value(old), Value(name)))
        events = TicketEvent.objects.filter(Q(before=old) | Q(after=old))
        events.filter(before=old).update(before=name)
        TicketEvent.objects.filter(after=old).update(after=name)


def _end_sessions(user: User) -> None:
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _foreign_rows(user: User) -> Iterator[Any]:
    """Rows of packages that belong to the account alone, such as its second factors and e-mail addresses."""
    for relation in User._meta.related_objects:
        model = relation.related_model
        is_ours = (settings.BASE_DIR / model.__module__.split(".")[0]).is_dir()
        if not is_ours and not relation.many_to_many:
            yield model._default_manager.filter(**{relation.field.name: user})
