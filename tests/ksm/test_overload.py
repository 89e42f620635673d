"""More people than places: so many are served, all others are told at once, and it is over as soon as the work is done."""

import http.client
import socket
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.models import User
from ksm import overload
from ksm.overload import WAITING_FOR_EACH_THREAD, Places, with_a_door
from tests.identity_peers import free_port
from tests.two_machines import Supervisor, wait_for
from tests.worker import database_url, environment_of_processes

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 2
PLACES = THREADS * (1 + WAITING_FOR_EACH_THREAD)
BEYOND = 3 * PLACES
Answer = tuple[int, str, http.client.HTTPMessage]


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """One web process with two threads, as gunicorn.conf.py sets it up."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "ksm.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", str(THREADS)]
    with Supervisor(tmp_path) as supervisor:
        given = {"SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": database_url("ksm")}
        environment = environment_of_processes(tmp_path / "var", **given)
        supervisor.keep("web", [*command, "--no-control-socket"], environment)
        wait_for("127.0.0.1", port)
        yield port


def ask(port: int, path: str, cookie: str = "", method: str = "GET") -> Answer:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request(method, path, headers={"Host": "localhost", "Cookie": cookie})
        answer = line.getresponse()
        return answer.status, answer.read().decode(errors="replace"), answer.headers
    finally:
        line.close()


def first_answers(asked: "list[Future[Answer]]", number: int) -> "list[Answer]":
    """Of those who asked, so many; the others may still be waiting."""
    came = as_completed(asked, timeout=60)
    return [next(came).result() for _ in range(number)]


def test_beyond_the_places_everybody_is_told_at_once(port: int, service_desk: User) -> None:
    client = Client()
    client.force_login(service_desk)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    assert ask(port, "/tickets/", cookie)[0] == 200
    with ThreadPoolExecutor(PLACES + BEYOND) as crowd:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE django_session")  # nobody who is let in gets any further
            asked = [crowd.submit(ask, port, "/tickets/", cookie) for _ in range(PLACES + BEYOND)]
            try:
                refused = first_answers(asked, BEYOND)
                assert {one[0] for one in refused} == {503}, "although none of the others is served"
                assert ask(port, "/health/live")[0] == 200
                assert ask(port, "/health/ready")[:2] == (200, "ready\n")
                assert ask(port, "/tickets/", method="HEAD")[:2] == (503, "")
            finally:
                cursor.execute("ROLLBACK")
        statuses = Counter(one.result()[0] for one in asked)
    # Whoever was at work is served; those who waited are, unless that took so long that they were refused in the end.
    assert statuses.keys() == {200, 503}
    assert THREADS <= statuses[200] <= PLACES
    _, page, headers = refused[0]
    assert "Gerade ist sehr viel los" in page
    assert (headers["Retry-After"], headers["Cache-Control"]) == ("10", "no-store")
    assert [ask(port, "/tickets/", cookie)[0] for _ in range(PLACES)] == [200] * PLACES, "as if nothing had been"


def test_who_connects_and_says_nothing_takes_no_place(port: int) -> None:
    """As browsers do, which open connections in advance."""
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(BEYOND)]
    try:
        assert [ask(port, "/login/")[0] for _ in range(3)] == [200] * 3
        slowly = socket.create_connection(("127.0.0.1", port))
        silent.append(slowly)
        slowly.sendall(b"GET /health/live HTTP/1.1\r\n")
        slowly.sendall(b"Host: localhost\r\nConnection: close\r\n\r\n")
        assert slowly.recv(1024).startswith(b"HTTP/1.1 200"), "when it says something, it is answered"
    finally:
        for one in silent:
            one.close()


def test_who_has_waited_too_long_is_refused_for_those_behind_them(monkeypatch: pytest.MonkeyPatch) -> None:
    door = with_a_door(lambda environ, start: [b"served"])
    request = {"PATH_INFO": "/tickets/", "REQUEST_METHOD": "GET"}
    places = Places(1)
    try:
        answers = []
        for longest in (60, -1, 60):
            monkeypatch.setattr(overload, "LONGEST_WAIT", longest)
            answers.append(places.submit(lambda: list(door(request, lambda status, headers: None))).result())
    finally:
        places.shutdown()
    assert answers == [[b"served"], [overload.PAGE], [b"served"]]
