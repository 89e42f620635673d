"""Runs all tests (`make test`): first those without a browser, then those in a real one.

They are two runs, because playwright keeps an event loop in the thread of its tests, which other tests must not find.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import browser

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_BROWSER, IN_BROWSER = "without browser", "in the browser"
RUNS = {WITHOUT_BROWSER: ["-n", "2", "tests", "--ignore=tests/browser"], IN_BROWSER: ["-n", "2", "tests/browser"]}


def main() -> int:
    """Both runs, then the closing line of each; 0 if both passed."""
    environment = {**os.environ, **browser.environment()}
    if environment.pop("PYTHONDONTWRITEBYTECODE", ""):  # or each process of the run compiles the whole house anew
        environment.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / "var" / "pycache"))
    closing_lines, failed = [], False
    for name, arguments in RUNS.items():
        if name == IN_BROWSER and "CHROMIUM" not in environment:
            closing_lines.append((name, "NOT RUN: no browser found. Install Chromium or set CHROMIUM to its path."))
            failed = True
            continue
        code, closing_line = run_pytest(arguments, environment)
        closing_lines.append((name, closing_line))
        failed = failed or code != 0
    print()
    for name, line in closing_lines:
        print(f"{name:16} {line}")
    return 1 if failed else 0


def run_pytest(arguments: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """Pass the output on as it comes; return exit code and last line."""
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    command = [sys.executable, "-m", "pytest", *colour, *arguments]
    print(f"\npytest {' '.join(arguments)}", flush=True)
    tail = b""
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        while piece := os.read(process.stdout.fileno(), 65536):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            tail = (tail + piece)[-4096:]
    lines = tail.decode(errors="replace").strip().splitlines()
    return process.returncode, lines[-1] if lines else "pytest said nothing"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
