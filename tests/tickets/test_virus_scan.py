"""Files and the virus scanner: a real one that finds, lets pass, is down, refuses; and answers that mean nothing."""

import io
import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from customers.models import Contact
from files.actions import record_verdict
from files.clamav import NoVerdict, malware_in
from tests import clamd
from tests.factories import AttachmentFactory, CategoryFactory
from tests.worker import do_the_waiting_jobs
from tickets import actions
from tickets.models import Attachment, TicketEvent

Scan = Attachment.Scan


@pytest.fixture(scope="module")
def scanner() -> Iterator[clamd.Scanner]:
    """A scanner on a socket; the folder's name is short, since the address of a socket has to be."""
    if not clamd.is_installed():
        message = f"no clamd: install the package {clamd.PACKAGE}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with tempfile.TemporaryDirectory(prefix="clamd") as folder:
        found = clamd.Scanner(Path(folder))
        yield found
        found.stop()


@pytest.fixture
def running(scanner: clamd.Scanner, settings: LazySettings) -> clamd.Scanner:
    """The application knows the scanner, and it runs."""
    settings.CLAMAV = scanner.address
    if scanner.process is None:
        scanner.start()
    return scanner


@pytest.fixture
def stopped(scanner: clamd.Scanner, settings: LazySettings) -> clamd.Scanner:
    """The application knows the scanner, but it does not run."""
    settings.CLAMAV = scanner.address
    scanner.stop()
    return scanner


