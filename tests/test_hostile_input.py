"""Whatever is sent to whichever address: the answer is an answer, never a fault of ours."""

import json
import re
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.roles import ADMINISTRATION, SERVICE_DESK
from tests.addresses import Address, all_addresses
from tests.page_access import PAGES
from tests.world import World
from tickets.models import Ticket

PEOPLE = (SERVICE_DESK.key, ADMINISTRATION.key, "it-coordinator", "nobody", "anonymous")
ADDRESSES = [address for address in all_addresses() if "\\.php" not in address.route]
NUL, LONE = "%00", "%ff%fe%80"  # a character that no text of PostgreSQL may hold; bytes that are no UTF-8
IMPOSSIBLE = ("0", "9" * 30, NUL, LONE, "x")

# What stands where a row is named.
NAMES = st.one_of(
    st.sampled_from([
        "0", "1", "-1", "2147483648", "9223372036854775808", "9" * 400, "1e5", "1.5", "NaN", "null", "true", "[]", "%27",
        "..", "%2e%2e%2f", "%252e", "'; DROP TABLE x; --", "{{7*7}}", "${7*7}", "<script>", "26-000001", "\u202e", "💣", NUL,
        LONE, f"1{NUL}", "%0d%0aX-Header:%20y", " ", "\u0661",
    ]),
    st.text(max_size=40),
)  # fmt: skip
VALUES = st.one_of(
    NAMES,
    st.sampled_from(
        ["-99999999999999999999", "2026-99-99", "0000-00-00", "9999-12-31", "10000-01-01", "last", "a" * 5000]
    ),
)
KEYS = st.sampled_from([
    "page", "per_page", "sort", "q", "export", "view", "list", "next", "state", "authority", "team", "period", "from", "to",
    "category", "kind", "regarding", "priority", "workstation", "assignee", "version", "files", "body", "token", "o", "p",
    "e", "all", "_popup", "_to_field", "_changelist_filters", "id__exact", "pk__in", "is_demo__exact", "app_label",
    "model_name", "field_name", "term", "action", "index", "select_across", "_selected_action", "form-TOTAL_FORMS",
    "theme", "density", "username", "password", "chart", "\x00", "a[b]", "__class__",
])  # fmt: skip
QUERIES = st.lists(st.tuples(KEYS, VALUES), max_size=4)
HEADERS = st.sampled_from([
    {}, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": "\x7f", "HX-Current-URL": "http://[::1"},
    {"Accept-Language": "x" * 2000}, {"Range": "bytes=0-1,5-,-7"}, {"If-Modified-Since": "yesterday"}, {"Referer": "http://["},
    {"Cookie": "sessionid=\x01; csrftoken=; messages=[[; display=.....; =;"}, {"X-Forwarded-Proto": "gopher"},
])  # fmt: skip
BODIES = st.one_of(
    st.tuples(st.just("application/json"), st.sampled_from([b"{", b"[]", b"null", b"\xff", json.dumps({"a": "\x00"}).encode()])),
    st.tuples(st.just("multipart/form-data; boundary=x"), st.sampled_from([b"", b"--x", b"--x\r\n\r\n\r\n--x--", b"\xff" * 50])),
    st.tuples(st.just("multipart/form-data"), st.just(b"--x")),
    st.tuples(st.just("application/x-www-form-urlencoded; charset=klingon"), st.just(b"a=b")),
    st.tuples(st.just("application/x-www-form-urlencoded"), st.sampled_from([b"\xff=\xff&&&;", b"a=" + b"%" * 50, b"body=%00"])),
    st.tuples(st.just("\x7f/\x7f"), st.just(b"a")),
)  # fmt: skip
METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])


@pytest.fixture(scope="module")
def browsers(world: World) -> dict[str, Client]:
    clients = {column: Client(raise_request_exception=False) for column in PEOPLE}
    for column, client in clients.items():
        if column in world.people:
            client.force_login(world.people[column])
    return clients


