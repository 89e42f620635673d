"""The end of stored mails that nobody needs."""

from datetime import datetime, timedelta
from pathlib import Path

import structlog
from django.core.files.storage import default_storage

from mailboxes.models import FOLDER, IncomingMail

log = structlog.get_logger(__name__)

WITHOUT_ROW_AFTER = timedelta(hours=1)
"""A file is there before its row, but not by more than one step takes."""


def remove_files_without_row(*, now: datetime) -> int:
    """Delete stored mails that no row names: the row was taken back or is gone, and the mail is fetched anew.

    Where rows are missing altogether, the database is more likely the wrong one than all files needless: nothing is done.
    """
    folder = Path(default_storage.path(FOLDER))
    latest = (now - WITHOUT_ROW_AFTER).timestamp()
    # The files before the rows: what is stored in between is not looked at.
    files = {
        f"{FOLDER}/{path.name}": path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.is_file() and path.stat().st_mtime < latest
    }
    known = set(IncomingMail.objects.values_list("raw", flat=True))
    if files and not known:
        log.warning("no_row_names_any_mail", files=len(files))
        return 0
    needless = [path for name, path in files.items() if name not in known]
    for path in needless:
        path.unlink(missing_ok=True)
    return len(needless)
