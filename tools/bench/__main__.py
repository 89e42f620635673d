"""How fast every main page is, beside a bare view and a peer (`make bench`; SIZE=1000000, ONLY=queue,search; docs/performance.md)."""

from __future__ import annotations

import os
import signal
import sys

from tools.bench import database, figures, table
from tools.bench.run import run

SIZE = int(os.environ.get("SIZE", "100000"))
ONLY = os.environ.get("ONLY", "")


def main() -> int:
    """Build, measure, print; 0 when every page keeps to its figure."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)  # being told to end is the same as Ctrl-C: all is ended
    rows = figures.chosen(ONLY)
    database.build(SIZE)
    found = run(SIZE, rows)
    lines = table.lines(found.measured, rows, SIZE, {})
    print(table.as_text(table.HEADINGS, [one.cells for one in lines]))
    print(found.memory, found.started_in)
    return int(any(one.misses for one in lines))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nBench stopped; everything it had started is ended.")
