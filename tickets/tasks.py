"""What happens to reports and their files without anybody at the keyboard."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.scope import as_job
from tickets import scanning
from tickets.actions import (
    close_uncontested,
    concern_new_users,
    open_due,
    remind_of_approvals,
    remove_orphaned_files,
    wake,
    warn,
)
from tickets.clamav import NoVerdict
from tickets.search.words import forget_unused_words

# After seconds, then minutes; what still waits after that is asked about with all others.
SOON_AGAIN = RetryStrategy(max_attempts=5, exponential_wait=4, retry_exceptions=[NoVerdict])

BATCH = 500


@app.periodic(cron="15 3 * * *")
@app.task(queueing_lock="close-uncontested", pass_context=False)
def close_uncontested_tickets(timestamp: int) -> int:
    """Every night: close what was solved and not objected to, a batch in each transaction."""
    return _in_batches("Gelöste Meldungen schließen", close_uncontested)


@app.periodic(cron="0 5 * * *")
@app.task(queueing_lock="wake-waiting", pass_context=False)
def wake_waiting_tickets(timestamp: int) -> int:
    """Every morning: bring back what waited until today, a batch in each transaction."""
    return _in_batches("Wartende Meldungen wieder vorlegen", wake)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="warn-of-deadlines", lock="warn-of-deadlines", pass_context=False)
def warn_of_deadlines(timestamp: int) -> int:
    """Every five minutes: say which deadlines come near or have passed, a batch in each transaction."""
    return _in_batches("Vor Fristen warnen", warn)


@app.periodic(cron="45 6 * * *")
@app.task(queueing_lock="remind-of-approvals", lock="remind-of-approvals", pass_context=False)
def remind_of_waiting_approvals(timestamp: int) -> int:
    """Every morning: remind of orders that wait for the approval of the authority, a batch in each transaction."""
    return _in_batches("An Freigaben erinnern", remind_of_approvals)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="open-recurring", lock="open-recurring", pass_context=False)
def open_recurring_tickets(timestamp: int) -> int:
    """Every ten minutes: open the recurring reports whose day and time have come, each plan in a transaction."""
    return open_due(now=timezone.now(), scope=recurring_scope)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="concern-new-users", pass_context=False)
def concern_new_users_of_applications(timestamp: int) -> int:
    """Every ten minutes: outages concern who began to use their Fachverfahren."""
    return _in_batches("Großstörungen auf neue Nutzende ausdehnen", concern_new_users)


def _in_batches(job: str, step: Callable[..., int]) -> int:
    """Repeat a step until it finds nothing more to do, each time in a transaction of its own; return how many."""
    now, done = timezone.now(), 0
    while True:
        with as_job(job):
            batch = step(now=now, most=BATCH)
        if not batch:
            return done
        done += batch


@app.task(retry=SOON_AGAIN)
def scan_attachment(attachment: int) -> None:
    """Right after a file came in: ask the virus scanner about it."""
    scanning.scan(attachment, scanning_scope)


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="scan-waiting", lock="scan-waiting", pass_context=False)
def scan_waiting_attachments(timestamp: int) -> int:
    """Every quarter of an hour: ask about the files that got no verdict when they came."""
    if settings.CLAMAV is None:
        return 0
    done, _ = scanning.scan_waiting(scanning_scope)
    return done


@app.periodic(cron="40 * * * *")
@app.task(queueing_lock="remove-orphaned-files", pass_context=False)
def remove_files_without_row(timestamp: int) -> int:
    """Every hour: delete files that no row names."""
    with as_job("Dateien ohne Eintrag entfernen"):
        return remove_orphaned_files(now=timezone.now())


@app.periodic(cron="30 4 * * *")
@app.task(queueing_lock="forget-unused-words", pass_context=False)
def forget_unused_search_words(timestamp: int) -> int:
    """Every night, after retention: the search forgets the words that no report says any more."""
    with as_job("Suchwörter aufräumen"):
        return forget_unused_words()


def recurring_scope() -> AbstractContextManager[None]:
    """In whose name recurring reports are opened; entered for each plan, so that none holds the others up."""
    return as_job("Wiederkehrende Meldungen anlegen")


def scanning_scope() -> AbstractContextManager[None]:
    """In whose name attachments are scanned; entered for each step, so that no transaction waits for the scanner."""
    return as_job("Anhänge auf Schadsoftware prüfen")
