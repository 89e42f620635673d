"""What becomes of files: kept once they are checked, judged by the virus scanner, deleted when nobody needs them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import structlog
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from procrastinate.contrib.django import app

from accounts.models import User
from files.kinds import Upload, content_type_of, safe_name
from files.models import StoredFile, kinds_of_files

log = structlog.get_logger(__name__)
Kept = TypeVar("Kept", bound=StoredFile)

SCAN = "files.tasks.scan_file"
ORPHANED_AFTER = timedelta(hours=1)
"""A file may be older than its row, but not by more than a request takes."""


@transaction.atomic
def keep(*, row: Kept, file: Upload, by: User | None, now: datetime) -> Kept:
    """Store a file that `files.kinds.check_files` let through in a row that says what it belongs to.

    Where there is a virus scanner, nobody gets it before the verdict.
    """
    has_scanner = settings.CLAMAV is not None
    row.file, row.name, row.size = file, safe_name(file.name or ""), file.size or 0
    row.content_type = content_type_of(row.name)
    row.uploaded_by, row.uploaded_at = by, now
    row.scan = StoredFile.Scan.WAITING if has_scanner else StoredFile.Scan.UNSCANNED
    row.save()
    if has_scanner:  # the job becomes visible to the worker together with the row
        app.configure_task(SCAN).defer(kind=row._meta.label_lower, pk=row.pk)
    return row


def are_the_same(kept: Sequence[StoredFile], files: Sequence[Upload]) -> bool:
    """Whether what came is what is kept already, in this order: the same names with the same content."""
    return len(kept) == len(files) and all(map(_is_the_same, kept, files))


def _is_the_same(row: StoredFile, file: Upload) -> bool:
    if (row.name, row.size) != (safe_name(file.name or ""), file.size or 0) or not row.file:
        return False
    with row.file.open("rb") as stored:
        is_same = all(chunk == stored.read(len(chunk)) for chunk in file.chunks())
    file.seek(0)
    return is_same


@transaction.atomic
def record_verdict(*, kind: type[StoredFile], pk: int, malware: str, now: datetime) -> StoredFile | None:
    """Hand the file out from now on, or remove it and say so; None if the row is gone or has its verdict."""
    current = kind.without_verdict().select_for_update(of=("self",)).filter(pk=pk).first()
    if current is None:
        return None
    current.scanned_at = now
    current.scan = StoredFile.Scan.INFECTED if malware else StoredFile.Scan.CLEAN
    if malware:
        name, storage = str(current.file), current.file.storage
        current.file, current.malware = "", malware[:200]
        current.tell_of_malware(malware, now)
        transaction.on_commit(lambda: storage.delete(name))
    current.save(update_fields=["file", "scan", "scanned_at", "malware"])
    return current


def remove_orphaned_files(*, now: datetime) -> int:
    """Delete files that no row names: what was stored for it was taken back, or the row was deleted."""
    return sum(_remove_orphans(kind, now) for kind in kinds_of_files())


def _remove_orphans(kind: type[StoredFile], now: datetime) -> int:
    """Those of one kind. Where it has no rows at all, the database is more likely the wrong one than all files needless."""
    folder = Path(default_storage.path(kind.FOLDER))
    latest = (now - ORPHANED_AFTER).timestamp()
    # The files before the rows: what is stored in between is not looked at.
    files = {
        f"{kind.FOLDER}/{path.relative_to(folder)}": path
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mtime < latest
    }
    known = set(kind._default_manager.exclude(file="").values_list("file", flat=True))
    if files and not known:
        log.warning("no_row_names_any_file", kind=kind._meta.label_lower, files=len(files))
        return 0
    orphans = [path for name, path in files.items() if name not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
