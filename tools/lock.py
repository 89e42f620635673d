"""Recompiles all lock files (`make lock`). Versions stay where they can; `UPGRADE=1 make lock` takes the newest.

The locks pin versions and checksums and name no host, so that they install from any index or mirror.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import setup

REQUIREMENTS = setup.ROOT / "requirements"
GROUPS = {
    "boot": ["--group", "boot"],
    "test": ["--group", "local", "--group", "frontend", "--group", "test", "--group", "lint"],
    "demo": ["--group", "local", "--group", "frontend"],
    "production": [],
}
# In package-lock.json "url" is the address for donations that authors name; only "resolved" is a place to fetch from.
HOST = re.compile(r'(?<!"url": ")https?://[^\s"]+|"resolved"')


def main() -> None:
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
    for name, groups in GROUPS.items():
        with setup.step(f"Locking requirements/{name}.lock"):
            lock_python(name, groups, upgrade)
    with setup.step("Locking package-lock.json"):
        lock_node()
    for lock in (*sorted(REQUIREMENTS.glob("*.lock")), setup.ROOT / "package-lock.json"):
        refuse_host(lock)


def lock_python(name: str, groups: list[str], upgrade: list[str]) -> None:
    options = ["--quiet", "--system-certs", "--universal", "--python-version", "3.11", "--generate-hashes"]
    options += ["--no-header", "--no-emit-index-url", "--no-emit-find-links", "--index-strategy", "unsafe-best-match"]
    if name in ("demo", "production"):  # the same versions that the tests have seen
        options += ["--constraints", "requirements/test.lock", "--no-annotate"]
    else:
        options += upgrade
    sources = groups if name == "boot" else ["pyproject.toml", *groups]
    target = f"requirements/{name}.lock"
    uv = setup.uv_program()
    setup.run(uv, "pip", "compile", *options, *sources, "--output-file", target, environment=setup.pip_configuration())


def lock_node() -> None:
    node = setup.node_folder()
    npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    setup.run(node / "bin" / "node", npm, "install", "--package-lock-only", environment=setup.node_environment())


def refuse_host(lock: Path) -> None:
    for number, line in enumerate(lock.read_text(encoding="utf-8").splitlines(), start=1):
        if HOST.search(line):
            raise setup.SetupError(f"{lock.relative_to(setup.ROOT)}, line {number} names a host: {line.strip()}")


if __name__ == "__main__":
    try:
        main()
    except setup.SetupError as error:
        sys.exit(f"\n{error}")
