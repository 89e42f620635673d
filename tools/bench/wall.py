"""What the second wall costs: pages with row-level security and without, side by side; at most 1.15 times as long."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial

from tools.bench.checks import Check

MOST = 1.15
ROUNDS, REQUESTS = 12, 12
PAGES = {
    "list of reports": "/tickets/?view=all",
    "of one authority": "/tickets/?view=all&authority={authority}",
    "search": "/tickets/?view=all&q=drucker",
    "portal: reports": "/portal/tickets/?view=all",
}


def look(name: str) -> list[Check]:
    """Ask the same pages in turn with the policies in force and switched off."""
    from django.test import Client

    from accounts.models import User
    from accounts.scope import as_command
    from customers.models import Authority

    with as_command("bench"):
        authority = Authority.objects.get(key="stadt-schwerin").pk
    staff, portal = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    staff.force_login(User.objects.get(username="benutzerservice"))
    portal.force_login(User.objects.get(username="schwerin-it"))
    checks = []
    for page, address in PAGES.items():
        client = portal if page.startswith("portal") else staff
        with_wall, without = measure(partial(client.get, address.format(authority=authority)))
        ratio = with_wall / without
        found = f"{with_wall:.1f} ms, without {without:.1f}: {ratio:.2f} ×"
        # The portal compares with what no operation may do: the wall is what it is there for, so it is only shown.
        demanded = f"≤ {MOST} ×" if client is staff else ""
        checks.append(Check(f"second wall: {page}", found, demanded, ratio <= MOST))
    return checks


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
