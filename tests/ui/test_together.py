"""Small things of one page are read by one statement, and only when one of them is shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Length
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

import ksm.urls  # noqa: F401  # all lists of the application are there
from accounts.models import StaffMember, Team, User
from accounts.scope import as_user
from customers.models import Contact
from tests.factories import StaffMemberFactory, TeamFactory, TicketFactory
from tests.people import contact_at
from tests.world import World
from tickets.models import Ticket
from ui.filters import BaseFilterSet, ByLink, OneOf
from ui.questions import GIVEN, MOMENT
from ui.together import Again, Together

pytestmark = pytest.mark.django_db


def test_everything_that_was_asked_for_is_read_with_the_first_answer() -> None:
    teams = Team.objects.filter(pk__in=[TeamFactory(name=name).pk for name in ("Ä 100 %", 'B "x"', "C")])
    page = Together()
    with CaptureQueriesContext(connection) as queries:
        names = page.rows(lambda: teams.order_by("-name").values("pk", "name"))
        some = page.rows(lambda: teams.filter(name__startswith="Ä 100 %").values("name"))
        number, none = page.count(lambda: teams), page.count(teams.none)
        two = page.count(lambda: teams[:2])
        words = Again(lambda: [row["name"] for row in names])
        assert not queries
        assert (number(), none(), two(), [row["name"] for row in some]) == (3, 0, 2, ["Ä 100 %"])
        assert list(words) == list(words)
    assert len(queries) == 1
    assert list(words) == list(teams.order_by("-name").values_list("name", flat=True))


def test_rows_come_as_objects_that_know_their_columns_and_read_the_rest() -> None:
    made = TeamFactory(name="Druck")
    (team,) = Together().objects(Team, lambda: Team.objects.filter(pk=made.pk), "name")
    with CaptureQueriesContext(connection) as queries:
        assert (team, str(team)) == (made, "Druck")
        assert not queries
        assert team.key == made.key
    assert len(queries) == 1


def test_objects_bring_what_belongs_to_them_and_what_the_question_adds() -> None:
    made, lonely = StaffMemberFactory(team__name="Druck"), TicketFactory(assignee=None)
    members = StaffMember.objects.annotate(letters=Length("team__name"))
    (member,) = Together().objects(StaffMember, lambda: members.filter(pk=made.pk), "team_id", "team__name", "letters")
    (ticket,) = Together().objects(
        Ticket, lambda: Ticket.objects.filter(pk=lonely.pk), "assignee_id", "assignee__display_name", "created_at"
    )
    with CaptureQueriesContext(connection) as queries:
        assert (str(member.team), member.team, vars(member)["letters"]) == ("Druck", made.team, 5)
        assert ticket.assignee is None
        assert ticket.created_at == lonely.created_at
    assert not queries


def test_rows_that_belong_to_one_thing_share_it() -> None:
    one, other = StaffMemberFactory(), StaffMemberFactory()
    keys = [TicketFactory(assignee=member).pk for member in (one, other, one)]
    tickets = Together().objects(
        Ticket, lambda: Ticket.objects.filter(pk__in=keys).order_by("pk"), "assignee_id", "assignee__display_name"
    )
    first, second, third = (ticket.assignee for ticket in tickets)
    assert (first, second) == (one, other)
    assert first is third


def test_question_whose_words_are_kept_is_asked_with_the_keys_of_each_time() -> None:
    made = TeamFactory.create_batch(3)
    asked = []

    def named(*keys: int) -> QuerySet[Team, Any]:
        asked.append(keys)
        return Team.objects.filter(pk__in=keys).order_by("pk").values("pk")

    for teams in ([], made[:1], made[1:2], made[1:], made[:2]):
        keys = [team.pk for team in teams]
        assert [row["pk"] for row in Together().rows(named, words="test", given=keys)] == keys
    assert len(asked) == 3  # for no key, one and two


def test_text_that_is_given_is_looked_for_in_others_as_it_is() -> None:
    made = {name: TeamFactory(name=name).pk for name in ("100 % Druck", "100 Drucker", "Netz")}

    def named(*typed: str) -> QuerySet[Team, Any]:
        return Team.objects.filter(name__icontains=typed[0]).order_by("pk").values("pk")

    for text, found in (("druck", ["100 % Druck", "100 Drucker"]), ("%", ["100 % Druck"]), ("given-0", [])):
        assert [row["pk"] for row in Together().rows(named, words="within", given=[text])] == [
            made[one] for one in found
        ]


def test_more_keys_than_can_be_kept_are_asked_anew() -> None:
    keys = [team.pk for team in TeamFactory.create_batch(len(GIVEN) + 1)]
    count = Together().count(lambda *found: Team.objects.filter(pk__in=found), words="many", given=keys)
    assert count() == len(keys)


def test_key_that_a_question_does_not_use_is_refused() -> None:
    page = Together()
    count = page.count(lambda key: Team.objects.all(), words="without its key", given=[1])
    with pytest.raises(ValueError, match="without its key"):
        count()


def test_database_keeps_how_it_finds_the_rows_and_shows_everybody_their_own() -> None:
    def numbers(user: User) -> list[str]:
        with as_user(user):  # asked without a narrowing of its own
            return [row["number"] for row in Together().rows(lambda: Ticket.objects.values("number"), words="all")]

    tickets = TicketFactory.create_batch(2)
    people = [contact_at(ticket.authority, Contact.Role.IT_COORDINATOR) for ticket in tickets]
    for _ in range(12):
        assert [numbers(user) for user in people] == [[ticket.number] for ticket in tickets]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(generic_plans) FROM pg_prepared_statements WHERE statement LIKE '%tickets_ticket%'")
        assert cursor.fetchone()[0] > 0


def test_list_keeps_the_plan_of_its_own_values_and_none_of_a_moment() -> None:
    tickets = TicketFactory.create_batch(2, due_at=datetime(2026, 11, 12, 9, tzinfo=UTC))

    def asked(words: str, **narrowed: Any) -> list[str]:
        rows = Together(keeps_plan=False).rows(
            lambda: Ticket.objects.filter(**narrowed).order_by("pk").values("number"), words=(words, *narrowed.values())
        )
        return [row["number"] for row in rows]

    for _ in range(3):
        assert [asked("own", authority=ticket.authority_id) for ticket in tickets] == [[one.number] for one in tickets]
        assert asked("late", due_at__lt=MOMENT) == [ticket.number for ticket in tickets]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement, parameter_types::text FROM pg_prepared_statements"
            ' WHERE statement LIKE \'%%SELECT "tickets_ticket"."number"%%\' AND prepare_time > %s',
            [tickets[0].created_at],
        )
        kept = cursor.fetchall()
    own = {f'"authority_id" = {ticket.authority_id} ' for ticket in tickets}
    assert [sum(one in sql for one in own) for sql, _ in kept] == [1, 1]
    assert {types for _, types in kept} == {"{}"}


def is_waiting_for_the_database() -> bool:
    return bool(connection.connection.pgconn.pipeline_status)


def prints() -> QuerySet[Team, Any]:
    return Team.objects.filter(name="Druck").values("name")


@pytest.fixture
def locked() -> Iterator[psycopg.Connection]:
    """Somebody else, who holds what the database needs to find `behind_the_lock`."""
    with psycopg.connect(**{**connection.get_connection_params(), "cursor_factory": None}, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(4711)")
        yield other


def behind_the_lock() -> QuerySet[Team, Any]:
    waits = Func(Value(4711), function="pg_advisory_xact_lock", output_field=TextField())
    return prints().annotate(waits=Cast(waits, TextField()))


@contextmanager
def at_most(milliseconds: int) -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = {milliseconds}")
        yield


def test_what_follows_an_answer_is_looked_for_meanwhile(locked: psycopg.Connection) -> None:
    TeamFactory(name="Druck")
    first, rest = Together(), Together(keeps_plan=False)
    names, others = first.rows(prints), rest.rows(behind_the_lock)
    with CaptureQueriesContext(connection) as queries, at_most(10_000), first.followed_by(rest):
        assert [row["name"] for row in names] == ["Druck"]
        assert is_waiting_for_the_database()
        locked.execute("SELECT pg_advisory_unlock(4711)")
        assert prints().count() == 1, "answered in its turn"
        late = rest.rows(prints)
        assert [row["name"] for row in late] == ["Druck"]
        assert not is_waiting_for_the_database()
        assert [row["name"] for row in others] == ["Druck"]
    assert sum("accounts_team" in one["sql"] for one in queries) == 4


@pytest.mark.parametrize("is_needed", [True, False])
def test_error_of_what_follows_shows_when_it_is_needed(locked: psycopg.Connection, is_needed: bool) -> None:
    TeamFactory(name="Druck")
    first, rest = Together(), Together(keeps_plan=False)
    names, others = first.rows(prints), rest.rows(behind_the_lock)
    made = []

    def make() -> None:
        with at_most(1), first.followed_by(rest):
            made.append([row["name"] for row in names])
            made.append(list(others) if is_needed else [])

    with pytest.raises(OperationalError, match="lock timeout"):
        make()
    assert made == ([["Druck"]] if is_needed else [["Druck"], []])
    assert not is_waiting_for_the_database()
    assert prints().count() == 1


def test_nothing_is_waited_for_where_there_can_be_no_row() -> None:
    first, rest = Together(), Together(keeps_plan=False)
    names, none = first.count(prints), rest.rows(prints().none)
    with CaptureQueriesContext(connection) as queries, first.followed_by(rest):
        names()
        assert not is_waiting_for_the_database()
        assert list(none) == []
    assert len(queries) == 1


def test_page_that_fails_waits_for_nothing_any_more() -> None:
    TeamFactory(name="Druck")
    first, rest = Together(), Together(keeps_plan=False)
    names, others = (page.rows(prints) for page in (first, rest))

    def make() -> None:
        with first.followed_by(rest):
            assert [row["name"] for row in names] == ["Druck"]
            assert is_waiting_for_the_database()
            raise InterruptedError

    with pytest.raises(InterruptedError):
        make()
    assert not is_waiting_for_the_database()
    assert [row["name"] for row in others] == ["Druck"]
    later, _ = first.count(prints), rest.count(prints)
    assert later() == 1
    assert not is_waiting_for_the_database(), "only that page was followed"


def filters() -> Iterator[tuple[str, type[BaseFilterSet], str]]:
    waiting = list(BaseFilterSet.__subclasses__())
    while waiting:
        found = waiting.pop()
        waiting += found.__subclasses__()
        for name, one in getattr(found, "base_filters", {}).items():
            if isinstance(one, OneOf) and not isinstance(one, ByLink):
                yield f"{found.__module__}.{found.__name__}.{name}", found, name


@pytest.mark.parametrize(("key", "found", "name"), sorted(set(filters()), key=lambda one: one[0]))
def test_choices_are_called_as_their_rows_are(
    world: World, key: str, found: type[BaseFilterSet], name: str, administrator: User
) -> None:
    """The columns that a list of choices is made of say the same as the row itself would."""
    request = RequestFactory().get("/")
    request.user = administrator
    with as_user(administrator):
        _ = administrator.reach  # as the middleware has read it
        with CaptureQueriesContext(connection) as asked:
            field: Any = found({}, queryset=Team.objects.none(), request=request).form.fields[name]
            field.queryset.query.sql_with_params()
            choices = found({}, queryset=Team.objects.none(), request=request).present_choices()
        assert len(asked) == 2 * len(choices), "what is read here would grow old in the kept question"
        shown = [(key, words) for key, words in field.choices if key]
        assert shown == [(row.pk, str(row)) for row in field.queryset]
