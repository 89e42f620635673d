"""Where the boxes of a drawing stand: in layers from the left to the right, with few crossings. Pure arithmetic.

A line that passes several layers has a place of its own in each, so that it runs between the boxes and not behind them.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

BOX_WIDTH, BOX_HEIGHT = 220, 54
GAP, LANE = 16, 20
BETWEEN = 64
MARGIN = 12
SWEEPS = 6

Place = tuple[int, int]
"""A box, or the place of the passing line of one edge in one layer, which has a negative first part."""


class Drawing(NamedTuple):
    """Boxes by key with their upper left corners, and a path for each edge."""

    width: int
    height: int
    corners: dict[int, tuple[float, float]]
    paths: list[str]
    order: list[int]


def layers_of(keys: Sequence[int], edges: Sequence[tuple[int, int]], root: int) -> dict[int, int]:
    """How far right each box stands: behind everything it follows; an edge that closes a circle does not count."""
    following: dict[int, list[int]] = defaultdict(list)
    for before, after in edges:
        following[before].append(after)
    ordered, backwards = _walk((root, *keys), following)
    layer = dict.fromkeys((root, *keys), 0)
    for here in reversed(ordered):
        for there in following[here]:
            if (here, there) not in backwards:
                layer[there] = max(layer[there], layer[here] + 1)
    loose = {key for key in keys if key != root and not layer[key]}
    return {key: (max(layer.values()) or 1) if key in loose else number for key, number in layer.items()}


def _walk(starts: Sequence[int], following: dict[int, list[int]]) -> tuple[list[int], set[tuple[int, int]]]:
    """All boxes, each after everything that follows it, and the edges that lead back to where one came from."""
    is_done: dict[int, bool] = {}
    ordered: list[int] = []
    backwards: set[tuple[int, int]] = set()
    way = [(start, iter(following[start])) for start in reversed(starts)]
    while way:
        here, ahead = way[-1]
        if is_done.get(here):
            way.pop()
            continue
        is_done[here] = False
        for there in ahead:
            if there not in is_done:
                way.append((there, iter(following[there])))
                break
            if not is_done[there]:
                backwards.add((here, there))
        else:
            is_done[here] = True
            ordered.append(here)
            way.pop()
    return ordered, backwards


def draw(keys: Sequence[int], edges: Sequence[tuple[int, int]], root: int) -> Drawing:
    """The whole drawing of boxes and edges that start at a root."""
    layer = layers_of(keys, edges, root)
    columns: list[list[Place]] = [[] for _ in range(max(layer.values()) + 1)]
    for key in dict.fromkeys((root, *keys)):
        columns[layer[key]].append((key, layer[key]))
    routes = [_route(number, before, after, layer) for number, (before, after) in enumerate(edges, start=1)]
    for route in routes:
        for place in route[1:-1]:
            columns[place[1]].append(place)
    _untangle(columns, routes)
    heights = [sum(_room(place) for place in column) for column in columns]
    height = max(heights) + 2 * MARGIN
    top: dict[Place, float] = {}
    for column, used in zip(columns, heights, strict=True):
        y = MARGIN + (height - 2 * MARGIN - used) / 2
        for place in column:
            top[place] = y
            y += _room(place)
    corners = {key: (_left(number), top[key, number]) for key, number in layer.items()}
    return Drawing(
        width=round(_left(len(columns) - 1) + BOX_WIDTH + MARGIN),
        height=round(height),
        corners=corners,
        paths=[_path(route, top) for route in routes],
        order=[key for column in columns for key, _ in column if key > 0],
    )


def _route(number: int, before: int, after: int, layer: dict[int, int]) -> list[Place]:
    """The places that an edge runs through; one that runs back or stays in its layer goes straight."""
    between = [(-number, column) for column in range(layer[before] + 1, layer[after])]
    return [(before, layer[before]), *between, (after, layer[after])]


def _untangle(columns: list[list[Place]], routes: Sequence[Sequence[Place]]) -> None:
    """Each place moves to the middle of its neighbours, some times forth and back."""
    left, right = defaultdict(list), defaultdict(list)
    for route in routes:
        for one, other in pairwise(route):
            if one[1] < other[1]:
                right[one].append(other)
                left[other].append(one)
    for sweep in range(SWEEPS):
        neighbours = right if sweep % 2 else left
        for column in reversed(columns) if sweep % 2 else columns:
            at = {place: number for one in columns for number, place in enumerate(one)}
            middle = {
                place: sum(at[near] for near in neighbours[place]) / len(neighbours[place])
                if neighbours[place]
                else at[place]
                for place in column
            }
            column.sort(key=lambda place, middle=middle: middle[place])  # type: ignore[misc]  # bound at once


def _room(place: Place) -> int:
    return BOX_HEIGHT + GAP if place[0] > 0 else LANE


def _left(column: int) -> float:
    return MARGIN + column * (BOX_WIDTH + BETWEEN)


def _path(route: Sequence[Place], top: dict[Place, float]) -> str:
    """A smooth line from the right side of a box to the left side of another."""
    (_, first), (_, last) = route[0], route[-1]
    start = (_left(first) + BOX_WIDTH, top[route[0]] + BOX_HEIGHT / 2)
    end = (_left(last), top[route[-1]] + BOX_HEIGHT / 2)
    path = f"M{start[0]:.0f} {start[1]:.0f}"
    if last <= first:  # back: out on the right, round below the box, in on the left
        dip = max(start[1], end[1]) + BOX_HEIGHT * 0.75
        return f"{path}C{start[0] + 50:.0f} {dip:.0f} {end[0] - 50:.0f} {dip:.0f} {end[0]:.0f} {end[1]:.0f}"
    x, y = start
    for place in route[1:-1]:
        there = top[place] + LANE / 2
        path += _bend(x, y, _left(place[1]), there) + f"H{_left(place[1]) + BOX_WIDTH:.0f}"
        x, y = _left(place[1]) + BOX_WIDTH, there
    return path + _bend(x, y, *end)


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    half = (to_x - x) / 2
    return f"C{x + half:.0f} {y:.0f} {to_x - half:.0f} {to_y:.0f} {to_x:.0f} {to_y:.0f}"
