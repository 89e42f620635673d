"""Works on the mails that are stored and not yet decided, each in a transaction of its own."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import structlog
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from mailboxes.actions import process, set_aside
from mailboxes.models import IncomingMail

log = structlog.get_logger(__name__)

Scope = Callable[[], AbstractContextManager[None]]
BATCH = 500


def process_received(scope: Scope) -> int:
    """Decide about every mail that waits, the oldest first; return about how many.

    A mail that the program fails on goes to a person and does not hold up the others; a database that is away is
    no fault of the mail.
    """
    with scope():
        waiting = list(IncomingMail.objects.received()[:BATCH])
    return sum(process_one(mail, scope) for mail in waiting)


def process_one(mail: IncomingMail, scope: Scope) -> bool:
    """Decide about one mail; whether that was still to be done."""
    try:
        with scope():
            return process(mail=mail, now=timezone.now()) is not None
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("mail_not_processed", mail=mail.pk)
        with scope():
            set_aside(mail=mail, now=timezone.now())
        return True
