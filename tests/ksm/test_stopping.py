"""A web server that is told to stop does so, also while a web process is only just coming off."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.identity_peers import free_port
from tests.worker import environment_of_processes

ROOT = Path(__file__).resolve().parents[2]
CAUGHT = """
import signal, time
from pathlib import Path

exec(Path("gunicorn.conf.py").read_text())

def post_fork(server, worker):
    print("come off", flush=True)
    deadline = time.monotonic() + 5
    while signal.SIG{name} not in signal.sigpending() and time.monotonic() < deadline:
        time.sleep(0.01)
"""
"""Our configuration, and a web process that is held before it has handlers of its own until the signal has come."""


@pytest.mark.parametrize("name", ["TERM", "INT", "QUIT"])
def test_process_that_is_only_just_coming_off_stops_too(name: str, tmp_path: Path) -> None:
    config = tmp_path / "gunicorn.conf.py"
    config.write_text(CAUGHT.format(name=name))
    command = [sys.executable, "-m", "gunicorn", "ksm.wsgi", "--config", str(config), "--no-control-socket"]
    environment = environment_of_processes(tmp_path / "var", SECRET_KEY=settings.SECRET_KEY)
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{free_port()}"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process:
        try:
            assert process.stdout.readline() == "come off\n"
            process.send_signal(signal.Signals[f"SIG{name}"])
            assert process.wait(20) == 0
        finally:
            process.kill()
