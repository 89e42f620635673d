"""`tools/audit.py` with the real pip-audit and a source of advisories on this machine: weak, sound, away, talking nonsense."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADVICE = {
    "vulns": [
        {
            "id": "PYSEC-2026-1",
            "summary": "Invented for this test",
            "affected": [
                {
                    "package": {"name": "django", "ecosystem": "PyPI"},
                    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
                }
            ],
        }
    ]
}

Answer = Callable[[str], tuple[int, bytes]]


@pytest.fixture
def advised_by() -> Iterator[Callable[[Answer], str]]:
    """Let a source on this machine answer; gives its address."""
    servers: list[ThreadingHTTPServer] = []

    def serve(answer: Answer) -> str:
        class Source(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, content = answer(asked["package"]["name"])
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *arguments: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Source)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def audit(address: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    source = {"PIP_AUDIT_VULNERABILITY_SERVICE": "osv", "PIP_AUDIT_OSV_URL": address}
    return subprocess.run(
        [sys.executable, "tools/audit.py", *arguments],
        cwd=ROOT, env={**os.environ, **source}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_known_weakness_fails_the_check(advised_by: Callable[[Answer], str]) -> None:
    done = audit(advised_by(lambda name: (200, json.dumps(ADVICE if name == "django" else {}).encode())))
    assert done.returncode == 1
    assert "  django 5.2" in done.stdout
    assert "PYSEC-2026-1, mended in 99.1" in done.stdout


def test_sound_packages_pass_and_are_counted(advised_by: Callable[[Answer], str]) -> None:
    done = audit(advised_by(lambda name: (200, b"{}")))
    assert done.returncode == 0, done.stderr
    assert "none, says osv of " in done.stdout


@pytest.mark.parametrize(
    "answer", [(500, b""), (403, b"{}"), (200, b"<html>Please sign in</html>")], ids=["broken", "refused", "no advice"]
)
def test_source_that_gives_no_advice_is_named_as_such(
    advised_by: Callable[[Answer], str], answer: tuple[int, bytes]
) -> None:
    done = audit(advised_by(lambda name: answer))
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stderr
    assert "NOT ASKED" in done.stdout


def test_source_that_is_away_does_not_stop_the_check() -> None:
    done = audit("http://127.0.0.1:9/")
    assert (done.returncode, done.stderr) == (0, "")
    assert "NOT ASKED" in done.stdout


def test_lock_that_cannot_be_read_fails_the_check(tmp_path: Path) -> None:
    lock = tmp_path / "broken.lock"
    lock.write_text("django\n")
    done = audit("http://127.0.0.1:9/", str(lock))
    assert done.returncode == 1
    assert "cannot look at broken.lock" in done.stderr
