"""The rule of the staff council (PersVG M-V § 70): nothing counts, ranks or times the work of a named employee.

Two walks over the whole house look for it: through the source, for aggregates that name a field of people; and through
every list, sorting, filter, export and tile as it runs, for SQL that groups, counts or sorts by people. One's own
reports are one's own affair.
"""

import ast
import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import connection, models
from django.db.models import Count, Max, OuterRef, Subquery
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.models import StaffMember, User
from accounts.roles import ADMINISTRATION, MANAGEMENT
from customers.models import Authority, Contact
from dashboards.boards import ServiceBoard
from history.models import LogEntry
from tests.factories import (
    ContactFactory,
    LogEntryFactory,
    StaffMemberFactory,
    TeamFactory,
    TicketFactory,
    WorkstationFactory,
)
from tests.test_lists import lists
from tests.world import World
from tickets.lifecycle import State
from tickets.models import Message, Ticket
from ui.filters import BaseFilterSet
from ui.periods import PERIODS
from ui.tables import BaseTable
from ui.together import Together
from workstations.models import Workstation

ROOT = settings.BASE_DIR
PEOPLE = (User, StaffMember, Contact)
AGGREGATES = {
    "Count",
    "Sum",
    "Avg",
    "Min",
    "Max",
    "StdDev",
    "Variance",
    "ArrayAgg",
    "StringAgg",
    "JSONBAgg",
    "Rank",
    "Window",
}
# Lists of people themselves: each row is a person, and the order is that of a telephone book.
DIRECTORIES = {User, StaffMember, Contact}


def fields_of_people() -> Iterator[models.Field]:
    """Every field of our own tables that points to an account, a member of the staff or a contact."""
    for model in apps.get_models(include_auto_created=True):
        if (ROOT / model.__module__.split(".")[0]).is_dir() and not hasattr(model, "pgh_tracked_model"):
            yield from (field for field in model._meta.concrete_fields if field.related_model in PEOPLE)


def names_of_people() -> set[str]:
    """Parts of look-ups that lead to people, there and back."""
    there = {name for field in fields_of_people() for name in (field.name, field.attname)}
    back = {
        relation.get_accessor_name() or ""
        for model in PEOPLE
        for relation in model._meta.related_objects
        if relation.related_model in PEOPLE
    }
    return there | back | {"username", "display_name", "staff_profile"}


COLUMNS = {f'"{field.model._meta.db_table}"."{field.column}"' for field in fields_of_people()} | {
    f'"{field.model._meta.db_table}"."{field.column}"' for model in PEOPLE for field in model._meta.concrete_fields
}

# Those of them that say who somebody is.
NAMING = {f'"{field.model._meta.db_table}"."{field.column}"' for field in fields_of_people()} | {
    f'"{model._meta.db_table}"."{name}"'
    for model in PEOPLE
    for name in ("id", "username", "first_name", "last_name", "display_name", "email")
}
AGGREGATING = r"\b(?:COUNT|SUM|AVG|MIN|MAX|ARRAY_AGG|STRING_AGG)"


# The walk through the source


def counted_by_people(source: str) -> list[str]:
    """The statements in which an aggregate and a field of people meet."""
    found = []
    for statement in ast.walk(ast.parse(source)):
        if not isinstance(statement, ast.stmt) or hasattr(statement, "body"):
            continue
        nodes = list(ast.walk(statement))
        called = {
            getattr(node.func, "id", getattr(node.func, "attr", "")) for node in nodes if isinstance(node, ast.Call)
        }
        if called & AGGREGATES and names_of_people() & set(look_ups(nodes)):
            found.append(ast.unparse(statement))
    return found


