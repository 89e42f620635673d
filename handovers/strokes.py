"""A signature as lines on a field: read from what a browser sent, within limits, and written as a path.

A signature is no picture: a few hundred points say all of it, stay sharp at every size, and hold nothing that anybody could
hide in an image.
"""

import json
from itertools import pairwise
from typing import Any

WIDTH, HEIGHT = 600, 200
MOST_STROKES = 80
MOST_POINTS = 4000
SHORTEST = 60
"""A dot or a slip of the finger is no signature; in units of the field, all lines together."""

Point = tuple[int, int]
Strokes = list[list[Point]]


class NoSignatureError(ValueError):
    """What came is no signature; the message says it in German."""


def read(text: str) -> Strokes:
    """The strokes in what a browser sent: lists of points, each two numbers inside of the field."""
    if not text.strip():
        raise NoSignatureError("Bitte unterschreiben Sie im Feld.")
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoSignatureError(
            "Die Unterschrift kam nicht vollständig an. Bitte unterschreiben Sie noch einmal."
        ) from error
    strokes = _strokes(sent)
    if length(strokes) < SHORTEST:
        raise NoSignatureError("Das ist noch keine Unterschrift. Bitte unterschreiben Sie im Feld.")
    return strokes


def path(strokes: Any) -> str:
    """The strokes as the path of a drawing, such as „M 10 20 L 11 24“; a point on its own becomes a short line."""
    parts = []
    for stroke in strokes:
        (x, y), *others = stroke
        parts.append(" ".join([f"M {x} {y}", *(f"L {x} {y}" for x, y in (others or [(x + 1, y)]))]))
    return " ".join(parts)


def length(strokes: Strokes) -> float:
    """How long all lines are together."""
    pairs = [pair for stroke in strokes for pair in pairwise(stroke)]
    return float(sum(((x - u) ** 2 + (y - v) ** 2) ** 0.5 for (x, y), (u, v) in pairs))


def _strokes(sent: Any) -> Strokes:
    if not isinstance(sent, list) or not sent:
        raise NoSignatureError("Bitte unterschreiben Sie im Feld.")
    is_too_much = len(sent) > MOST_STROKES or sum(len(part) for part in sent if isinstance(part, list)) > MOST_POINTS
    if is_too_much:
        raise NoSignatureError(
            "Das sind zu viele Linien. Bitte löschen Sie das Feld und unterschreiben Sie noch einmal."
        )
    return [_stroke(part) for part in sent]


def _stroke(part: Any) -> list[Point]:
    if not isinstance(part, list) or not part:
        raise NoSignatureError("Die Unterschrift kam nicht vollständig an. Bitte unterschreiben Sie noch einmal.")
    return [_point(pair) for pair in part]


def _point(pair: Any) -> Point:
    is_pair = isinstance(pair, list) and len(pair) == 2
    if not is_pair or not all(isinstance(value, int) and not isinstance(value, bool) for value in pair):
        raise NoSignatureError("Die Unterschrift kam nicht vollständig an. Bitte unterschreiben Sie noch einmal.")
    x, y = pair
    return min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT)
