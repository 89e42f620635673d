"""A worker that was killed keeps no job and no lock."""

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from ksm.tasks import MOST_ATTEMPTS, take_up_broken_jobs
from mailboxes.tasks import fetch_mail
from notifications.tasks import spread

pytestmark = pytest.mark.django_db


def begun(job: int, *, heartbeat: str, attempts: int = 0) -> None:
    """A worker has the job in hand, and was last heard of a while ago; without a word it has been forgotten since."""
    with connection.cursor() as cursor:
        worker = None
        if heartbeat:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) RETURNING id",
                [heartbeat],
            )
            (worker,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s WHERE id = %s",
            [worker, attempts, job],
        )


def status(job: int) -> str:
    return str(ProcrastinateJob.objects.get(pk=job).status)


@pytest.mark.parametrize(
    ("heartbeat", "attempts", "becomes"),
    [("5 minutes", 0, "todo"), ("", 0, "todo"), ("10 seconds", 0, "doing"), ("5 minutes", MOST_ATTEMPTS, "failed")],
)
def test_job_of_a_dead_worker_is_done_anew(heartbeat: str, attempts: int, becomes: str) -> None:
    job = spread.configure().defer(message=1)
    begun(job, heartbeat=heartbeat, attempts=attempts)
    assert take_up_broken_jobs(0) == (becomes != "doing")
    assert status(job) == becomes


def test_fetching_of_mail_goes_on_although_the_worker_died_over_it() -> None:
    job = fetch_mail.configure().defer(timestamp=0)
    begun(job, heartbeat="5 minutes")
    following = fetch_mail.configure().defer(timestamp=60)
    take_up_broken_jobs(0)
    assert (status(job), status(following)) == ("failed", "todo")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [cursor.fetchone()[0]])
        assert cursor.fetchone() == (following,)
