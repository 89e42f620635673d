"""`manage.py take_in_mail`: takes in a mail from a file or from the standard input, as a mail server hands it over.

How it ends is what the mail server acts on: 0, the mail is kept here, whatever becomes of it; 75, it is not, so that the
server keeps it and comes back. Nothing ends with what would return a mail to its sender.
"""

import sys
from argparse import ArgumentParser
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from django.utils import timezone

from accounts.scope import as_command
from mailboxes.actions import store
from mailboxes.intake import process_one
from mailboxes.models import IncomingMail, Mailbox

log = structlog.get_logger(__name__)

TRY_AGAIN = 75  # EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and comes back


class Command(BaseCommand):
    """For mail servers that deliver to a program, and for single mails that were saved as a file."""

    help = "Takes in mails, from the named files or from the standard input. Ends with 75 if the mail server should try again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", help="files that hold one mail each; without any, the standard input")
        parser.add_argument("--mailbox", default="", help="the address of the mailbox it was sent to")

    def handle(self, *args: Any, files: list[str], mailbox: str, **options: Any) -> None:
        try:
            mails = [Path(name).read_bytes() for name in files] or [sys.stdin.buffer.read()]
            with scope():
                to = self._mailbox(mailbox)
            stored = [self._store(raw, to) for raw in mails]
        except (OSError, Error) as error:
            # The mail server may quote this to the sender: what is wrong here stands in the log alone.
            log.exception("mail_not_stored")
            raise CommandError("Not stored, please try again.", returncode=TRY_AGAIN) from error
        for mail in stored:
            try:
                process_one(mail, scope)
            except Error:  # it is stored: the worker goes on from here
                log.exception("mail_not_processed", mail=mail.pk)
        self.stdout.write(f"{len(stored)} taken in.")

    def _store(self, raw: bytes, mailbox: Mailbox | None) -> IncomingMail:
        with scope():
            mail, _ = store(raw=raw, mailbox=mailbox, now=timezone.now())
        return mail

    def _mailbox(self, address: str) -> Mailbox | None:
        if not address:
            return None
        found = Mailbox.objects.filter(address__iexact=address).first()
        if found is None:  # a slip in the set-up of the mail server: until it is mended, the mail waits there
            raise CommandError(f"There is no mailbox {address}.", returncode=TRY_AGAIN)
        return found


def scope() -> AbstractContextManager[None]:
    """In whose name mail is stored and decided about, each mail in a transaction of its own."""
    return as_command("take_in_mail")
