"""Turns the rules into row-level security and grants, and finds out whether the database has them.

Everything is laid anew after each migration, as the owner of the tables and in one transaction, so that the rules in
the code are the rules in the database. Nothing here widens what a scope may reach beyond `rules.py`.
"""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from accounts.roles import STAFF_ROLES
from accounts.scope import JOB, NOBODY, PORTAL, RETENTION, SEED, SERVICE
from ksm.isolation import changes, rules

OWNER = "ksm_owner"
WORKING = (SERVICE, JOB, SEED, RETENTION)
ALL = (NOBODY, PORTAL, *WORKING)
POLICIES = ("everything", "portal", "portal_changes", "sign_in")
HERE = Path(__file__).parent


def apply_rules(connection: BaseDatabaseWrapper) -> None:
    """Lay functions, policies and grants; `connection` works as the owner of the tables."""
    existing = set(connection.introspection.table_names())
    models = [model for model in all_models() if model._meta.db_table in existing]
    asked = {
        "accounts_roleassignment", "customers_contact", "customers_membership",
        "tickets_ticket", "tickets_ticketevent", "tickets_message",
        "continuity_plandocument",
    }  # fmt: skip
    if not asked <= existing:
        return  # a database that is only half built has nobody who could use it
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(_known_staff_roles())
        cursor.execute((HERE / "functions.sql").read_text())
        cursor.execute("\n".join(statement for model in models for statement in _policies(model)))
        cursor.execute("\n".join(_grants(models)))
        cursor.execute("\n".join(_guarded_functions(connection)))


def all_models() -> list[type[Model]]:
    """Every model with a table, join tables and the queue of jobs too."""
    found = apps.get_models(include_auto_created=True)
    has_table = [model for model in found if model._meta.managed or model._meta.app_label == "procrastinate"]
    return [model for model in has_table if not model._meta.proxy]


def keeps_history(model: type[Model]) -> bool:
    """Whether the table is written by triggers only: the states that rows had, and who changed them."""
    return model._meta.label == "pghistory.Context" or hasattr(model, "pgh_tracked_model")


def portal_condition(model: type[Model]) -> str | None:
    """When an authority reaches a row; None where there is no wall."""
    label = model._meta.label
    return "false" if keeps_history(model) else rules.PORTAL_READS.get(label)


def _known_staff_roles() -> str:
    """The keys of accounts/roles.py for the functions; a role that the code no longer knows opens nothing."""
    keys = ", ".join(f"'{role.key}'" for role in STAFF_ROLES)
    return f"""CREATE OR REPLACE FUNCTION known_staff_roles() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS $$ SELECT ARRAY[{keys}] $$"""


def _policies(model: type[Model]) -> Iterator[str]:
    table = model._meta.db_table
    yield from (f'DROP POLICY IF EXISTS {name} ON "{table}";' for name in POLICIES)
    condition = portal_condition(model)
    if condition is None:
        yield f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;'
        return
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;'
    # A policy that is simply true costs nothing and leaves every index to the planner.
    yield f'CREATE POLICY everything ON "{table}" TO {OWNER}, {", ".join(WORKING)} USING (true);'
    if changed := changes.PORTAL_CHANGES.get(model._meta.label):
        yield f'CREATE POLICY portal ON "{table}" FOR SELECT TO {PORTAL} USING ({condition});'
        yield f'CREATE POLICY portal_changes ON "{table}" TO {PORTAL} USING ({changed});'
    elif condition != "false":
        yield f'CREATE POLICY portal ON "{table}" TO {PORTAL} USING ({condition});'
    if before := rules.BEFORE_SIGN_IN.get(model._meta.label):
        yield f'CREATE POLICY sign_in ON "{table}" TO {NOBODY} USING ({before}) WITH CHECK (true);'


def _grants(models: list[type[Model]]) -> Iterator[str]:
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {', '.join(ALL)};"
    for model in models:
        table = f'"{model._meta.db_table}"'
        yield f"REVOKE ALL ON {table} FROM PUBLIC, {', '.join(ALL)};"
        yield f"GRANT SELECT ON {table} TO {', '.join(ALL)};"
        if keeps_history(model):
            yield f"GRANT UPDATE, DELETE ON {table} TO {RETENTION};"
            continue
        if adders := changes.ONLY_ADDED.get(model._meta.label):
            yield f"GRANT INSERT ON {table} TO {', '.join(adders)};"
            yield f"GRANT UPDATE, DELETE ON {table} TO {RETENTION};"
            continue
        yield f"GRANT INSERT, UPDATE, DELETE ON {table} TO {', '.join(WORKING)};"
        is_own = model._meta.app_label in changes.OWN_APPS
        portal = changes.PORTAL_WRITES.get(model._meta.label) if is_own else "INSERT, UPDATE, DELETE"
        if portal:
            yield f"GRANT {portal} ON {table} TO {PORTAL};"
        before = changes.CHANGED_AT_SIGN_IN.get(model._meta.label) if is_own else "INSERT, UPDATE, DELETE"
        if before:
            yield f"GRANT {before} ON {table} TO {NOBODY};"
    yield f"GRANT SELECT ON django_migrations TO {', '.join(ALL)};"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {settings.CACHES['default']['LOCATION']} TO {', '.join(ALL)};"


def _guarded_functions(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Triggers write history with the rights of the owner, so that nobody else needs a right to write it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE n.nspname = 'public' AND (p.proname LIKE 'pgtrigger_%' OR p.proname = '_pgh_attach_context')"
        )
        for (function,) in cursor.fetchall():
            yield f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = public, pg_temp;"
    for function in (
        "access_of(bigint, date)",
        "is_foreign_account(bigint)",
        "has_spoken_here(bigint)",
        "coordinators_of(bigint, date)",
        "is_plan_outdated(bigint)",
    ):
        yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {function} TO {', '.join(ALL)};"
