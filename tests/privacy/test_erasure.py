"""The erasure of a person: nothing tells the name any more, and everything that is counted stays."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.models import StaffMember, User
from customers.models import Authority, Contact
from history.forgetting import states_of
from history.log import record
from history.models import LogEntry
from privacy.actions import erase_person
from privacy.models import DeletionProof
from privacy.persons import person_of_account, person_of_contact
from tests.factories import ContactFactory, MessageFactory, TicketEventFactory, TicketFactory, WorkstationFactory
from tests.people import contact_at, employed
from tickets.lifecycle import State
from tickets.models import Ticket, TicketEvent


def everything() -> str:
    """Every text in every table of the database."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608  # our own names
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def erase_through_the_page(client: Client, kind: str, pk: int, typed: str) -> str:
    response = client.post(reverse("privacy:erase", args=[kind, pk]), {"typed": typed}, follow=True)
    return str(response.content.decode())


@pytest.fixture
def watcher(client_for: Callable[[User], Client], data_protection: User) -> Client:
    """The browser of somebody who watches over the data."""
    return client_for(data_protection)


@pytest.fixture
def gone(ludwigslust: Authority, db: None, client_for: Callable[[User], Client]) -> Contact:
    """A reporter who left, with an account, a history, a session and closed reports."""
    user = contact_at(ludwigslust)
    client_for(user)
    contact = Contact.objects.get(user=user)
    for model, row in ((Contact, contact), (User, user)):
        changed = {"first_name": "Zacharias", "last_name": "Zwillinger", "email": "zwillinger@stadt.example"}
        model._default_manager.filter(pk=row.pk).update(**changed)
    User.objects.filter(pk=user.pk).update(username="zwillinger")
    Contact.objects.filter(pk=contact.pk).update(phone="03874 4711", function="Zwillingerforschung")
    WorkstationFactory(authority=ludwigslust, used_by=contact)
    ticket = TicketFactory(authority=ludwigslust, requester=contact, state=State.CLOSED)
    MessageFactory(ticket=ticket, author=user, author_is_staff=False)
    record(kind=LogEntry.Kind.EXPORTED, user=None, subject="Meldungen, CSV; Gemeldet von: Zacharias Zwillinger")
    return Contact.objects.get(pk=contact.pk)


def test_no_table_tells_the_name_any_more(watcher: Client, gone: Contact) -> None:
    assert "Zwillinger" in everything()
    text = erase_through_the_page(watcher, "contact", gone.pk, "Zacharias Zwillinger")
    assert "Im System heißt sie jetzt „Gelöschte Person 1“." in text
    left = [line for line in everything().splitlines() if "zwillinger" in line.lower() or "4711" in line]
    assert left == []


def test_reports_figures_and_the_chain_of_history_stay(watcher: Client, gone: Contact) -> None:
    before = (Ticket.objects.count(), states_of(Contact, [gone.pk]).count(), states_of(User, [gone.user_id]).count())
    erase_through_the_page(watcher, "contact", gone.pk, "Zacharias Zwillinger")
    assert (
        Ticket.objects.count(),
        states_of(Contact, [gone.pk]).count(),
        states_of(User, [gone.user_id]).count(),
    ) == before
    ticket = Ticket.objects.get()
    assert str(ticket.requester) == "Gelöschte Person 1"
    assert str(ticket.messages.get().author) == "Gelöschte Person 1"


def test_account_is_locked_and_its_sessions_end(watcher: Client, gone: Contact) -> None:
    browser = Client()
    browser.force_login(gone.user)
    erase_through_the_page(watcher, "contact", gone.pk, "Zacharias Zwillinger")
    user = User.objects.get(pk=gone.user.pk)
    assert (user.is_active, user.has_usable_password(), user.get_all_permissions()) == (False, False, set())
    assert browser.get("/", follow=True).redirect_chain  # asked to sign in
    assert watcher.get("/", follow=True).status_code == 200  # other sessions go on


def test_proof_and_entry_in_the_log_are_written(watcher: Client, gone: Contact, data_protection: User) -> None:
    erase_through_the_page(watcher, "contact", gone.pk, "Zacharias Zwillinger")
    proof = DeletionProof.objects.get()
    assert (proof.kind, proof.person_number, proof.by) == (DeletionProof.Kind.ERASURE, 1, data_protection)
    assert proof.pseudonymised == 2
    entry = LogEntry.objects.get(kind=LogEntry.Kind.PERSON_ERASED)
    assert (entry.user, entry.about_id, entry.subject) == (data_protection, gone.user_id, "Gelöschte Person 1")


def test_second_person_gets_the_next_number(data_protection: User) -> None:
    names = [
        erase_person(person=person_of_contact(ContactFactory()), by=data_protection, now=timezone.now()).name
        for _ in range(2)
    ]
    assert names == ["Gelöschte Person 1", "Gelöschte Person 2"]


def test_wrong_name_erases_nobody(watcher: Client, gone: Contact) -> None:
    text = erase_through_the_page(watcher, "contact", gone.pk, "Zacharias")
    assert "Das ist nicht der Name dieser Person" in text
    assert Contact.objects.get(pk=gone.pk).last_name == "Zwillinger"


def test_person_with_open_reports_stays_and_the_page_says_why(watcher: Client, gone: Contact) -> None:
    TicketFactory(authority=gone.authority, requester=gone)
    why = "Diese Person hat noch Meldungen, die nicht geschlossen sind."
    assert why in watcher.get(reverse("privacy:erase", args=["contact", gone.pk])).content.decode()
    assert why in erase_through_the_page(watcher, "contact", gone.pk, "Zacharias Zwillinger")
    assert Contact.objects.get(pk=gone.pk).last_name == "Zwillinger"


def test_member_of_the_staff_goes_after_leaving_and_not_before(data_protection: User, db: None) -> None:
    user = employed(roles.SERVICE_DESK)
    StaffMember.objects.filter(user=user).update(display_name="Zacharias Zwillinger", phone="4711")
    TicketEventFactory(kind=TicketEvent.Kind.ASSIGNED, by=user, after="Zacharias Zwillinger")
    with pytest.raises(ValidationError, match="arbeitet noch im Service"):
        erase_person(person=person_of_account(user), by=data_protection, now=timezone.now())
    User.objects.filter(pk=user.pk).update(is_active=False)
    erase_person(person=person_of_account(User.objects.get(pk=user.pk)), by=data_protection, now=timezone.now())
    assert "Zwillinger" not in everything()
    assert StaffMember.objects.get(user=user).display_name == "Gelöschte Person 1"


def test_nobody_erases_themselves(data_protection: User) -> None:
    person = replace(person_of_account(data_protection), member=None)
    with pytest.raises(ValidationError, match="Sich selbst kann niemand löschen"):
        erase_person(person=person, by=data_protection, now=timezone.now())


def test_only_who_holds_the_right_erases(administrator: User, gone: Contact) -> None:
    with pytest.raises(PermissionDenied):
        erase_person(person=person_of_contact(gone), by=administrator, now=timezone.now())
