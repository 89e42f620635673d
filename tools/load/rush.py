"""Far more people at once than there are places: some are served, the rest are refused quickly, and then all is as before."""

from __future__ import annotations

import http.client
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tools.bench.arithmetic import percentile
from tools.bench.client import ADDRESS, HOST

PEOPLE = 200
SECONDS = 15
LONGEST = 30
"""Seconds after which an answer counts as none."""
AT_ONCE = 1000
"""Milliseconds within which 95 of 100 refusals have to have come, on a machine that is busy to its limit."""
PATH = "/portal/tickets/?view=all"
HEADINGS = ("in the rush", "times", "median", "95 %", "longest")


@dataclass
class Rush:
    """What came of it, by status; none at all is 0."""

    taken: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    afterwards: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def missed(self) -> list[str]:
        """What should not have been, in words."""
        others = {status: len(times) for status, times in self.taken.items() if status not in (200, 503)}
        refused = self.taken.get(503, [])
        return [
            words
            for words, is_so in (
                (f"in the rush came {others}", bool(others)),
                ("in the rush nobody was served", not self.taken.get(200)),
                ("in the rush nobody was refused", not refused),
                ("refusals came late", bool(refused) and percentile(refused, 0.95) > AT_ONCE),
                (f"after the rush came {self.afterwards}", set(self.afterwards) != {200}),
            )
            if is_so
        ]


def rush(port: int, cookies: list[dict[str, str]]) -> Rush:
    """All at once and again without a breath, then a few one after the other."""
    found = Rush()
    ends_at = time.monotonic() + SECONDS
    with ThreadPoolExecutor(PEOPLE) as crowd:
        list(crowd.map(lambda cookie: push(port, cookie, found, ends_at), (cookies * PEOPLE)[:PEOPLE]))
    time.sleep(2)
    found.afterwards = [ask(port, cookie)[0] for cookie in cookies[:10]]
    return found


def push(port: int, cookies: dict[str, str], found: Rush, ends_at: float) -> None:
    while time.monotonic() < ends_at:
        status, taken = ask(port, cookies)
        with found.lock:
            found.taken[status].append(taken)


def ask(port: int, cookies: dict[str, str]) -> tuple[int, float]:
    """The status, and how long it took from the moment of connecting."""
    headers = {"Host": HOST, "X-Forwarded-Proto": "https"}
    headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    started = time.perf_counter()
    line = http.client.HTTPConnection(ADDRESS, port, timeout=LONGEST)
    try:
        line.request("GET", PATH, headers=headers)
        answer = line.getresponse()
        answer.read()
        status = answer.status
    except (OSError, http.client.HTTPException):
        status = 0
    finally:
        line.close()
    return status, (time.perf_counter() - started) * 1000
