"""What happens to mail without anybody at the keyboard."""

from contextlib import AbstractContextManager

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.scope import as_job
from mailboxes import imap
from mailboxes.actions import remove_files_without_row
from mailboxes.intake import process_received


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="fetch-mail", lock="mail", pass_context=False)
def fetch_mail(timestamp: int) -> int:
    """Every minute: store what is new in the mailboxes, and decide about all that is stored."""
    try:
        imap.fetch_all(fetching_scope)
    finally:  # what is stored does not wait for what cannot be fetched
        decided = process_received(deciding_scope)
    return decided


@app.periodic(cron="50 * * * *")
@app.task(queueing_lock="remove-files-of-mails", pass_context=False)
def remove_mails_without_row(timestamp: int) -> int:
    """Every hour: delete stored mails that no row names."""
    with as_job("E-Mails ohne Eintrag entfernen"):
        return remove_files_without_row(now=timezone.now())


def fetching_scope() -> AbstractContextManager[None]:
    """In whose name mail is stored; entered for each mail, so that no transaction waits for the mail server."""
    return as_job("E-Mails abrufen")


def deciding_scope() -> AbstractContextManager[None]:
    """In whose name mail becomes reports; entered for each mail, so that one that fails takes none with it."""
    return as_job("E-Mails in Meldungen übernehmen")
