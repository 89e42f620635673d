"""What happens to files without anybody at the keyboard."""

from contextlib import AbstractContextManager

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.scope import as_job
from files import scanning
from files.actions import remove_orphaned_files
from files.clamav import NoVerdict

# After seconds, then minutes; what still waits after that is asked about with all others.
SOON_AGAIN = RetryStrategy(max_attempts=5, exponential_wait=4, retry_exceptions=[NoVerdict])


@app.task(retry=SOON_AGAIN)
def scan_file(kind: str, pk: int) -> None:
    """Right after a file came in: ask the virus scanner about it."""
    scanning.scan(apps.get_model(kind), pk, scanning_scope)


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="scan-waiting", lock="scan-waiting", pass_context=False)
def scan_waiting_files(timestamp: int) -> int:
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


def scanning_scope() -> AbstractContextManager[None]:
    """In whose name files are scanned; entered for each step, so that no transaction waits for the scanner."""
    return as_job("Dateien auf Schadsoftware prüfen")
