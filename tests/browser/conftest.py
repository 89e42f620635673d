"""A real Chromium, one window per person, and the application served as people meet it."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.factories import PASSWORD

# Playwright keeps an event loop in the thread of the tests, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

NAMES = ("chromium", "google-chrome", "chromium-browser")
# A browser that looks for nothing beyond this machine.
QUIET = [
    "--disable-background-networking",
    "--disable-quic",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# A request that gives way to a newer one is meant to; htmx calls that an error. One that fails also says how.
GIVES_WAY = ("htmx:afterRequest", "htmx:sendAbort")
DESKTOP, PHONE, NARROWEST = (1440, 900), (390, 844), (320, 640)


@dataclass
class Window:
    """A browser window of one person; what it complains about is collected."""

    page: Page
    base: str
    complaints: list[str]

    def hear(self, said: ConsoleMessage) -> None:
        """Keep what the browser complains about; a directory's own pages are its own business."""
        if said.type != "error" or said.text.startswith(GIVES_WAY):
            return
        if urlsplit(said.location["url"]).netloc in ("", urlsplit(self.base).netloc):
            self.complaints.append(said.text)

    def open(self, path: str) -> Page:
        """Go to an address of the application."""
        self.page.goto(self.base + path)
        return self.page

    def sign_in(self, user: User) -> Page:
        """Sign in through the page, by keyboard alone."""
        self.open("/login/")
        tab_to(self.page, "input[name=username]")
        self.page.keyboard.type(user.username)
        tab_to(self.page, "input[name=password]")
        self.page.keyboard.type(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/login/" not in url)
        return self.page


OpenWindow = Callable[..., Window]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser named by CHROMIUM, or an installed one."""
    path = os.environ.get("CHROMIUM") or next((found for found in map(shutil.which, NAMES) if found), None)
    if path is None:
        message = "no Chromium: install the package chromium or set CHROMIUM to its path"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET, chromium_sandbox=False)
        yield browser
        browser.close()


@pytest.fixture
def open_window(chromium: Browser, live_server: LiveServer) -> Iterator[OpenWindow]:
    """Open a window of its own, with nobody signed in; at the end none may have complained."""
    windows: list[Window] = []

    def open_one(size: tuple[int, int] = DESKTOP, scheme: str = "light") -> Window:
        context = chromium.new_context(
            viewport=ViewportSize(width=size[0], height=size[1]),
            color_scheme=scheme,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
        )
        window = Window(context.new_page(), live_server.url, [])
        window.page.set_default_timeout(15_000)
        window.page.on("console", window.hear)
        window.page.on("pageerror", lambda error: window.complaints.append(str(error)))
        windows.append(window)
        return window

    yield open_one
    complaints = [complaint for window in windows for complaint in window.complaints]
    for window in windows:
        window.page.context.close()
    wait_until_nothing_is_asked_any_more()
    assert complaints == []


def wait_until_nothing_is_asked_any_more() -> None:
    """What a closed window had just asked for is still being answered; the tables are emptied only after that."""
    busy = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
    deadline, quiet = time.monotonic() + 15, 0
    while quiet < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
        with connection.cursor() as cursor:
            cursor.execute(busy)
            quiet = 0 if cursor.fetchone() else quiet + 1


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press the tab key until the first visible element of the selector has the focus."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} cannot be reached with the tab key on {page.url}")
