"""What becomes of jobs while the database is away, as when a standby takes over: none is given up, none stays half done.

A worker whose database goes away while it looks for work ends and is started anew by whoever watches over it. Here is
what it has in hand at that moment: the job itself fails, or its outcome cannot be written down.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

import psycopg
from django.db import InterfaceError, OperationalError
from procrastinate import App, BaseRetryStrategy, RetryDecision, exceptions
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from ksm.tasks import MOST_ATTEMPTS

AGAIN_AFTER = 5
WRITES_DOWN_FOR = 10 * 60
"""Seconds; a worker that cannot say by then what became of a job is not to be relied upon."""


class AlsoWithoutDatabase(BaseRetryStrategy):
    """A job that failed because the database went away is done anew; else the task's own strategy decides.

    What is done on time, which its queueing lock tells, comes again by itself and must not be waiting twice.
    """

    def __init__(self, own: BaseRetryStrategy | None) -> None:
        self.own = own

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        is_away = isinstance(exception, OperationalError | InterfaceError)
        if is_away and not job.queueing_lock and job.attempts < MOST_ATTEMPTS:
            return RetryDecision(retry_in={"seconds": AGAIN_AFTER})
        return self.own.get_retry_decision(exception=exception, job=job) if self.own else None


class InsistentJobManager(JobManager):
    """Writes down what became of a job as soon as there is a database again; unsaid, the job would stay begun for good.

    It is safe to say it twice: the second time the database answers that the job is no longer being done.
    """

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        await _insist(lambda: super(InsistentJobManager, self).finish_job(job, status, delete_job))

    async def retry_job(self, job: Job, *args: object, **kwargs: object) -> None:
        await _insist(lambda: super(InsistentJobManager, self).retry_job(job, *args, **kwargs))  # type: ignore[arg-type]  # passed on as they came


async def _insist(say: Callable[[], Awaitable[None]]) -> None:
    ends_at = time.monotonic() + WRITES_DOWN_FOR
    is_repeated = False
    while True:
        try:
            await say()
        except exceptions.ConnectorException as error:
            if not _is_away(error):
                if is_repeated:  # the first time it was heard after all
                    return
                raise
            if time.monotonic() > ends_at:
                raise
        else:
            return
        is_repeated = True
        await asyncio.sleep(1)


def _is_away(error: exceptions.ConnectorException) -> bool:
    return isinstance(error.__cause__, psycopg.OperationalError | psycopg.InterfaceError)


def prepare(app: App) -> None:
    """Called by the library as soon as all tasks are known."""
    app.job_manager = InsistentJobManager(app.connector)
    for task in app.tasks.values():
        task.retry_strategy = AlsoWithoutDatabase(task.retry_strategy)
