"""The application refuses to work as a superuser."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_superuser() -> Iterator[None]:
    """What the database says to a superuser; `is_superuser` itself cannot be set, so the function in front of it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION public.current_setting(name text) RETURNS text LANGUAGE sql AS "
            "$$ SELECT CASE WHEN $1 = 'is_superuser' THEN 'on' ELSE pg_catalog.current_setting($1) END $$"
        )
        cursor.execute("SET search_path = public, pg_catalog")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET search_path")


def test_ordinary_role_passes() -> None:
    call_command("check", databases=["default"], tags=["database"])


@pytest.mark.usefixtures("as_superuser")
def test_superuser_is_refused(client: Client) -> None:
    with pytest.raises(SystemCheckError, match=r"ksm\.E001"):
        call_command("check", databases=["default"], tags=["database"])
    assert client.get("/health/ready").status_code == 503
