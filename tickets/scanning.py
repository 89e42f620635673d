"""Getting a verdict on a file: look it up, ask the scanner without holding the database, write the verdict down."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import structlog
from django.conf import settings
from django.utils import timezone

from tickets import actions
from tickets.clamav import NoVerdict, malware_in
from tickets.models import Attachment

log = structlog.get_logger(__name__)

Scope = Callable[[], AbstractContextManager[None]]


def scan(pk: int, scope: Scope) -> Attachment | None:
    """The file with its verdict; nothing if there is none to get. Raises NoVerdict while the scanner gives none."""
    with scope():
        attachment = Attachment.objects.without_verdict().filter(pk=pk).first()
    if attachment is None or settings.CLAMAV is None:
        return None
    try:
        with attachment.file.open("rb") as content:
            malware = malware_in(content, settings.CLAMAV)
    except FileNotFoundError:
        log.warning("attachment_has_no_file", attachment=pk)
        return None
    with scope():
        return actions.record_verdict(attachment=attachment, malware=malware, now=timezone.now())


def scan_waiting(scope: Scope) -> tuple[int, int]:
    """Ask about every file without a verdict; how many got one, and how many still wait."""
    with scope():
        waiting = list(Attachment.objects.without_verdict().order_by("pk").values_list("pk", flat=True))
    done = 0
    for pk in waiting:
        try:
            done += scan(pk, scope) is not None
        except NoVerdict as error:
            log.warning("attachment_without_verdict", attachment=pk, reason=str(error))
    return done, len(waiting) - done
