"""What the database alone shows and lets change, asked past every page: the wall behind the gate."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, ProgrammingError, connection, models, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import RoleAssignment, User
from accounts.scope import JOB, NOBODY, PORTAL, RETENTION, SEED, SERVICE, as_job, as_user
from customers.models import Authority, Contact, Membership
from history.changes import events_of, is_tracked
from history.forgetting import rewriting
from history.models import LogEntry
from ksm.isolation import rules
from ksm.isolation.policies import all_models
from tests.factories import AuthorityFactory, MembershipFactory, MessageFactory, TicketFactory, WorkstationFactory
from tests.isolation.foreign_world import rows_of
from tests.people import contact_at, with_fresh_rights
from tests.world import NOBODY as NOBODY_IN_THE_WORLD
from tests.world import World
from tickets.models import Message, Ticket
from workstations.models import Workstation

MODELS = {model._meta.label: model for model in all_models()}
WALLED = sorted(rules.PORTAL_READS)
OF_NO_AUTHORITY = {label for label, condition in rules.PORTAL_READS.items() if condition == "false"}
"""Kinds of which no authority sees a row, its own neither."""
INSIDE = (
    "note", "note_attachment", "inner_agreement_document", "inner_plan_document", "inner_event", "inner_case_event", "inner_link", "inner_search_entry", "inner_article", "draft_article",
    "draft_handover", "draft_handover_item", "planned_change",
    "feedback", "calendar_key",  # of somebody else there
)  # fmt: skip
"""Rows of the own authority that the coordination does not see."""
TRACKED = [model for model in all_models() if is_tracked(model)]


@contextmanager
def unscoped() -> Iterator[None]:
    """As web and worker are before anybody has said in whose name they work."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', 'ksm', true), set_config('ksm.authorities', '', true)")
        yield
        transaction.set_rollback(True)


@contextmanager
def acting(role: str) -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', %s, true)", [role])
        yield
        transaction.set_rollback(True)


@pytest.fixture
def coordinator(marked: World, db: None) -> User:
    return with_fresh_rights(marked.people["it-coordinator"])


@pytest.mark.parametrize("label", WALLED)
def test_forgotten_filter_shows_no_row_of_another_authority(label: str, marked: World, coordinator: User) -> None:
    model = MODELS[label]
    foreign = {row.pk for row in rows_of(marked, model)}
    assert foreign or label in OF_NO_AUTHORITY
    assert model._default_manager.exists()
    with as_user(coordinator):
        seen = set(model._default_manager.values_list("pk", flat=True))
    assert not seen & foreign
    own = {row.pk for row in marked.own.values() if isinstance(row, model)}
    own -= {marked.own[name].pk for name in INSIDE if isinstance(marked.own[name], model)}
    assert seen >= (set() if rules.PORTAL_READS[label] == "false" else own)


def test_search_by_the_index_finds_own_reports_and_no_word_of_a_note(marked: World, coordinator: User) -> None:
    """The one function that reads the words of all authorities draws the line itself, whatever it is asked for."""
    own = TicketFactory(authority=marked.own["authority"])
    foreign = TicketFactory(authority=marked.foreign["authority"])
    Ticket.objects.filter(pk__in=[own.pk, foreign.pk]).update(subject="Mauerwerk")
    MessageFactory(ticket=own, kind=Message.Kind.NOTE, body="Fuge")

    def found(words: str, authority: int | None = None, person: int | None = None) -> set[int]:
        with connection.cursor() as cursor:
            whose = [[authority] if authority else None, [person] if person else None]
            cursor.execute(
                "SELECT search_newest(%s::tsquery[], '{}', %s::bigint[], %s::bigint[], true, 100)", [[words], *whose]
            )
            return {key for (key,) in cursor.fetchall()}

    with as_user(coordinator):
        assert found("'mauerwerk'") == {own.pk}
        assert found("'mauerwerk'", foreign.authority_id, foreign.requester_id) == set()
        assert found("'fug'") == set()
    with unscoped():
        assert found("'mauerwerk'") == set()
    with as_job("count"):
        assert found("'mauerwerk'") == {own.pk, foreign.pk}
        assert found("'fug'") == {own.pk}


