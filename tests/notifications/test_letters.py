"""The post: bundled, only what is unseen and still may be seen, in threads, never lost."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email import message_from_string, policy

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from accounts.roles import MANAGEMENT
from customers.models import Contact
from notifications.actions import mark_seen, wish
from notifications.models import Notification
from notifications.tasks import UNTIL_THE_POST_IS_OPEN, send_left_letters, send_letters, send_summaries, send_summary
from notifications.topics import Group, Way
from tests.factories import PASSWORD
from tests.notifications.conftest import WRITES, later, waiting
from tests.people import employed
from tickets import actions
from tickets.actions.steps import record
from tickets.message_ids import number_in
from tickets.models import Ticket, TicketEvent

pytestmark = pytest.mark.django_db
Kind = TicketEvent.Kind
Run = Callable[[], int]


@pytest.fixture
def answered(ticket: Ticket, agent: User, monday: datetime, tell: Run) -> Ticket:
    """The service asked something back and waits for the answer: two happenings at once."""
    actions.reply(ticket=ticket, by=agent, body="Welche Farbe hat\ndie Lampe?", now=later(monday), then_wait=True)
    tell()
    return ticket


def letters_to(user: User) -> list[mail.EmailMessage]:
    return [letter for letter in mail.outbox if letter.to == [user.email]]


def text_to(user: User) -> str:
    (letter,) = letters_to(user)
    return str(letter.body)


def test_one_letter_tells_all_that_happened_about_a_report(answered: Ticket, reporter: User, deliver: Run) -> None:
    deliver()
    text = text_to(reporter)
    assert "zu Ihrer Meldung „Drucker im Bürgerbüro druckt nicht“" in text
    assert "Der Servicebetrieb hat geantwortet." in text
    assert "  Welche Farbe hat\n  die Lampe?" in text
    assert "Wir brauchen eine Antwort von Ihnen" in text
    assert f"https://intranet.example/portal/tickets/{answered.number}/" in text
    assert deliver() == 0, "and nothing is sent again"


def test_letter_waits_a_few_minutes(answered: Ticket) -> None:
    for job in waiting(WRITES):
        assert timedelta(minutes=2) <= job.scheduled_at - timezone.now() <= timedelta(minutes=5)


def test_what_was_seen_meanwhile_is_not_mailed(answered: Ticket, reporter: User, deliver: Run) -> None:
    mark_seen(by=reporter, now=timezone.now())
    deliver()
    assert letters_to(reporter) == []


def test_letters_about_a_report_stand_in_one_thread(
    answered: Ticket, agent: User, reporter: User, monday: datetime, tell: Run, deliver: Run, settings: Settings
) -> None:
    deliver()
    actions.cancel(ticket=answered, by=agent, reason="Der Drucker ist ersetzt.", now=later(monday, 30))
    tell()
    deliver()
    first, second = (letter.message() for letter in letters_to(reporter))
    assert letters_to(reporter)[0].subject == f"[{answered.number}] Drucker im Bürgerbüro druckt nicht"
    assert first["Message-ID"] != second["Message-ID"]
    assert first["References"] == second["References"] == first["In-Reply-To"]
    assert number_in(first["References"], secret=settings.SECRET_KEY) == answered.number
    assert number_in(first["Message-ID"], secret=settings.SECRET_KEY) == answered.number
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Reply-To"] == first["From"] == "KSM <service@ksm.example>"
    assert "Der Drucker ist ersetzt." in str(letters_to(reporter)[1].body)


def test_right_that_ended_in_between_takes_the_letter_out_of_the_post(
    answered: Ticket, reporter: User, deliver: Run
) -> None:
    Contact.objects.filter(user=reporter).update(is_active=False)
    deliver()
    assert letters_to(reporter) == []
    assert not Notification.objects.filter(recipient=reporter, way=Way.MAIL).exists()


def test_note_is_in_no_letter_and_letters_to_staff_repeat_nothing(
    ticket: Ticket, agent: User, colleague: User, reporter: User, monday: datetime, tell: Run, deliver: Run
) -> None:
    taken = actions.take(ticket=ticket, by=agent, now=monday)
    actions.add_note(ticket=taken, by=colleague, body="GEHEIMES", now=later(monday))
    actions.reply(ticket=taken, by=reporter, body="PRIVATES", now=later(monday, 6))
    tell()
    deliver()
    text = text_to(agent)
    assert "Neue interne Notiz von" in text
    assert f"https://intranet.example/tickets/{ticket.number}/" in text
    assert not re.search("GEHEIMES|PRIVATES", " ".join(str(letter.body) for letter in mail.outbox))
    assert letters_to(reporter) == []


def test_missed_deadlines_come_in_one_letter(
    ticket: Ticket, contact: Contact, reporter: User, monday: datetime, tell: Run, deliver: Run
) -> None:
    leader = employed(MANAGEMENT)
    other = actions.open_ticket(
        requester=contact, by=reporter, subject="Noch etwas", category=ticket.category, now=monday
    )
    for breached in (ticket, other):
        record(breached, Kind.BREACHED, by=None, now=later(monday), after="Lösung")
    tell()
    deliver()
    (letter,) = letters_to(leader)
    assert letter.subject == "2 Fristen sind überschritten"
    assert ticket.number in letter.body
    assert other.number in letter.body


def test_summary_comes_once_and_instead_of_single_letters(
    ticket: Ticket, agent: User, reporter: User, monday: datetime, tell: Run, deliver: Run
) -> None:
    wish(by=reporter, ways={Group.OWN: Way.DAILY})
    actions.reply(ticket=ticket, by=agent, body="Wir kommen.", now=later(monday))
    tell()
    deliver()
    assert letters_to(reporter) == []
    assert send_summary(reporter.pk) == 1
    assert send_summary(reporter.pk) == 0
    text = text_to(reporter)
    assert ticket.number in text
    assert "Der Servicebetrieb hat geantwortet." in text


@pytest.mark.parametrize(
    ("hour", "happened", "ordered"),
    [
        (6, timedelta(hours=3), 0),  # nobody is woken
        (7, timedelta(hours=3), 1),
        (8, timedelta(hours=3), 1),  # the worker stood still at seven
        (22, timedelta(days=2), 1),
        (9, timedelta(hours=1), 0),  # what came after seven waits for the next morning
        (7, timedelta(days=4), 0),
    ],
)
def test_summaries_are_ordered_from_seven_on(
    hour: int, happened: timedelta, ordered: int, answered: Ticket, reporter: User, time_machine: object
) -> None:
    at = timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=1)
    Notification.objects.filter(recipient=reporter).update(way=Way.DAILY, created_at=at - happened)
    time_machine.move_to(at)  # type: ignore[attr-defined]
    assert send_summaries(0) == ordered
    assert [job.args for job in waiting("notifications.tasks.send_summary")] == [{"recipient": reporter.pk}] * ordered


def test_summary_that_comes_late_leaves_nothing_out(answered: Ticket, reporter: User, time_machine: object) -> None:
    at = timezone.localtime().replace(hour=8, minute=30) + timedelta(days=1)
    Notification.objects.filter(recipient=reporter).update(way=Way.DAILY, created_at=at - timedelta(hours=25))
    time_machine.move_to(at)  # type: ignore[attr-defined]
    assert send_summaries(0) == 1
    assert send_summary(reporter.pk) == 1
    assert answered.number in text_to(reporter)
    assert send_summaries(0) == 0, "and it comes once"


def test_without_post_everything_is_told_here_alone(
    ticket: Ticket, agent: User, reporter: User, monday: datetime, tell: Run, settings: Settings
) -> None:
    settings.NOTIFY_BY_MAIL = False
    actions.reply(ticket=ticket, by=agent, body="Wir kommen.", now=later(monday))
    tell()
    assert Notification.objects.get(recipient=reporter).way == Way.IN_APP
    assert waiting(WRITES) == []


@pytest.mark.parametrize("kind", ["reporter", "agent"])
def test_link_leads_to_the_report_after_signing_in(
    kind: str, ticket: Ticket, agent: User, reporter: User, request: pytest.FixtureRequest, monday: datetime,
    tell: Run, deliver: Run,
) -> None:  # fmt: skip
    taken = actions.take(ticket=ticket, by=agent, now=monday)
    actions.reply(ticket=taken, by=agent, body="Wir kommen.", now=later(monday))
    actions.reply(ticket=taken, by=reporter, body="Gut.", now=later(monday, 6))
    tell()
    deliver()
    user = request.getfixturevalue(kind)
    address = re.search(r"https://intranet\.example(/\S*tickets/\S+)", text_to(user))[1]
    client = Client()
    door = client.get(address)
    assert door["Location"] == f"/login/?next={address}"
    page = client.post(door["Location"], {"username": user.username, "password": PASSWORD}, follow=True)
    assert page.request["PATH_INFO"] == address
    assert page.status_code == 200
    assert not Notification.objects.filter(recipient=user, seen_at=None, ticket=ticket).exists()


# The mail server itself


class PostOffice:
    """A mail server that speaks just enough SMTP: it refuses as long as it is told to, then takes letters."""

    def __init__(self) -> None:
        self.answer = b"451 4.3.0 spaeter noch einmal\r\n"
        self.taken: list[str] = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._work, daemon=True).start()

    def open(self) -> None:
        self.answer = b"250 ok\r\n"

    def _work(self) -> None:
        while True:
            try:
                guest, _ = self.door.accept()
            except OSError:
                return
            with guest, guest.makefile("rb") as lines:
                guest.sendall(b"220 post\r\n")
                for line in lines:
                    verb = line[:4].upper().strip()
                    if verb == b"DATA":
                        guest.sendall(b"354 go on\r\n")
                        self.taken.append(self._letter(lines))
                        guest.sendall(b"250 taken\r\n")
                    elif verb == b"QUIT":
                        guest.sendall(b"221 bye\r\n")
                        break
                    else:
                        guest.sendall(self.answer if verb == b"MAIL" else b"250 ok\r\n")

    @staticmethod
    def _letter(lines: Iterator[bytes]) -> str:
        found = []
        for line in lines:
            if line == b".\r\n":
                break
            found.append(line.decode())
        return "".join(found)


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    found = PostOffice()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
    yield found
    found.door.close()


def test_letter_that_is_refused_is_tried_again_and_arrives(
    answered: Ticket, reporter: User, office: PostOffice
) -> None:
    with pytest.raises(OSError, match="451") as refused:
        send_letters(reporter.pk)
    assert isinstance(refused.value, tuple(UNTIL_THE_POST_IS_OPEN.retry_exceptions))
    assert not Notification.objects.filter(recipient=reporter).exclude(mailed_at=None).exists()
    office.open()
    assert send_letters(reporter.pk) == 1
    (letter,) = (message_from_string(taken, policy=policy.default) for taken in office.taken)
    assert letter["Subject"].strip() == f"[{answered.number}] Drucker im Bürgerbüro druckt nicht"
    assert letter["Message-ID"].startswith(f"<{answered.number}.")
    assert send_letters(reporter.pk) == 0


def test_what_was_left_behind_is_ordered_anew(answered: Ticket, reporter: User) -> None:
    assert send_left_letters(0) == 0
    before = len(waiting(WRITES))
    Notification.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert send_left_letters(0) == 1
    assert len(waiting(WRITES)) == before + 1
    Notification.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert send_left_letters(0) == 0
