"""Each model of the house has a factory, and each factory makes rows that pass validation."""

import pytest
from django.db import models

from tests import factories
from tests.factories import ValidFactory

FACTORIES = [
    thing
    for thing in vars(factories).values()
    if isinstance(thing, type) and issubclass(thing, ValidFactory) and thing is not ValidFactory
]


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_factory_makes_a_valid_row_twice(factory: type[ValidFactory[models.Model]], db: None) -> None:
    for row in (factory(), factory()):
        row.full_clean()
        assert str(row)
