"""A browser without a screen: one kept connection, cookies, forms that are filled in and sent. Times what it asks."""

from __future__ import annotations

import gzip
import http.client
import time
import uuid
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

ADDRESS, HOST = "127.0.0.1", "localhost"
LONGEST_ANSWER = 300
CHUNK = 1 << 16
LONGEST_REST = 5
"""Seconds after which a kept connection is opened anew before it is timed, since the other side may have closed it."""


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took: until the first byte, and until the last; in milliseconds."""

    url: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes
    size: int
    first_byte: float
    taken: float
    logged: tuple[int, int] = (0, 0)  # from where to where the database wrote in its log meanwhile

    @property
    def text(self) -> str:
        return self.plain.decode(errors="replace")

    @property
    def plain(self) -> bytes:
        """The body as it was before it was compressed for the way."""
        encoding = self.headers.get("Content-Encoding", "")
        return gzip.decompress(self.body) if encoding == "gzip" else self.body

    @property
    def compressed(self) -> int:
        """Bytes on the way, or what they would be behind a proxy that compresses."""
        is_compressed = "Content-Encoding" in self.headers
        return self.size if is_compressed else len(zlib.compress(self.body, 6))


class UnexpectedAnswerError(RuntimeError):
    """A page that is to be measured did not come; then its time would say nothing."""


@dataclass
class Form:
    """A form of a page with what its fields hold already."""

    action: str = ""
    encoding: str = ""
    fields: dict[str, str] = field(default_factory=dict)


class Client:
    """Somebody at one server; `is_https` says that a proxy in front of it would speak HTTPS."""

    def __init__(self, port: int, *, is_https: bool = False, log: Callable[[], int] | None = None) -> None:
        self.port, self.is_https, self.log = port, is_https, log
        self.cookies: dict[str, str] = {}
        self._open()

    def _open(self) -> None:
        self.connection = http.client.HTTPConnection(ADDRESS, self.port, timeout=LONGEST_ANSWER)
        self.connection.connect()
        self.rested_since = time.monotonic()

    def close(self) -> None:
        self.connection.close()

    def get(self, path: str, *, expect: int = 200, keep: bool = True, **headers: str) -> Answer:
        """A page; `keep=False` reads its body and forgets it."""
        return self._ask("GET", path, None, headers, expect, keep=keep)

    def submit(self, form: Form, *, came_from: str, expect: int = 302, **more: str) -> Answer:
        """Send a form that came with the page `came_from`."""
        boundary = uuid.uuid4().hex
        if form.encoding == "multipart/form-data":
            content_type = f"multipart/form-data; boundary={boundary}"
            parts = (
                f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                for name, value in form.fields.items()
            )
            body = f"{''.join(parts)}--{boundary}--\r\n".encode()
        else:
            content_type, body = "application/x-www-form-urlencoded", urlencode(form.fields).encode()
        headers = {
            "Content-Type": content_type,
            "Referer": self._own(came_from),
            "Origin": self._own("").rstrip("/"),
        } | more
        return self._ask("POST", urljoin(came_from, form.action), body, headers, expect)

    def sign_in(self, path: str, names: tuple[str, str], account: str, password: str) -> Answer:
        """Through the page where people do it; gives the answer to the sent form."""
        page = self.get(path)
        form = form_with(page, names[1])
        form.fields |= {names[0]: account, names[1]: password}
        return self.submit(form, came_from=path)

    def _own(self, path: str) -> str:
        return urljoin(f"{'https' if self.is_https else 'http'}://{HOST}/", path)

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str], expect: int, *, keep: bool = True
    ) -> Answer:
        if time.monotonic() - self.rested_since > LONGEST_REST:
            self.close()
            self._open()
        sent = {"Host": HOST, "Accept-Encoding": "gzip", "Accept": "text/html", **headers}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self.is_https:
            sent["X-Forwarded-Proto"] = "https"
        begin = self.log() if self.log else 0
        started = time.perf_counter()
        self.connection.request(method, path, body, sent)
        response = self.connection.getresponse()
        content = response.read(1)
        first_byte = (time.perf_counter() - started) * 1000
        size = len(content)
        parts = [content]
        while part := response.read(CHUNK):
            size += len(part)
            if keep:
                parts.append(part)
        taken = (time.perf_counter() - started) * 1000
        end = self.log() if self.log else 0
        self._keep_cookies(response.headers)
        if response.will_close:
            self._open()
        self.rested_since = time.monotonic()
        answer = Answer(path, response.status, response.headers, b"".join(parts), size, first_byte, taken, (begin, end))
        if answer.status != expect:
            raise UnexpectedAnswerError(f"{method} {path}: {answer.status} instead of {expect}\n{answer.text[:600]}")
        return answer

    def _keep_cookies(self, headers: http.client.HTTPMessage) -> None:
        for line in headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value


class _Forms(HTMLParser):
    """All forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._inside = False
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("enctype", "")))
            self._inside = True
        name = given.get("name", "")
        if not self._inside or (not name and tag != "option"):
            return
        fields = self.forms[-1].fields
        if tag == "input":
            self._take_input(fields, name, given)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and (self._select not in fields or "selected" in given):
            fields[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._textarea = name
            fields[name] = ""

    @staticmethod
    def _take_input(fields: dict[str, str], name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        is_ticked = kind not in ("checkbox", "radio") or "checked" in given
        if is_ticked and kind not in ("file", "submit", "button", "image"):
            fields[name] = given.get("value", "on" if kind == "checkbox" else "")

    def handle_data(self, data: str) -> None:
        if self._inside and self._textarea:
            self.forms[-1].fields[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""


def form_with(answer: Answer, name: str = "", *, action: str = "") -> Form:
    """The first form of a page that has a field of that name and leads to where `action` ends."""
    parser = _Forms()
    parser.feed(answer.text)
    for form in parser.forms:
        if (not name or name in form.fields) and urlsplit(form.action).path.endswith(action):
            return form
    known = [(form.action, sorted(form.fields)) for form in parser.forms]
    raise UnexpectedAnswerError(f"{answer.url} has no form with {name or action}: {known}")