def look_ups(nodes: list[ast.AST]) -> Iterator[str]:
    """The parts of all texts and arguments by name that look like paths through models."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"-?\w+", node.value):
            yield from node.value.lstrip("-").split("__")
        if isinstance(node, ast.keyword) and node.arg:
            yield from node.arg.split("__")


def modules() -> list[Path]:
    own = {
        config.name.split(".")[0] for config in apps.get_app_configs() if (ROOT / config.name.split(".")[0]).is_dir()
    }
    return sorted(
        path.relative_to(ROOT) for app in own for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
    )


def test_source_holds_no_aggregate_over_people() -> None:
    found = {str(path): counted_by_people((ROOT / path).read_text()) for path in modules()}
    assert found
    assert {path: statements for path, statements in found.items() if statements} == {}


@pytest.mark.parametrize(
    "planted",
    [
        'rows = Ticket.objects.values("assignee__display_name").annotate(Count("pk"))',
        'best = rows.aggregate(of_one=Count("pk", filter=Q(assignee__user=user)))',
        'rows = StaffMember.objects.annotate(done=Count("tickets"), name=F("display_name"))',
        'rows = rows.values_list("author_id").annotate(last=Max("created_at"))',
        'rows = Ticket.objects.values("requester__last_name").annotate(Count("pk"))',
        'rows = Workstation.objects.values("used_by").annotate(Count("pk"))',
        'rows = Contact.objects.annotate(reports=Count("tickets"), name=F("requester"))',
    ],
)
def test_walk_through_the_source_finds_what_is_planted(planted: str) -> None:
    assert counted_by_people(planted)


# The walk through what runs


def objections(captured: CaptureQueriesContext, viewer: User) -> list[str]:
    """SQL that groups, counts or sorts by people; counting one's own is allowed."""
    statements = [part for query in captured.captured_queries for part in parts_of(query["sql"])]
    return [sql for sql in statements if is_about_people(sql, viewer)]


TOGETHER = re.compile(
    r"(?:^SELECT |, )\((SELECT to_jsonb\(count\(\*\)\)|SELECT coalesce\(jsonb_agg\(to_jsonb\(part\)\), '\[\]'\)) FROM \("
)


def parts_of(sql: str) -> Iterator[str]:
    """The statements of which `ui.together` has made one, each for itself; any other statement as it is."""
    if not TOGETHER.match(sql):
        yield sql
        return
    _, *parts = TOGETHER.split(sql)
    for form, part in zip(parts[::2], parts[1::2], strict=True):
        statement = part.removesuffix(") part)")
        yield f"SELECT COUNT(*) FROM ({statement}) part" if "count" in form else statement  # noqa: S608  # only looked at


def is_about_people(sql: str, viewer: User) -> bool:
    start = re.search(r'FROM "(\w+)"', sql)
    if start is None or not sql.startswith("SELECT"):
        return False
    sql = without_aliases(sql)
    is_directory = any(start[1] == model._meta.db_table for model in DIRECTORIES)
    grouped = [selected(sql, part) for part in re.findall(r" GROUP BY (.+?)(?: HAVING | ORDER BY | LIMIT |\)|$)", sql)]
    counted = re.findall(rf"{AGGREGATING}\(([^()]*)\)", sql)
    ranked = re.findall(r"\bOVER \((.+?)\)", sql)
    ordered = [] if is_directory else re.findall(r" ORDER BY (.+?)(?: LIMIT |\)|$)", sql)
    parts = [*grouped, *counted, *ranked, *ordered, *filters_of_others(sql, viewer)]
    if any(column in part for part in parts for column in COLUMNS):
        return True
    return bool(re.search(rf"{AGGREGATING}\(", sql)) and (
        counts_for_each(sql) or (not is_directory and counts_of_others(sql, viewer))
    )


def without_aliases(sql: str) -> str:
    """The names of tables where Django writes `U0` or `T4`; all of them where a short name stands for several."""
    tables: dict[str, set[str]] = {}
    for table, alias in re.findall(r'"(\w+)" ([A-Z]\d+)\b', sql):
        tables.setdefault(alias, set()).add(table)
    return re.sub(
        r'\b([A-Z]\d+)\."(\w+)"',
        lambda found: " ".join(f'"{table}"."{found[2]}"' for table in sorted(tables.get(found[1], ()))),
        sql,
    )


COMPARED = re.compile(r'("\w+"\."\w+")(?:::text)?\)* (?:=|IN|I?LIKE) (?=(?:UPPER)?(\(.+?\)|[^\s()]+))')


def counts_of_others(sql: str, viewer: User) -> bool:
    """Whether a number is narrowed to one person other than the viewer, such as `COUNT(*) … WHERE assignee_id = 7`."""
    own = {str(viewer.pk)}, {str(contact.pk) for contact in viewer.contacts.all()}
    for column, given in COMPARED.findall(sql):
        values = {value.strip(" ()") for value in given.split(",")}
        is_literal = not any(value.startswith('"') or "SELECT" in value for value in values)
        if column in NAMING and is_literal and not any(values <= mine for mine in own):
            return True
    return False


def counts_for_each(sql: str) -> bool:
    """Whether a number is found anew for each person: a subquery that counts what hangs on the row outside."""
    for select in re.findall(rf"\(SELECT (?:(?!SELECT).)*?{AGGREGATING}\(.+", sql):
        pairs = re.findall(r'("\w+"\."\w+") = \(?("\w+"\."\w+")', select.partition(" WHERE ")[2])
        if any(left in NAMING and right in NAMING for left, right in pairs):
            return True
    return False


