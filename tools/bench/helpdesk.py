"""django-helpdesk beside us: an environment of its own from the package index, a database of its own on the same server."""

from __future__ import annotations

import contextlib
import re
import subprocess
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

from tools.bench import database, environments, helpdesk_rows, servers
from tools.bench.client import Answer, Client, UnexpectedAnswerError, form_with
from tools.bench.log import WATCHED, Log
from tools.bench.ours import WORD
from tools.bench.stock import LARGEST

Ask = Callable[[], Answer]
VERSION = "2.6.1"
PACKAGES = (f"django-helpdesk=={VERSION}", "django==5.2.19", "psycopg[binary]==3.3.9", "gunicorn==27.0.1")
ENVIRONMENT = database.FOLDER / f"helpdesk-{VERSION}"
PYTHON = ENVIRONMENT / "bin" / "python"
ROLE = "bench_helpdesk"
ROWS_AT = re.compile(r'"(/datatables_ticket_list/[^"]+)"')
"""Where the script of the list fetches its rows from."""
NEWEST_FIRST = {"order[0][column]": "5", "order[0][dir]": "desc"}
OPEN, RESOLVED, ALL = (1, 2), 3, (1, 2, 3, 4, 5)


def name_of(size: int) -> str:
    return f"helpdesk_{size}"


def install() -> None:
    """The environment, unless it is there."""
    environments.python_with(ENVIRONMENT.name, list(PACKAGES), "\n".join(PACKAGES))


def program(size: int) -> servers.Program:
    environment = {
        "DJANGO_SETTINGS_MODULE": "tools.bench.helpdesk_site",
        "HELPDESK_DATABASE": name_of(size),
        "HELPDESK_ROLE": ROLE,
        "HELPDESK_APPLICATION": f"{WATCHED}helpdesk",
        "HELPDESK_SOCKET": database.socket_folder(),
        "HELPDESK_MEDIA": str(database.FOLDER / "helpdesk-media"),
    }
    factory = "django.core.wsgi:get_wsgi_application()"
    return servers.Program("helpdesk", factory, "/login/", environment, PYTHON)


def build(size: int) -> None:
    """The database with the same reports, unless it is there and as new as ours."""
    rows = Path(__file__).with_name("helpdesk_rows.py")
    state = f"{VERSION} {database.state_of_rows(size)} {database.fingerprint([rows])}"
    if database.comment(name_of(size)) == state:
        return
    started = time.perf_counter()
    print("Copying the reports to django-helpdesk …", flush=True)
    database.create(name_of(size), ROLE)
    manage = "from django.core.management import execute_from_command_line as run; import sys; run(sys.argv)"
    account = (
        "from django.contrib.auth.models import User;"
        f"User.objects.create_superuser('{helpdesk_rows.ACCOUNT}', 'desk@service.example', '{helpdesk_rows.PASSWORD}')"
    )
    for arguments in (["migrate", "--verbosity", "0"], ["shell", "--command", account]):
        command = [str(PYTHON), "-c", manage, *arguments]
        subprocess.run(command, cwd=database.ROOT, env=servers.variables(program(size)), check=True)
    helpdesk_rows.fill(database.name_of(size), name_of(size))
    database.note(name_of(size), state)
    print(f"  done: {time.perf_counter() - started:,.0f} s", flush=True)


@contextlib.contextmanager
def running(size: int, log: Log) -> Iterator[tuple[servers.Server, dict[str, Ask]]]:
    """Its server and how its pages are asked for."""
    install()
    build(size)
    with servers.running(program(size)) as server, contextlib.closing(Helpdesk(server, size, log)) as helpdesk:
        yield server, helpdesk.pages()


