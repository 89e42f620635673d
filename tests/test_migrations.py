"""Migrations: none is missing, and all that our apps made can be taken back and made again."""

import io

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

OWN_APPS = sorted(
    config.label
    for config in apps.get_app_configs()
    if (settings.BASE_DIR / config.name).is_dir() and (settings.BASE_DIR / config.name / "migrations").is_dir()
)


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


def test_each_app_has_one_newest_migration(db: None) -> None:
    graph = MigrationExecutor(connection).loader.graph
    for app in OWN_APPS:
        assert len(graph.leaf_nodes(app)) == 1


@pytest.mark.django_db
def test_our_apps_go_back_to_nothing_and_forth() -> None:
    """In one transaction that is taken back: PostgreSQL changes tables in transactions too."""
    executor = MigrationExecutor(connection)
    executor.migrate([(app, None) for app in OWN_APPS])
    left = set(MigrationExecutor(connection).loader.applied_migrations)
    assert not {app for app, _ in left} & set(OWN_APPS)
    assert not own_tables()
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert own_tables() == {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OWN_APPS
    } | {"accounts_cache"}


def own_tables() -> set[str]:
    """The tables of our apps that are there."""
    names = connection.introspection.table_names()
    return {name for name in names if name.split("_")[0] in OWN_APPS}
