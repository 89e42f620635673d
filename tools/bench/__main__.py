"""How fast every main page is, beside a bare view and a peer (`make bench`; SIZE=10000,1000000, ONLY=queue,search; docs/performance.md)."""

from __future__ import annotations

import os
import signal
import sys

from tools.bench import checks, database, document, figures, parts, results, table
from tools.bench.environments import NotHereError
from tools.bench.measure import IS_THOROUGH
from tools.bench.run import Findings, run

SIZES = [int(size) for size in os.environ.get("SIZE", "100000").split(",")]
ONLY = os.environ.get("ONLY", "")


def main() -> int:
    """Build, measure, print; 0 when every page of every size keeps to its figure."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)  # being told to end is the same as Ctrl-C: all is ended
    rows, names = figures.chosen(ONLY), parts.chosen(ONLY)
    if not rows and not names:
        sys.exit(
            f"ONLY knows {', '.join(row.key for row in figures.ROWS)}, {', '.join(parts.PARTS)} and {parts.ALL}; not {ONLY}."
        )
    if names and len(SIZES) > 1:
        sys.exit(f"{', '.join(names)} set up the application in one process, so with one SIZE at a time.")
    with database.alone():
        try:
            return tell([(size, measure(size, rows, names)) for size in SIZES])
        except NotHereError as error:
            sys.exit(str(error))


def measure(size: int, rows: list[figures.Row], names: list[str]) -> Findings:
    """All that is asked for at one size, and its tables."""
    print(f"With {size:,} reports", flush=True)
    database.build(size)
    found = run(size, rows) if rows else Findings()
    lines = table.lines(found.measured, rows, size, results.before(size))
    found.checks += parts.look(size, names)
    show(table.HEADINGS, [one.cells for one in lines])
    show(checks.HEADINGS, [one.cells for one in found.checks])
    found.missed = [one.row.key for one in lines if one.misses]
    found.missed += [one.words for one in found.checks if not one.is_kept and one.demanded]
    if not ONLY and IS_THOROUGH:
        results.keep(size, table.found(found.measured))
        document.write_side_by_side(results.kept())
    if ONLY in ("", parts.ALL) and IS_THOROUGH:
        document.write(size, lines, found.checks, verdict(size, found))
    return found


def tell(found: list[tuple[int, Findings]]) -> int:
    """Several sizes side by side, and the verdict as the last line."""
    if len(found) > 1:
        show(*table.side_by_side({size: table.found(one.measured) for size, one in found}))
    print(f"\n{' '.join(verdict(size, one) for size, one in found)}")
    return int(any(one.missed for _, one in found))


def verdict(size: int, found: Findings) -> str:
    if found.missed:
        return f"MISSED with {size:,} reports: {'; '.join(found.missed)}."
    return f"Every figure is kept with {size:,} reports."


def show(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A table, if there is something in it."""
    if rows:
        print(f"\n{table.as_text(headings, rows)}", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nBench stopped; everything it had started is ended.")
