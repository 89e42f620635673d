"""What earlier runs on this machine found, so that growth can be told from the smallest size."""

from __future__ import annotations

import json
from pathlib import Path

from tools.bench import database, figures
from tools.bench.measure import Measured
from tools.bench.table import to_bare


def keep(size: int, measured: Measured) -> None:
    """The ratios to the bare view, the one measure that two runs in different minutes share."""
    known = ratios(size)
    for row in figures.ROWS:
        if ratio := to_bare(measured, row.key):
            known[row.key] = ratio
    _path(size).write_text(json.dumps(known, indent=1))


def before(size: int) -> dict[str, float]:
    """The ratios at the smallest size; none for that size itself."""
    return ratios(figures.SMALLEST) if size > figures.SMALLEST else {}


def ratios(size: int) -> dict[str, float]:
    found: dict[str, float] = json.loads(_path(size).read_text()) if _path(size).exists() else {}
    return found


def _path(size: int) -> Path:
    return database.FOLDER / f"ratios-{size}.json"