def selected(sql: str, grouping: str) -> str:
    """What a grouping means: Django names the selected columns by their places."""
    head = sql.partition(" FROM ")[0].removeprefix("SELECT ")
    columns = [column.strip() for column in re.split(r",(?![^()]*\))", head)]
    places = [part.strip() for part in grouping.split(",")]
    return ", ".join(columns[int(place) - 1] if place.isdigit() else place for place in places)


def filters_of_others(sql: str, viewer: User) -> list[str]:
    """Conditions of aggregates, apart from „is nobody“ and „is myself“."""
    conditions = re.findall(r"FILTER \(WHERE (.+?)\)(?:,| AS| FROM)", sql)
    allowed = re.compile(r'"\w+"\."\w+" (?:IS NULL|= {})(?!\d)'.format(viewer.pk))  # noqa: UP032  # braces of the pattern
    return [allowed.sub("", condition) for condition in conditions]


def test_walk_through_what_runs_finds_what_is_planted(service_desk: User, db: None) -> None:
    # With keys that the viewer does not have: on a fresh database all begin with the same.
    colleague, contact = StaffMemberFactory(pk=service_desk.pk + 1000), ContactFactory(pk=service_desk.pk + 1000)
    others = Message.objects.filter(author=OuterRef("requester__user"))
    taken = Ticket.objects.order_by().filter(assignee=OuterRef("pk")).values("assignee")
    planted: list[Callable[[], object]] = [
        lambda: list(Ticket.objects.order_by().values("requester").annotate(Count("pk"))),
        lambda: list(Workstation.objects.order_by().values("used_by__last_name").annotate(Count("pk"))),
        lambda: list(Contact.objects.annotate(reports=Count("tickets"))),
        # under a short name
        lambda: list(Ticket.objects.order_by("requester__user__last_name", "assignee__user__last_name")),
        lambda: list(
            Ticket.objects.order_by().values("assignee__user__username", "requester__user").annotate(Max("pk"))
        ),
        lambda: list(StaffMember.objects.annotate(done=Subquery(taken.annotate(n=Count("pk")).values("n")))),
        lambda: list(
            Ticket.objects.order_by("pk").annotate(
                n=Subquery(others.values("author").annotate(n=Count("pk")).values("n"))
            )
        ),
        # narrowed to one person
        lambda: Ticket.objects.filter(assignee=colleague).count(),
        lambda: Ticket.objects.filter(assignee__user=colleague.user_id).count(),
        lambda: Ticket.objects.filter(requester=contact).aggregate(last=Max("created_at")),
        lambda: Ticket.objects.filter(requester__last_name__icontains=contact.last_name).count(),
        lambda: Ticket.objects.filter(requester__in=[contact.pk, contact.pk + 1]).count(),
        lambda: Ticket.objects.filter(pk__in=Message.objects.filter(author=colleague.user_id).values("ticket")).count(),
        lambda: list(Ticket.objects.order_by().values("assignee").annotate(Count("pk"))),
        lambda: list(Ticket.objects.order_by("assignee__display_name")[:5]),
        lambda: Ticket.objects.aggregate(of_one=Count("pk", filter=models.Q(assignee__user=colleague.user))),
        lambda: Ticket.objects.aggregate(people=Count("assignee", distinct=True)),
    ]
    for run in planted:
        with CaptureQueriesContext(connection) as captured:
            run()
        assert objections(captured, service_desk), captured.captured_queries[0]["sql"]
    with CaptureQueriesContext(connection) as captured:
        Ticket.objects.aggregate(mine=Count("pk", filter=models.Q(assignee__user=service_desk)))
        Ticket.objects.filter(assignee__user=service_desk).count()
        Ticket.objects.filter(assignee=None, state=State.NEW).count()
        list(StaffMember.objects.all())
    assert objections(captured, service_desk) == []


def test_statements_that_are_read_together_are_looked_at_one_by_one(service_desk: User) -> None:
    """A number about a colleague is found among others, and the list of colleagues to choose from is none."""
    colleague = StaffMemberFactory()
    page = Together()
    names = page.rows(lambda: StaffMember.objects.order_by("display_name").values("pk", "display_name"))
    count = page.count(lambda: Ticket.objects.filter(assignee=colleague))
    with CaptureQueriesContext(connection) as captured:
        assert [row["display_name"] for row in names]
        assert count() == 0
    assert len(captured) == 1
    (found,) = objections(captured, service_desk)
    assert str(colleague.pk) in found


