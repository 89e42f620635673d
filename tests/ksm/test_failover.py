"""A web process, the worker and the primary database are killed while people file reports: none is lost, none doubled.

Two web processes on two addresses behind HAProxy, a primary PostgreSQL with a standby that takes over, and a worker, all
real processes. Whoever gets no answer sends the same form again, as the page of the error offers; only a report whose
page was reached counts as acknowledged.
"""

import contextlib
import http.client
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from customers.models import Authority
from tests.factories import CategoryFactory
from tests.identity_peers import free_port
from tests.people import contact_at
from tests.two_machines import Server, Supervisor, haproxy, primary_and_standby, wait_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])]

PEOPLE = 5
LONGEST_WAIT = 60
FIELD = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')
NUMBER = re.compile(r"^/portal/tickets/(\d\d-\d+)/\?filed=yes$")
ORDER = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args) "
    "VALUES ('default', %s, %s, %s) ON CONFLICT DO NOTHING"
)


@dataclass
class Reporter:
    """Somebody who files one report after the other and never gives up on one."""

    name: str
    port: int
    cookies: dict[str, str]
    category: str
    is_enough: threading.Event
    acknowledged: dict[str, str] = field(default_factory=dict)
    """The subject of each report whose page was reached, and its number."""
    troubles: Counter[str] = field(default_factory=Counter)
    pages_of_pause: list[str] = field(default_factory=list)
    working: "Future[None]" = field(default_factory=Future)

    def work(self) -> None:
        while not self.is_enough.is_set():
            subject = f"{self.name} {len(self.acknowledged) + 1}"
            form = self._insist("GET", "/portal/report/")[1]
            answers = {name: unescape(value) for name, value in FIELD.findall(form)}
            assert {"token", "csrfmiddlewaretoken"} <= answers.keys()
            answers |= {"category": self.category, "affected": "", "subject": subject, "severity": "hindered"}
            if len(self.acknowledged) % 2:
                self._send_and_go("/portal/report/", urlencode(answers))
            place = self._insist("POST", "/portal/report/", urlencode(answers))[0]
            found = NUMBER.match(place)
            assert found, place
            assert f"Ihre Meldung {found[1]} ist angekommen" in self._insist("GET", place)[1]
            self.acknowledged[subject] = found[1]

    def _insist(self, method: str, path: str, body: str = "") -> tuple[str, str]:
        """Where it led and what was read there, at last; the very same is sent again until something comes back."""
        ends_at = time.monotonic() + 2 * LONGEST_WAIT
        while time.monotonic() < ends_at:
            try:
                status, place, text = self._ask(method, path, body)
            except (OSError, http.client.HTTPException) as problem:
                self.troubles[type(problem).__name__] += 1
            else:
                if status in (200, 302):
                    return place, text
                assert status in (502, 503, 504), f"{status}: {text[:2000]}"
                self.troubles[str(status)] += 1
                if status == 503:
                    self.pages_of_pause.append(text)
            time.sleep(0.3)
        raise AssertionError(f"Nobody answers any more: {self.troubles}")

    def _send_and_go(self, path: str, body: str) -> None:
        """As somebody does who presses the button twice: what comes of the first time is never heard of."""
        with contextlib.closing(self._line()) as line, contextlib.suppress(OSError):
            line.request("POST", path, body, self._headers())

    def _ask(self, method: str, path: str, body: str) -> tuple[int, str, str]:
        with contextlib.closing(self._line()) as line:
            line.request(method, path, body or None, self._headers())
            answer = line.getresponse()
            text = answer.read().decode()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.headers.get("Location", ""), text

    def _line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        kind = "application/x-www-form-urlencoded"
        return {"Host": "localhost", "Origin": "https://localhost", "Cookie": cookies, "Content-Type": kind}


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the account of the database gets to."""
    with tempfile.TemporaryDirectory(prefix="ksm-failover-", dir="/tmp") as name:
        yield Path(name)


@pytest.fixture
def people(ludwigslust: Authority) -> list[User]:
    return [contact_at(ludwigslust) for _ in range(PEOPLE)]


def wait_until(what: Callable[[], bool], why: str) -> None:
    ends_at = time.monotonic() + LONGEST_WAIT
    while not what():
        assert time.monotonic() < ends_at, why
        time.sleep(0.05)


def test_no_acknowledged_report_is_lost_and_none_is_doubled(
    folder: Path, people: list[User], service_desk: User
) -> None:
    category = CategoryFactory(team=service_desk.staff_member.team).key
    sessions = [session_of(person) for person in people]
    with ExitStack() as stack:
        primary, standby = stack.enter_context(primary_and_standby(folder))
        machines = [("127.0.0.1", free_port()), ("127.0.0.2", free_port())]
        supervisor = stack.enter_context(Supervisor(folder))
        start_application(supervisor, folder, machines, [primary, standby])
        port = stack.enter_context(haproxy(folder, [f"{host}:{port}" for host, port in machines]))
        is_enough = threading.Event()
        reporters = [
            Reporter(f"Ausfall {number}", port, {"sessionid": session}, category, is_enough)
            for number, session in enumerate(sessions)
        ]
        crowd = stack.enter_context(ThreadPoolExecutor(PEOPLE))
        stack.callback(is_enough.set)
        for reporter in reporters:
            reporter.working = crowd.submit(reporter.work)
        strike(reporters, supervisor, primary, standby)
        is_enough.set()
        for reporter in reporters:
            reporter.working.result(LONGEST_WAIT)
        acknowledged = Counter(pair for reporter in reporters for pair in reporter.acknowledged.items())
        kept = count_reports(standby)
        assert acknowledged - kept == Counter(), "lost"
        assert kept - acknowledged == Counter(), "doubled"
        finish_jobs(standby, supervisor)
        told = count_told(standby, service_desk)
        assert told == {number: 1 for _, number in acknowledged}


def session_of(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def start_application(
    supervisor: Supervisor, folder: Path, machines: list[tuple[str, int]], databases: list[Server]
) -> None:
    """Web processes on both machines, and the worker; each knows both databases and takes the one that can be written."""
    servers = ",".join(f"127.0.0.1:{database.port}" for database in databases)
    environment = {
        "PATH": "/usr/bin:/bin", "KSM_DEMO": "true", "KSM_BEHIND_PROXY": "true", "SECRET_KEY": settings.SECRET_KEY, "KSM_VAR_DIR": str(folder / "var"),
        "DATABASE_URL": f"postgresql://ksm@{servers}/ksm?target_session_attrs=read-write",
    }  # fmt: skip
    for host, port in machines:
        command = [sys.executable, "-m", "gunicorn", "ksm.wsgi", "--bind", f"{host}:{port}", "--workers", "1"]
        command += ["--threads", "4", "--no-control-socket"]
        supervisor.keep(host, command, environment)
    worker = [sys.executable, "manage.py", "procrastinate", "worker"]
    supervisor.keep("worker", worker, {**environment, "KSM_CONNECTION_MAX_AGE": "0"})
    for host, port in machines:
        wait_for(host, port)


def strike(reporters: list[Reporter], supervisor: Supervisor, primary: Server, standby: Server) -> None:
    """One blow after the other, each in the midst of filing."""
    filed_some_more(reporters)
    supervisor.kill("127.0.0.1")
    filed_some_more(reporters)
    supervisor.kill("worker")
    filed_some_more(reporters)
    primary.fall_silent()  # what nobody else has must not have been acknowledged when it dies
    time.sleep(2)
    primary.kill()
    wait_until(lambda: any(one.pages_of_pause for one in reporters), "nobody noticed that the database is gone")
    standby.promote()
    filed_some_more(reporters)
    assert "gerade nicht erreichbar" in next(one.pages_of_pause[0] for one in reporters if one.pages_of_pause)


def filed_some_more(reporters: list[Reporter]) -> None:
    """Every one of the people has got through twice since."""
    wanted = [len(one.acknowledged) + 2 for one in reporters]

    def have_got_through() -> bool:
        for one in reporters:
            if one.working.done():
                one.working.result()  # says why this person gave up
        return all(len(one.acknowledged) >= number for one, number in zip(reporters, wanted, strict=True))

    wait_until(have_got_through, "no reports come in")


def count_reports(database: Server) -> Counter[tuple[str, str]]:
    with database.connected() as session:
        rows = session.execute("SELECT subject, number FROM tickets_ticket WHERE subject LIKE 'Ausfall %'").fetchall()
    return Counter((subject, number) for subject, number in rows)


def finish_jobs(database: Server, supervisor: Supervisor) -> None:
    """What a worker that was killed had in hand is begun anew; here the minute that this takes has passed at once."""
    with database.connected() as session:
        (now,) = session.execute("SELECT clock_timestamp()").fetchone() or ()
        alive = "SELECT FROM procrastinate_workers WHERE last_heartbeat > %s"  # what it says every ten seconds
        wait_until(lambda: session.execute(alive, [now]).fetchone() is not None, "no worker lives")
        session.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour' WHERE id < "
            "(SELECT max(id) FROM procrastinate_workers)"
        )
        session.execute(ORDER, ["ksm.tasks.take_up_broken_jobs", "broken-jobs", '{"timestamp": 0}'])

        def left() -> list[tuple[object, ...]]:
            return session.execute(
                "SELECT status, task_name, attempts FROM procrastinate_jobs WHERE status NOT IN ('succeeded', 'cancelled') "
                "AND NOT (status = 'failed' AND queueing_lock IS NOT NULL) "  # comes again by itself
                "AND (scheduled_at IS NULL OR scheduled_at < now() + interval '1 minute')"
            ).fetchall()

        try:
            wait_until(lambda: not left(), "jobs are left")
        except AssertionError:
            raise AssertionError(f"left: {left()}\n{supervisor.log('worker')[-4000:]}") from None


def count_told(database: Server, person: User) -> dict[str, int]:
    """How often the person was told of each report."""
    with database.connected() as session:
        rows = session.execute(
            "SELECT number, count(*) FROM notifications_notification n JOIN tickets_ticket t ON t.id = n.ticket_id "
            "WHERE recipient_id = %s GROUP BY number",
            [person.pk],
        ).fetchall()
    return dict(rows)
