"""When more people ask than can be served: so many wait, and all others are told at once to come again (decision 22).

Gunicorn lets a thousand requests wait in each process, all of which would be answered too late. Here whoever finds the
places taken is met by a doorman: threads of their own that let pass what must always be answered, and refuse the rest
without asking the application.
"""

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from gunicorn.workers.gthread import _DEFER, TConn, ThreadWorker

WAITING_FOR_EACH_THREAD = 8
"""With a tenth of a second for a page this is a second or two, which people still wait for."""
LONGEST_WAIT = 5
"""Seconds; where pages take longer than that, whoever has waited so long is refused too, for those behind them."""
DOORMEN = 4
PASSES = ("/health/", "/static/")
"""Whoever watches must be able to tell an overload from a failure; and a page that came shall not lack its styles."""

PAGE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gerade sehr viel los – KSM Servicebetrieb</title></head>
<body><h1>Gerade ist sehr viel los</h1>
<p>Ihre Anfrage wurde nicht angenommen und nichts gespeichert. Bitte laden Sie diese Seite in einigen Sekunden neu.
Haben Sie ein Formular gesendet, sendet Ihr Browser es dann noch einmal.</p></body></html>
""".encode()
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(PAGE))),
    ("Retry-After", "10"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
]

_thread = threading.local()
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Places(ThreadPoolExecutor):
    """Threads that work, with a bounded number of requests before them; doormen for all that come beyond it."""

    def __init__(self, threads: int) -> None:
        super().__init__(threads)
        self._free = threading.BoundedSemaphore(threads * (1 + WAITING_FOR_EACH_THREAD))
        self._doormen = ThreadPoolExecutor(DOORMEN, initializer=_stand_at_the_door)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        if not self._free.acquire(blocking=False):
            return self._doormen.submit(fn, *args, **kwargs)
        future = super().submit(_in_time, time.monotonic(), fn, *args, **kwargs)
        future.add_done_callback(lambda _: self._free.release())
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._doormen.shutdown(wait, cancel_futures=cancel_futures)
        super().shutdown(wait, cancel_futures=cancel_futures)


def _stand_at_the_door() -> None:
    _thread.refuses = True


def _in_time(arrived: float, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    _thread.refuses = time.monotonic() - arrived > LONGEST_WAIT
    return fn(*args, **kwargs)


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """A web process with bounded places."""

    def get_thread_pool(self) -> Places:
        """Threads, and so many requests before each."""
        return Places(self.cfg.threads)

    def enqueue_req(self, conn: TConn) -> None:
        """Who connects takes a place when they say something: browsers connect in advance, and may say nothing for long.

        Gunicorn lets a thread wait for them for five seconds, so that a few of them keep everybody else out.
        """
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
        else:
            says_nothing: Future[Any] = Future()
            says_nothing.set_result(_DEFER)
            self.finish_request(conn, says_nothing)


def with_a_door(application: Application) -> Application:
    """The application, asked by doormen, and for whom it is too late, for nothing but what always passes."""

    def at_the_door(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not getattr(_thread, "refuses", False) or environ["PATH_INFO"].startswith(PASSES):
            return application(environ, start_response)
        start_response("503 Service Unavailable", HEADERS)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [PAGE]

    return at_the_door
