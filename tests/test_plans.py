"""The pages that people open all day find their rows by the indexes meant for them, and with few statements.

What the database really did is counted by itself: in which table it looked at every row, and through which index it went.
That tells of what functions of the database do inside, too, which EXPLAIN does not.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.factories import (
    ContactFactory,
    InfrastructureItemFactory,
    MessageFactory,
    NotificationFactory,
    RelationFactory,
    TicketFactory,
    WorkstationFactory,
)
from tests.people import contact_of
from tickets.lifecycle import State
from tickets.views.queue import open_counts
from ui.paging import BoundedPaginator
from ui.together import Together
from workstations.models import InfrastructureItem, Workstation

ROWS = 2000
LARGE = (
    "tickets_ticket", "tickets_searchentry", "tickets_tally", "workstations_workstation", "customers_contact",
    "dependencies_relation",
)  # fmt: skip
"""Tables that grow with the operation; no page looks at every row of them."""
ClientFor = Callable[[User], Client]


@dataclass(frozen=True)
class Stock:
    """A workstation and what it needs, among so many rows that the database cares how it finds one."""

    workstation: Workstation
    item: InfrastructureItem


@pytest.fixture
def stock(reporter: User) -> Stock:
    contact = contact_of(reporter)
    assert contact
    workstation = WorkstationFactory(authority=contact.authority, used_by=contact)
    for subject in ("Drucker druckt nicht", "Drucker steht", "Bildschirm flackert"):
        ticket = TicketFactory(authority=contact.authority, requester=contact, subject=subject, workstation=workstation)
        MessageFactory(ticket=ticket)
    item = InfrastructureItemFactory()
    needs = {"kind": "connected_to", "source_application": None}
    RelationFactory(**needs, source_workstation=workstation, target_item=item)
    other = WorkstationFactory(computer=None, used_by=None)
    elsewhere = RelationFactory(**needs, source_workstation=other)
    person = ContactFactory(user=None, email="", authority=other.authority)
    colleague = ContactFactory(user=None, email="", authority=contact.authority)
    ended, ended_elsewhere = (
        TicketFactory(authority=one.authority, requester=one, state=State.CLOSED, subject="Telefon rauscht")
        for one in (colleague, person)
    )
    waiting = TicketFactory(authority=person.authority, requester=person, subject="Maus klemmt")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        multiply(cursor, person)
        multiply(cursor, other, id="1000000 + n", inventory_number="'W-' || n", name="'pc-' || n")
        multiply(cursor, elsewhere, source_workstation_id="1000000 + n")
        due = "now() + n * interval '1 hour'"
        multiply(cursor, waiting, number="'12-' || 1000000 + n", due_at=due, count=ROWS // 4)
        earlier = "t.created_at - n * interval '1 hour'"
        for place, row, count in ((10, ended, ROWS // 8), (11, ended_elsewhere, 4 * ROWS)):
            multiply(
                cursor, row, number=f"'{place}-' || 1000000 + n", created_at=earlier, resolved_at=earlier, count=count
            )
        cursor.execute(
            "SELECT count_tickets_anew(), count_workstations_anew(),"
            " search_refresh(ARRAY(SELECT id FROM tickets_ticket WHERE number NOT LIKE '11-%' OR id % 8 = 0))"
        )
        cursor.execute(f"ANALYZE {', '.join(LARGE)}")
    return Stock(workstation, item)


def multiply(cursor: CursorWrapper, row: Model, *, count: int = ROWS, **own: str) -> None:
    """Many rows like one, with some columns of their own; nothing but the indexes follows them."""
    table = row._meta.db_table
    fields = [field for field in row._meta.concrete_fields if not field.generated]
    names = [field.column for field in fields if not field.primary_key or field.column in own]
    values = [own.get(name, f't."{name}"') for name in names]
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    cursor.execute(
        f"""INSERT INTO {table} ({", ".join(f'"{name}"' for name in names)}) SELECT {", ".join(values)}
        FROM {table} t CROSS JOIN generate_series(1, {count}) n WHERE t.id = %s""",  # noqa: S608  # names of our own
        [row.pk],
    )
    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def looks(cursor: CursorWrapper) -> tuple[Counter[str], Counter[str]]:
    """How often this transaction looked at a whole large table, and how often it went through which index."""
    cursor.execute("SELECT relname, seq_scan FROM pg_stat_xact_user_tables WHERE relname = ANY(%s)", [list(LARGE)])
    whole = Counter(dict(cursor.fetchall()))
    cursor.execute(
        "SELECT indexrelname, pg_stat_get_xact_numscans(indexrelid) FROM pg_stat_user_indexes WHERE relname = ANY(%s)",
        [list(LARGE)],
    )
    return whole, Counter(dict(cursor.fetchall()))


OF_REQUESTER = ["ticket_of_requester", "tickets_ticket_requester_id_2072a2f2"]
PAGES = [
    ("service_desk", "/tickets/?view=all", ["ticket_newest"], 10),
    ("service_desk", "/tickets/?view=all&page=40", ["ticket_newest"], 10),
    ("service_desk", "/tickets/?view=open", ["ticket_open_by_deadline"], 10),
    ("service_desk", "/tickets/?view=all&authority={authority}", ["ticket_of_authority"], 11),
    ("service_desk", "/search/?q=drucker", ["search_entry_words"], 15),
    ("service_desk", "/workstations/", ["workstation_by_number"], 10),
    ("service_desk", "/workstations/{workstation}/", ["workstations_workstation_pkey"], 27),
    ("administrator", "/dependencies/item/{item}/", ["relation_vital_by_target"], 13),
    ("manager", "/dashboards/", ["tally_of_step"], 9),
    ("reporter", "/portal/", ["workstations_workstation_used_by_id_cf8b1f02"], 11),
    ("reporter", "/portal/tickets/?view=all", OF_REQUESTER, 11),
    ("coordinator", "/portal/tickets/?view=all", ["ticket_of_authority"], 11),
]


@pytest.mark.parametrize(("person", "path", "indexes", "most"), PAGES, ids=str)
def test_page_goes_through_its_indexes_with_few_statements(
    stock: Stock, request: pytest.FixtureRequest, client_for: ClientFor,
    person: str, path: str, indexes: list[str], most: int,
) -> None:  # fmt: skip
    client = client_for(request.getfixturevalue(person))
    address = path.format(
        authority=stock.workstation.authority_id, workstation=stock.workstation.pk, item=stock.item.pk
    )
    assert client.get(address).status_code == 200  # what is read once per process is there now
    with connection.cursor() as cursor:
        # Among a few thousand rows looking at all of them is no worse; so it is told to where there is any other way.
        cursor.execute("SET LOCAL enable_seqscan = off")
        whole, through = looks(cursor)
        with CaptureQueriesContext(connection) as statements:
            assert client.get(address).status_code == 200
        whole_after, through_after = looks(cursor)
    assert whole_after - whole == Counter()
    assert set(indexes) & set(through_after - through), through_after - through
    assert len(statements) <= most, [one["sql"][:80] for one in statements]


def test_numbers_on_tabs_are_counted_in_an_index_alone(stock: Stock, service_desk: User) -> None:
    with CaptureQueriesContext(connection) as statements:
        assert next(iter(open_counts(service_desk, Together())))["open"] > ROWS // 4
    with connection.cursor() as cursor:
        # Nothing is vacuumed within a test, and as long as that is so, any other index is as good.
        cursor.execute(
            "SELECT string_agg(indexrelid::regclass::text, ', ') FROM pg_index WHERE NOT indisunique"
            " AND indrelid = 'tickets_ticket'::regclass AND indexrelid <> 'ticket_open_of_assignee'::regclass"
        )
        cursor.execute(f"DROP INDEX {cursor.fetchone()[0]}")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {statements[-1]['sql']}")
        plan = "\n".join(line for (line,) in cursor)
    assert "Index Only Scan using ticket_open_of_assignee on tickets_ticket" in plan


@pytest.mark.parametrize(
    ("person", "path"),
    [
        ("service_desk", "/tickets/?view=all&sort=subject"),
        ("service_desk", "/tickets/?view=all&sort=-authority&page=2"),
        ("coordinator", "/portal/tickets/?view=all&sort=subject"),
    ],
)
def test_chosen_order_reads_no_more_reports_than_pages_lead_to(
    stock: Stock, request: pytest.FixtureRequest, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch,
    person: str, path: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(BoundedPaginator, "limit", 100)
    client, read = client_for(request.getfixturevalue(person)), []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for address in (path, path.partition("&sort")[0], path):  # the first time too, what is read once per process
            before = read_reports(cursor)
            page = client.get(address).content.decode()
            read.append(read_reports(cursor) - before)
    assert "In dieser Reihenfolge stehen die 100 neuesten" in page
    assert read[2] - read[1] < ROWS / 4


@pytest.mark.parametrize("order", ["due_at", "created_at", "-created_at"])
def test_order_that_an_index_keeps_is_that_of_all_reports(
    stock: Stock, service_desk: User, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr(BoundedPaginator, "limit", 100)
    page = client_for(service_desk).get(f"/tickets/?view=open&sort={order}").content.decode()
    assert "von über 100" in page
    assert "In dieser Reihenfolge stehen" not in page


def test_number_at_the_bell_looks_only_at_reports_of_which_something_was_told(
    stock: Stock, reporter: User, client_for: ClientFor
) -> None:
    contact = contact_of(reporter)
    assert contact
    ticket = TicketFactory(authority=contact.authority, requester=contact)
    told = NotificationFactory(recipient=reporter, ticket=ticket)
    client = client_for(reporter)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        multiply(cursor, ticket, number="'13-' || 1000000 + n")
        multiply(cursor, told, count=8)
        cursor.execute("ANALYZE notifications_notification")  # and how many reports are the person's, is always guessed
        assert client.get("/preferences/").status_code == 200
        before = read_reports(cursor)
        page = client.get("/preferences/").content.decode()
        read = read_reports(cursor) - before
    assert "Benachrichtigungen: 1 Meldung mit Neuem" in page
    assert read < ROWS / 4


def read_reports(cursor: CursorWrapper) -> int:
    """How many rows of reports this transaction has read."""
    cursor.execute("SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'tickets_ticket'")
    return int(cursor.fetchone()[0])
