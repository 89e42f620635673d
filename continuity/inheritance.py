"""What infrastructure inherits from the Fachverfahren that need it: the highest level of each value, by one recursive query.

A Fachverfahren hands its need down to everything that it needs, directly or through others; circles end, since the search
reaches each pair only once. What is retired or given away inherits nothing and hands nothing on. A written deviation takes
the place of what is inherited, and is to be looked at again once that is no longer what it was decided on.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.models import Effect, Level, ProtectionDeviation, Value
from dependencies.impact import GONE, TABLE
from dependencies.nodes import STRIDE, NodeKind

MANY = 3
"""So many Fachverfahren with a high need of one value on one thing are worth a thought about cumulation."""
NAMES_OF = 5
"""So many of the Fachverfahren that cause a level are named with it."""

ROOTS = f"""root AS MATERIALIZED (
    SELECT application_id AS id, application_id * {STRIDE} + {NodeKind.APPLICATION:d} AS node, confidentiality, integrity, availability
    FROM continuity_protectionneed n JOIN applications_specialistapplication a ON a.id = n.application_id
    WHERE (a.operated_since IS NULL OR a.operated_since <= %(day)s) AND (a.operated_until IS NULL OR a.operated_until >= %(day)s)
)"""  # noqa: S608  # constants
REACH = f"""reach(root, node) AS (
    SELECT id, node FROM root
  UNION
    SELECT reach.root, r.target_node FROM reach JOIN {TABLE} r ON r.source_node = reach.node
    WHERE r.target_node NOT IN (SELECT node FROM gone)
)"""  # noqa: S608  # constants
SPARE = f"""spare AS (
    SELECT target_node AS node FROM {TABLE} WHERE source_node NOT IN (SELECT node FROM gone)
    GROUP BY target_node HAVING bool_and(is_redundant)
)"""  # noqa: S608  # constants


def _columns(value: Value) -> str:
    """The level of a value, how many cause it, the first of them, and how many need more than normal."""
    caused = f"WHERE {value} = highest.{value}_max"
    return f"""highest.{value}_max, count(*) FILTER ({caused}),
        (array_agg(root.id ORDER BY root.id) FILTER ({caused}))[1:{NAMES_OF}],
        count(*) FILTER (WHERE {value} >= {Level.HIGH:d})"""


HIGHEST = ", ".join(f"max({value}) AS {value}_max" for value in Value)
QUERY = f"""
WITH RECURSIVE {GONE}, {ROOTS}, {REACH}, {SPARE},
held AS (SELECT node, root FROM reach WHERE node %% {STRIDE} = {NodeKind.ITEM:d} AND (%(only)s::bigint[] IS NULL OR node = ANY(%(only)s))),
highest AS (SELECT held.node, {HIGHEST} FROM held JOIN root ON root.id = held.root GROUP BY held.node)
SELECT held.node / {STRIDE}, held.node IN (SELECT node FROM spare), count(*), {", ".join(map(_columns, Value))}
FROM held JOIN root ON root.id = held.root JOIN highest ON highest.node = held.node
GROUP BY held.node, {", ".join(f"highest.{value}_max" for value in Value)}
"""  # noqa: S608  # constants


@dataclass(frozen=True)
class Inherited:
    """What a thing inherits of one value: the level, and the Fachverfahren that cause it."""

    level: int = 0
    count: int = 0
    causes: tuple[int, ...] = ()
    high: int = 0

    @property
    def may_cumulate(self) -> bool:
        """Whether so many need more than normal that together they may need more than each of them."""
        return self.high >= MANY and self.level < Level.VERY_HIGH


NOTHING = Inherited()


class Inheritance(NamedTuple):
    """What a thing inherits of all values."""

    by_value: Mapping[str, Inherited]
    applications: int = 0
    is_spare: bool = False

    def of(self, value: str) -> Inherited:
        """What it inherits of one value."""
        return self.by_value.get(value, NOTHING)

    @property
    def may_be_distributed(self) -> bool:
        """Whether everything that needs it can do without it alone, so that its availability may count less."""
        return self.is_spare and self.of(Value.AVAILABILITY).level > Level.NORMAL


NO_INHERITANCE = Inheritance({})


def inheritance(day: date, items: Collection[int] | None = None) -> dict[int, Inheritance]:
    """What each piece of infrastructure inherits, by its key; of some or of all, by one query."""
    only = None if items is None else [key * STRIDE + NodeKind.ITEM for key in items]
    with connection.cursor() as cursor:
        cursor.execute(QUERY, {"day": day, "only": only})
        return {row[0]: _read(row) for row in cursor.fetchall()}


def _read(row: Sequence[object]) -> Inheritance:
    _key, is_spare, applications, *rest = row
    parts: list[list[object]] = [rest[place : place + 4] for place in range(0, len(rest), 4)]
    by_value = {
        str(value): Inherited(int(str(level)), int(str(count)), tuple(causes), int(str(high)))  # type: ignore[arg-type]
        for value, (level, count, causes, high) in zip(Value, parts, strict=True)
    }
    return Inheritance(by_value, int(str(applications)), bool(is_spare))


def effective(inherited: Inherited, deviation: ProtectionDeviation | None) -> int:
    """The level that holds: the deviation, or what is inherited; 0 where there is neither."""
    return deviation.level if deviation else inherited.level


def why_to_review(deviation: ProtectionDeviation, inherited: Inherited, day: date) -> str:
    """Why a deviation is to be looked at again, or nothing."""
    if deviation.basis_level != inherited.level:
        then, now = level_in_words(deviation.basis_level), level_in_words(inherited.level)
        return f"geerbt wird jetzt {now}, bei der Entscheidung war es {then}"
    if deviation.effect == Effect.CUMULATION and deviation.basis_count != inherited.count:
        return f"die geerbte Stufe kommt jetzt von {inherited.count} Fachverfahren, bei der Entscheidung waren es {deviation.basis_count}"
    if deviation.review_on and deviation.review_on <= day:
        return f"die Prüfung war am {deviation.review_on:%d.%m.%Y} fällig"
    return ""


def level_in_words(level: int) -> str:
    """„hoch“, or that there is nothing."""
    return str(Level(level).label) if level else "nichts"


def hints(found: Inheritance, deviations: Iterable[ProtectionDeviation]) -> list[str]:
    """Where a thought about cumulation or distribution is worth it, as long as nothing was decided."""
    decided = {row.value for row in deviations}
    words = [
        f"{value.label}: {found.of(value).high} Fachverfahren brauchen mindestens „hoch“; vielleicht kumuliert der Schaden."
        for value in Value
        if value not in decided and found.of(value).may_cumulate
    ]
    if Value.AVAILABILITY not in decided and found.may_be_distributed:
        words.append(
            "Verfügbarkeit: Alles, was es braucht, kann allein darauf verzichten; vielleicht senkt die Verteilung den Bedarf."
        )
    return words
