"""The way of a case as it is seeded, and people who go it."""

import contextlib
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from accounts import roles
from accounts.models import User
from customers.models import Authority, AuthorityRole, Contact, ContactFunction
from ksm.seeding import takeovers as seeds
from ksm.seeding.loaders import Run
from ksm.seeding.reading import read_rows
from takeovers import actions
from takeovers.actions import WantedScope
from takeovers.models import CaseKind, CaseTask, TakeoverCase
from takeovers.standing import Standing
from tests.factories import AuthorityFactory, AuthorityRoleFactory
from tests.people import contact_at, employed

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
TODAY = date(2026, 3, 2)


def minutes() -> SimpleUploadedFile:
    """A file that proves something."""
    return SimpleUploadedFile("niederschrift.pdf", b"%PDF-1.7\n%niederschrift\n")


@pytest.fixture
def template(db: None) -> None:
    """The seeded way: phases and steps of version 1, for joining and leaving."""
    load_way()


def load_way() -> None:
    """Load it from the seed files."""
    run = Run(today=TODAY)
    for file in seeds.SEED_FILES[:3]:
        for row in read_rows(settings.BASE_DIR / "seeds" / file.name, file.columns, file.key):
            file.load(run, row)


@pytest.fixture
def care(db: None) -> User:
    """Somebody of the customer care, who keeps cases."""
    return employed(roles.CUSTOMER_CARE)


@pytest.fixture
def lead(db: None) -> User:
    """Somebody who leads, and alone may open a gate by decision."""
    return employed(roles.MANAGEMENT)


@pytest.fixture
def town(db: None) -> Authority:
    """An authority on its way."""
    return AuthorityFactory(name="Stadt Musterhagen", short_name="Musterhagen")


@pytest.fixture
def coordinator(town: Authority) -> User:
    """Who coordinates the IT there."""
    return contact_at(town, Contact.Role.IT_COORDINATOR)


@pytest.fixture
def carriers(db: None) -> list[Authority]:
    """Two carriers of today, whose councils must agree."""
    rows = [AuthorityFactory(name=name) for name in ("Amt Eins", "Stadt Zwei")]
    for row in rows:
        AuthorityRoleFactory(authority=row, role=AuthorityRole.Role.CARRIER, valid_from=date(2020, 1, 1))
    return rows


@pytest.fixture
def case(template: None, care: User, town: Authority, carriers: list[Authority]) -> TakeoverCase:
    """A case that has just begun, about the whole IT from July on."""
    return actions.open_case(
        authority=town,
        kind=CaseKind.JOINING,
        started_on=TODAY,
        scopes=[WantedScope("core_it", planned_on=date(2026, 7, 1))],
        by=care,
        now=NOW,
    )


@pytest.fixture
def browser() -> Callable[[User], Client]:
    """A browser in which somebody is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def task(case: TakeoverCase, title: str) -> CaseTask:
    """A step by its title."""
    return CaseTask.objects.get(case=case, title=title)


def settle_all(case: TakeoverCase, by: User, *, but: tuple[str, ...] = ()) -> None:
    """Tick whatever nothing stands against, with a file where one is asked for, until nothing more goes."""
    for _ in range(40):
        standing = Standing(TakeoverCase.objects.get(pk=case.pk), TODAY)
        for row in standing.tasks:
            if row.is_settled or row.title in but:
                continue
            with contextlib.suppress(ValidationError), transaction.atomic():
                actions.settle_task(task=row, by=by, now=NOW, files=[minutes()] if row.proof == "file" else ())
        if Standing(standing.case, TODAY).settled == standing.settled:
            return


def name_emergency_contact(person: Contact) -> None:
    """Somebody who is reached without the authority's own systems."""
    ContactFunction.objects.create(
        contact=person,
        kind=ContactFunction.Kind.EMERGENCY,
        phone="03874 000 000",
        consented_on=date(2026, 1, 1),
        valid_from=date(2026, 1, 1),
    )
