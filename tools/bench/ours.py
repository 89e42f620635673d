"""The pages of the application, as a browser asks for them: by people who signed in through the page for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

import psycopg

from tools.bench import stock
from tools.bench.client import Answer, Client, form_with
from tools.bench.log import Log
from tools.bench.servers import Server

Ask = Callable[[], Answer]
STAFF, COORDINATOR, REPORTER, LEADER, ADMINISTRATION = (
    "benutzerservice", "schwerin-it", "ludwigslust", "leitung", "administration",
)  # fmt: skip
PASSWORD = "nur-zur-demo"  # noqa: S105  # everybody knows it
REPORTED = {"subject": "Drucker im Bürgerbüro druckt nicht", "severity": "hindered"}
WORD = "drucker"
"""Stands in about every tenth report."""


class Ours:
    """All pages that are measured; what one of the deeds has made the next one takes up."""

    def __init__(self, server: Server, connection: psycopg.Connection[Any], log: Log) -> None:
        self.server, self.connection, self.log = server, connection, log
        self.clients: dict[str, Client] = {}
        self.filed: deque[str] = deque()
        self.taken: deque[str] = deque()
        self.answered: deque[str] = deque()

    def close(self) -> None:
        for client in self.clients.values():
            client.close()

    def client(self, account: str) -> Client:
        """Who has signed in once."""
        if account not in self.clients:
            self.clients[account] = self.new_client()
            self.sign_in(self.clients[account], account)
        return self.clients[account]

    def new_client(self) -> Client:
        return Client(self.server.port, is_https=True, mark=self.server.mark(self.log))

    @staticmethod
    def sign_in(client: Client, account: str) -> Answer:
        return client.sign_in("/login/", ("username", "password"), account, PASSWORD)

    def pages(self) -> dict[str, Ask]:
        """How each row of the table is asked for."""
        authority = self._one("SELECT id FROM customers_authority WHERE key = %s", stock.LARGEST)
        saved = self.connection.execute("SELECT id, query FROM tickets_savedview WHERE name = 'Drucker'").fetchone()
        assert saved
        item = self._one("SELECT target_item_id FROM dependencies_relation WHERE target_item_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")  # fmt: skip
        workstation = self._one(
            "SELECT w.id FROM workstations_workstation w JOIN customers_contact c ON c.id = w.used_by_id"
            " JOIN accounts_user u ON u.id = c.user_id WHERE u.username = %s",
            REPORTER,
        )
        found = {
            "queue": (STAFF, "/tickets/?view=all&per_page=50"),
            "queue-open": (STAFF, "/tickets/?view=open&per_page=50"),
            "queue-authority": (STAFF, f"/tickets/?view=all&per_page=50&authority={authority}"),
            "queue-deep": (STAFF, "/tickets/?view=all&per_page=50&page=200"),
            "queue-saved": (STAFF, f"/tickets/?{saved[1]}&view=all&per_page=50&saved={saved[0]}"),
            "search": (STAFF, f"/search/?q={WORD}"),
            "ticket-20": (STAFF, f"/tickets/{self._with_messages(20)}/"),
            "ticket-200": (STAFF, f"/tickets/{self._with_messages(200)}/"),
            "portal": (REPORTER, "/portal/tickets/?view=all&per_page=50"),
            "portal-large": (COORDINATOR, "/portal/tickets/?view=all&per_page=50"),
            "workstations": (STAFF, "/workstations/?per_page=50"),
            "workstation": (STAFF, f"/workstations/{workstation}/"),
            "impact": (ADMINISTRATION, f"/dependencies/item/{item}/"),
            "home": (REPORTER, "/portal/"),
            "dashboard": (LEADER, "/dashboards/"),
        }
        return {key: self._page(*where) for key, where in found.items()} | {
            "file": self.file, "take": self.take, "reply": self.reply, "resolve": self.resolve, "sign-in": self.anew,
            "csv": self._file_of_all("csv"), "xlsx": self._file_of_all("xlsx"),
        }  # fmt: skip

    def _page(self, account: str, path: str) -> Ask:
        return lambda: self.client(account).get(path)

    def _file_of_all(self, kind: str) -> Ask:
        return lambda: self.client(STAFF).get(f"/tickets/?view=all&export={kind}", keep=False)

    def _one(self, query: str, *values: object) -> Any:
        row = self.connection.execute(query, values).fetchone()
        assert row, query
        return row[0]

    def _with_messages(self, count: int) -> str:
        """The number of a report with exactly so many messages."""
        number: str = self._one(
            "SELECT number FROM tickets_ticket WHERE id = (SELECT ticket_id FROM tickets_message GROUP BY ticket_id"
            " HAVING count(*) = %s ORDER BY ticket_id DESC LIMIT 1)",
            count,
        )
        return number

    def anew(self) -> Answer:
        """Somebody signs in."""
        client = self.new_client()
        try:
            return self.sign_in(client, STAFF)
        finally:
            client.close()

    def file(self) -> Answer:
        """A contact reports that something does not work, with every answer that the form asks for."""
        client, path = self.client(REPORTER), "/portal/report/"
        form = form_with(client.get(path), "subject")
        form.fields |= REPORTED | {
            "category": WORD,
            "description": "Seit heute früh. Papier ist da, Neustart half nicht.",
        }
        answer = client.submit(form, came_from=path)
        self.filed.append(answer.headers["Location"].split("/")[3])
        return answer

    def take(self) -> Answer:
        number = self._next(self.filed, self.file)
        answer = self._step(number, "/take/", expect=302)
        self.taken.append(number)
        return answer

    def reply(self) -> Answer:
        number = self._next(self.taken, self.take)
        answer = self._write(number, "Bitte prüfen Sie, ob das Kabel fest steckt, und melden Sie sich noch einmal.", "")
        self.answered.append(number)
        return answer

    def resolve(self) -> Answer:
        number = self._next(self.answered, self.reply)
        return self._write(number, "Der Treiber ist neu eingerichtet, der Drucker druckt wieder.", "resolve")

    @staticmethod
    def _next(known: deque[str], make: Ask) -> str:
        if not known:
            make()
        return known.popleft()

    def _step(self, number: str, action: str, *, expect: int, **fields: str) -> Answer:
        client, path = self.client(STAFF), f"/tickets/{number}/"
        form = form_with(client.get(path), action=action)
        form.fields |= fields
        return client.submit(form, came_from=path, expect=expect)

    def _write(self, number: str, body: str, then: str) -> Answer:
        """As a browser with scripts does it: the answer is the renewed page, not a way to it."""
        client, path = self.client(STAFF), f"/tickets/{number}/"
        form = form_with(client.get(path), "body", action="/write/")
        form.fields |= {"kind": "reply", "body": body, "then": then}
        return client.submit(form, came_from=path, expect=200, is_htmx=True)
