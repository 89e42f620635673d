"""Scopes never mix on shared connections: real web processes, straight, with a pool, and behind PgBouncer.

The processes connect as the application does in operation, as a role that owns nothing.
"""

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts import roles
from accounts.models import User
from customers.models import Contact
from tests.factories import AuthorityFactory, TicketFactory
from tests.identity_peers import free_port
from tests.people import contact_at, contact_of, employed

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
REQUESTS = 90


@dataclass
class Visitor:
    """Somebody with a session, and the subjects that they alone may read."""

    cookie: str
    sees: set[str]


@dataclass
class Server:
    """Web processes that answer on a port."""

    port: int
    process: "subprocess.Popen[bytes]"

    def get(self, path: str, cookie: str = "") -> tuple[int, str]:
        """Status and text of a page."""
        web = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            web.request("GET", path, headers={"Host": "localhost", "Cookie": cookie, "Connection": "close"})
            response = web.getresponse()
            return response.status, response.read().decode(errors="replace")
        finally:
            web.close()


def application_url(host: str, port: str = "") -> str:
    """The address of the test database for the role that web and worker connect as."""
    at = f"{host}:{port}" if port else ""
    place = "" if port else f"?host={quote(host, safe='')}"
    return f"postgresql://ksm@{at}/{connection.settings_dict['NAME']}{place}"


def socket_folder() -> str:
    host = connection.settings_dict["HOST"] or connection.settings_dict.get("OPTIONS", {}).get("host", "")
    return str(host)


@contextlib.contextmanager
def pgbouncer() -> Iterator[str]:
    """PgBouncer in transaction mode with fewer connections than there are threads; gives the address behind it."""
    program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    if program is None:
        message = "PgBouncer is missing: install Debian's package pgbouncer"
        raise (pytest.fail.Exception if os.environ.get("CI") else pytest.skip.Exception)(message)
    port = free_port()
    with TemporaryDirectory(prefix="pgbouncer-") as folder:
        config = Path(folder) / "pgbouncer.ini"
        config.write_text(
            f"[databases]\n* = host={socket_folder()} user=ksm\n"
            f"[pgbouncer]\nlisten_addr=127.0.0.1\nlisten_port={port}\nunix_socket_dir=\nauth_type=any\n"
            "pool_mode=transaction\ndefault_pool_size=2\nmax_client_conn=50\nlogfile=\npidfile=\n"
        )
        as_somebody = ["-u", "postgres" if shutil.which("setpriv") else "nobody"] if os.geteuid() == 0 else []
        Path(folder).chmod(0o755)
        process = subprocess.Popen([program, "-q", *as_somebody, str(config)], cwd=folder)
        try:
            wait_for(port, process)
            yield application_url("127.0.0.1", str(port))
        finally:
            process.terminate()
            process.wait(10)


@contextlib.contextmanager
def web(url: str, **environment: str) -> Iterator[Server]:
    """Two gunicorn processes with four threads each."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "ksm.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    command += ["--threads", "4", "--log-level", "warning", "--no-control-socket"]
    values = {"DATABASE_URL": url, "KSM_DEMO": "true", "SECRET_KEY": settings.SECRET_KEY, **environment}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KSM_")}
    with subprocess.Popen(command, cwd=ROOT, env={**inherited, **values}) as process:
        try:
            wait_for(port, process)
            yield Server(port, process)
            process.terminate()
            process.wait(20)
        finally:
            process.kill()


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "ended by itself"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    pytest.fail("nobody listens")


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}"


@pytest.fixture
def visitors() -> list[Visitor]:
    """Two coordinators, a reporter, somebody from staff, and a stranger; each report is read by whoever may."""
    people = []
    subjects = [f"Geheimnis-{number}" for number in range(2)]
    for subject in subjects:
        authority = AuthorityFactory()
        coordinator = contact_at(authority, Contact.Role.IT_COORDINATOR)
        TicketFactory(authority=authority, requester=contact_of(coordinator), subject=subject)
        people.append(Visitor(cookie_of(coordinator), {subject}))
    people.append(Visitor(cookie_of(contact_at(AuthorityFactory())), set()))
    people.append(Visitor(cookie_of(employed(roles.SERVICE_DESK)), set(subjects)))
    people.append(Visitor("", set()))
    return people


@pytest.mark.parametrize("way", ["straight", "pool", "PgBouncer"])
def test_many_people_at_once_read_what_is_theirs_and_nothing_else(way: str, visitors: list[Visitor]) -> None:
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(pgbouncer()) if way == "PgBouncer" else application_url(socket_folder())
        server = stack.enter_context(web(url, **({"KSM_DATABASE_POOL": "2"} if way == "pool" else {})))
        assert server.get("/health/ready") == (200, "ready\n")

        def visit(number: int) -> tuple[set[str], set[str]]:
            visitor = visitors[number % len(visitors)]
            path = "/tickets/?view=all" if len(visitor.sees) > 1 else "/portal/tickets/?view=all"
            if number % 3 == 0:
                path += "&export=csv"  # streamed after the page has returned
            status, text = server.get(path, visitor.cookie)
            assert status == (200 if visitor.cookie else 302)
            return visitor.sees, {word for word in ("Geheimnis-0", "Geheimnis-1") if word in text}

        with ThreadPoolExecutor(16) as crowd:
            seen = list(crowd.map(visit, range(REQUESTS)))
    assert [pair for pair in seen if pair[0] != pair[1]] == []


@pytest.mark.parametrize(("login", "problem"), [("postgres", "is a superuser"), ("ksm_owner", "owns the tables")])
def test_process_that_could_pass_by_the_wall_is_not_ready(login: str, problem: str) -> None:
    with web(application_url(socket_folder()).replace("//ksm@", f"//{login}@")) as server:
        assert server.get("/health/ready") == (503, f"the database role {problem}\n")


def test_login_of_the_application_reads_nothing_until_it_says_in_whose_name(visitors: list[Visitor]) -> None:
    with psycopg.connect(application_url(socket_folder()), autocommit=True) as login:

        def count() -> int:
            row = login.execute("SELECT count(*) FROM tickets_ticket").fetchone()
            assert row is not None
            return int(row[0])

        assert count() == 0
        with login.transaction():
            login.execute("SELECT set_config('role', 'ksm_service', true)")
            assert count() == len([one for one in visitors if one.sees]) - 1
        assert count() == 0
        for forbidden in (
            "SET ROLE ksm_owner",
            "ALTER TABLE tickets_ticket DISABLE ROW LEVEL SECURITY",
            "TRUNCATE tickets_ticket CASCADE",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                login.execute(forbidden)
