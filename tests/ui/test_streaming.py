"""Lists are read while they are sent: in the scope of whoever asked, no longer than that, and only what the file shows."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.scope import SERVICE, as_command
from customers.models import Authority
from history.models import LogEntry
from tests.factories import AttachmentFactory, TicketFactory, WorkstationFactory
from tickets.models import Ticket
from ui import export
from ui.tables import BaseTable

ADDRESS = "/tickets/?view=all&export=csv"


@pytest.fixture
def client(client_for: Callable[[User], Client], service_desk: User) -> Client:
    return client_for(service_desk)


@pytest.fixture
def piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row is sent by itself."""
    monkeypatch.setattr(export, "CHUNK", 0)


def asked_for(client: Client, address: str = ADDRESS) -> StreamingHttpResponse:
    response: Any = client.get(address)
    assert isinstance(response, StreamingHttpResponse)
    return response


def found(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def open_cursors() -> int:
    return int(found("SELECT count(*) FROM pg_cursors WHERE NOT is_holdable AND name LIKE '_django_curs%'"))


@pytest.mark.usefixtures("piece_by_piece")
def test_rows_are_read_in_the_scope_of_the_person_while_they_are_sent(client: Client) -> None:
    for _ in range(3):
        TicketFactory()
    role = found("SELECT current_setting('role')")
    response = asked_for(client)
    assert (found("SELECT current_setting('role')"), open_cursors()) == (role, 0), "nothing is read before it is sent"

    pieces = iter(response)
    next(pieces), next(pieces)
    assert (found("SELECT current_setting('role')"), open_cursors()) == (SERVICE, 1)
    assert found("SELECT current_setting('idle_in_transaction_session_timeout')") == "1min"
    assert len(list(pieces)) == 2
    assert (found("SELECT current_setting('role')"), open_cursors()) == (role, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("piece_by_piece")
def test_who_goes_away_half_way_leaves_nothing_open_but_the_word_in_the_log(client: Client) -> None:
    for _ in range(3):
        TicketFactory()
    response = asked_for(client)
    pieces = iter(response)
    next(pieces), next(pieces)
    assert (connection.in_atomic_block, open_cursors()) == (True, 1)
    response.close()

    assert (connection.in_atomic_block, open_cursors()) == (False, 0)
    with as_command("test"):
        assert LogEntry.objects.get(kind=LogEntry.Kind.EXPORTED).subject.startswith("Meldungen, CSV")


@pytest.mark.usefixtures("piece_by_piece")
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_an_error_half_way_breaks_the_file_off_and_never_ends_it_well(
    client: Client, monkeypatch: pytest.MonkeyPatch, file_format: str
) -> None:
    WorkstationFactory()
    rows = BaseTable.export_rows

    def broken(table: BaseTable) -> Iterator[Any]:
        yield from rows(table)
        raise RuntimeError("the database went away")

    monkeypatch.setattr(BaseTable, "export_rows", broken)
    role = found("SELECT current_setting('role')")
    with pytest.raises(RuntimeError, match="went away"):
        list(asked_for(client, f"/workstations/?export={file_format}"))
    assert found("SELECT current_setting('role')") == role
    assert LogEntry.objects.filter(kind=LogEntry.Kind.EXPORTED).exists()


def test_nothing_is_read_that_the_file_does_not_show(client: Client) -> None:
    ticket = TicketFactory(subject="Ohne Bild")
    AttachmentFactory(ticket=ticket)
    with CaptureQueriesContext(connection) as captured:
        text = b"".join(asked_for(client)).decode("utf-8-sig")
    (read,) = [query["sql"] for query in captured if "_django_curs" in query["sql"]]

    assert "Ohne Bild" in text
    assert f";{ticket.get_state_display()};" in text, "a choice is told in words"
    for unseen in ("tickets_attachment", '"answered_at"', '"requester_id"', "customers_contact"):
        assert unseen not in read


def test_moments_are_told_by_the_clock_of_the_house_in_summer_and_in_winter(client: Client) -> None:
    for month in (1, 7):
        Ticket.objects.filter(pk=TicketFactory(subject=f"Monat {month}").pk).update(
            created_at=datetime(2026, month, 1, 22, 30, tzinfo=UTC)
        )
    lines = b"".join(asked_for(client)).decode("utf-8-sig").splitlines()
    winter, summer = (next(line for line in lines if f"Monat {month}" in line) for month in (1, 7))

    assert "01.01.2026 23:30" in winter
    assert "02.07.2026 00:30" in summer


def test_a_column_that_is_computed_stands_beside_those_that_are_read(client: Client, ludwigslust: Authority) -> None:
    text = b"".join(asked_for(client, "/authorities/?export=csv")).decode("utf-8-sig")
    assert ludwigslust.name in text
    assert ludwigslust.get_kind_display() in text
