"""Migrations: none is missing, and each app goes one step back and forth again on a database of its own."""

import io

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph

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
def test_newest_migration_of_each_app_goes_back_and_forth() -> None:
    """In one transaction that is taken back: PostgreSQL changes tables in transactions too."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    newest = {graph.leaf_nodes(app)[0] for app in WITH_SEVERAL}
    standing_on_them = {step for one in newest for step in graph.backwards_plan(one)}
    everything = [migration for migration, _ in executor.migration_plan(graph.leaf_nodes(), clean_start=True)]
    backwards = [(one, True) for one in reversed(everything) if (one.app_label, one.name) in standing_on_them]
    executor.migrate([before(graph, step) for step in newest], plan=backwards)
    executor = MigrationExecutor(connection)
    assert not newest & set(executor.loader.applied_migrations)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert newest <= set(MigrationExecutor(connection).loader.applied_migrations)


def before(graph: MigrationGraph, step: tuple[str, str]) -> tuple[str, str]:
    """The migration of the same app that the step stands on."""
    app, name = next(parent.key for parent in graph.node_map[step].parents if parent.key[0] == step[0])
    return app, name
