"""A person as the law sees one: the account, the entries as a contact at any number of authorities, the employment."""

from typing import Any, NamedTuple

from django.db.models import Model, Q

from accounts.models import StaffMember, User
from customers.models import Contact
from history.changes import events_of
from privacy.names import KINDS, name_of, names_of


class Gone(NamedTuple):
    """A row that was deleted and of which the history still tells."""

    model: type[Model]
    pk: Any
    name: str


class Person(NamedTuple):
    """All rows that are about one human being; at least one of account, contacts and deleted rows is there."""

    user: User | None
    contacts: tuple[Contact, ...]
    member: StaffMember | None
    gone: tuple[Gone, ...] = ()

    def __str__(self) -> str:
        """The name, as it has to be typed before an erasure."""
        if self.user or self.contacts:
            return str(self.user or self.contacts[0])
        return self.gone[0].name

    @property
    def rows(self) -> list[tuple[type[Model], Any]]:
        """All rows by model and key."""
        there: tuple[Any, ...] = (self.user, self.member, *self.contacts)
        found = [(row._meta.model, row.pk) for row in there if row is not None]
        return found + [(row.model, row.pk) for row in self.gone]

    @property
    def names(self) -> set[str]:
        """Every name under which the person appears in words, or appeared."""
        return names_of(self.rows)

    def named_as(self, account: str) -> Q:
        """Rows in which this field is the person's account, or `contact` in its place is who they are without one."""
        by_contact = Q(contact__in=self.contacts)
        return by_contact | Q(**{account: self.user}) if self.user else by_contact

    @property
    def in_the_log(self) -> str:
        """How the log calls the person beside the account: by number, so that no name has to be found there later."""
        return ", ".join(f"{model._meta.verbose_name} Nr. {key}" for model, key in self.rows)


def person_of_account(user: User) -> Person:
    """Whoever signs in with an account."""
    contacts = Contact.objects.filter(user=user).select_related("authority").order_by("pk")
    member = StaffMember.objects.filter(user=user).select_related("team", "provider").first()
    return Person(user, tuple(contacts), member, tuple(_gone_with(user)))


def person_of_contact(contact: Contact) -> Person:
    """Whoever stands behind a contact; with an account, everything that hangs on it."""
    return person_of_account(contact.user) if contact.user else Person(None, (contact,), None)


def person_gone(model: type[Model], pk: Any) -> Person | None:
    """Whoever stood in a deleted row of which the history still tells; with an account, everything that hangs on it."""
    if model not in KINDS or model._default_manager.filter(pk=pk).exists():
        return None
    newest = events_of(model, pk).first()
    if newest is None:
        return None
    account = getattr(newest, "user_id", None)
    user = User.objects.filter(pk=account).first() if account else None
    return person_of_account(user) if user else Person(None, (), None, (Gone(model, pk, name_of(newest)),))


def _gone_with(user: User) -> list[Gone]:
    """Deleted rows that hung on an account."""
    found = []
    for model in (Contact, StaffMember):
        states: Any = model._meta.get_field("changes").related_model
        kept = states._default_manager.filter(user_id=user.pk).exclude(
            pgh_obj_id__in=model._default_manager.values("pk")
        )
        newest = {state.pgh_obj_id: state for state in kept.order_by("pgh_id")}
        found += [Gone(model, key, name_of(state)) for key, state in newest.items()]
    return found
