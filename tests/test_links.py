"""No dead link: every role walks through the house from the front door, and every address a page offers is there."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import Resolver404, resolve

from tests.world import NOBODY, World

ELSEWHERE = re.compile(r"(mailto|tel|https?|data):|#")
PAGES_OF_ONE_KIND = 1  # pages of one address that are opened: their links differ little
LONGEST_WALK = 250
# Django's forms for people who only look link a related row even where they may not open it; they are then told so.
LINKED_ANYWAY = re.compile(r"admin:\w+_change$|admin:auth_user_password_change$")
HTMX = {"hx-get", "hx-post", "hx-delete", "hx-put", "hx-patch", "formaction", "data-url", "data-href"}


class Offers(HTMLParser):
    """What a page offers to go to, to send to, and to show."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.targets: set[str] = set()
        self.shown: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in ("a", "area") and "href" in values and "download" not in values:
            self.links.add(values["href"])
        if tag == "form":
            (self.links if values.get("method", "get").lower() == "get" else self.targets).add(values.get("action", ""))
        if "hx-get" in values:
            self.links.add(values["hx-get"])
        self.targets |= {values[name] for name in HTMX - {"hx-get"} if name in values}
        self.shown |= {values[name] for name in ("src",) if name in values}
        if tag in ("use", "link") and "href" in values:
            self.shown.add(values["href"])


def problem_of_file(address: str) -> str:
    """Say what is wrong with a picture, style sheet, script or symbol that a page shows, or return an empty string."""
    path, symbol = urldefrag(address)
    if not path.startswith(settings.STATIC_URL):
        return "" if path == "" or path.startswith(("/", "data:")) else f"{address} is not ours"
    file = finders.find(path.removeprefix(settings.STATIC_URL))
    if file is None:
        return f"{address} is not built"
    if symbol and f'id="{symbol}"' not in symbols(str(file)):
        return f"{address} is not among the symbols of frontend/icons.txt"
    return ""


def symbols(file: str, known: dict[str, str] = {}) -> str:  # noqa: B006  # remembered on purpose
    """The text of the file that holds the symbols, read once."""
    if file not in known:
        with open(file, encoding="utf-8") as opened:  # noqa: PTH123  # a path as the finder gives it
            known[file] = opened.read()
    return known[file]


def walk(client: Client) -> Iterator[str]:
    """Go through the house from the front door, and name everything that leads nowhere."""
    waiting, met, opened = [("/", "nowhere")], {"/"}, Counter[str]()
    while waiting and opened.total() < LONGEST_WALK:
        url, origin = waiting.pop(0)
        kind = kind_of(url)
        if not kind:
            yield f"{url}, linked on {origin}, has no page"
        if not kind or opened[kind] >= PAGES_OF_ONE_KIND:
            continue
        opened[kind] += 1
        status, here, text = visit(client, url)
        if status >= 400 and not (status == 403 and LINKED_ANYWAY.match(kind)):
            yield f"{url}, linked on {origin}, answers {status}"
        offers = Offers(text)
        yield from (f"{here}: {problem}" for problem in map(problem_of_file, sorted(offers.shown)) if problem)
        targets = {urljoin(here, target) for target in offers.targets}
        yield from (f"{here} sends to {target}, which has no page" for target in targets if not kind_of(target))
        found = {urldefrag(urljoin(here, link)).url for link in offers.links if not ELSEWHERE.match(link)} - met
        met |= found
        waiting += [(link, here) for link in sorted(found)]


def kind_of(url: str) -> str:
    """The name of the address that answers here, or an empty string."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def visit(client: Client, url: str) -> tuple[int, str, str]:
    """The status, the address arrived at, and the page; a file has no text."""
    response = client.get(url, follow=True)
    here = response.redirect_chain[-1][0] if response.redirect_chain else url
    if response.streaming:
        b"".join(response)  # to its end, so that no file is left open
    is_page = not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")
    return response.status_code, here, response.content.decode() if is_page else ""


@pytest.mark.parametrize(
    "who",
    [
        "service-desk", "on-site", "application-care", "infrastructure", "customer-care", "commercial", "management",
        "administration", "data-protection", "reporter", "it-coordinator", "authority-head",
    ],
)  # fmt: skip
def test_every_link_a_person_meets_leads_somewhere(who: str, world: World, db: None) -> None:
    client = Client()
    client.force_login(world.people[who])
    assert "\n".join(walk(client)) == ""


def test_every_link_a_stranger_meets_leads_somewhere(world: World, db: None) -> None:
    assert "\n".join(walk(Client())) == ""


def test_somebody_without_a_place_here_is_told_so(world: World, db: None) -> None:
    client = Client()
    client.force_login(world.people[NOBODY])
    assert client.get("/").status_code == 403
