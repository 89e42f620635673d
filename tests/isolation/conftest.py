"""One marked world for all tests of a file."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.isolation.foreign_world import build_marked
from tests.world import World, for_all_tests_of_a_file


@pytest.fixture(scope="module")
def marked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Two authorities; all that is the other one's bears the mark."""
    with django_db_blocker.unblock(), for_all_tests_of_a_file(build_marked) as built:
        yield built
