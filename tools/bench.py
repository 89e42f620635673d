"""What the second wall costs (`make bench`): the list of reports with row-level security and without, side by side.

Builds a database of its own beside the one of the demo, with SIZE reports (100,000 unless said otherwise), asks the same
pages in turn with the policies in force and switched off, and prints medians in milliseconds. Fails when a page takes more
than 1.15 times as long with them.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZE = int(os.environ.get("SIZE", "100000"))
MOST = 1.15
ROUNDS, REQUESTS = 12, 12
PAGES = {
    "list of reports": "/tickets/?view=all",
    "of one authority": "/tickets/?view=all&authority={authority}",
    "search": "/tickets/?view=all&q=drucker",
    "portal: reports": "/portal/tickets/?view=all",
}


def main() -> int:
    """Build, measure, print; 0 when every page keeps to the bound."""
    os.environ |= {"KSM_VAR_DIR": str(ROOT / "var" / "bench"), "KSM_POSTGRES_FAST": "true", "KSM_LOG_LEVEL": "ERROR"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "ksm.settings"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from accounts.models import User
    from customers.models import Authority

    build()
    from django.test import Client

    from accounts.scope import as_command

    with as_command("bench"):
        authority = Authority.objects.get(key="stadt-schwerin").pk
    staff, portal = Client(), Client()
    staff.force_login(User.objects.get(username="benutzerservice"))
    portal.force_login(User.objects.get(username="schwerin-it"))
    print(f"\n{SIZE:,} reports; median of {ROUNDS * REQUESTS} requests each, in turn, in ms")
    print(f"{'page':20} {'with':>8} {'without':>8} {'ratio':>7}")
    ratios = []
    for name, address in PAGES.items():
        client = portal if name.startswith("portal") else staff
        url = address.format(authority=authority)
        with_wall, without = measure(partial(client.get, url, headers={"host": "localhost"}))
        ratio = with_wall / without
        # The portal compares with what no operation may do: the wall is what it is there for, so it is only shown.
        if client is staff:
            ratios.append(ratio)
        print(f"{name:20} {with_wall:8.1f} {without:8.1f} {ratio:7.2f}")
    print(f"bound {MOST}: {'kept' if max(ratios) <= MOST else 'MISSED'}")
    return 0 if max(ratios) <= MOST else 1


def build() -> None:
    """The demo, its reports copied until there are SIZE of them."""
    from django.core.management import call_command
    from django.db import connections

    from tickets.models import Ticket

    call_command("demo", data_only=True, tickets=300)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*), max(id) FROM tickets_ticket")
        number, last = cursor.fetchone()
        if number >= SIZE:
            return
        print(f"Copying reports until there are {SIZE:,} …", flush=True)
        generated = {"id", "number", "search"}
        columns = ", ".join(f'"{f.column}"' for f in Ticket._meta.concrete_fields if f.column not in generated)
        cursor.execute(
            f"""INSERT INTO tickets_ticket (number, {columns})
            SELECT '10-' || (copy.n * 1000000 + t.id), {columns}
            FROM tickets_ticket t, generate_series(1, %s) copy(n) WHERE t.id <= %s LIMIT %s""",  # noqa: S608 – columns of our own model
            [SIZE // number + 1, last, SIZE - number],
        )
        cursor.execute("ANALYZE")


def measure(ask: Callable[[], object]) -> tuple[float, float]:
    """Medians in milliseconds with the policies and without; the two take turns, so that the machine's moods even out."""
    from django.db import connections

    from ksm.isolation.policies import all_models, portal_condition

    walled = [model._meta.db_table for model in all_models() if portal_condition(model) is not None]
    times: dict[bool, list[float]] = {True: [], False: []}
    try:
        for turn in range(ROUNDS * 2):
            is_on = turn % 2 == 0
            with connections["owner"].cursor() as cursor:
                for table in walled:
                    cursor.execute(f'ALTER TABLE "{table}" {"ENABLE" if is_on else "DISABLE"} ROW LEVEL SECURITY')
            ask()  # plans and caches are made anew
            for _ in range(REQUESTS):
                start = time.perf_counter()
                response = ask()
                times[is_on].append((time.perf_counter() - start) * 1000)
                assert getattr(response, "status_code", 200) == 200
    finally:
        with connections["owner"].cursor() as cursor:
            for table in walled:
                cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    return statistics.median(times[True]), statistics.median(times[False])


if __name__ == "__main__":
    sys.exit(main())
