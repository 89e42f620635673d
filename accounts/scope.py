"""In whose name the database is asked: what a background job, a command or a request may see, and what history says of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory


@contextmanager
def as_job(name: str) -> Iterator[None]:
    """The rows of all authorities, for a job in the background; history names the job."""
    with pghistory.context(job=name):
        yield


@contextmanager
def as_command(name: str) -> Iterator[None]:
    """The rows of all authorities, for a command of the operator; history names the command."""
    with pghistory.context(command=name):
        yield


@contextmanager
def as_retention(name: str) -> Iterator[None]:
    """The one scope in which kept history may be shortened: for the retention job and the erasure of a person."""
    with pghistory.context(job=name):
        yield
