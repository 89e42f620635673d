"""The known operation, and a clock that stands still in front of it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

from customers.models import Authority
from tests.dashboards.known_operation import NOW, Operation, set_up


@pytest.fixture
def today() -> Iterator[datetime]:
    """The clock stands still on the morning that all numbers are about."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def operation(today: datetime, ludwigslust: Authority) -> Operation:
    """Two authorities, all of whose numbers are known."""
    return set_up(ludwigslust)
