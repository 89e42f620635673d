"""What gunicorn does in the demo and in production alike; it reads this file by itself. Other options are given at its start."""

import gc
import os
import signal
from typing import Any

import gunicorn.http.wsgi

gunicorn.http.wsgi.SERVER = "web"  # the header Server is not optional, but it need not name the program

preload_app = True
"""The port opens when the application is loaded: until then a proxy asks the other machine instead of keeping people waiting."""

worker_class = "ksm.overload.Worker"
"""Threads, with a bounded number of requests waiting for each; --worker-class would give that up."""

gc.disable()
"""While the application is loaded nearly all that is made stays for good: looking for garbage among it takes a fifth of the start."""


def when_ready(server: Any) -> None:
    """Before web processes come off: what is there now is never looked through again, so they go on sharing its memory.

    The little garbage among it stays too: to find it would take a tenth of the start, and give nothing back.
    """
    gc.freeze()
    gc.enable()


def on_reload(server: Any) -> None:
    """On SIGHUP this file is read anew, and has turned the search for garbage off again; what is loaded stays as it was."""
    gc.enable()


ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
"""A web process that has only just come off still has the handlers of the one that it came from, and would lose these:
whoever stops the server in that moment would wait for half a minute until it is killed. So they wait till it can hear."""


def pre_fork(server: Any, worker: Any) -> None:
    """In the process that others come from."""
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)


os.register_at_fork(after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING))


def post_worker_init(worker: Any) -> None:
    """In the web process, which has handlers of its own now."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
