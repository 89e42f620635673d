"""In which order things are started again: what is needed comes first, then what was agreed to be urgent. Plain arithmetic.

A need inherits the best rank of what needs it. Things that need each other in turn cannot be put in order by this and stay
together, named as a circle. Whether a need is redundant makes no difference: at a restart all of it is started.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

LAST = 10**9
"""The rank of what has none."""


class Thing(NamedTuple):
    """What is to be started: its key, its agreed rank, and the word by which equals are put in order."""

    key: int
    rank: int | None = None
    name: str = ""


class Because(NamedTuple):
    """Why something stands where it stands: the rank that counts, whose rank it is, and through what it comes."""

    rank: int
    owner: int
    through: int | None = None


class Step(NamedTuple):
    """What is started at once: one thing, or all of a circle."""

    number: int
    keys: tuple[int, ...]
    because: Mapping[int, Because]

    @property
    def is_circle(self) -> bool:
        """Whether these need each other in turn."""
        return len(self.keys) > 1


def restart_order(things: Iterable[Thing], needs: Iterable[tuple[int, int]]) -> list[Step]:
    """The steps of a restart; `needs` are pairs of what needs and what is needed, those of unknown things do not count."""
    known = {thing.key: thing for thing in sorted(things, key=lambda one: one.key)}
    edges = sorted({(source, target) for source, target in needs if source in known and target in known})
    groups = _circles(known, _by_source(edges))
    group_of = {key: number for number, keys in enumerate(groups) for key in keys}
    needed = {number: set[int]() for number in range(len(groups))}
    for source, target in edges:
        if group_of[source] != group_of[target]:
            needed[group_of[source]].add(group_of[target])
    because = _reasons(known, edges, groups, group_of)
    return _taken(known, groups, needed, because)


def reached(start: Collection[int], needs: Iterable[tuple[int, int]]) -> set[int]:
    """These things and all that they need, directly or through others."""
    ways = _by_source(needs)
    found, waiting = set(start), list(start)
    while waiting:
        for target in ways.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def _by_source(edges: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    ways: dict[int, list[int]] = defaultdict(list)
    for source, target in edges:
        ways[source].append(target)
    return ways


def _circles(known: Mapping[int, Thing], ways: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """The strongly connected parts (Tarjan), without recursion; what is needed comes before what needs it."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    open_: dict[int, None] = {}
    groups: list[list[int]] = []
    for root in known:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        open_[root] = None
        walk = [(root, iter(ways.get(root, ())))]
        while walk:
            here, rest = walk[-1]
            there = next(rest, None)
            if there is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[here])
                if low[here] == index[here]:
                    groups.append(_closed(open_, here))
            elif there not in index:
                index[there] = low[there] = len(index)
                open_[there] = None
                walk.append((there, iter(ways.get(there, ()))))
            elif there in open_:
                low[here] = min(low[here], index[there])
    return groups


def _closed(open_: dict[int, None], root: int) -> list[int]:
    """The part that ends with its root, taken from what is still open."""
    part: list[int] = []
    while not part or part[-1] != root:
        part.append(open_.popitem()[0])
    return part


def _reasons(
    known: Mapping[int, Thing],
    edges: Sequence[tuple[int, int]],
    groups: Sequence[Sequence[int]],
    group_of: Mapping[int, int],
) -> dict[int, Because]:
    """For each thing the best rank among its own and those of what needs it, handed down from those that need."""
    needers: dict[int, list[int]] = defaultdict(list)
    for source, target in edges:
        needers[target].append(source)
    because: dict[int, Because] = {}
    for number in range(len(groups) - 1, -1, -1):  # what needs comes after what is needed in `groups`
        own = {key: _own(known[key]) for key in groups[number]}
        for key in groups[number]:
            handed = [
                Because(because[source].rank, because[source].owner, source)
                for source in needers[key]
                if group_of[source] != number and because[source].rank < LAST
            ]
            own[key] = min([own[key], *handed], key=lambda one: (one.rank, one.through is not None, one.owner))
        because |= own
        best = min(own.values(), key=lambda one: (one.rank, one.through is not None, one.owner))
        for key in groups[number]:
            if best.rank < own[key].rank:
                because[key] = Because(best.rank, best.owner, best.through)
    return because


def _own(thing: Thing) -> Because:
    return Because(LAST if thing.rank is None else thing.rank, thing.key)


def _taken(
    known: Mapping[int, Thing],
    groups: Sequence[Sequence[int]],
    needed: Mapping[int, Collection[int]],
    because: Mapping[int, Because],
) -> list[Step]:
    """Of what is ready always the most urgent; a group is ready when all that it needs has been started."""
    waits = {number: len(targets) for number, targets in needed.items()}
    frees: dict[int, list[int]] = defaultdict(list)
    for number, targets in needed.items():
        for target in targets:
            frees[target].append(number)

    def urgency(number: int) -> tuple[int, str, int, int]:
        first = min(groups[number], key=lambda key: (known[key].name, key))
        return min(because[key].rank for key in groups[number]), known[first].name, first, number

    ready = [urgency(number) for number, count in waits.items() if not count]
    heapq.heapify(ready)
    steps: list[Step] = []
    while ready:
        number = heapq.heappop(ready)[-1]
        keys = sorted(groups[number], key=lambda key: (because[key].rank, known[key].name, key))
        steps.append(Step(len(steps) + 1, tuple(keys), {key: because[key] for key in keys}))
        for freed in frees[number]:
            waits[freed] -= 1
            if not waits[freed]:
                heapq.heappush(ready, urgency(freed))
    return steps
