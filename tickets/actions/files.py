"""What becomes of files once they are stored: the verdict of the virus scanner, and the end of those nobody needs."""

from datetime import datetime, timedelta
from pathlib import Path

import structlog
from django.core.files.storage import default_storage
from django.db import transaction

from tickets.actions.steps import record
from tickets.models import Attachment, TicketEvent

log = structlog.get_logger(__name__)

FOLDER = "tickets"
ORPHANED_AFTER = timedelta(hours=1)
"""A file may be older than its row, but not by more than a request takes."""


@transaction.atomic
def record_verdict(*, attachment: Attachment, malware: str, now: datetime) -> Attachment | None:
    """Hand the file out from now on, or remove it and tell the staff; None if the row is gone or has its verdict."""
    current = Attachment.objects.without_verdict().select_for_update(of=("self",)).filter(pk=attachment.pk).first()
    if current is None:
        return None
    current.scanned_at = now
    current.scan = Attachment.Scan.INFECTED if malware else Attachment.Scan.CLEAN
    if malware:
        name, storage = str(current.file), current.file.storage
        current.file, current.malware = "", malware[:200]
        record(
            current.ticket, TicketEvent.Kind.MALWARE, by=None, now=now, after=current.name[:160], reason=malware[:300]
        )
        transaction.on_commit(lambda: storage.delete(name))
    current.save(update_fields=["file", "scan", "scanned_at", "malware"])
    return current


def remove_orphaned_files(*, now: datetime) -> int:
    """Delete files that no row names: what was stored for it was taken back, or the row was deleted.

    Where rows are missing altogether, the database is more likely the wrong one than all files needless: nothing is done.
    """
    folder = Path(default_storage.path(FOLDER))
    latest = (now - ORPHANED_AFTER).timestamp()
    # The files before the rows: what is stored in between is not looked at.
    files = {
        f"{FOLDER}/{path.relative_to(folder)}": path
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mtime < latest
    }
    known = set(Attachment.objects.exclude(file="").values_list("file", flat=True))
    if files and not known:
        log.warning("no_row_names_any_file", files=len(files))
        return 0
    orphans = [path for name, path in files.items() if name not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
