"""Promises over all pages: who gets what, nothing of another authority, no template broken, no link dead."""

import re
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.db import models, transaction
from django.http import HttpResponseBase
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from accounts.roles import ALL_ROLES
from tests.addresses import Address, all_addresses
from tests.page_access import COLUMNS, PAGES, Page
from tests.world import NOBODY, World

ANONYMOUS = "anonymous"
OWN_ADDRESSES = {address.name: address for address in all_addresses() if not address.name.startswith("admin:")}
NOT_THERE = 999_999_999


@pytest.fixture(scope="module")
def browsers(world: World) -> dict[str, Client]:
    """For each column a browser in which its person is signed in."""
    clients = {column: Client() for column in COLUMNS}
    for column, person in world.people.items():
        clients[column].force_login(person)
    return clients


def test_table_has_a_column_for_every_role() -> None:
    assert set(COLUMNS) == {*(role.key for role in ALL_ROLES), NOBODY, ANONYMOUS}


def test_table_has_a_line_for_every_address_and_no_other() -> None:
    assert set(PAGES) == set(OWN_ADDRESSES)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_opens_for_exactly_the_roles_in_the_table(
    name: str, world: World, browsers: dict[str, Client], db: None
) -> None:
    page = PAGES[name]
    url = own_address(name, world)
    responses = {column: ask(browsers[column], page, url) for column in COLUMNS}
    assert {column: mark_of(response, page) for column, response in responses.items()} == page.access
    if not url.startswith("/admin/"):  # there the framework speaks for itself
        assert all(b">---------<" not in response.getvalue() for response in responses.values())


def test_every_template_compiles() -> None:
    folder, broken = settings.BASE_DIR / "templates", {}
    paths = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*.*"))]
    assert paths
    for path in paths:
        try:
            get_template(path)
        except (TemplateSyntaxError, TemplateDoesNotExist) as error:
            broken[path] = str(error)
    assert broken == {}


def own_address(name: str, world: World) -> str:
    """The address of a page, with the reporter's own row where it is about one."""
    return url_of(OWN_ADDRESSES[name], PAGES[name], world.own.get(PAGES[name].row))


def url_of(address: Address, page: Page, row: models.Model | None) -> str:
    """The address of a row, or of one that does not exist."""
    arguments = {part: page.arguments.get(part) or part_of(row, part) for part in address.parts}
    return reverse(address.name, kwargs=arguments)


def part_of(row: models.Model | None, part: str) -> object:
    """The part of an address that names the row, such as its key or the number of its report."""
    if row is None:
        return "99-999999" if part == "number" else NOT_THERE
    return getattr(row, part, row.pk)


def ask(client: Client, page: Page, url: str) -> HttpResponseBase:
    """The answer to the request; whatever it changed is taken back."""
    cookies = SimpleCookie(client.cookies)
    with transaction.atomic():
        response = client.post(url) if page.post else client.get(url)
        transaction.set_rollback(True)
    if response.streaming:
        b"".join(response)  # to its end, so that no file is left open
    client.cookies = cookies
    return response


def mark_of(response: HttpResponseBase, page: Page) -> str:
    """The answer as a mark of the table."""
    status = response.status_code
    if status in (301, 302):
        target = response["Location"]
        if target.startswith(reverse("accounts:login")) and "next=" in target:
            return "L"
        return "+" if page.post and ">" not in page.marks else ">"
    if page.post and status in (204, 400, 422):  # done, or the errors are shown
        return "+"
    return {200: "+", 403: "-", 404: "0", 405: "m"}.get(status, str(status))


def text_of(response: HttpResponseBase, url: str) -> str:
    """What the person reads, without the address they asked for and without secrets that differ each time."""
    text = response.content.decode().replace(url, "")  # type: ignore[attr-defined]  # error pages are not streamed
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"', "", text)
