"""What gunicorn does in the demo and in production alike; it reads this file by itself. Other options are given at its start."""

import gc
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
