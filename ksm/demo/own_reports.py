"""The reports of the one contact whose account everybody tries: one in each state, so that the portal shows all of them."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import NamedTuple

from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from ksm.demo.reports import Stage
from tickets import actions
from tickets.models import Ticket
from tickets.priorities import Urgency

NEWEST = timedelta(minutes=25)


class Telling(NamedTuple):
    """Who takes part in these stories, and on which days people work."""

    stage: Stage
    reporter: Contact
    user: User
    agent: User
    holidays: frozenset[date]

    def before(self, working_days: int, clock: str) -> datetime:
        """A time of day, so many working days ago; at least one, so that it has passed."""
        day = timezone.localdate(self.stage.now)
        while working_days:
            day -= timedelta(days=1)
            working_days -= day.weekday() < 5 and day not in self.holidays
        return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


class Story(NamedTuple):
    """A report with a life of its own; `began` says so many working days ago and when, or nothing for the newest."""

    began: tuple[int, str] | None
    category: str
    subject: str
    text: str
    live: Callable[[Telling, Ticket], None]
    urgency: Urgency = Urgency.MEDIUM
    is_request: bool = False


def tell(
    stage: Stage, key: str, account: str, holidays: frozenset[date]
) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """When each story begins, and what tells it from beginning to end."""
    accounts = stage.people.accounts
    reporter = stage.people.contacts[key][0]
    telling = Telling(stage, reporter, accounts[account], accounts["benutzerservice"], holidays)
    for story in STORIES:
        at = telling.before(*story.began) if story.began else stage.now - NEWEST
        yield at, partial(begin, telling, story, at)


def begin(telling: Telling, story: Story, at: datetime) -> None:
    """Open the report of a story and let it live."""
    ticket = actions.open_ticket(
        requester=telling.reporter,
        by=telling.user,
        subject=story.subject,
        description=story.text,
        category=telling.stage.categories[story.category],
        kind=Ticket.Kind.SERVICE_REQUEST if story.is_request else Ticket.Kind.INCIDENT,
        urgency=story.urgency,
        workstation=telling.stage.of_contact[telling.reporter.pk],
        now=at,
    )
    story.live(telling, ticket)


def stays_new(telling: Telling, ticket: Ticket) -> None:
    """Nobody has seen it yet."""


def is_in_progress(telling: Telling, ticket: Ticket) -> None:
    """Taken and answered once, with a note among staff."""
    agent = telling.agent
    actions.take(ticket=ticket, by=agent, now=telling.before(1, "10:35"))
    body = "Guten Tag! Wir haben das Netzteil im Verdacht und bringen ein anderes mit."
    actions.reply(ticket=ticket, by=agent, body=body, now=telling.before(1, "10:50"))
    body = "Netzteil aus dem Lager am Service-Point mitnehmen."
    actions.add_note(ticket=ticket, by=agent, body=body, now=telling.before(1, "11:05"))


def waits_for_answer(telling: Telling, ticket: Ticket) -> None:
    """The service has asked something."""
    actions.take(ticket=ticket, by=telling.agent, now=telling.before(2, "13:10"))
    body = "Guten Tag! Welches Profil wählen Sie am Scanner aus, und was steht danach auf der Anzeige?"
    actions.reply(ticket=ticket, by=telling.agent, body=body, now=telling.before(2, "13:25"), then_wait=True)


def is_solved(telling: Telling, ticket: Ticket) -> None:
    """Solved, and the reporter may still object."""
    actions.take(ticket=ticket, by=telling.agent, now=telling.before(4, "11:20"))
    solution = "Guten Tag! Die Gruppe ist eingetragen. Bitte melden Sie sich einmal ab und wieder an."
    actions.resolve(ticket=ticket, by=telling.agent, solution=solution, now=telling.before(1, "09:40"))


def is_closed(telling: Telling, ticket: Ticket) -> None:
    """Objected once, then solved and confirmed, weeks ago."""
    actions.take(ticket=ticket, by=telling.agent, now=telling.before(24, "09:05"))
    solution = "Guten Tag! Die Dockingstation war ohne Strom. Beide Bildschirme zeigen wieder ein Bild."
    actions.resolve(ticket=ticket, by=telling.agent, solution=solution, now=telling.before(24, "13:30"))
    reason = "Heute früh ist der zweite Bildschirm wieder schwarz."
    actions.reopen(ticket=ticket, by=telling.user, reason=reason, now=telling.before(23, "08:15"))
    solution = "Guten Tag! Das Kabel hatte einen Bruch und ist getauscht."
    actions.resolve(ticket=ticket, by=telling.agent, solution=solution, now=telling.before(22, "11:00"))
    actions.confirm(ticket=ticket, by=telling.user, now=telling.before(21, "09:10"))


STORIES = (
    Story(
        (24, "08:20"), "arbeitsplatz", "Zweiter Bildschirm bleibt schwarz",
        "Nach dem Anschließen zeigt nur ein Bildschirm ein Bild.", is_closed,
    ),
    Story(
        (4, "10:00"), "zugang", "Zugriff auf das Laufwerk der Kämmerei",
        "Ich vertrete ab sofort die Kollegin und brauche ihre Ordner.", is_solved, is_request=True,
    ),
    Story(
        (2, "09:45"), "drucker", "Scan kommt nicht im Ordner an",
        "Der Scanner sagt „gesendet“, im Ordner liegt aber nichts.", waits_for_answer,
    ),
    Story(
        (1, "09:15"), "arbeitsplatz", "Notebook lädt nicht mehr",
        "Am Netzteil leuchtet nichts, der Akku ist fast leer.", is_in_progress, urgency=Urgency.HIGH,
    ),
    Story(
        None, "telefon-netz", "Telefon klingelt nicht",
        "Anrufe sehe ich nur in der Liste, es klingelt nicht. Ein Neustart hat nichts geändert.", stays_new,
    ),
)  # fmt: skip
