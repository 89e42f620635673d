"""The application refuses to work as a role that could pass by the rules of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, transaction

from ksm.checks import problem_of_role

pytestmark = pytest.mark.django_db


@contextmanager
def acting(role: str) -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', %s, true)", [role])
        yield
        transaction.set_rollback(True)


def test_role_of_the_application_passes() -> None:
    with acting("ksm"):
        call_command("check", databases=["default"], tags=["database"])


def test_owner_of_the_tables_is_refused() -> None:
    with acting("ksm_owner"), pytest.raises(SystemCheckError, match=r"ksm\.E001.*owns the tables"):
        call_command("check", databases=["default"], tags=["database"])


def test_role_that_bypasses_the_rules_is_told_from_others() -> None:
    with acting("ksm_portal"):
        assert problem_of_role(connection) == ""