def test_own_reports_of_a_contact_may_be_counted(reporter: User) -> None:
    with CaptureQueriesContext(connection) as captured:
        Ticket.objects.visible_to(reporter).count()
    assert objections(captured, reporter) == []


def visit(client: Client, viewer: User, url: str, query: dict[str, str]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url, query)
        if response.streaming:
            b"".join(response)
    return [f"{url} {query}: {sql}" for sql in objections(captured, viewer)]


def tables() -> list[tuple[str, type[BaseTable]]]:
    return [(name, get_resolver().resolve(reverse(name)).func.view_class.table_class) for name in lists()]  # type: ignore[attr-defined]  # a class-based view


def filtersets() -> list[type[BaseFilterSet]]:
    """Every set of filters that the pages of the house use."""
    assert tables()  # imports all pages
    found, waiting = set(), [BaseFilterSet]
    while waiting:
        below = waiting.pop().__subclasses__()
        found |= set(below)
        waiting += below
    return sorted(found, key=lambda filterset: filterset.__name__)


@pytest.mark.parametrize(("name", "table"), tables())
def test_no_sorting_and_no_export_of_a_list_is_about_people(
    name: str,
    table: type[BaseTable],
    client_for: Callable[[User], Client],
    world: World,
    db: None,
) -> None:
    viewer = world.people["it-coordinator" if name.startswith("portal:") else ADMINISTRATION.key]
    client = client_for(viewer)
    found = []
    for column in (*table.base_columns, "assignee", "user"):
        turned = (
            ("", "-") if hasattr(table, f"order_{column}") else ("",)
        )  # otherwise it is the same columns, turned round
        for sign in turned:
            found += visit(client, viewer, reverse(name), {"sort": f"{sign}{column}"})
    for file_format in ("csv", "xlsx"):
        found += visit(client, viewer, reverse(name), {"export": file_format})
    assert found == []


@pytest.mark.parametrize("model", sorted(set(admin.site._registry) - DIRECTORIES, key=str))
def test_no_sorting_and_no_export_of_the_web_admin_is_about_people(
    model: type[models.Model], client_for: Callable[[User], Client], world: World, db: None
) -> None:
    administrator = world.people[ADMINISTRATION.key]
    client, meta = client_for(administrator), model._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    found = []
    for sign in ("", "-"):
        every_column = ".".join(f"{sign}{column}" for column in range(1, 16))
        found += visit(client, administrator, url, {"o": every_column})
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_export", args=["csv"])
    assert found + visit(client, administrator, url, {}) == []
    people = {field.name for field in meta.concrete_fields if field.related_model in PEOPLE}
    assert people <= set(admin.site._registry[model].unranked)  # type: ignore[attr-defined]  # every list here is a ListAdmin


def test_web_admin_refuses_an_address_that_asks_for_the_rows_of_one_person(
    client_for: Callable[[User], Client], administrator: User
) -> None:
    member = StaffMemberFactory()
    TicketFactory(assignee=member)
    client, url = client_for(administrator), reverse("admin:tickets_ticket_changelist")
    for lookup in ("assignee", "assignee__id__exact", "assignee__display_name", "messages__author"):
        assert client.get(url, {lookup: member.pk}).status_code in (302, 400), lookup


def test_no_tile_is_about_people(world: World, db: None) -> None:
    manager = world.people[MANAGEMENT.key]
    authorities = (None, world.own["authority"])
    with CaptureQueriesContext(connection) as captured:
        for authority, period in product(authorities, PERIODS):
            assert isinstance(authority, Authority | None)
            board = ServiceBoard(authority, period)
            page, now = Together(), timezone.now()
            shown = [*board.shown_figures(page, manager, now), *board.shown_charts(page, manager, now)]
            assert all(tile.value() for tile in shown)
    assert objections(captured, manager) == []


# What lists declare


@pytest.mark.parametrize("table", sorted({table for _, table in tables()}, key=str))
def test_column_of_people_is_neither_sorted_by_nor_exported(table: type[BaseTable]) -> None:
    for name, column in table.base_columns.items():
        first = str(column.accessor or name).split("__")[0].split(".")[0]
        field = next((field for field in table._meta.model._meta.get_fields() if field.name == first), None)
        if field is not None and field.related_model in PEOPLE:
            assert column.orderable is False, name
            assert column.exclude_from_export is True, name


@pytest.mark.parametrize("filterset", filtersets())
def test_filter_of_people_takes_the_count_away(filterset: type[BaseFilterSet], service_desk: User) -> None:
    request = RequestFactory().get("/")
    request.user = service_desk
    for name, declared in filterset.base_filters.items():
        queryset = declared.extra.get("queryset")
        rows = queryset(request) if callable(queryset) else queryset
        if rows is not None and rows.model in PEOPLE:
            assert name in filterset.persons, name