@pytest.mark.parametrize("label", sorted({*WALLED} - {*rules.BEFORE_SIGN_IN}))
def test_without_a_scope_there_is_no_row(label: str, marked: World, db: None) -> None:
    assert MODELS[label]._default_manager.exists()
    with unscoped():
        assert not MODELS[label]._default_manager.exists()


def test_before_sign_in_the_log_is_written_and_not_read(marked: World, db: None) -> None:
    with unscoped():
        written = LogEntry.objects.create(kind=LogEntry.Kind.SIGN_IN_REFUSED)
        assert list(LogEntry.objects.all()) == [written]  # an INSERT gives back its key
        LogEntry.objects.create(kind=LogEntry.Kind.SIGN_IN_REFUSED)
        assert not LogEntry.objects.filter(pk=written.pk).exists()


@pytest.mark.parametrize("label", WALLED)
def test_staff_and_jobs_see_every_row(label: str, marked: World, db: None) -> None:
    model = MODELS[label]
    everything = model._default_manager.count()
    with as_user(with_fresh_rights(marked.people["service-desk"])):
        assert model._default_manager.count() == everything
    with as_job("count"):
        assert model._default_manager.count() == everything


def test_inner_notes_never_leave_the_service(marked: World, coordinator: User) -> None:
    with as_user(coordinator):
        assert not Message.objects.filter(kind="note").exists()
        assert Message.objects.filter(ticket=marked.own["ticket"].pk).exists()


def test_names_of_other_authorities_people_are_not_there(marked: World, coordinator: User) -> None:
    foreign = User.objects.get(username="Fremdgut-konto")
    with as_user(coordinator):
        assert not User.objects.filter(pk=foreign.pk).exists()
        assert User.objects.filter(pk=coordinator.pk).exists()
        assert User.objects.filter(pk=marked.people["service-desk"].pk).exists()  # whoever answers has a name


def test_change_of_a_foreign_row_changes_nothing(marked: World, coordinator: User) -> None:
    foreign = marked.foreign["ticket"].pk
    with as_user(coordinator):
        assert Ticket.objects.filter(pk=foreign).update(subject="gekapert") == 0
    assert Ticket.objects.get(pk=foreign).subject != "gekapert"


def test_contact_changes_no_account_but_the_own_and_gives_it_no_power(marked: World, coordinator: User) -> None:
    colleague = marked.people["service-desk"]
    with as_user(coordinator):
        assert User.objects.filter(pk=colleague.pk).update(password="gekapert") == 0
        assert User.objects.filter(pk=coordinator.pk).update(first_name="Neu") == 1
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), as_user(coordinator):
        User.objects.filter(pk=coordinator.pk).update(is_superuser=True)


def test_account_without_a_role_reaches_no_more_than_an_authority_does(marked: World, db: None) -> None:
    with as_user(with_fresh_rights(marked.people[NOBODY_IN_THE_WORLD])), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        assert cursor.fetchone() == (PORTAL,)
        assert not Ticket.objects.exists()
        assert not LogEntry.objects.exists()


def test_role_that_the_code_no_longer_knows_opens_nothing(marked: World, db: None) -> None:
    user = marked.people["management"]
    RoleAssignment.objects.filter(user=user).update(role="abgeschafft")
    with as_user(with_fresh_rights(user)):
        assert not Ticket.objects.exists()


@pytest.mark.parametrize("role", [PORTAL, SERVICE, JOB, SEED])
def test_nobody_but_retention_silences_history(role: str, marked: World, db: None) -> None:
    """The library behind the triggers lets everybody; this database does not."""
    contact = marked.own["contact"].pk
    before = events_of(Contact, contact).count()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ksm.authorities', array_agg(id)::text, true) FROM customers_authority")
        cursor.execute("GRANT UPDATE ON customers_contact TO ksm_portal")
        cursor.execute("SELECT set_config('role', %s, true)", [role])
        with rewriting():
            assert Contact.objects.filter(pk=contact).update(phone="03874 2") == 1
        cursor.execute("RESET ROLE")
        assert events_of(Contact, contact).count() == before + 1


def test_row_cannot_be_given_to_another_authority(marked: World, coordinator: User) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), as_user(coordinator):
        Ticket.objects.filter(pk=marked.own["ticket"].pk).update(authority=marked.foreign["authority"].pk)


