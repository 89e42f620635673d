"""Getting a verdict on a file: look it up, ask the scanner without holding the database, write the verdict down."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import structlog
from django.conf import settings
from django.utils import timezone

from files.actions import record_verdict
from files.clamav import NoVerdict, malware_in
from files.models import StoredFile, kinds_of_files

log = structlog.get_logger(__name__)

Scope = Callable[[], AbstractContextManager[None]]


def scan(kind: type[StoredFile], pk: int, scope: Scope) -> StoredFile | None:
    """The file with its verdict; nothing if there is none to get. Raises NoVerdict while the scanner gives none."""
    with scope():
        stored = kind.without_verdict().filter(pk=pk).first()
    if stored is None or settings.CLAMAV is None:
        return None
    try:
        with stored.file.open("rb") as content:
            malware = malware_in(content, settings.CLAMAV)
    except FileNotFoundError:
        log.warning("row_has_no_file", kind=kind._meta.label_lower, pk=pk)
        return None
    with scope():
        return record_verdict(kind=kind, pk=pk, malware=malware, now=timezone.now())


def scan_waiting(scope: Scope) -> tuple[int, int]:
    """Ask about every file without a verdict; how many got one, and how many still wait."""
    with scope():
        waiting = [
            (kind, pk)
            for kind in kinds_of_files()
            for pk in kind.without_verdict().order_by("pk").values_list("pk", flat=True)
        ]
    done = 0
    for kind, pk in waiting:
        try:
            done += scan(kind, pk, scope) is not None
        except NoVerdict as error:
            log.warning("file_without_verdict", kind=kind._meta.label_lower, pk=pk, reason=str(error))
    return done, len(waiting) - done
