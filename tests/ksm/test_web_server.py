"""What gunicorn.conf.py makes of gunicorn: it stops and renews its web processes as whoever runs it expects."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from django.conf import settings

from tests.identity_peers import free_port
from tests.worker import environment_of_processes

OURS = """
import gc, signal, time
from pathlib import Path

exec(Path("gunicorn.conf.py").read_text())
"""
HELD_BACK = """
def post_fork(server, worker):
    print("come off", flush=True)
    deadline = time.monotonic() + 5
    while not signal.sigpending() and time.monotonic() < deadline:
        time.sleep(0.01)
"""
"""A web process that gets no handlers of its own until the signal has come."""
TELLING = """
ready = post_worker_init

def post_worker_init(worker):
    ready(worker)
    print("looks for garbage" if gc.isenabled() else "keeps it", flush=True)
"""


@contextmanager
def web_server(folder: Path, more: str) -> Iterator[tuple["subprocess.Popen[str]", IO[str]]]:
    """Gunicorn with one web process, our configuration and a bit more; and what it says."""
    config = folder / "gunicorn.conf.py"
    config.write_text(OURS + more)
    command = [sys.executable, "-m", "gunicorn", "ksm.wsgi", "--config", str(config), "--no-control-socket"]
    environment = environment_of_processes(folder / "var", SECRET_KEY=settings.SECRET_KEY)
    with subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{free_port()}"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout
        finally:
            process.kill()


@pytest.mark.parametrize("name", ["TERM", "INT", "QUIT"])
def test_web_process_that_is_only_just_coming_off_stops_too(name: str, tmp_path: Path) -> None:
    with web_server(tmp_path, HELD_BACK) as (process, says):
        assert says.readline() == "come off\n"
        process.send_signal(signal.Signals[f"SIG{name}"])
        assert process.wait(20) == 0


def test_web_processes_look_for_garbage_also_after_the_configuration_was_read_anew(tmp_path: Path) -> None:
    with web_server(tmp_path, TELLING) as (process, says):
        assert says.readline() == "looks for garbage\n"
        process.send_signal(signal.SIGHUP)
        assert says.readline() == "looks for garbage\n"
        process.terminate()
        assert process.wait(20) == 0
