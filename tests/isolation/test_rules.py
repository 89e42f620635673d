"""The second wall stands where the rules say, in the database itself and for every table."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from ksm.isolation import rules
from ksm.isolation.policies import ALL, OWNER, all_models, apply_rules, keeps_history, portal_condition

WALLED = [model for model in all_models() if portal_condition(model) is not None]


def catalogue(query: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def leads_to_authority(model: type[models.Model]) -> bool:
    """Whether a row belongs to an authority, directly or over the row it hangs on."""
    direct = {field.related_model._meta.label for field in model._meta.concrete_fields if field.is_relation}
    return "customers.Authority" in direct or bool(direct & {"tickets.Ticket", "tickets.Message", "customers.Contact"})


def test_every_table_has_a_rule_or_a_reason_those_of_libraries_too() -> None:
    ruled = {model._meta.label for model in all_models() if not keeps_history(model)}
    assert ruled == {*rules.PORTAL_READS, *rules.SHARED}
    assert not {*rules.PORTAL_READS} & {*rules.SHARED}


@pytest.mark.parametrize("label", sorted(rules.SHARED))
def test_what_is_shared_belongs_to_no_authority(label: str) -> None:
    assert not leads_to_authority(apps.get_model(label))


@pytest.mark.django_db
@pytest.mark.parametrize("model", WALLED, ids=lambda model: model._meta.label)
def test_table_is_closed_even_to_its_owner(model: type[models.Model]) -> None:
    query = "SELECT relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) FROM pg_class WHERE relname = %s"
    assert catalogue(query, model._meta.db_table) == [(True, True, OWNER)]


@pytest.mark.django_db
def test_roles_of_the_application_own_nothing_and_pass_by_no_rule() -> None:
    assert catalogue("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = ANY (%s)", list(ALL)) == []
    powers = "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s) AND (rolsuper OR rolbypassrls OR rolcreaterole)"
    assert catalogue(powers, [*ALL, OWNER]) == []
    assert catalogue("SELECT rolname FROM pg_roles WHERE rolname = 'ksm' AND rolinherit") == []
    member = "SELECT pg_has_role('ksm', %s, 'MEMBER')"
    assert catalogue(member, OWNER) == [(False,)]


@pytest.mark.django_db
def test_migrate_mends_a_wall_that_somebody_opened() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE tickets_ticket NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")
        cursor.execute("ALTER POLICY portal ON tickets_message USING (true)")
        cursor.execute("GRANT DELETE ON tickets_ticketchange TO ksm_service")
    call_command("migrate", database="default", verbosity=0)
    assert catalogue("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'tickets_ticket'") == [(True,)]
    opened = "SELECT qual = 'true' FROM pg_policies WHERE tablename = 'tickets_message' AND policyname = 'portal'"
    assert catalogue(opened) == [(False,)]
    assert catalogue("SELECT has_table_privilege('ksm_service', 'tickets_ticketchange', 'DELETE')") == [(False,)]


def policies() -> Iterator[tuple[object, ...]]:
    yield from catalogue("SELECT tablename, policyname, roles::text, qual, with_check FROM pg_policies ORDER BY 1, 2")


@pytest.mark.django_db
def test_laying_the_rules_twice_changes_nothing() -> None:
    before = list(policies())
    apply_rules(connection)
    assert list(policies()) == before
    assert len(before) >= len(WALLED)


def test_no_rule_forgets_the_scope() -> None:
    """Every condition ends at the authorities or the account of the transaction, itself or over another table's rule."""
    for label, condition in rules.PORTAL_READS.items():
        tables = set(re.findall(r"FROM (\w+)", condition)) & {model._meta.db_table for model in WALLED}
        assert condition == "false" or "scope_" in condition or "is_foreign_account" in condition or tables, label
