"""What keeps the background itself going."""

from django.db import connection
from procrastinate.contrib.django import app

from accounts.scope import as_job

SILENT_FOR = 60
"""Seconds; a worker that lives says so every ten."""
MOST_ATTEMPTS = 5
"""A job that was broken off so often may be what kills the workers."""
BROKEN_OFF = """
    SELECT job.id, job.attempts >= %s OR EXISTS (
        SELECT FROM procrastinate_jobs next WHERE next.status = 'todo' AND next.queueing_lock = job.queueing_lock)
    FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
    WHERE job.status = 'doing' AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s))
    ORDER BY job.id
"""
GIVE_UP = "SELECT procrastinate_finish_job_v1(%s, 'failed', false)"
TAKE_UP = "SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)"


@app.periodic(cron="* * * * *")
@app.task(name="ksm.tasks.take_up_broken_jobs", queueing_lock="broken-jobs", pass_context=False)
def take_up_broken_jobs(timestamp: int) -> int:
    """Every minute: let jobs be done anew whose worker was killed; else they would hold their locks for good.

    Where the same job waits already, as with all that is done on time, that one does it.
    """
    with as_job("Abgebrochene Aufgaben"), connection.cursor() as cursor:
        cursor.execute(BROKEN_OFF, [MOST_ATTEMPTS, SILENT_FOR])
        broken = cursor.fetchall()
        for job, is_given_up in broken:
            cursor.execute(GIVE_UP if is_given_up else TAKE_UP, [job])
    return len(broken)
