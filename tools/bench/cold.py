"""How long a search takes by all kinds of words and of people, also when nothing of the database is in memory any more.

Each is asked once after the database and the machine were made to forget what they had read („cold“), then several times
in turn with all others, in three passes, since shared machines have their moods: the lowest median counts.
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

from tools.bench import database, texts
from tools.bench.checks import Check

PASSES = int(os.environ.get("PASSES", "3"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
SEARCH = 150
"""Milliseconds that a search may take with a million reports, in the middle."""
STAFF, COORDINATOR, REPORTER = "benutzerservice", "schwerin-it", "ludwigslust"


@dataclass(frozen=True)
class Asked:
    """One page: what it is, and how to ask for it."""

    what: str
    ask: Callable[[], Any]


def look(name: str) -> list[Check]:
    """Ask for all kinds of words; print each, and tell the slowest."""
    asked = list(searches())
    cold = {}
    with database.superuser(name) as connection:
        for one in asked:
            one.ask()  # programs and plans are there
            forget(connection)
            cold[one.what] = timed(one)
    passes = [one_pass(asked) for _ in range(PASSES)]
    medians = {one.what: min(statistics.median(times[one.what]) for times in passes) for one in asked}
    print(f"\n{'search, in ms':48} {'cold':>7} {'median':>7}")
    for what, median in medians.items():
        print(f"{what:48} {cold[what]:7.0f} {median:7.0f}")
    slowest, coldest = max(medians, key=medians.__getitem__), max(cold, key=cold.__getitem__)
    return [
        Check("slowest search", f"{medians[slowest]:.0f} ms ({slowest})", f"< {SEARCH} ms", medians[slowest] < SEARCH),
        Check("slowest search, nothing in memory", f"{cold[coldest]:.0f} ms ({coldest})"),
    ]


def one_pass(asked: list[Asked]) -> dict[str, list[float]]:
    """The times of all pages, asked in turn."""
    times: dict[str, list[float]] = {one.what: [] for one in asked}
    for _ in range(ROUNDS):
        for one in asked:
            times[one.what].append(timed(one))
    return times


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


def searches() -> Iterator[Asked]:
    """All kinds of words, asked by staff, by a coordinator with very many reports, and by a reporter; and what else searches."""
    from django.test import Client

    from accounts.models import User
    from accounts.scope import as_command

    clients = {}
    for name in (STAFF, COORDINATOR, REPORTER):
        clients[name] = Client(headers={"host": "localhost"})
        clients[name].force_login(User.objects.get(username=name))

    def page(what: str, name: str, path: str, *, is_fragment: bool = False, **query: Any) -> Asked:
        headers = {"HX-Request": "true"} if is_fragment else {}
        return Asked(what, lambda: clients[name].get(f"{path}?{urlencode(query)}", headers=headers))

    with as_command("bench"):
        known = examples()
    for name in (STAFF, COORDINATOR, REPORTER):
        for kind, words in known.searches().items():
            yield page(f"{name}: {kind}", name, "/search/", q=words)
    yield page("only open: one in ten", STAFF, "/search/", q="drucker", show="open")
    yield page("palette: one in ten", STAFF, "/search/", is_fragment=True, q="drucker")
    subject = "Drucker im Büro druckt nicht mehr, Papierstau"
    yield page("alike, desk", STAFF, f"/tickets/open/{known.authority}/similar/", subject=subject)
    yield page("alike, portal", COORDINATOR, "/portal/report/similar/", subject=subject)
    for kind, words in (("one in ten", "drucker"), ("nearly every one", "bitte"), ("rare", texts.RARE)):
        yield page(f"queue of all: {kind}", STAFF, "/tickets/", view="all", q=words)
        yield page(f"portal, all of a large authority: {kind}", COORDINATOR, "/portal/tickets/", view="all", q=words)


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
