"""What whole runs on this machine found, so that sizes stand side by side and growth can be told from the smallest one."""

from __future__ import annotations

import json
from pathlib import Path

from tools.bench import database, figures
from tools.bench.table import Found

ASKED = ("arithmetic.py", "bare.py", "bare_pages.py", "ours.py", "measure.py", "servers.py")
"""What decides, besides the rows, what is measured and told: what another state of it has found is not compared."""


def keep(size: int, pages: dict[str, Found]) -> None:
    _path(size).write_text(json.dumps({"state": _state(size), "pages": pages}, indent=1))


def kept() -> dict[int, dict[str, Found]]:
    """By size, what the same bench has found on the same rows."""
    found = {}
    for path in database.FOLDER.glob("results-*.json"):
        size, result = int(path.stem.removeprefix("results-")), json.loads(path.read_text())
        if result["state"] == _state(size):
            found[size] = {key: Found(*page) for key, page in result["pages"].items()}
    return found


def before(size: int) -> dict[str, float]:
    """The multiples of the bare view's time at the smallest size; none for that size itself."""
    pages = kept().get(figures.SMALLEST, {}) if size > figures.SMALLEST else {}
    return {key: page.of_bare for key, page in pages.items() if page.of_bare}


def _state(size: int) -> str:
    tools = [Path(__file__).with_name(name) for name in ASKED]
    return f"{database.state_of_rows(size)} {database.fingerprint(tools)}"


def _path(size: int) -> Path:
    return database.FOLDER / f"results-{size}.json"
