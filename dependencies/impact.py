"""What fails and what is weakened when a node fails, and what a node needs: recursive queries over relations.

A node fails with a target that it cannot do without, and when of its redundant targets of one kind, two or more, all have
failed. It is weakened when it has not failed but something it needs has, or is weakened itself. Each node is reached once,
so circles end. What is retired, given away or given up neither fails nor stands in for anything.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection

from dependencies.nodes import MODELS, OVER, STRIDE, NodeKind, keys_of

TABLE = "dependencies_relation"

LAYERS = 5
"""How many layers of redundancy one query follows; nodes below deeper ones take one more query for each five."""

GONE_ROWS = " UNION ALL ".join(
    f"SELECT id * {STRIDE} + {kind:d} AS node FROM {MODELS[kind]._meta.db_table} WHERE state = ANY('{{{','.join(states)}}}')"
    for kind, states in OVER.items()
    if states
)
GONE = f"gone AS MATERIALIZED ({GONE_ROWS})"

# Each step looks up the relations of all its nodes at once, in the order of the index. Left to itself the database would read
# all relations anew for each step, since it cannot know how many nodes a step finds; OFFSET 0 keeps it from that. The
# nodes of a step are gathered one level deeper, where a recursive query may gather.


def _step(nodes: str, relations: str) -> str:
    """The relations that some nodes have."""
    return f"""(SELECT array_agg(node) AS nodes FROM (SELECT node FROM {nodes}) step) here CROSS JOIN LATERAL (
    {relations} OFFSET 0) there"""


VITAL = f"SELECT source_node AS node FROM {TABLE} WHERE NOT is_redundant AND target_node = ANY(here.nodes)"
REDUNDANT = f"SELECT source_node AS node FROM {TABLE} WHERE is_redundant AND target_node = ANY(here.nodes)"
SPARE = (
    f"SELECT source_node, kind, target_node AS node FROM {TABLE} WHERE is_redundant AND source_node = ANY(here.nodes)"
)
NEEDED = f"SELECT target_node AS node, is_redundant FROM {TABLE} WHERE source_node = ANY(here.nodes)"


def _failing(first: int, last: int) -> str:
    """What the walks of some layers found failing; each found something else, so they need no comparing."""
    return " UNION ALL ".join(f"SELECT node FROM walked{layer}" for layer in range(first, last + 1))


def _failed(layer: int) -> str:
    """All that is out of service by a layer: what was so before all walks, and what they found."""
    return f"SELECT node FROM out UNION ALL {_failing(1, layer)}" if layer else "SELECT node FROM out"


def _layer(number: int) -> str:
    """What fails with what the layer before has lost, and what has lost its last redundant target of a kind by that.

    Of the tens of thousands that may have failed only those are gathered that something touched could fall back on.
    """
    return f"""
walked{number}(node) AS (
    SELECT node FROM lost{number - 1}
  UNION
    SELECT there.node FROM {_step(f"walked{number}", VITAL)} WHERE there.node NOT IN ({_failed(number - 1)})
), touched{number} AS MATERIALIZED (
    SELECT DISTINCT there.node FROM {_step(f"walked{number}", REDUNDANT)}
    WHERE there.node NOT IN ({_failed(number)})
), spare{number} AS MATERIALIZED (
    SELECT there.* FROM {_step(f"touched{number}", SPARE)}
), lost{number} AS MATERIALIZED (
    SELECT DISTINCT source_node AS node FROM spare{number} GROUP BY source_node, kind
    HAVING count(*) > 1 AND bool_and(node IN (
        SELECT node FROM ({_failed(number)}) failed WHERE (node IN (SELECT node FROM spare{number})) IS TRUE))
)"""


def _touched_until_the_end(layer: int) -> str:
    """What a layer has touched and no later one took."""
    later = f"WHERE node NOT IN ({_failing(layer + 1, LAYERS)})" if layer < LAYERS else ""
    return f"SELECT node FROM touched{layer} {later}"


IMPACT = f"""
WITH RECURSIVE lost0 AS (SELECT unnest(%(new)s::bigint[]) AS node),
{GONE}, out AS MATERIALIZED (SELECT unnest(%(known)s::bigint[]) AS node UNION ALL SELECT node FROM gone),
{", ".join(_layer(number) for number in range(1, LAYERS + 1))},
weakened(node) AS (
    SELECT node FROM (
        SELECT node FROM unnest(%(touched)s::bigint[]) before(node) WHERE node NOT IN ({_failing(1, LAYERS)})
        UNION ALL {" UNION ALL ".join(_touched_until_the_end(layer) for layer in range(1, LAYERS + 1))}) touched
  UNION
    SELECT there.node FROM {_step("weakened", f"{VITAL} UNION ALL {REDUNDANT}")}
    WHERE there.node NOT IN ({_failed(LAYERS)})
)
SELECT ARRAY({_failing(1, LAYERS)}), ARRAY(SELECT node FROM lost{LAYERS}), ARRAY(SELECT node FROM weakened)
"""

# The other direction: what lies behind targets that a node cannot do without, then what lies behind the others.
NEEDS = f"""
WITH RECURSIVE {GONE}, vital(node) AS (
    SELECT %(node)s::bigint
  UNION
    SELECT there.node FROM {_step("vital", NEEDED)}
    WHERE NOT there.is_redundant AND there.node NOT IN (SELECT node FROM gone)
), known(node) AS MATERIALIZED (
    SELECT node FROM vital UNION ALL SELECT node FROM gone
), helpful(node) AS (
    SELECT there.node FROM {_step("vital", NEEDED)}
    WHERE there.is_redundant AND there.node NOT IN (SELECT node FROM known)
  UNION
    SELECT there.node FROM {_step("helpful", NEEDED)} WHERE there.node NOT IN (SELECT node FROM known)
)
SELECT ARRAY(SELECT node FROM vital), ARRAY(SELECT node FROM helpful)
"""


@dataclass(frozen=True)
class Impact:
    """What a failing node takes with it, nearest first; the node itself is not among it."""

    node: int
    failing: tuple[int, ...]
    weakened: tuple[int, ...]

    @cached_property
    def reached(self) -> tuple[int, ...]:
        """Everything that feels it."""
        return (*self.failing, *self.weakened)

    def keys(self, kind: NodeKind, *, failing: bool) -> list[int]:
        """The keys of the rows of one kind that fail, the node itself included, or that are weakened."""
        numbers = (self.node, *self.failing) if failing else self.weakened
        return keys_of(kind, numbers)


@dataclass(frozen=True)
class Needs:
    """What a node needs, nearest first: without what it fails, and without what, alone, it is only weakened."""

    node: int
    vital: tuple[int, ...]
    helpful: tuple[int, ...]

    @cached_property
    def reached(self) -> tuple[int, ...]:
        """Everything it rests on."""
        return (*self.vital, *self.helpful)


def impact_of(node: int) -> Impact:
    """What fails and what is weakened when a node fails: one query, but for redundancy in very many layers."""
    failed: list[int] = []
    weakened: list[int] = []
    new = [node]
    while new:
        found, new, weakened = _ask(IMPACT, {"new": new, "known": failed, "touched": weakened})
        failed += found
    failed.remove(node)
    return Impact(node, tuple(failed), tuple(weakened))


def needs_of(node: int) -> Needs:
    """Everything that a node needs, directly or through others."""
    vital, helpful = _ask(NEEDS, {"node": node})
    vital.remove(node)
    return Needs(node, tuple(vital), tuple(helpful))


def _ask(query: str, values: dict[str, Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()