def words(client: Client, **query: object) -> str:
    return client.get(reverse("tickets:queue"), {"view": "all", **query}).content.decode()


def test_reports_of_one_person_are_listed_but_not_counted(
    client_for: Callable[[User], Client], service_desk: User
) -> None:
    ticket = TicketFactory()
    client = client_for(service_desk)
    text = words(client, requester=ticket.requester.pk)
    assert ticket.subject in text
    assert "Meldungen, ohne Anzahl" in text
    assert "1 Meldung<" not in text
    assert "Zeilen 1 bis" not in text
    assert "1 Meldung<" in words(client, q=ticket.number)


def test_reports_of_the_workstation_of_one_person_are_not_counted(
    client_for: Callable[[User], Client], service_desk: User
) -> None:
    workstation = WorkstationFactory()
    ticket = TicketFactory(authority=workstation.authority, workstation=workstation)
    text = words(client_for(service_desk), workstation=workstation.pk)
    assert ticket.subject in text
    assert "1 Meldung<" not in text


def test_what_is_found_by_a_word_that_may_be_a_name_is_not_counted(
    client_for: Callable[[User], Client], service_desk: User
) -> None:
    contact = ContactFactory(last_name="Zwillinger")
    ticket = TicketFactory(requester=contact, authority=contact.authority, description="Frau Zwillinger fragt")
    client = client_for(service_desk)
    for text in ("zwill", f"{ticket.number} OR Zwillinger", 'Zwillinger"-4711"', f"-4711 {ticket.number}"):
        assert "1 Meldung<" not in words(client, q=text), text
    assert "Meldungen, ohne Anzahl" in words(client, q="zwill")
    assert "1 Meldung<" in words(client, q=ticket.number)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_what_may_not_be_counted_leaves_in_no_file(
    file_format: str, client_for: Callable[[User], Client], service_desk: User, data_protection: User
) -> None:
    requester = ContactFactory(last_name="Zwillinger")
    TicketFactory(requester=requester, authority=requester.authority)
    entry = LogEntryFactory()
    desk, watcher, log = client_for(service_desk), client_for(data_protection), reverse("history:log")
    queue = reverse("tickets:queue")
    for client, url, query in (
        (desk, queue, {"view": "all", "requester": requester.pk}),
        (desk, queue, {"view": "all", "q": requester.last_name}),
        (watcher, log, {"person": entry.user_id}),
        (watcher, log, {"q": "haus"}),
    ):
        refused = client.get(url, {**query, "export": file_format}, follow=True)
        assert refused.redirect_chain, query
        text = refused.content.decode()
        assert "Diese Liste kann nicht als Datei ausgegeben werden" in text
        assert "export=" not in text
    assert list(LogEntry.objects.filter(kind=LogEntry.Kind.EXPORTED).exclude(pk=entry.pk)) == []
    assert b"".join(desk.get(queue, {"view": "all", "export": file_format}))


def test_reports_of_a_small_team_are_not_counted_and_those_of_a_larger_one_are(
    client_for: Callable[[User], Client], service_desk: User
) -> None:
    small, large = TeamFactory(), TeamFactory()
    for team, size in ((small, 4), (large, 5)):
        TicketFactory(team=team)
        for _ in range(size):
            StaffMemberFactory(team=team)
    client = client_for(service_desk)
    assert "Meldungen, ohne Anzahl" in words(client, team=small.pk)
    assert "1 Meldung<" in words(client, team=large.pk)


def test_place_in_the_list_of_one_person_is_not_told_on_the_page_of_a_report(
    client_for: Callable[[User], Client], service_desk: User
) -> None:
    ticket = TicketFactory()
    client = client_for(service_desk)
    page = client.get(ticket.get_absolute_url(), {"list": f"view=all&requester={ticket.requester.pk}"}).content.decode()
    place = re.compile(r"\d+ von \d+")
    assert not place.search(page)
    assert place.search(client.get(ticket.get_absolute_url(), {"list": "view=all"}).content.decode())


def test_log_of_one_person_is_listed_but_not_counted(
    client_for: Callable[[User], Client], data_protection: User
) -> None:
    entry = LogEntryFactory()
    client = client_for(data_protection)
    for query in ({"person": entry.user_id}, {"name": entry.user.last_name}):
        text = client.get(reverse("history:log"), query).content.decode()
        assert "Protokolleinträge, ohne Anzahl" in text
        assert "Zeilen 1 bis" not in text
