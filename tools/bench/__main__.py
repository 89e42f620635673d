"""How fast every main page is, beside a bare view and a peer (`make bench`; SIZE=1000000, ONLY=queue,search; docs/performance.md)."""

from __future__ import annotations

import fcntl
import os
import signal
import sys

from tools.bench import checks, database, document, figures, parts, results, table
from tools.bench.run import Findings, run

SIZE = int(os.environ.get("SIZE", "100000"))
ONLY = os.environ.get("ONLY", "")


def main() -> int:
    """Build, measure, print; 0 when every page keeps to its figure."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)  # being told to end is the same as Ctrl-C: all is ended
    database.FOLDER.mkdir(parents=True, exist_ok=True)
    with (database.FOLDER / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit("Another bench runs in this checkout; two at once would measure each other.")
        return measure()


def measure() -> int:
    """All that is asked for, its tables, and the verdict as the last line."""
    rows, names = figures.chosen(ONLY), parts.chosen(ONLY)
    if not rows and not names:
        sys.exit(f"ONLY knows {', '.join(row.key for row in figures.ROWS)}, {', '.join(parts.PARTS)}; not {ONLY}.")
    database.build(SIZE)
    found = run(SIZE, rows) if rows else Findings()
    lines = table.lines(found.measured, rows, SIZE, results.before(SIZE))
    show(table.HEADINGS, [one.cells for one in lines])
    looked_at = found.checks + parts.look(SIZE, names)
    show(checks.HEADINGS, [one.cells for one in looked_at])
    missed = [
        *(one.row.key for one in lines if one.misses),
        *(one.words for one in looked_at if not one.is_kept and one.demanded),
    ]
    verdict = (
        f"MISSED with {SIZE:,} reports: {'; '.join(missed)}."
        if missed
        else f"Every figure is kept with {SIZE:,} reports."
    )
    if not ONLY:
        results.keep(SIZE, found.measured)
        document.write(SIZE, lines, looked_at, verdict)
    print(f"\n{verdict}")
    return int(bool(missed))


def show(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A table, if there is something in it."""
    if rows:
        print(f"\n{table.as_text(headings, rows)}", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nBench stopped; everything it had started is ended.")
