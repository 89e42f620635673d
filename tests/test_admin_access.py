"""The web admin gives every role exactly what the table says, on every page of every kind of row."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.roles import ALL_ROLES
from tests.addresses import all_addresses
from tests.admin_access import COLUMNS, KINDS
from tests.test_admin import FACTORIES
from tests.world import NOBODY, World

MODELS = {model._meta.label_lower: model for model in admin.site._registry}
LOOKING = {"changelist": (), "export": ("csv",), "change": ("pk",), "history": ("pk",)}
KEEPING = {"add": (), "delete": ("pk",)}
OPEN = {
    "k": {*LOOKING, *KEEPING},
    "a": {*LOOKING, "add"},
    "c": {*LOOKING, "delete"},
    "d": {*LOOKING, "delete"},
    "h": {*LOOKING},
    "v": {*LOOKING} - {"history"},
    "-": set(),
}
NEVER = sorted({*(role.key for role in ALL_ROLES), NOBODY} - set(COLUMNS))
OTHER_PAGES = {
    "admin:index", "admin:login", "admin:logout", "admin:password_change", "admin:password_change_done",
    "admin:jsi18n", "admin:auth_user_password_change", "admin:app_list",
    "admin:",  # where an unknown address and the old form of a row's address lead
}  # fmt: skip


@pytest.fixture(scope="module")
def browsers(world: World) -> dict[str, Client]:
    """For each person a browser in which they are signed in."""
    clients = {key: Client() for key in world.people}
    for key, person in world.people.items():
        clients[key].force_login(person)
    return clients


def pages(kind: str, row: object) -> Iterator[tuple[str, str]]:
    """Every page of a kind of row with its address."""
    for page, parts in {**LOOKING, **KEEPING}.items():
        arguments = [row.pk if part == "pk" else part for part in parts]  # type: ignore[attr-defined]  # a row has a key
        yield page, reverse(f"admin:{kind.replace('.', '_')}_{page}", args=arguments)


def status(client: Client, url: str) -> int:
    """The answer's status; a file is read to its end."""
    response = client.get(url)
    if response.streaming:
        b"".join(response)
    return response.status_code


def test_table_has_a_line_for_every_kind_of_row() -> None:
    assert set(KINDS) == set(MODELS)


def test_table_covers_every_page() -> None:
    known = {f"admin:{kind.replace('.', '_')}_{page}" for kind in KINDS for page in {**LOOKING, **KEEPING}}
    addresses = {address.name for address in all_addresses() if address.name.startswith("admin:")}
    assert addresses - known == OTHER_PAGES


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_role_gets_what_the_table_says(kind: str, world: World, browsers: dict[str, Client], db: None) -> None:
    row = FACTORIES[kind.split(".")[1]]()
    wrong = []
    for role, mark in zip(COLUMNS, KINDS[kind], strict=True):
        for page, url in pages(kind, row):
            expected = 200 if page in OPEN[mark] else 403
            if (found := status(browsers[role], url)) != expected:
                wrong.append((role, page, found, expected))
    assert wrong == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nobody_else_gets_in(kind: str, world: World, browsers: dict[str, Client], db: None) -> None:
    row = FACTORIES[kind.split(".")[1]]()
    stranger = Client()
    for _, url in pages(kind, row):
        assert stranger.get(url, follow=True).redirect_chain[-1][0].startswith(reverse("accounts:login"))
        for role in NEVER:
            assert browsers[role].get(url, follow=True).status_code == 403, f"{role} {url}"


@pytest.mark.parametrize("role", COLUMNS)
def test_start_page_opens(role: str, browsers: dict[str, Client], db: None) -> None:
    assert status(browsers[role], reverse("admin:index")) == 200
