"""A database that goes away costs no job: it is done anew, and what became of it is said until it is heard."""

import asyncio
from collections.abc import Awaitable, Callable

import psycopg
import pytest
from django.db import InterfaceError, OperationalError
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from ksm import background
from ksm.tasks import MOST_ATTEMPTS


def job(*, queueing_lock: str | None = None, attempts: int = 0) -> Job:
    return Job(id=1, queue="default", lock=None, queueing_lock=queueing_lock, task_name="spread", attempts=attempts)


@pytest.mark.parametrize(
    ("task", "error", "begun", "is_done_anew"),
    [
        ("notifications.tasks.spread", OperationalError(), job(), True),
        ("notifications.tasks.spread", InterfaceError(), job(), True),
        ("notifications.tasks.spread", OperationalError(), job(attempts=MOST_ATTEMPTS), False),
        ("notifications.tasks.spread", ValueError(), job(), False),
        ("notifications.tasks.spread", OSError(), job(), False),
        ("notifications.tasks.send_letters", OSError(), job(), True),
        ("notifications.tasks.send_letters", OperationalError(), job(), True),
        ("notifications.tasks.remind", OperationalError(), job(queueing_lock="remind"), False),
    ],
)
def test_job_is_done_anew_when_the_database_went_away(
    task: str, error: Exception, begun: Job, is_done_anew: bool
) -> None:
    assert (app.tasks[task].get_retry_exception(error, begun) is not None) is is_done_anew


def answers(*problems: Exception | None) -> "tuple[Callable[[], Awaitable[None]], list[Exception | None]]":
    """A database that answers so, one time after the other, and what it has not answered yet."""
    left = list(problems)

    async def say() -> None:
        if (problem := left.pop(0)) is not None:
            raise ConnectorException from problem

    return say, left


AWAY, NOT_BEING_DONE = psycopg.OperationalError(), psycopg.errors.RaiseException()


@pytest.mark.parametrize("problems", [(None,), (AWAY, None), (AWAY, NOT_BEING_DONE)], ids=str)
def test_outcome_is_said_until_it_is_heard(problems: tuple[Exception | None, ...]) -> None:
    say, left = answers(*problems)
    asyncio.run(background._insist(say))
    assert left == []


def test_outcome_that_the_database_refuses_is_an_error() -> None:
    say, _ = answers(NOT_BEING_DONE)
    with pytest.raises(ConnectorException):
        asyncio.run(background._insist(say))


def test_the_worker_is_given_the_manager_that_insists() -> None:
    assert type(app.job_manager) is background.InsistentJobManager
