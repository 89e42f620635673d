"""Migrations: none is missing, and each app goes one step back and forth again on a database of its own."""

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
# The first migration of an app is taken back only together with all that stands on it.
WITH_SEVERAL = [app for app in OWN_APPS if len(list((settings.BASE_DIR / app / "migrations").glob("0*.py"))) > 1]


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


def test_each_app_has_one_newest_migration(db: None) -> None:
    graph = MigrationExecutor(connection).loader.graph
    for app in OWN_APPS:
        assert len(graph.leaf_nodes(app)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("app", WITH_SEVERAL)
def test_newest_migration_goes_back_and_forth(app: str) -> None:
    """In one transaction that is taken back: PostgreSQL changes tables in transactions too."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes(app)[0]
    before = next(parent.key for parent in executor.loader.graph.node_map[newest].parents if parent.key[0] == app)
    executor.migrate([before])
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert newest in MigrationExecutor(connection).loader.applied_migrations