class Helpdesk:
    """The pages that stand beside ours: of a list, what its script fetches belongs to it."""

    def __init__(self, server: servers.Server, size: int, log: Log) -> None:
        self.server, self.size, self.log = server, size, log
        self.client = self.new_client()
        self.sign_in(self.client)
        self.filed: deque[str] = deque()
        self.taken: deque[str] = deque()
        self.answered: deque[str] = deque()

    def close(self) -> None:
        self.client.close()

    def new_client(self) -> Client:
        return Client(self.server.port, mark=self.server.mark(self.log))

    @staticmethod
    def sign_in(client: Client) -> Answer:
        return client.sign_in("/login/", ("username", "password"), helpdesk_rows.ACCOUNT, helpdesk_rows.PASSWORD)

    def pages(self) -> dict[str, Ask]:
        """By the key of our page that does the same."""
        with database.superuser(name_of(self.size)) as connection:
            row = connection.execute("SELECT id, title FROM helpdesk_queue WHERE slug = %s", [LARGEST]).fetchone()
            assert row
            self.queue = str(row[0])
            long_ones = dict(
                connection.execute(
                    "SELECT count, max(ticket_id) FROM (SELECT ticket_id, count(*) FROM helpdesk_followup GROUP BY 1"
                    " HAVING count(*) IN (20, 200)) long GROUP BY 1"
                ).fetchall()
            )
        every = [("status", status) for status in ALL]
        newest = [("sort", "created"), ("sortreverse", "on")]
        return {
            "queue": lambda: self.listed([*every, *newest]),
            "queue-open": lambda: self.listed([*(("status", status) for status in OPEN), *newest]),
            "queue-authority": lambda: self.listed([("queue", self.queue), *newest]),
            "queue-deep": lambda: self.rows(self.query([*every, *newest]), start=199 * 50),
            "search": lambda: self.listed([("q", WORD), *newest]),
            "ticket-20": lambda: self.client.get(f"/tickets/{long_ones[20]}/"),
            "ticket-200": lambda: self.client.get(f"/tickets/{long_ones[200]}/"),
            "file": self.file,
            "take": self.take,
            "reply": self.reply,
            "resolve": self.resolve,
            "dashboard": lambda: self.client.get("/dashboard/"),
            "sign-in": self.anew,
        }

    def listed(self, query: list[tuple[str, object]]) -> Answer:
        """The page and then its rows."""
        page = self.client.get(f"/tickets/?{urlencode(query)}")
        return both(page, self.rows(rows_at(page)))

    def query(self, query: list[tuple[str, object]]) -> str:
        """Where the rows of a list come from; the page itself is not part of turning it."""
        return rows_at(self.client.get(f"/tickets/?{urlencode(query)}"))

    def rows(self, path: str, start: int = 0) -> Answer:
        asked = {"draw": 1, "start": start, "length": 50, **NEWEST_FIRST}
        return self.client.get(f"{path}?{urlencode(asked)}", {"X-Requested-With": "XMLHttpRequest"})

    def anew(self) -> Answer:
        with contextlib.closing(self.new_client()) as client:
            return self.sign_in(client)

    def file(self) -> Answer:
        path = "/tickets/submit/"
        form = form_with(self.client.get(path), "title")
        form.fields |= {"title": "Drucker im Bürgerbüro druckt nicht", "body": "Seit heute früh.", "queue": self.queue}
        form.fields |= {"submitter_email": "contact@authority.example"}
        answer = self.client.submit(form, came_from=path)
        self.filed.append(answer.headers["Location"].strip("/").split("/")[-1])
        return answer

    def take(self) -> Answer:
        number = self._next(self.filed, self.file)
        answer = self.client.get(f"/tickets/{number}/?take", expect=302)
        self.taken.append(number)
        return answer

    def reply(self) -> Answer:
        number = self._next(self.taken, self.take)
        answer = self._update(number, "Bitte prüfen Sie, ob das Kabel fest steckt, und melden Sie sich noch einmal.", 1)
        self.answered.append(number)
        return answer

    def resolve(self) -> Answer:
        number = self._next(self.answered, self.reply)
        return self._update(number, "Der Treiber ist neu eingerichtet, der Drucker druckt wieder.", RESOLVED)

    def _update(self, number: str, comment: str, status: int) -> Answer:
        """The answer leads back to the page, which a browser then fetches; ours is already the renewed page."""
        path = f"/tickets/{number}/"
        form = form_with(self.client.get(path), "comment", action="/update/")
        form.fields |= {"comment": comment, "new_status": str(status), "public": "1"}
        done = self.client.submit(form, came_from=path)
        return both(done, self.client.get(path))

    @staticmethod
    def _next(known: deque[str], make: Ask) -> str:
        if not known:
            make()
        return known.popleft()


def rows_at(page: Answer) -> str:
    found = ROWS_AT.search(page.text)
    if not found:
        raise UnexpectedAnswerError(f"{page.url} does not say where its rows come from")
    return found[1]


def both(first: Answer, second: Answer) -> Answer:
    """Two answers that a person waits for, as one."""
    return Answer(
        first.url, second.status, second.headers, first.plain + second.plain, first.size + second.size, first.first_byte,
        first.taken + second.taken, (first.logged[0], second.logged[1]), first.processor + second.processor,
    )  # fmt: skip