@pytest.fixture
def work(scanner: clamd.Scanner, settings: LazySettings, tmp_path: Path) -> Callable[[], None]:
    """Let the worker do the jobs that are due."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return lambda: do_the_waiting_jobs(tmp_path, KSM_CLAMAV=f"unix://{scanner.address}")


@pytest.fixture
def send(reporter: User) -> Callable[[str, bytes], Attachment]:
    """Report something with one file."""

    def send_one(name: str, content: bytes) -> Attachment:
        ticket = actions.open_ticket(
            requester=Contact.objects.get(user=reporter),
            by=reporter,
            subject="Anhang lässt sich nicht öffnen",
            category=CategoryFactory(),
            files=[SimpleUploadedFile(name, content)],
            now=timezone.now(),
        )
        return ticket.attachments.get()

    return send_one


Send = Callable[[str, bytes], Attachment]
Work = Callable[[], None]


def fetch(client: Client, attachment: Attachment) -> tuple[int, str]:
    """Status and text of what one gets under the address of the file."""
    response = client.get(reverse("tickets:attachment", args=[attachment.pk]))
    content = b"".join(response) if response.streaming else response.content
    return response.status_code, content.decode()


@pytest.mark.django_db(transaction=True)
def test_clean_file_is_handed_out_after_the_worker_had_it_scanned(
    client_for: Callable[[User], Client],
    reporter: User,
    service_desk: User,
    running: clamd.Scanner,
    send: Send,
    work: Work,
) -> None:
    portal, desk = client_for(reporter), client_for(service_desk)
    attachment = send("protokoll.txt", b"Alles in Ordnung")
    for browser in (portal, desk):
        status, page = fetch(browser, attachment)
        assert status == 409
        assert "Diese Datei wird noch geprüft" in page
    assert "wird geprüft" in portal.get(reverse("portal:ticket", args=[attachment.ticket.number])).content.decode()
    assert "wird geprüft" in desk.get(reverse("tickets:ticket", args=[attachment.ticket.number])).content.decode()

    work()

    assert fetch(portal, attachment) == (200, "Alles in Ordnung")
    assert fetch(desk, attachment) == (200, "Alles in Ordnung")
    assert "wird geprüft" not in desk.get(reverse("tickets:ticket", args=[attachment.ticket.number])).content.decode()


@pytest.mark.django_db(transaction=True)
def test_malware_is_removed_and_staff_are_told(
    client_for: Callable[[User], Client],
    reporter: User,
    service_desk: User,
    running: clamd.Scanner,
    send: Send,
    work: Work,
) -> None:
    portal, desk = client_for(reporter), client_for(service_desk)
    attachment = send("rechnung.txt", clamd.EICAR)
    kept = Path(attachment.file.path)
    assert kept.exists()

    work()

    assert not kept.exists()
    attachment.refresh_from_db()
    assert (attachment.scan, attachment.file.name) == (Scan.INFECTED, "")
    assert attachment.malware.startswith(clamd.SIGNATURE)
    for browser in (portal, desk):
        status, page = fetch(browser, attachment)
        assert status == 410
        assert "Diese Datei wurde entfernt" in page
        assert clamd.EICAR.decode() not in page
    for_authority = portal.get(reverse("portal:ticket", args=[attachment.ticket.number])).content.decode()
    for_staff = desk.get(reverse("tickets:ticket", args=[attachment.ticket.number])).content.decode()
    assert "Schadsoftware gefunden, Datei entfernt" in for_authority
    assert clamd.SIGNATURE not in for_authority
    assert "hat in der Datei „rechnung.txt“ Schadsoftware gefunden und die Datei entfernt" in for_staff
    assert clamd.SIGNATURE in for_staff


@pytest.mark.django_db(transaction=True)
def test_file_waits_while_the_scanner_is_down_and_passes_when_it_is_back(
    client_for: Callable[[User], Client], reporter: User, stopped: clamd.Scanner, send: Send, work: Work
) -> None:
    portal = client_for(reporter)
    attachment = send("protokoll.txt", b"Alles in Ordnung")
    work()
    assert fetch(portal, attachment)[0] == 409
    job = ProcrastinateJob.objects.filter(task_name="files.tasks.scan_file").latest("pk")  # others are leftovers
    assert (job.status, job.attempts) == ("todo", 1), "asked again later"
    assert job.scheduled_at > timezone.now()
    with pytest.raises(CommandError, match="no verdict"):
        call_command("scan_files", stdout=io.StringIO())
    assert fetch(portal, attachment)[0] == 409

    stopped.start()
    said = io.StringIO()
    call_command("scan_files", stdout=said)
    assert said.getvalue() == "1 scanned, 0 still waiting.\n"
    assert fetch(portal, attachment) == (200, "Alles in Ordnung")


@pytest.mark.django_db(transaction=True)
def test_file_that_the_scanner_does_not_take_waits(
    client_for: Callable[[User], Client], reporter: User, running: clamd.Scanner, send: Send, work: Work
) -> None:
    attachment = send("protokoll.txt", b"x" * (2 * clamd.STREAM_LIMIT) + clamd.EICAR)
    work()
    assert fetch(client_for(reporter), attachment)[0] == 409


@pytest.mark.django_db
def test_report_that_is_taken_back_leaves_no_job(running: clamd.Scanner, send: Send) -> None:
    jobs = ProcrastinateJob.objects.filter(task_name="files.tasks.scan_file")
    before, before_of_all = jobs.count(), ProcrastinateJob.objects.count()
    with transaction.atomic():
        send("protokoll.txt", b"Alles in Ordnung")
        assert jobs.count() == before + 1
        transaction.set_rollback(True)
    assert ProcrastinateJob.objects.count() == before_of_all


@pytest.mark.django_db
def test_without_a_scanner_files_are_handed_out_at_once(
    client_for: Callable[[User], Client], reporter: User, send: Send
) -> None:
    attachment = send("protokoll.txt", b"Alles in Ordnung")
    assert attachment.scan == Scan.UNSCANNED
    assert fetch(client_for(reporter), attachment) == (200, "Alles in Ordnung")
    with pytest.raises(CommandError, match="KSM_CLAMAV names no scanner"):
        call_command("scan_files")


@pytest.mark.django_db
def test_earlier_files_wait_too_once_there_is_a_scanner(
    client_for: Callable[[User], Client], reporter: User, send: Send, scanner: clamd.Scanner, settings: LazySettings
) -> None:
    attachment = send("protokoll.txt", b"Alles in Ordnung")
    scanner.stop()
    scanner.start()
    settings.CLAMAV = scanner.address
    assert fetch(client_for(reporter), attachment)[0] == 409
    call_command("scan_files", stdout=io.StringIO())
    assert fetch(client_for(reporter), attachment) == (200, "Alles in Ordnung")


@pytest.mark.django_db
def test_file_that_is_gone_from_the_disk_gets_no_verdict(running: clamd.Scanner, send: Send) -> None:
    attachment = send("protokoll.txt", b"Alles in Ordnung")
    attachment.file.storage.delete(attachment.file.name)
    with pytest.raises(CommandError, match="no verdict"):
        call_command("scan_files", stdout=io.StringIO())
    attachment.refresh_from_db()
    assert attachment.scan == Scan.WAITING


@pytest.mark.django_db
def test_first_verdict_stands(send: Send) -> None:
    attachment = send("protokoll.txt", b"Alles in Ordnung")
    assert record_verdict(kind=Attachment, pk=attachment.pk, malware="", now=timezone.now())
    assert record_verdict(kind=Attachment, pk=attachment.pk, malware="Late", now=timezone.now()) is None
    assert not TicketEvent.objects.filter(kind=TicketEvent.Kind.MALWARE).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"scan": "infected", "malware": "Eicar"},
        {"scan": "infected", "file": ""},
        {"scan": "clean", "file": ""},
        {"scan": "clean", "malware": "Eicar"},
        {"scan": "clean", "scanned_at": None},
        {"scan": "waiting"},
    ],
)
def test_database_takes_no_half_a_verdict(change: dict[str, str]) -> None:
    attachment = AttachmentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=attachment.pk).update(**{"scanned_at": timezone.now(), **change})


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"\0", b"stream: OK", b"stream: OK\n", b"stream: OK\0more\0", b"PONG\0", b"stream: OK ERROR\0",
        b"INSTREAM size limit exceeded. ERROR\0", b"stream:  FOUND\0", b"UNKNOWN COMMAND\0", b"\xff\xfe\0",
        b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0", b"x" * 10_000,
    ],
)  # fmt: skip
def test_what_is_neither_clean_nor_found_is_no_verdict(answer: bytes) -> None:
    with listening(answer) as address, pytest.raises(NoVerdict):
        malware_in(io.BytesIO(b"Alles in Ordnung"), address)


def test_plain_answers_are_verdicts() -> None:
    with listening(b"stream: OK\0") as address:
        assert malware_in(io.BytesIO(b"x" * 200_000), address) == ""
    with listening(b"stream: Win.Test EICAR_HDB-1 FOUND\0") as address:
        assert malware_in(io.BytesIO(b"x"), address) == "Win.Test EICAR_HDB-1"


class listening:  # noqa: N801 – reads as a word in a with statement
    """Somebody who takes a stream as a scanner does, says the given answer and hangs up."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._serve)

    def __enter__(self) -> tuple[str, int]:
        self.thread.start()
        host, port = self.socket.getsockname()
        return host, port

    def __exit__(self, *exception: object) -> None:
        self.thread.join()
        self.socket.close()

    def _serve(self) -> None:
        connection, _ = self.socket.accept()
        with connection, connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := int.from_bytes(stream.read(4), "big"):
                stream.read(size)
            connection.sendall(self.answer)
