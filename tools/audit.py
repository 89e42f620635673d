"""Asks whether the locked packages of production have known weaknesses (part of `make check`).

A weakness fails the check. Where no source of advisories can be reached, one line says so and the check goes on: a
machine without a way out must be able to check everything else. pip-audit's own variables choose another source, such
as PIP_AUDIT_VULNERABILITY_SERVICE=osv with PIP_AUDIT_OSV_URL for a mirror.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "production.lock"
SOURCES = ("pypi", "osv")
SECONDS_FOR_AN_ANSWER = "10"
# What pip-audit says when a source is away, refuses, or answers with something that is no advice.
SOURCE_IS_AWAY = (
    "requests.exceptions.",
    "Could not connect",
    "not redirecting properly",
    "ServiceError",
    "upstream service",
)


def main(lock: Path) -> int:
    """1 if there is a known weakness, or the lock cannot be read; else 0."""
    chosen = os.environ.get("PIP_AUDIT_VULNERABILITY_SERVICE")
    for source in (chosen,) if chosen else SOURCES:
        packages = ask(source, lock)
        known = [package for package in packages if "skip_reason" not in package]
        if known:
            return report(source, known, [package["name"] for package in packages if "skip_reason" in package])
    print("Known weaknesses of the locked packages: NOT ASKED, no source of advisories can be reached from here.")
    return 0


def ask(source: str, lock: Path) -> list[dict[str, Any]]:
    """What the source says of each package; nothing if it is away."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip"]
    command += ["--vulnerability-service", source, "--timeout", SECONDS_FOR_AN_ANSWER]
    command += ["--format", "json", "--desc", "off", "--progress-spinner", "off"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        if any(sign in done.stderr for sign in SOURCE_IS_AWAY):
            return []
        sys.exit(f"pip-audit cannot look at {lock.name}:\n{done.stderr.strip()}")
    return packages


def report(source: str, known: list[dict[str, Any]], unknown: list[str]) -> int:
    """Say what is weak and since which version it is not; name what the source does not know."""
    weaknesses = [
        f"  {package['name']} {package['version']}: {weakness['id']}, mended in {', '.join(weakness['fix_versions']) or 'no version yet'}"
        for package in known
        for weakness in package["vulns"]
    ]
    if unknown:
        print(f"Not known to {source}: {', '.join(unknown)}.")
    if weaknesses:
        print(f"Known weaknesses of the locked packages, says {source}:", *weaknesses, sep="\n")
        return 1
    print(f"Known weaknesses of the locked packages: none, says {source} of {len(known)} packages.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else LOCK))
