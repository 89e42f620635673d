"""How long pages take, asked one after the other by one client: search by all kinds of words, queue, portal, a report.

Each is asked once after the database and the machine were made to forget what they had read („cold“), then several times
in turn with all others, in three passes, since shared machines have their moods. Printed are the cold request, the quickest
one, and the median of the quickest pass.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tools.bench import data, texts

PASSES = int(os.environ.get("PASSES", "3"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
SEARCH = 150
"""Milliseconds that a search may take with a million reports, in the middle."""
STAFF, COORDINATOR, REPORTER, LEADER = "benutzerservice", "schwerin-it", "ludwigslust", "leitung"


@dataclass(frozen=True)
class Asked:
    """One page: what it is, and how to ask for it."""

    what: str
    ask: Callable[[], Any]


def measure() -> bool:
    """Ask all pages and print a table in milliseconds; whether each search kept to its bound."""
    asked = list(pages())
    cold = {}
    with data.owner() as connection:
        for one in asked:
            one.ask()  # programs and plans are there
            forget(connection)
            cold[one.what] = timed(one)
    passes = [one_pass(asked) for _ in range(PASSES)]
    medians = {one.what: min(statistics.median(times[one.what]) for times in passes) for one in asked}
    print(f"\n{'page, in ms':48} {'cold':>7} {'least':>7} {'median':>7}")
    for what, median in medians.items():
        least = min(min(times[what]) for times in passes)
        print(f"{what:48} {cold[what]:7.0f} {least:7.0f} {median:7.0f}")
    print(f"the machine adds up a million numbers in {pace():.0f} ms")
    late = [what for what, median in medians.items() if what.startswith("search") and median >= SEARCH]
    print(f"bound of the search {SEARCH} ms: {'MISSED by ' + '; '.join(late) if late else 'kept'}")
    return not late


def one_pass(asked: list[Asked]) -> dict[str, list[float]]:
    """The times of all pages, asked in turn."""
    times: dict[str, list[float]] = {one.what: [] for one in asked}
    for _ in range(ROUNDS):
        for one in asked:
            times[one.what].append(timed(one))
    return times


def pace() -> float:
    """How quick the machine is just now, since shared ones have their moods: milliseconds for a million additions."""
    start = time.perf_counter()
    total = 0
    for number in range(1_000_000):
        total += number
    return (time.perf_counter() - start) * 1000


def timed(one: Asked) -> float:
    start = time.perf_counter()
    response = one.ask()
    taken = (time.perf_counter() - start) * 1000
    assert response.status_code == 200, (one.what, response.status_code)
    return taken


def forget(connection: Any) -> None:
    """Nothing of the database is in memory any more, neither here nor with the operating system."""
    connection.execute("CREATE EXTENSION IF NOT EXISTS pg_buffercache")
    connection.execute("CHECKPOINT; SELECT pg_buffercache_evict_all()")
    folder = connection.execute("SHOW data_directory").fetchone()[0]
    os.sync()
    for path in Path(folder, "base").rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def pages() -> Iterator[Asked]:
    """What people open all day, and the search by all kinds of words."""
    from django.test import Client

    from accounts.models import User
    from accounts.scope import as_command

    clients = {}
    for name in (STAFF, COORDINATOR, REPORTER, LEADER):
        clients[name] = Client(headers={"host": "localhost"})
        clients[name].force_login(User.objects.get(username=name))

    def page(what: str, name: str, path: str, *, is_fragment: bool = False, **query: Any) -> Asked:
        headers = {"HX-Request": "true"} if is_fragment else {}
        url = f"{path}?{urlencode(query)}" if query else path
        return Asked(what, lambda: clients[name].get(url, headers=headers))

    with as_command("bench"):
        known = examples()
    for name in (STAFF, COORDINATOR, REPORTER):
        for kind, words in known.searches().items():
            yield page(f"search, {name}: {kind}", name, "/search/", q=words)
    yield page("search, only open: one in ten", STAFF, "/search/", q="drucker", show="open")
    yield page("palette: one in ten", STAFF, "/search/", is_fragment=True, q="drucker")
    subject = "Drucker im Büro druckt nicht mehr, Papierstau"
    yield page("alike, desk", STAFF, f"/tickets/open/{known.authority}/similar/", subject=subject)
    yield page("alike, portal", COORDINATOR, "/portal/report/similar/", subject=subject)
    for view in ("mine", "unassigned", "at_risk", "waiting", "open", "all"):
        yield page(f"queue: {view}", STAFF, "/tickets/", view=view)
    yield page("queue: all of an authority", STAFF, "/tickets/", view="all", authority=known.authority)
    yield page("queue: all, page 200", STAFF, "/tickets/", view="all", page=200)
    for kind, words in (("one in ten", "drucker"), ("nearly every one", "bitte"), ("rare", texts.RARE)):
        yield page(f"queue: all, search {kind}", STAFF, "/tickets/", view="all", q=words)
        yield page(f"queue: open, search {kind}", STAFF, "/tickets/", view="open", q=words)
        yield page(f"portal, large: all, search {kind}", COORDINATOR, "/portal/tickets/", view="all", q=words)
    for name, size in ((COORDINATOR, "large"), (REPORTER, "own")):
        for view in ("open", "all"):
            yield page(f"portal, {size}: {view}", name, "/portal/tickets/", view=view)
    yield page("report, desk", STAFF, f"/tickets/{known.report}/")
    yield page("report, portal", COORDINATOR, f"/portal/tickets/{known.report}/")
    yield page("board", LEADER, "/dashboards/")


@dataclass(frozen=True)
class Examples:
    """Rows of which the names and numbers are looked for."""

    authority: int
    report: str
    workstation: str
    person: str

    def searches(self) -> dict[str, str]:
        """Words by what is special about them."""
        return {
            "rare word": texts.RARE,
            "one in ten": "drucker",
            "nearly every one": "bitte",
            "two words": "drucker netzwerk",
            "part of words": "bescheinigung",
            "misspelt": "bildscirm",
            "number": self.report,
            "inventory number": self.workstation,
            "person": self.person,
            "no hit": "quittenmarmelade",
        }


def examples() -> Examples:
    """A report of the largest authority with many messages, its person and its workstation."""
    from customers.models import Authority
    from tickets.models import Ticket

    authority = Authority.objects.get(key="stadt-schwerin")
    ticket = (
        Ticket.objects.filter(authority=authority, workstation__isnull=False)
        .select_related("requester", "workstation").order_by("-pk")[1000]
    )  # fmt: skip
    assert ticket.workstation
    return Examples(authority.pk, ticket.number, ticket.workstation.inventory_number, str(ticket.requester))
