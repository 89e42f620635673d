"""What the load makes of what it saw: what stayed flat, and whether a rush was borne."""

import dataclasses

import pytest

from tools.load.record import line
from tools.load.rush import AT_ONCE, Rush
from tools.load.watch import Held, grown

MIDDLE = Held("in the middle", web=400, worker=150, connections=12, processor=10, load=1)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, []),
        ({"web": 419, "connections": 13}, []),
        ({"web": 441}, ["memory of web grew from 400 to 441 MiB"]),
        ({"worker": 170}, ["memory of worker grew from 150 to 170 MiB"]),
        ({"connections": 14}, ["connections grew from 12 to 14"]),
        ({"web": 300, "worker": 100, "connections": 5}, []),
    ],
)
def test_what_grew_is_named(changed: dict[str, float], words: list[str]) -> None:
    assert grown(MIDDLE, dataclasses.replace(MIDDLE, **changed)) == words


def rush(taken: dict[int, list[float]], afterwards: list[int]) -> Rush:
    found = Rush(afterwards=afterwards)
    found.taken.update(taken)
    return found


@pytest.mark.parametrize(
    ("taken", "afterwards", "words"),
    [
        ({200: [900.0], 503: [2.0]}, [200, 200], []),
        ({503: [2.0]}, [200], ["in the rush nobody was served"]),
        ({200: [900.0]}, [200], ["in the rush nobody was refused"]),
        ({200: [900.0], 503: [2.0], 0: [30_000.0]}, [200], ["in the rush came {0: 1}"]),
        ({200: [900.0], 503: [AT_ONCE + 1.0]}, [200], ["refusals came late"]),
        ({200: [900.0], 503: [2.0]}, [200, 503], ["after the rush came [200, 503]"]),
    ],
)
def test_rush_is_borne_when_some_are_served_and_the_rest_refused_at_once(
    taken: dict[int, list[float]], afterwards: list[int], words: list[str]
) -> None:
    assert rush(taken, afterwards).missed() == words


def test_line_of_a_step_says_middle_tail_and_worst() -> None:
    assert line("take", [float(number) for number in range(101)]) == ("take", "101", "50", "95", "100")
