"""The erasure of a person: nothing tells the name any more, and everything that is counted stays."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.models import StaffMember, User
from applications.models import UseContact
from customers.models import Authority, Contact, Shift
from history.forgetting import states_of
from history.log import record
from history.models import LogEntry
from privacy.actions import erase_person
from privacy.models import DeletionProof
from privacy.persons import person_of_account, person_of_contact
from tests.factories import (
    ApplicationUseFactory,
    ContactFactory,
    ContactFunctionFactory,
    MessageFactory,
    ShiftFactory,
    StaffMemberFactory,
    TicketEventFactory,
    TicketFactory,
    UseContactFactory,
    VendorFactory,
    WorkstationFactory,
)
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
    ContactFunctionFactory(contact=contact, email="zwillinger@privat.example", phone="0152 4711")
    WorkstationFactory(authority=ludwigslust, used_by=contact)
    UseContactFactory(use=ApplicationUseFactory(authority=ludwigslust), contact=contact)
    ticket = TicketFactory(authority=ludwigslust, requester=contact, state=State.CLOSED)
    MessageFactory(ticket=ticket, author=user, author_is_staff=False)
    record(kind=LogEntry.Kind.EXPORTED, user=None, subject="Meldungen, CSV; Gemeldet von: Zacharias Zwillinger")
    record(kind=LogEntry.Kind.DATA_DOWNLOADED, user=None, subject="Auskunft über Zacharias Zwillinger")
    return Contact.objects.get(pk=contact.pk)


def test_no_table_tells_the_name_any_more(watcher: Client, gone: Contact) -> None:
    said = ("zwillinger", "03874 4711", "0152 4711")
    assert all(word in everything().lower() for word in said)
    text = erase_through_the_page(watcher, "contact", gone.pk, "Zacharias Zwillinger")
    assert "Im System heißt sie jetzt „Gelöschte Person 1“." in text
    left = [line for line in everything().splitlines() if any(word in line.lower() for word in said)]
    assert left == []
    states: Any = UseContact._meta.get_field("changes").related_model
    assert not UseContact.objects.exists()
    assert not states._default_manager.filter(contact_id=gone.pk).exists()


def test_correction_of_a_report_does_not_tell_the_name(watcher: Client, gone: Contact) -> None:
    ticket = Ticket.objects.get()
    for facts in (
        {"before": str(gone), "after": "Ansprechperson: Jost Muster", "reason": f"vorher: {gone}"},
        {"before": "Jost Muster", "after": f"Ansprechperson: {gone}", "reason": "vorher: Jost Muster"},
    ):
        TicketEventFactory(ticket=ticket, kind=TicketEvent.Kind.EDITED, at=ticket.created_at, **facts)
    erase_through_the_page(watcher, "contact", gone.pk, "Zacharias Zwillinger")
    assert "Zwillinger" not in everything()
    assert ticket.events.filter(after="Ansprechperson: Gelöschte Person 1").exists()


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


def as_left(user: User) -> User:
    """The account after its person left the service."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    return User.objects.get(pk=user.pk)


def erase(user: User, by: User) -> None:
    erase_person(person=person_of_account(as_left(user)), by=by, now=timezone.now())


def test_duties_of_the_person_go_and_those_they_would_have_stood_in_for_stay(data_protection: User, db: None) -> None:
    user, colleague = employed(roles.ON_SITE), StaffMemberFactory()
    member = StaffMember.objects.get(user=user)
    own = ShiftFactory(member=member)
    others = ShiftFactory(member=colleague, deputy=member)
    erase(user, by=data_protection)
    left = Shift.objects.get()
    assert (left.pk, left.deputy) == (others.pk, None)
    assert not states_of(Shift, [own.pk]).exists()
    assert set(states_of(Shift, [others.pk]).values_list("deputy_id", flat=True)) == {None}


def test_what_tells_of_a_namesake_stays(data_protection: User, db: None) -> None:
    leaving, staying = employed(roles.SERVICE_DESK), employed(roles.SERVICE_DESK)
    for user in (leaving, staying):
        User.objects.filter(pk=user.pk).update(first_name="Zora", last_name="Zwillinger")
        StaffMember.objects.filter(user=user).update(display_name="Zora Zwillinger")
    tickets = [
        TicketFactory(assignee=StaffMember.objects.get(user=user), state=State.CLOSED) for user in (leaving, staying)
    ]
    for ticket in tickets:
        TicketEventFactory(ticket=ticket, kind=TicketEvent.Kind.ASSIGNED, by=data_protection, after="Zora Zwillinger")
    record(kind=LogEntry.Kind.EXPORTED, user=staying, subject="Konto: Zora Zwillinger")
    record(kind=LogEntry.Kind.EXPORTED, user=leaving, subject="Konto: Zora Zwillinger")
    record(kind=LogEntry.Kind.EXPORTED, user=data_protection, subject="Konto: Zora Zwillinger")
    erase(leaving, by=data_protection)
    told = dict(TicketEvent.objects.values_list("ticket", "after"))
    assert [told[ticket.pk] for ticket in tickets] == ["Gelöschte Person 1", "Zora Zwillinger"]
    subjects = dict(LogEntry.objects.filter(kind=LogEntry.Kind.EXPORTED).values_list("user", "subject"))
    assert subjects[leaving.pk] == "Konto: Gelöschte Person 1"
    assert subjects[staying.pk] == subjects[data_protection.pk] == "Konto: Zora Zwillinger"


