"""Authorities on a plain map: from degrees to places in a drawing, and names that do not cover each other.

Pure arithmetic. The projection is equirectangular: a degree of longitude is shortened by the cosine of the middle latitude,
so that distances are right there and wrong by less than two per cent at the rim of a map of this size. Units of the
drawing have no size on the screen; the whole drawing is `WIDTH` wide.
"""

from collections.abc import Iterable, Sequence
from math import cos, radians
from typing import NamedTuple

WIDTH = 1000.0
MARGIN = 46.0
STEP = 26.0
"""How far apart the marks of one place stand, side by side."""
MARK = 11.0
"""Half the breadth of the widest mark."""
KILOMETRES_PER_DEGREE = 111.2
SMALLEST_SPAN = 0.2
"""Degrees that a map shows at least, so that a single town does not fill it."""
LETTER = 0.58
"""The mean breadth of a letter, in heights of the type."""
BASELINE = 0.34
"""How far below the middle of a line its letters stand, in heights of the type."""


class Point(NamedTuple):
    """A place in the drawing; y grows downwards."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have a part in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def lies_in(self, other: "Box") -> bool:
        """Whether all of it is part of the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


class Label(NamedTuple):
    """A name in the drawing: where its line begins, ends or has its middle, and the room that it takes."""

    x: float
    y: float
    anchor: str
    box: Box


class Projection(NamedTuple):
    """The part of the earth that a drawing shows."""

    west: float
    north: float
    scale: float
    shortening: float
    height: float

    @classmethod
    def around(cls, places: Sequence[tuple[float, float]]) -> "Projection":
        """The smallest map on which all places (latitude, longitude) lie, with a margin."""
        latitudes, longitudes = [place[0] for place in places], [place[1] for place in places]
        middle = (min(latitudes) + max(latitudes)) / 2
        tall = max(max(latitudes) - min(latitudes), SMALLEST_SPAN)
        wide = max(max(longitudes) - min(longitudes), SMALLEST_SPAN * 2)
        shortening = cos(radians(middle))
        scale = (WIDTH - 2 * MARGIN) / (wide * shortening)
        return cls(
            west=(min(longitudes) + max(longitudes) - wide) / 2,
            north=middle + tall / 2,
            scale=scale,
            shortening=shortening,
            height=tall * scale + 2 * MARGIN,
        )

    def place(self, latitude: float, longitude: float) -> Point:
        """Where a place lies in the drawing."""
        return Point(
            MARGIN + (longitude - self.west) * self.shortening * self.scale,
            MARGIN + (self.north - latitude) * self.scale,
        )

    def kilometres(self, distance: float) -> float:
        """The length of a distance in the drawing."""
        return distance / KILOMETRES_PER_DEGREE * self.scale


def side_by_side(points: Sequence[Point]) -> list[Point]:
    """The same points, but those at one place stand beside each other, in their order."""
    together: dict[Point, int] = {}
    for point in points:
        together[point] = together.get(point, 0) + 1
    seen: dict[Point, int] = {}
    apart = []
    for point in points:
        number = seen.get(point, 0)
        seen[point] = number + 1
        apart.append(Point(point.x + (number - (together[point] - 1) / 2) * STEP, point.y))
    return apart


def around(point: Point, half: float = MARK) -> Box:
    """The room that a mark takes."""
    return Box(point.x - half, point.y - half, point.x + half, point.y + half)


def labels(
    named: Iterable[tuple[Point, str]],
    marks: Sequence[Box],
    *,
    avoided: Sequence[Box] = (),
    size: float,
    half: float,
    height: float,
) -> list[Label | None]:
    """One after the other each name takes the first free room beside its mark, or stays away.

    `marks` are never covered; `avoided` only where there is no better room. `size` is the height of the type, `half` half
    the breadth of the mark that a name stands beside.
    """
    sheet = Box(0, 0, WIDTH, height)
    taken = list(marks)
    found: list[Label | None] = []
    for point, text in named:
        rooms = _rooms(point, len(text) * size * LETTER, size, half + size / 4)
        free = [one for one in rooms if one.box.lies_in(sheet) and not any(map(one.box.meets, taken))]
        best = min(free, key=lambda one: sum(map(one.box.meets, avoided)), default=None)  # the first of equals
        if best:
            taken.append(best.box)
        found.append(best)
    return found


def _rooms(point: Point, breadth: float, size: float, gap: float) -> Iterable[Label]:
    """Rooms beside a mark, the best first: right, left, above, below, then the corners."""
    x, y = point
    for side, up in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)):
        middle = y + up * (gap + size / 2)
        start = x + side * (gap if not up else gap / 2)
        left = {1: start, 0: x - breadth / 2, -1: start - breadth}[side]
        anchor = {1: "start", 0: "middle", -1: "end"}[side]
        box = Box(left, middle - size / 2, left + breadth, middle + size / 2)
        yield Label(start if side else x, middle + size * BASELINE, anchor, box)
