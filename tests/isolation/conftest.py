"""One marked world for all tests of a file."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.isolation.foreign_world import build_marked
from tests.world import World


@pytest.fixture(scope="module")
def marked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Two authorities; all that is the other one's bears the mark."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_marked()
        transaction.set_rollback(True)
