"""The worker is killed before each of its steps in turn: no mail is lost, none becomes two reports, no letter is missing.

A step is whatever leaves the process: a command to the mail server, a change in the database, a file that is written.
The one thing that may happen twice is a letter that went out and could not be noted: then both bear the same id.
"""

import os
import re
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from customers.models import Contact
from mailboxes import connecting
from mailboxes.models import IncomingMail, Mailbox
from mailboxes.tasks import fetch_mail
from notifications.tasks import send_letters, spread
from tests.mail_server import PASSWORD, MailServer, dovecot
from tests.mailboxes.odd_mails import mail
from tickets.models import Ticket

MESSAGE_ID = re.compile(r"^Message-ID: (\S+)", re.MULTILINE)
CHANGES = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)
ADDRESS = "ohne.konto@ludwigslust.example"
VOUCHED = "Authentication-Results: mx.service.example; dmarc=pass"


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with dovecot() as running:
        yield running


@pytest.fixture
def mailbox(
    server: MailServer, service: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Mailbox:
    """A mailbox on the real server; letters become files, since a killed process can tell of nothing else."""
    monkeypatch.setenv("MAILBOX_TEST", PASSWORD)
    row: Mailbox = service.mailbox
    row.host, row.port, row.security, row.user = "127.0.0.1", server.port, Mailbox.Security.NONE, "getoetet"
    row.vouching_server, row.done_folder = "mx.service.example", "Fertig"
    row.save()
    settings.NOTIFY_BY_MAIL, settings.MEDIA_ROOT = True, tmp_path / "media"
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", tmp_path
    with connecting.connected(row) as door:
        door.create("Fertig")
    return row


def all_of_it(contact: int) -> None:
    """What the jobs do from a new mail to the letter that says it has come."""
    fetch_mail(0)
    for job in ProcrastinateJob.objects.filter(task_name="notifications.tasks.spread", status="todo").order_by("pk"):
        spread(**job.args)
    send_letters(contact=contact)


def is_killed_before(step: int, work: Callable[[], None]) -> bool:
    """Let a process of its own work that is killed before this step; False if it ended before."""
    connections.close_all()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the process forks beside the threads of others
        child = os.fork()
    if not child:
        try:
            with killed_before(step):
                work()
        except BaseException:  # noqa: BLE001 – whatever it is, this process must not go on as the test
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


@contextmanager
def killed_before(step: int) -> Iterator[None]:
    left = step

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def hears(event: str, args: Any) -> None:
        if event == "imaplib.send" or (event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR)):
            count()

    def asks(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if CHANGES.match(sql):
            count()
        return execute(sql, params, many, context)

    sys.addaudithook(hears)
    with connection.execute_wrapper(asks):
        yield


@pytest.mark.django_db(transaction=True)
def test_killed_before_any_step_nothing_is_lost_or_doubled(mailbox: Mailbox, tmp_path: Path) -> None:
    contact = Contact.objects.get(email=ADDRESS).pk
    step, is_killed = 0, True
    while is_killed:
        step += 1
        raw = mail(
            f"Nummer {step}", VOUCHED, f"Message-ID: <{step}@ludwigslust.example>", sender=f"From: {ADDRESS}",
            subject=f"Drucker {step}",
        )  # fmt: skip
        with connecting.connected(mailbox) as door:
            door.append("INBOX", "", "", raw)
        IncomingMail.objects.update(sender="frueher@ludwigslust.example")  # so that nobody has written too often
        is_killed = is_killed_before(step, lambda: all_of_it(contact))
        all_of_it(contact)
        with connection.cursor() as cursor:  # as the worker does with jobs that are done
            cursor.execute("DELETE FROM procrastinate_jobs")
    assert step > 20, "a mail takes many steps"

    reports = Ticket.objects.filter(channel="mail")
    assert sorted(reports.values_list("subject", flat=True)) == sorted(f"Drucker {n}" for n in range(1, step + 1))
    assert IncomingMail.objects.filter(status="processed").count() == IncomingMail.objects.count() == step
    with connecting.connected(mailbox) as door:
        assert door.select("INBOX")[1] == [b"0"]
        assert door.select("Fertig")[1] == [str(step).encode()]
    # Two processes may write into one file, since it is named after the second and a place in memory.
    sent = [found for file in tmp_path.glob("*.log") for found in MESSAGE_ID.findall(file.read_text())]
    assert {found[1:10] for found in sent} == set(reports.values_list("number", flat=True))
    assert len(sent) <= len(set(sent)) + 2
