"""Python environments of their own for the servers: nothing but their own packages is loaded, as in operation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools.bench import database


class NotHereError(RuntimeError):
    """Packages cannot be installed on this machine; the message says why."""


def python_with(name: str, wanted: list[str], state: str) -> Path:
    """The Python of an environment with what pip is told to install; made anew when the state of that is another one."""
    folder = database.FOLDER / name
    python, stamp = folder / "bin" / "python", folder / "installed"
    if stamp.exists() and stamp.read_text() == state:
        return python
    print(f"Installing the packages of {name} …", flush=True)
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted],
    ):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode:
            raise NotHereError(f"{name} cannot be installed here: {done.stdout.strip()[-400:]}")
    stamp.write_text(state)
    return python


def of_production() -> Path:
    """With what the application needs in operation, and nothing of what only its tests need."""
    lock = database.ROOT / "requirements" / "production.lock"
    return python_with("production", ["--require-hashes", "--requirement", str(lock)], lock.read_text())
