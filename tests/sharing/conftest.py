"""An instance that three authorities share in 2026, its cost, and who works on it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from accounts import roles
from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority
from tests.factories import ApplicationUseFactory, AuthorityFactory, SpecialistApplicationFactory
from tests.factories_sharing import AllocationKeyFactory, CostItemFactory, QuoteFactory
from tests.people import employed


@pytest.fixture
def town(db: None) -> Authority:
    return AuthorityFactory(name="Stadt Ludwigslust", short_name="Ludwigslust")


@pytest.fixture
def application(db: None) -> SpecialistApplication:
    return SpecialistApplicationFactory(name="Einwohnerwesen")


@pytest.fixture
def uses(application: SpecialistApplication, town: Authority) -> list[ApplicationUse]:
    """By name: Amt Anderswo with 1 user, Amt Beispiel with 2, Stadt Ludwigslust with 4."""
    others = AuthorityFactory(name="Amt Anderswo"), AuthorityFactory(name="Amt Beispiel")
    return [
        ApplicationUseFactory(application=application, authority=authority, user_count=count)
        for authority, count in zip((*others, town), (1, 2, 4), strict=True)
    ]


@pytest.fixture
def shared(application: SpecialistApplication, uses: list[ApplicationUse], town: Authority) -> SpecialistApplication:
    """The instance with everything that fixing needs, and an offer for one of the three: 100,00 € by users."""
    CostItemFactory(application=application, amount=Decimal("120.00"), label="Pflege")
    CostItemFactory(application=application, amount=Decimal("-20.00"), label="Bonus", kind="credit")
    AllocationKeyFactory(application=application)
    QuoteFactory(application=application, authority=town, annual_amount=Decimal("90.50"))
    return application


@pytest.fixture
def commercial(db: None) -> User:
    return employed(roles.COMMERCIAL)


@pytest.fixture
def client(commercial: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of the commercial management."""
    return client_for(commercial)