def test_account_with_a_short_user_name_takes_no_letters_from_other_words(data_protection: User, db: None) -> None:
    user = employed(roles.SERVICE_DESK)
    User.objects.filter(pk=user.pk).update(username="ma", first_name="", last_name="")
    record(kind=LogEntry.Kind.EXPORTED, user=data_protection, subject="Maschinen und Formate, q: ma")
    record(kind=LogEntry.Kind.EXPORTED, user=user, subject="Formate am Dienstag; Konto: ma")
    erase(user, by=data_protection)
    subjects = set(LogEntry.objects.filter(kind=LogEntry.Kind.EXPORTED).values_list("subject", flat=True))
    assert subjects == {"Maschinen und Formate, q: ma", "Formate am Dienstag; Konto: Gelöschte Person 1"}


def test_former_name_is_found_and_erased_too(watcher: Client, gone: Contact, data_protection: User) -> None:
    Contact.objects.filter(pk=gone.pk).update(last_name="Neumann")
    User.objects.filter(contacts=gone).update(last_name="Neumann")
    page = watcher.get(reverse("privacy:persons"), {"name": "Zwillinger"}).content.decode()
    assert reverse("privacy:person", args=["contact", gone.pk]) in page
    erase_through_the_page(watcher, "contact", gone.pk, "Zacharias Neumann")
    left = [line for line in everything().splitlines() if "Zwillinger" in line or "Neumann" in line]
    assert left == []


def test_contact_whose_row_was_deleted_is_found_and_erased(watcher: Client) -> None:
    contact = ContactFactory(first_name="Zacharias", last_name="Zwillinger", email="zwillinger@stadt.example")
    key = contact.pk
    contact.delete()
    url = reverse("privacy:person", args=["contact", key])
    assert url in watcher.get(reverse("privacy:persons"), {"name": "Zwillinger"}).content.decode()
    assert "nur noch im Verlauf" in watcher.get(url).content.decode()
    assert "Gelöschte Person 1" in erase_through_the_page(watcher, "contact", key, "Zacharias Zwillinger")
    assert "zwillinger" not in everything().lower()
    assert watcher.get(reverse("privacy:person", args=["contact", key + 1000])).status_code == 404


def test_deleted_entry_as_a_contact_goes_with_its_account(watcher: Client, gone: Contact) -> None:
    second = ContactFactory(user=gone.user, last_name="Zwillinger-Altmann")
    key = second.pk
    second.delete()
    erase_through_the_page(watcher, "account", gone.user_id, "Zacharias Zwillinger")
    assert {state.last_name for state in states_of(Contact, [key])} == {"Gelöschte Person 1"}


def test_what_the_person_did_in_the_web_admin_stays_under_the_pseudonym(data_protection: User, db: None) -> None:
    user, vendor = employed(roles.ADMINISTRATION), VendorFactory(name="Hersteller Z")
    kinds = {model: ContentType.objects.get_for_model(model) for model in (type(vendor), User)}
    for row in (vendor, user):
        AdminLogEntry.objects.create(
            user=user, content_type=kinds[type(row)], object_id=str(row.pk), object_repr=str(row), action_flag=2
        )
    erase(user, by=data_protection)
    done = AdminLogEntry.objects.order_by("pk").values_list("object_repr", flat=True)
    assert list(done) == ["Hersteller Z", "Gelöschte Person 1"]
    assert str(AdminLogEntry.objects.all()[0].user) == "Gelöschte Person 1"


def test_nobody_erases_themselves(data_protection: User) -> None:
    person = person_of_account(data_protection)._replace(member=None)
    with pytest.raises(ValidationError, match="Sich selbst kann niemand löschen"):
        erase_person(person=person, by=data_protection, now=timezone.now())


def test_only_who_holds_the_right_erases(administrator: User, gone: Contact) -> None:
    with pytest.raises(PermissionDenied):
        erase_person(person=person_of_contact(gone), by=administrator, now=timezone.now())
