"""What happens to imports without anybody at the keyboard."""

from collections.abc import Callable
from functools import partial

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.scope import as_job
from imports import actions
from imports.progress import told
from imports.scanning import is_clean


@app.task
def check_import(run: int) -> None:
    """Right after the columns were chosen: compare the file with what is stored."""
    if is_clean(run, partial(as_job, "Importdatei auf Schadsoftware prüfen")):
        _do(actions.check, "Import prüfen", run)


@app.task
def apply_import(run: int) -> None:
    """Right after somebody agreed to the preview: store it."""
    _do(actions.apply, "Import übernehmen", run)


@app.periodic(cron="55 * * * *")
@app.task(queueing_lock="remove-files-of-imports", pass_context=False)
def remove_imports_without_row(timestamp: int) -> int:
    """Every hour: delete files that no import names."""
    with as_job("Importdateien ohne Eintrag entfernen"):
        return actions.remove_files_without_row(now=timezone.now())


def _do(step: Callable[..., None], job: str, run: int) -> None:
    """One step in one transaction; if it fails for a reason of ours, nobody is left waiting for it."""
    try:
        with as_job(job), told(run) as tell:
            step(run=run, now=timezone.now(), tell=tell)
    except Exception:
        with as_job(job):
            actions.give_up(run=run)
        raise
