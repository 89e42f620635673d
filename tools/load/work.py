"""The main job as people do it, each in a thread of their own with time to read and to think between two steps."""

from __future__ import annotations

import functools
import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urljoin

from tools.bench.client import Answer, Client, form_with
from tools.load.record import Record

AGENT_THINKS, CONTACT_THINKS = 15, 30
"""Seconds on average; each time between half of it and one and a half."""
POLLS_EVERY = 20
"""Seconds after which a page that is looked at asks what is new, as frontend/js/news.js does."""
REPORTS = 0.3
"""So often somebody who looks after their reports also files one."""
REPORT = re.compile(r'href="(?:/portal)?/tickets/(\d\d-\d+)/')
VERSION = re.compile(r'name="version" value="(\d+)"')
POLLS = re.compile(r'<[a-z]+ [^>]*hx-get="([^"]+)"[^>]* data-poll')
LOADS = re.compile(r'<[a-z]+ [^>]*hx-get="([^"]+)"[^>]*hx-trigger="load\b')
CATEGORY = re.compile(r'name="category" value="([^"]+)"')
STEPS = (
    "queue", "open a report", "take", "reply", "resolve", "own reports", "read an answer", "form of a report",
    "file a report", "comes later", "what is new",
)  # fmt: skip
"""What somebody has to have done before the load says anything about it."""


class Person:
    """Somebody with a session, who goes on until it is enough; whatever goes wrong is noted, and they begin anew."""

    thinks = 0

    def __init__(self, port: int, cookies: dict[str, str], record: Record, is_enough: threading.Event) -> None:
        self.client = Client(port, is_https=True)
        self.client.cookies |= cookies
        self.record, self.is_enough = record, is_enough
        self.step = ""

    def work(self) -> None:
        """Come at some moment, then do one's job again and again."""
        self.is_enough.wait(random.uniform(0, 2 * self.thinks))
        while not self.is_enough.is_set():
            try:
                for page in self.job():
                    self._think(page)
                    if self.is_enough.is_set():
                        break
            except Exception as error:  # noqa: BLE001  # who has met anything at all is an error of the load, and not gone
                self.record.failed(self.step, error)
                self._think(None)
        self.client.close()

    def job(self) -> Iterator[Answer]:
        """Each page that is looked at for a while."""
        raise NotImplementedError

    def ask(self, step: str, do: Callable[[], Answer]) -> Answer:
        """One step, timed."""
        self.step = step
        answer = do()
        self.record.answered(step, answer.taken)
        return answer

    def get(self, step: str, path: str) -> Answer:
        return self.ask(step, lambda: self.client.get(path))

    def _think(self, page: Answer | None) -> None:
        ends_at = time.monotonic() + random.uniform(0.5, 1.5) * self.thinks
        self._fetch_parts("comes later", LOADS, page)
        while (left := ends_at - time.monotonic()) > 0 and not self.is_enough.wait(min(left, POLLS_EVERY)):
            if time.monotonic() < ends_at:
                self._fetch_parts("what is new", POLLS, page)

    def _fetch_parts(self, step: str, parts: re.Pattern[str], page: Answer | None) -> None:
        """What the scripts of a page ask for."""
        text, url = (page.text, page.url) if page else ("", "")
        for path in parts.findall(text):
            self.ask(step, functools.partial(self.client.get, urljoin(url, unescape(path)), {"HX-Request": "true"}))


class Agent(Person):
    """Takes a new report from the queue, answers, resolves."""

    thinks = AGENT_THINKS
    taken: set[str] = set()
    """Reports that somebody has in hand: colleagues in one room do not reach for the same."""
    lock = threading.Lock()

    def job(self) -> Iterator[Answer]:
        queue = self.get("queue", "/tickets/?view=unassigned")
        yield queue
        if not (number := self._choose(queue)):
            return
        path = f"/tickets/{number}/"
        page = self.get("open a report", path)
        yield page
        form = form_with(page, action="/take/")
        self.ask("take", lambda: self.client.submit(form, came_from=path))
        page = self.get("open a report", path)
        yield page
        page = self._write("reply", page, "Wir sehen uns das an und melden uns gleich wieder.", "")
        yield page
        yield self._write("resolve", self.get("open a report", path), "Der Treiber ist neu eingerichtet.", "resolve")

    def _choose(self, queue: Answer) -> str:
        """A report that nobody has in hand; none where colleagues were quicker, who then look again."""
        with self.lock:
            free = sorted(set(REPORT.findall(queue.text)) - self.taken)
            number = random.choice(free) if free else ""
            self.taken.add(number)
        return number

    def _write(self, step: str, page: Answer, body: str, then: str) -> Answer:
        """As a browser with scripts does it: the answer is the renewed page."""
        form = form_with(page, "body", action="/write/")
        form.fields |= {"kind": "reply", "body": body, "then": then}
        if version := VERSION.search(page.text):
            form.fields["version"] = version[1]
        return self.ask(step, lambda: self.client.submit(form, came_from=page.url, expect=200, is_htmx=True))


class Contact(Person):
    """Looks after their own reports, reads an answer, files a new report now and then."""

    thinks = CONTACT_THINKS

    def job(self) -> Iterator[Answer]:
        own = self.get("own reports", "/portal/tickets/?view=all")
        yield own
        numbers = REPORT.findall(own.text)
        if numbers:
            yield self.get("read an answer", f"/portal/tickets/{random.choice(numbers)}/")
        if random.random() < REPORTS:
            yield from self._report()

    def _report(self) -> Iterator[Answer]:
        path = "/portal/report/"
        page = self.get("form of a report", path)
        yield page
        form = form_with(page, "subject")
        form.fields |= {
            "category": random.choice(CATEGORY.findall(page.text)), "subject": "Drucker im Bürgerbüro druckt nicht",
            "description": "Seit heute früh. Papier ist da, Neustart half nicht.", "severity": "hindered",
        }  # fmt: skip
        filed = self.ask("file a report", lambda: self.client.submit(form, came_from=path))
        yield self.get("read an answer", filed.headers["Location"])
