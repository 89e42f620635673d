"""What fails with what, at 50,000 pieces of infrastructure and 200,000 relations: the computation and the page that shows it.

What is added to the database of the bench for this is taken out again.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tools.bench import database
from tools.bench.checks import Check

NODES, RELATIONS = 50_000, 200_000
MOST = 200
"""Milliseconds that the answer may take, in the middle."""
ROUNDS = 9
REDUNDANT = (0.0, 0.05, 0.3)
"""Shares of relations whose target one can do without."""
Edges = set[tuple[int, int]]

NOTE = "bench of impact"
ITEMS = f"""
WITH like_it AS (SELECT * FROM workstations_infrastructureitem WHERE state = 'in_service' ORDER BY id LIMIT 1)
INSERT INTO workstations_infrastructureitem
SELECT made.* FROM generate_series(1, {NODES}) n, like_it, LATERAL jsonb_populate_record(NULL::workstations_infrastructureitem,
    to_jsonb(like_it) || jsonb_build_object('id', %(before)s + n, 'inventory_number', 'B-' || n, 'serial_number', '', 'note', '{NOTE}')) made"""
COLUMNS = "kind, source_item_id, target_item_id, is_redundant, note, version, is_demo"


def tree(chance: random.Random) -> Edges:
    """A data centre: racks, servers, virtual machines, and all else on several of these."""
    edges = {(node, 0) for node in range(1, 41)}
    edges |= {(node, chance.randrange(1, 41)) for node in range(41, 441)}
    edges |= {(node, chance.randrange(41, 441)) for node in range(441, 3441)}
    while len(edges) < RELATIONS:
        edges.add((chance.randrange(3441, NODES), chance.randrange(441, 3441)))
    return edges


def net(chance: random.Random) -> Edges:
    """Everything hangs on anything before it, and on the first in the end."""
    edges = {(node, chance.randrange(node)) for node in range(1, NODES)}
    while len(edges) < RELATIONS:
        node = chance.randrange(1, NODES)
        edges.add((node, chance.randrange(node)))
    return edges


def circles(chance: random.Random) -> Edges:
    """The same with relations in both directions."""
    edges = {(node, chance.randrange(node)) for node in range(1, NODES)}
    while len(edges) < RELATIONS:
        edge = chance.randrange(NODES), chance.randrange(NODES)
        if edge[0] != edge[1]:
            edges.add(edge)
    return edges


SHAPES = {"tree": tree, "net": net, "circles": circles}


def look(name: str) -> list[Check]:
    """Each shape of a network with each share of redundancy: the computation, and the page with its counts by authority."""
    checks = []
    for shape_name, shape in SHAPES.items():
        for share in REDUNDANT:
            with relations(name, shape(random.Random(1)), share) as first:  # noqa: S311  # drawn, not secret
                for what, ask in asked(first).items():
                    reached, taken = median(ask)
                    words = f"what fails with it, {what}: {shape_name}, {share:.0%} redundant"
                    demanded = f"< {MOST} ms" if what == "computed" else ""
                    checks.append(Check(words, f"{taken:.0f} ms, {reached:,} reached", demanded, taken < MOST))
    return checks


@contextmanager
def relations(name: str, edges: Edges, share: float) -> Iterator[int]:
    """The rows, some of them redundant; gives the key of the one on which all others rest."""
    chance = random.Random(2)  # noqa: S311  # drawn, not secret
    with database.superuser(name) as connection:
        connection.execute("SET session_replication_role = replica")
        # Else what was just stored could not be marked as visible to all, and each row would be looked up in the table too.
        connection.execute("SET synchronous_commit = on")
        row: Any = connection.execute("SELECT max(id) FROM workstations_infrastructureitem").fetchone()
        first = row[0] + 1
        take_out(connection)  # what a run that was killed left behind
        try:
            connection.execute(ITEMS.replace("%(before)s", str(row[0])))
            with connection.cursor().copy(f"COPY dependencies_relation ({COLUMNS}) FROM STDIN") as copy:
                for source, target in edges:
                    copy.write_row(
                        ("depends_on", first + source, first + target, chance.random() < share, NOTE, 1, True)
                    )
            connection.execute("VACUUM ANALYZE dependencies_relation")
            connection.execute("VACUUM ANALYZE workstations_infrastructureitem")
            yield first
        finally:
            take_out(connection)


def take_out(connection: Any) -> None:
    """Leave the database as it was built."""
    for table in ("dependencies_relation", "workstations_infrastructureitem"):
        connection.execute(f"DELETE FROM {table} WHERE note = %s", [NOTE])


def asked(first: int) -> dict[str, Callable[[], int]]:
    """The computation alone, and the page with its counts by authority."""
    from django.test import Client

    from accounts.models import User
    from accounts.scope import as_command
    from dependencies.impact import impact_of
    from dependencies.nodes import STRIDE, NodeKind

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username="administration"))

    def computed() -> int:
        with as_command("bench"):
            return len(impact_of(first * STRIDE + NodeKind.ITEM).reached)

    def page() -> int:
        response = client.get(f"/dependencies/item/{first}/")
        assert response.status_code == 200, response.status_code
        return computed()

    return {"computed": computed, "page and computed": page}


def median(ask: Callable[[], int]) -> tuple[int, float]:
    """What it gives, and how long it takes in the middle."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = ask()
        times.append((time.perf_counter() - start) * 1000)
    return found, statistics.median(times)
