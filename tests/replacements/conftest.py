"""Who plans, and whose devices."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts import roles
from accounts.models import User
from customers.models import Authority
from tests.factories import AuthorityFactory
from tests.people import employed


@pytest.fixture
def client(db: None, client_for: Callable[[User], Client]) -> Client:
    return client_for(employed(roles.COMMERCIAL))


@pytest.fixture
def town(db: None) -> Authority:
    return AuthorityFactory(name="Stadt Ludwigslust", short_name="Ludwigslust")
