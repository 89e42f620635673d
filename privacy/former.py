"""Who is no longer needed as a person: contacts whose role ended and accounts that may do nothing. They become nameless."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import RoleAssignment, StaffMember, User
from customers.models import Contact
from privacy.erasure import Pseudonym, erase
from privacy.expiry import NAMELESS, NAMELESS_ACCOUNT
from privacy.persons import Person, person_of_account
from tickets.models import Ticket

CONTACT, ACCOUNT = "Ehemalige Ansprechperson", "Ehemaliges Konto"
PSEUDONYMS = (CONTACT, ACCOUNT, "Gelöschte Person")


def former_contacts(end: datetime) -> QuerySet[Contact]:
    """Contacts whose role ended before a moment, of whom nothing changed since and no report is open."""
    ended = Q(valid_until__lt=timezone.localdate(end)) | Q(is_active=False)
    unsettled = Ticket.objects.not_ended().filter(requester=OuterRef("pk"))
    rows = Contact.objects.filter(ended, ~Exists(unsettled), ~Exists(_changed_since(Contact, end, "pgh_obj_id")))
    return _with_a_name(rows).exclude(last_name=NAMELESS)


def accounts_without_rights(end: datetime) -> QuerySet[User]:
    """Accounts, also of former staff, that nobody used and that held no role since a moment."""
    day = timezone.localdate(end)
    acting = Contact.objects.filter(Q(valid_until=None) | Q(valid_until__gte=day), is_active=True)
    at_hand = (
        Ticket.objects.not_ended().filter(requester__user=OuterRef("pk")),
        Ticket.objects.open().filter(assignee__user=OuterRef("pk")),
        acting.filter(user=OuterRef("pk")),
        RoleAssignment.objects.not_ended(day).filter(user=OuterRef("pk")),
        _changed_since(User, end, "pgh_obj_id"),
        *(_changed_since(model, end, "user_id") for model in (RoleAssignment, Contact, StaffMember)),
    )
    unused = Q(last_login=None) | Q(last_login__lt=end)
    rows = User.objects.filter(unused, *(~Exists(needed) for needed in at_hand), date_joined__lt=end)
    return _with_a_name(rows).exclude(is_superuser=True).exclude(username=NAMELESS_ACCOUNT)


def forget_contacts(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """Only the entry at this authority: the same person may go on at another."""
    for contact in Contact.objects.filter(pk__in=keys):
        erase(Person(None, (contact,), None), Pseudonym(f"{CONTACT} {contact.pk}", f"ehemalig-k{contact.pk}"))


def forget_accounts(model: type[Model], keys: Collection[Any], now: datetime) -> None:
    """The account with everything that hangs on it."""
    for user in User.objects.filter(pk__in=keys):
        erase(person_of_account(user), Pseudonym(f"{ACCOUNT} {user.pk}", f"ehemalig-{user.pk}"))


def _with_a_name(rows: QuerySet[Any]) -> QuerySet[Any]:
    for pseudonym in PSEUDONYMS:
        rows = rows.exclude(last_name__startswith=f"{pseudonym} ")
    return rows


def _changed_since(model: type[Model], end: datetime, field: str) -> QuerySet[Any]:
    """A role that was taken leaves no row, but the moment stands in the history."""
    states: Any = model._meta.get_field("changes").related_model
    rows: QuerySet[Any] = states._default_manager.filter(**{field: OuterRef("pk")}, pgh_created_at__gte=end)
    return rows
