"""Things that need each other in turn: found so that people can be told of them; the search for what fails ends anyway."""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence

from dependencies.impact import impact_of, needs_of
from dependencies.models import Relation

LONGEST_NAMED = 8


def circle_of(node: int) -> list[int]:
    """The shortest way from a node over what it needs back to itself, both ends included, or nothing."""
    way = _ways(node)
    return _shortest(way, node, node) if way else []


def circle_closed_by(relation: Relation) -> list[int]:
    """The shortest circle that a relation is part of, or nothing."""
    way = _ways(relation.source_node)
    back = _shortest(way, relation.target_node, relation.source_node) if way else []
    return [relation.source_node, *back] if back else []


def in_words(circle: Sequence[int], names: Mapping[int, str]) -> str:
    """„Kreis: A → B → A“; of a very long one the middle is left out."""
    words = [names.get(number, "…") for number in circle]
    if len(words) > LONGEST_NAMED:
        words = [*words[: LONGEST_NAMED - 2], "…", *words[-2:]]
    return f"Kreis: {' → '.join(words)}"


def _ways(node: int) -> dict[int, list[int]]:
    """What each node of the circles through a node needs, as far as it lies on them."""
    ring = {*needs_of(node).reached} & {*impact_of(node).reached}
    ways: dict[int, list[int]] = defaultdict(list)
    if ring:
        pairs = Relation.objects.between([node, *ring]).order_by("pk").values_list("source_node", "target_node")
        for source, target in pairs:
            ways[source].append(target)
    return ways


def _shortest(ways: Mapping[int, Sequence[int]], start: int, goal: int) -> list[int]:
    """The shortest way with at least one step."""
    came_from: dict[int, int] = {}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there in ways.get(here, ()):
            if there == goal:
                path = [goal, here]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return path[::-1]
            if there not in came_from and there != start:
                came_from[there] = here
                queue.append(there)
    return []
