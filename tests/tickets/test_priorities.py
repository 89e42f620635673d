"""The matrix of impact and urgency."""

from itertools import pairwise

import pytest

from contracts.models import Priority
from tickets.priorities import Impact, Urgency, priority_of


@pytest.mark.parametrize("impact", Impact)
@pytest.mark.parametrize("urgency", Urgency)
def test_every_pair_has_a_priority(impact: Impact, urgency: Urgency) -> None:
    assert priority_of(impact, urgency) in Priority


@pytest.mark.parametrize("impact", Impact)
def test_less_urgent_is_never_sooner(impact: Impact) -> None:
    assert all(priority_of(impact, more) <= priority_of(impact, less) for more, less in pairwise(Urgency))


@pytest.mark.parametrize("urgency", Urgency)
def test_smaller_impact_is_never_sooner(urgency: Urgency) -> None:
    assert all(priority_of(more, urgency) <= priority_of(less, urgency) for more, less in pairwise(Impact))


@pytest.mark.parametrize(
    ("impact", "urgency", "priority"),
    [
        (Impact.WIDE, Urgency.CRITICAL, Priority.CRITICAL),
        (Impact.CONSIDERABLE, Urgency.HIGH, Priority.HIGH),
        (Impact.SMALL, Urgency.MEDIUM, Priority.NORMAL),
        (Impact.SINGLE, Urgency.CRITICAL, Priority.NORMAL),
        (Impact.SINGLE, Urgency.LOW, Priority.LOW),
    ],
)
def test_known_corners(impact: Impact, urgency: Urgency, priority: Priority) -> None:
    assert priority_of(impact, urgency) == priority
