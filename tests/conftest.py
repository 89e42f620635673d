"""What every test can ask for: people of each kind, signed-in browsers, and a database that knows the roles."""

import contextlib
import gc
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.db.backends.utils import CursorWrapper
from django.test import Client, TransactionTestCase, override_settings
from pytest_django import DjangoDbBlocker

from accounts import roles
from accounts.models import User
from customers.models import Authority, Contact
from tests.emptying import empty_all_tables
from tests.factories import AuthorityFactory
from tests.people import contact_at, employed
from tests.world import World, build, for_all_tests_of_a_file
from ui import paging

TEST_DATABASE = "test_ksm_"
TEMPLATE = "template_of_tests_"

# Examples are the same on every run; a slow machine is no failure.
hypothesis.settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("repeatable")


def pytest_collection_finish() -> None:
    """All that is loaded by now stays to the end: looking through it for waste again and again takes a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def quick_and_tidy_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Passwords are hashed quickly and uploads land in a folder that is thrown away; all else is as in the demo."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        WHITENOISE_USE_FINDERS=False,  # every browser of a test would look through all files anew
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
    ):
        yield


@pytest.fixture(autouse=True)
def no_list_is_known_to_be_long() -> None:
    """What another test found long is counted again."""
    paging._LONG_UNTIL.clear()


@pytest.fixture(scope="session", autouse=True)
def quick_emptying() -> Iterator[None]:
    """What tests in real transactions wrote is deleted in our way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty_all_tables())
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_blocker: DjangoDbBlocker) -> None:
    """A test database of its own for each process, so that two runs on one server do not meet."""
    # Rows of all authorities are made as the owner; every request takes the role of the person who asks.
    owner = settings.DATABASES.get("owner", {})
    for key in ("USER", "PASSWORD"):
        connection.settings_dict[key] = owner.get(key, connection.settings_dict[key])
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        drop_remains(cursor)
        template = migrated_template(cursor)
    for alias in connections:
        connections[alias].settings_dict["TEST"] |= {"NAME": f"{TEST_DATABASE}{os.getpid()}", "TEMPLATE": template}


def drop_remains(cursor: CursorWrapper) -> None:
    """The databases of test runs that were killed."""
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{TEST_DATABASE}%"])
    for (name,) in cursor.fetchall():
        try:
            os.kill(int(name.removeprefix(TEST_DATABASE)), 0)
        except ProcessLookupError:
            with contextlib.suppress(DatabaseError):
                cursor.execute(f'DROP DATABASE "{name}"')
        except PermissionError:  # a run of somebody else
            continue


def migrated_template(cursor: CursorWrapper) -> str:
    """The name of a database with all migrations, made once for each state of the program and copied for each process."""
    name = f"{TEMPLATE}{fingerprint_of_schema()}"
    cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [TEMPLATE])
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{TEMPLATE}%"])
    found = {row[0] for row in cursor.fetchall()}
    if name not in found:
        for outdated in found:
            cursor.execute(f'DROP DATABASE "{outdated}"')
        real_name = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"{name}_new"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()
        connection.settings_dict["NAME"] = real_name
        cursor.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
    cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [TEMPLATE])
    return name


def fingerprint_of_schema() -> str:
    """Of everything that decides what `migrate` makes: migrations of all apps, rules of the second wall, packages."""
    files = [
        *(file for app in apps.get_app_configs() for file in Path(app.path).glob("migrations/*.py")),
        *(settings.BASE_DIR / "ksm/isolation").glob("*"),
        settings.BASE_DIR / "accounts/scope.py",
        settings.BASE_DIR / "ksm/management/commands/migrate.py",
    ]
    digest = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One small operation for all tests of a file; what a test changes is taken back after it."""
    with django_db_blocker.unblock(), for_all_tests_of_a_file(build) as built:
        yield built


@pytest.fixture
def service_desk(db: None) -> User:
    """A member of the Benutzerservice."""
    return employed(roles.SERVICE_DESK)


@pytest.fixture
def on_site(db: None) -> User:
    """A member of the Vor-Ort-Service."""
    return employed(roles.ON_SITE)


@pytest.fixture
def application_care(db: None) -> User:
    """A member of the Anwendungsbetreuung."""
    return employed(roles.APPLICATION_CARE)


@pytest.fixture
def customer_care(db: None) -> User:
    """A member of the Kundenbetreuung."""
    return employed(roles.CUSTOMER_CARE)


@pytest.fixture
def manager(db: None) -> User:
    """A member of the Leitung."""
    return employed(roles.MANAGEMENT)


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody who keeps all master data."""
    return employed(roles.ADMINISTRATION)


@pytest.fixture
def data_protection(db: None) -> User:
    """Somebody who may look at everything and change nothing."""
    return employed(roles.DATA_PROTECTION)


@pytest.fixture
def ludwigslust(db: None) -> Authority:
    """Stadt Ludwigslust, the authority that the people below work for."""
    return AuthorityFactory(
        key="stadt-ludwigslust",
        name="Stadt Ludwigslust",
        short_name="Ludwigslust",
        kind=Authority.Kind.MUNICIPALITY_WITHOUT_AMT,
        ags="13076090",
        ars="130760090090",
        city="Ludwigslust",
    )


@pytest.fixture
def reporter(db: None, ludwigslust: Authority) -> User:
    """A contact of Stadt Ludwigslust who reports and sees their own reports."""
    return contact_at(ludwigslust)


@pytest.fixture
def coordinator(db: None, ludwigslust: Authority) -> User:
    """The IT-Koordination of Stadt Ludwigslust."""
    return contact_at(ludwigslust, Contact.Role.IT_COORDINATOR)


@pytest.fixture
def authority_head(db: None, ludwigslust: Authority) -> User:
    """The Verwaltungsleitung of Stadt Ludwigslust."""
    return contact_at(ludwigslust, Contact.Role.AUTHORITY_HEAD)


@pytest.fixture
def stranger(db: None) -> User:
    """The IT-Koordination of another authority."""
    return contact_at(AuthorityFactory(), Contact.Role.IT_COORDINATOR)


@pytest.fixture
def client_for() -> Callable[[User], Client]:
    """A browser in which the given person is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
