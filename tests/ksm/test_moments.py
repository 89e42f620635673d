"""Moments come from the database as the framework would give them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DataError, connection
from psycopg import adapters
from psycopg.pq import Format

from ksm.moments import MomentLoader


pytestmark = pytest.mark.django_db


def read(text: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [text])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 59, 59, 999_999, tzinfo=UTC),
        *(datetime(2024, 2, 29, 23, 59, 5, 10**place, tzinfo=UTC) for place in range(6)),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back_as_it_was(moment: datetime) -> None:
    found = read(moment.isoformat())
    assert found == moment
    assert found.tzinfo is UTC


def test_summer_time_is_reckoned_back() -> None:
    assert read("2026-07-01 14:00+02") == datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("text", ["infinity", "4712-01-01 00:00+00 BC", "20000-01-01 00:00+00"])
def test_what_python_does_not_count_is_refused(text: str) -> None:
    with pytest.raises(DataError):
        read(text)


def test_every_connection_reads_this_way() -> None:
    connection.ensure_connection()
    loader = connection.connection.adapters.get_loader(adapters.types["timestamptz"].oid, Format.TEXT)
    assert loader is MomentLoader