def test_nothing_can_be_written_into_a_foreign_report(marked: World, coordinator: User) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), as_user(coordinator):
        Message.objects.create(
            ticket_id=marked.foreign["ticket"].pk, kind="reply", author=coordinator, author_is_staff=False,
            body="untergeschoben", created_at=timezone.now(),
        )  # fmt: skip


def test_authority_keeps_no_master_data(marked: World, coordinator: User) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), as_user(coordinator):
        Workstation.objects.filter(pk=marked.own["workstation"].pk).update(name="umbenannt")


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.label)
def test_history_is_only_added_to_and_only_by_the_database(model: type[models.Model], db: None) -> None:
    table = model._meta.get_field("changes").related_model._meta.db_table
    verbs = "SELECT verb FROM unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) verb WHERE has_table_privilege(%s, %s, verb)"
    for role in (PORTAL, SERVICE, JOB, SEED, NOBODY):
        with connection.cursor() as cursor:
            cursor.execute(verbs, [role, table])
            assert cursor.fetchall() == [], role


def test_history_cannot_be_forged_in_a_request(marked: World, coordinator: User) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), as_user(coordinator):
        events_of(Contact, marked.own["contact"].pk).delete()


def test_history_of_an_authority_is_not_shown_to_any(marked: World, coordinator: User) -> None:
    Contact.objects.filter(pk=marked.own["contact"].pk).update(phone="03874 1")
    changes = events_of(Contact, marked.own["contact"].pk)
    assert changes.exists()
    with as_user(coordinator):
        assert not changes.all().exists()


def test_change_made_by_an_authority_is_recorded_all_the_same(marked: World, coordinator: User) -> None:
    ticket = Ticket.objects.get(pk=marked.own["ticket"].pk)
    before = events_of(Ticket, ticket.pk).count()
    with as_user(coordinator):
        Ticket.objects.filter(pk=ticket.pk).update(subject="Neu gefasst")
    assert events_of(Ticket, ticket.pk).count() == before + 1


def test_retention_alone_may_shorten_history(marked: World, db: None) -> None:
    with acting(RETENTION), connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('tickets_ticketchange', 'DELETE')")
        assert cursor.fetchone() == (True,)


def test_scope_ends_with_its_transaction_and_inner_scopes_with_theirs(marked: World, coordinator: User) -> None:
    everything = Ticket.objects.count()
    with as_user(coordinator):
        own = Ticket.objects.count()
        with as_job("look"):
            assert Ticket.objects.count() == everything
        assert Ticket.objects.count() == own < everything
        with pytest.raises(DatabaseError), as_job("fail"), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        assert Ticket.objects.count() == own
    assert Ticket.objects.count() == everything


def test_coordination_of_an_amt_reaches_its_members_and_no_further(db: None) -> None:
    amt = AuthorityFactory(kind=Authority.Kind.AMT)
    member, former = AuthorityFactory(), AuthorityFactory()
    MembershipFactory(member=member, body=amt)
    MembershipFactory(member=former, body=amt, kind=Membership.Kind.OWNED_BY)
    own = [WorkstationFactory(authority=authority).pk for authority in (amt, member)]
    WorkstationFactory(authority=former)
    with as_user(contact_at(amt, Contact.Role.IT_COORDINATOR)):
        assert set(Workstation.objects.values_list("pk", flat=True)) == set(own)
    with as_user(contact_at(amt)):
        assert set(Workstation.objects.values_list("pk", flat=True)) == {own[0]}


def test_request_that_fails_leaves_nothing_behind(
    client_for: Callable[[User], Client], service_desk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that changes something and then breaks: what it did is taken back with it."""
    ticket = TicketFactory()
    browser = client_for(service_desk)
    browser.raise_request_exception = False
    from tickets.views.desk import found as page  # noqa: PLC0415 – only this test breaks it

    def broken(*args: object, **options: object) -> None:
        raise RuntimeError("after the change")

    monkeypatch.setattr(page, "redirect", broken, raising=False)
    monkeypatch.setattr(page, "render", broken, raising=False)
    assert browser.post(f"/tickets/{ticket.number}/take/").status_code == 500
    ticket.refresh_from_db()
    assert ticket.assignee is None