def path_of(address: Address, names: list[str]) -> str:
    """The route with a name in each place that varies."""
    waiting = iter(names)
    return "/" + re.sub(
        r"<[^>]+>|\(\?P<.*?\)(?=[/$])|\^|\$|\\Z|\(\?:.*?\)\?",
        lambda found: next(waiting, "") if "<" in found[0] else "",
        address.route,
    )


def status(client: Client, method: str, path: str, **more: object) -> int:
    cookies = dict(client.cookies)
    with transaction.atomic():
        response = client.generic(method, path, **more)
        transaction.set_rollback(True)
    if response.streaming:
        b"".join(response)
    client.cookies.clear()
    client.cookies.update(cookies)
    return response.status_code


REPEAT = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@REPEAT
@given(
    person=st.sampled_from(PEOPLE), address=st.sampled_from(ADDRESSES), names=st.lists(NAMES, min_size=3, max_size=3),
    query=QUERIES, headers=HEADERS,
)  # fmt: skip
def test_no_address_and_no_query_breaks_a_page(
    browsers: dict[str, Client], db: None, person: str, address: Address, names: list[str], query: list[tuple[str, str]],
    headers: dict[str, str],
) -> None:  # fmt: skip
    words = "&".join(f"{quoted(key)}={quoted(value)}" for key, value in query)
    path = "".join(char if char in "/%" else quoted(char) for char in path_of(address, names))
    assert status(browsers[person], "GET", path, query_string=words, headers=headers) < 500


@REPEAT
@given(
    person=st.sampled_from(PEOPLE), name=st.sampled_from(sorted(PAGES)), method=METHODS, body=BODIES, fields=QUERIES,
)  # fmt: skip
def test_no_method_and_no_content_breaks_a_page(
    world: World, browsers: dict[str, Client], db: None, person: str, name: str, method: str,
    body: tuple[str, bytes], fields: list[tuple[str, str]],
) -> None:  # fmt: skip
    address = next(found for found in ADDRESSES if found.name == name)
    row = world.own.get(PAGES[name].row)
    path = path_of(address, [str(getattr(row, part, row and row.pk)) for part in address.parts])
    assert status(browsers[person], method, path, data=body[1], content_type=body[0]) < 500
    form = "&".join(f"{quoted(key)}={quoted(value)}" for key, value in fields)
    assert status(browsers[person], method, path, data=form, content_type="application/x-www-form-urlencoded") < 500


def quoted(text: str) -> str:
    """Percent signs are left alone: what is coded already is meant as it is."""
    return quote(text, safe="%", errors="replace")


def gets_in(person: str, address: Address) -> bool:
    """Whether a right or the sign-in stops the person before a row is looked for; the administration keeps the web admin."""
    return PAGES[address.name].access[person] not in "-L" if address.name in PAGES else person == ADMINISTRATION.key


@pytest.mark.parametrize("person", PEOPLE)
def test_every_address_bears_a_row_that_cannot_be(browsers: dict[str, Client], db: None, person: str) -> None:
    # An address that names no row is asked once, and so is one whose door is closed whatever stands behind it.
    paths = {
        path_of(address, [name] * 3)
        for address in ADDRESSES
        for name in (IMPOSSIBLE if gets_in(person, address) else IMPOSSIBLE[:1])
    }
    found = {path: status(browsers[person], "GET", path) for path in sorted(paths)}
    assert {path: code for path, code in found.items() if code >= 500} == {}


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "\thttps://elsewhere.example",
        "https:elsewhere.example",
        "http:///elsewhere.example",
    ],
)
def test_no_way_back_leads_elsewhere(world: World, browsers: dict[str, Client], db: None, target: str) -> None:
    browser, ticket = browsers[SERVICE_DESK.key], Ticket.objects.get(pk=world.own["ticket"].pk)
    for path in ("/preferences/", f"/tickets/{ticket.number}/take/"):
        with transaction.atomic():
            response = browser.post(path, {"next": target, "theme": "dark"})
            transaction.set_rollback(True)
        assert response.status_code in (200, 302), path
        assert "elsewhere" not in response.headers.get("Location", ""), path
        assert "javascript" not in response.headers.get("Location", ""), path
