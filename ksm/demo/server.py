"""The processes of the demo: web server and worker as children of one command, started and ended together."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.conf import settings

ADDRESS = "127.0.0.1"  # this machine only: the passwords of the demo are public
LONGEST_START = 60
LONGEST_END = 15
LONGEST_KILL = 2


class ServerError(Exception):
    """The demo cannot go on; the message is a German sentence."""


class Child(NamedTuple):
    """A process of the demo and what it is called."""

    name: str
    process: "subprocess.Popen[bytes]"


def is_port_taken(port: int) -> bool:
    """Whether somebody listens on the port already, or it may not be used."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return True
    return False


def serve(port: int, *, say: Callable[[str], None]) -> None:
    """Run web server and worker until Ctrl-C or SIGTERM; raise ServerError when one of them ends by itself."""
    children: list[Child] = []
    with told_to_end() as is_over:
        try:
            children.append(web_server(port))
            wait_until_ready(port, children, is_over)
            if not is_over():
                children.append(worker())
                say(f"Bereit: http://localhost:{port}/   (Ende mit Strg+C)")
            while not is_over():
                refuse_dead(children)
                time.sleep(0.2)
        finally:
            end(children)
    say("Beendet.")


@contextlib.contextmanager
def told_to_end() -> Iterator[Callable[[], bool]]:
    """Note Ctrl-C and SIGTERM instead of breaking off, so that the children are always ended."""
    noted: list[int] = []
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, lambda number, frame: noted.append(number)) for number in signals}
    try:
        yield lambda: bool(noted)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def web_server(port: int) -> Child:
    """Gunicorn with the application."""
    options = ["--workers", "2", "--threads", "4", "--log-level", "warning", "--no-control-socket"]
    return start("Webserver", "-m", "gunicorn", "ksm.wsgi", "--bind", f"{ADDRESS}:{port}", *options)


def worker() -> Child:
    """The worker for jobs in the background."""
    return start("Hintergrunddienst", "manage.py", "procrastinate", "worker", KSM_CONNECTION_MAX_AGE="0")


def start(name: str, *arguments: str, **environment: str) -> Child:
    """A Python program of this environment; Ctrl-C in the terminal reaches it only through us."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "PORT": str(settings.PORT), **environment},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    return Child(name, process)


def wait_until_ready(port: int, children: list[Child], is_over: Callable[[], bool]) -> None:
    """Wait until people can work."""
    deadline = time.monotonic() + LONGEST_START
    answer = ""
    while not is_over():
        refuse_dead(children)
        status, answer = ready(port)
        if status == http.client.OK:
            return
        if time.monotonic() > deadline:
            raise ServerError(f"Die Anwendung ist nach {LONGEST_START} Sekunden nicht bereit. {answer}".strip())
        time.sleep(0.1)


def ready(port: int) -> tuple[int, str]:
    """What /health/ready says; 0 when nobody answers yet."""
    hosts = settings.ALLOWED_HOSTS
    host = "localhost" if "localhost" in hosts or "*" in hosts else hosts[0].removeprefix(".")
    web = http.client.HTTPConnection(ADDRESS, port, timeout=10)
    try:
        web.request("GET", "/health/ready", headers={"Host": host})
        response = web.getresponse()
        return response.status, response.read().decode(errors="replace").strip()
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        web.close()


def refuse_dead(children: list[Child]) -> None:
    """Nothing of the demo may end by itself unnoticed."""
    for child in children:
        code = child.process.poll()
        if code is not None:
            raise ServerError(f"{child.name} hat sich unerwartet beendet (Code {code}). Die Demo wird beendet.")


def end(children: list[Child]) -> None:
    """Ask all to end; then end whatever is left of what they started, such as the children of one that was killed."""
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            child.process.terminate()
    deadline = time.monotonic() + LONGEST_END
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.1, deadline - time.monotonic()))
        if child.process.poll() is None:
            child.process.kill()
            child.process.wait()
        kill_group(child.process.pid)


def kill_group(leader: int) -> None:
    """End every process of a group, and wait until none is left to hold the lock on the database."""
    deadline = time.monotonic() + LONGEST_KILL
    with contextlib.suppress(ProcessLookupError):  # nobody is left
        while time.monotonic() < deadline:
            os.killpg(leader, signal.SIGKILL)
            time.sleep(0.02)
