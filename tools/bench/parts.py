"""What is measured inside of one process, without servers: cold search, imports, impact at scale, the price of the second wall."""

from __future__ import annotations

import os
from collections.abc import Callable

from ksm import embedded_postgres
from tools.bench import database
from tools.bench.checks import Check

PARTS = ("cold", "imports", "failures", "wall")


def chosen(only: str) -> list[str]:
    """The parts that are asked for; all where nothing is."""
    wanted = [word.strip() for word in only.split(",") if word.strip()]
    return [part for part in PARTS if not wanted or part in wanted]


def look(size: int, names: list[str]) -> list[Check]:
    """Set the application up in this process, on the database of that size, and go through the parts."""
    if not names:
        return []
    name = database.name_of(size)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "ksm.settings", "KSM_VAR_DIR": str(database.FOLDER), "KSM_LOG_LEVEL": "ERROR", "KSM_DEMO": "true",
        "DATABASE_URL": database.url(name), "OWNER_DATABASE_URL": database.url(name, embedded_postgres.OWNER),
    }  # fmt: skip
    import django

    django.setup()
    from tools.bench import cold, files, impact, wall

    by_name: dict[str, Callable[[str], list[Check]]] = {
        "cold": cold.look, "imports": files.look, "failures": impact.look, "wall": wall.look,
    }  # fmt: skip
    return [check for part in names for check in by_name[part](name)]
