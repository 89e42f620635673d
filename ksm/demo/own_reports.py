"""The reports of the one contact whose account everybody tries: one in each state, so that the portal shows all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from customers.models import Contact
from ksm.demo.reports import Stage
from tickets import actions
from tickets.models import Ticket
from tickets.priorities import Impact, Urgency


@dataclass(frozen=True)
class Story:
    """A report with a life of its own that begins so long before now."""

    ago: timedelta
    category: str
    subject: str
    text: str
    live: Callable[["Telling", Ticket], None]
    urgency: Urgency = Urgency.MEDIUM
    impact: Impact = Impact.SINGLE
    is_request: bool = False


@dataclass(frozen=True)
class Telling:
    """Who takes part in these stories, and when now is."""

    stage: Stage
    reporter: Contact
    user: User
    agent: User

    def ago(self, **past: float) -> datetime:
        """A moment before now."""
        return self.stage.now - timedelta(**past)


def tell(stage: Stage, key: str, account: str) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """When each story begins, and what tells it from beginning to end."""
    reporter = stage.people.contacts[key][0]
    telling = Telling(stage, reporter, stage.people.accounts[account], stage.people.accounts["benutzerservice"])
    for story in STORIES:
        yield stage.now - story.ago, lambda story=story: begin(telling, story)  # type: ignore[misc]


def begin(telling: Telling, story: Story) -> None:
    """Open the report of a story and let it live."""
    ticket = actions.open_ticket(
        requester=telling.reporter,
        by=telling.user,
        subject=story.subject,
        description=story.text,
        category=telling.stage.categories[story.category],
        kind=Ticket.Kind.SERVICE_REQUEST if story.is_request else Ticket.Kind.INCIDENT,
        urgency=story.urgency,
        impact=story.impact,
        workstation=telling.stage.of_contact[telling.reporter.pk],
        now=telling.stage.now - story.ago,
    )
    story.live(telling, ticket)


def stays_new(telling: Telling, ticket: Ticket) -> None:
    """Nobody has seen it yet."""


def is_in_progress(telling: Telling, ticket: Ticket) -> None:
    """Taken and answered once, with a note among staff."""
    actions.take(ticket=ticket, by=telling.agent, now=telling.ago(hours=20))
    body = "Guten Tag! Wir haben das Netzteil im Verdacht und bringen morgen ein anderes mit."
    actions.reply(ticket=ticket, by=telling.agent, body=body, now=telling.ago(hours=19.5))
    actions.add_note(
        ticket=ticket,
        by=telling.agent,
        body="Netzteil aus dem Lager am Service-Point mitnehmen.",
        now=telling.ago(hours=19),
    )


def waits_for_answer(telling: Telling, ticket: Ticket) -> None:
    """The service has asked something."""
    actions.take(ticket=ticket, by=telling.agent, now=telling.ago(days=3, hours=20))
    body = "Guten Tag! Welches Profil wählen Sie am Scanner aus, und was steht danach auf der Anzeige?"
    actions.reply(ticket=ticket, by=telling.agent, body=body, now=telling.ago(days=3, hours=19), then_wait=True)


def is_solved(telling: Telling, ticket: Ticket) -> None:
    """Solved, and the reporter may still object."""
    actions.take(ticket=ticket, by=telling.agent, now=telling.ago(days=4, hours=22))
    solution = "Guten Tag! Die Gruppe ist eingetragen. Bitte melden Sie sich einmal ab und wieder an."
    actions.resolve(ticket=ticket, by=telling.agent, solution=solution, now=telling.ago(days=1, hours=1))


def is_closed(telling: Telling, ticket: Ticket) -> None:
    """Objected once, then solved and confirmed, weeks ago."""
    actions.take(ticket=ticket, by=telling.agent, now=telling.ago(days=34, hours=1))
    solution = "Guten Tag! Die Dockingstation war ohne Strom. Beide Bildschirme zeigen wieder ein Bild."
    actions.resolve(ticket=ticket, by=telling.agent, solution=solution, now=telling.ago(days=33))
    actions.reopen(
        ticket=ticket,
        by=telling.user,
        reason="Heute früh ist der zweite Bildschirm wieder schwarz.",
        now=telling.ago(days=32),
    )
    solution = "Guten Tag! Das Kabel hatte einen Bruch und ist getauscht."
    actions.resolve(ticket=ticket, by=telling.agent, solution=solution, now=telling.ago(days=31))
    actions.confirm(ticket=ticket, by=telling.user, now=telling.ago(days=30))


STORIES = (
    Story(timedelta(days=34, hours=2), "arbeitsplatz", "Zweiter Bildschirm bleibt schwarz", "Nach dem Anschließen zeigt nur ein Bildschirm ein Bild.", is_closed),
    Story(timedelta(days=5), "zugang", "Zugriff auf das Laufwerk der Kämmerei", "Ich vertrete ab sofort die Kollegin und brauche ihre Ordner.", is_solved, is_request=True),
    Story(timedelta(days=4), "drucker", "Scan kommt nicht im Ordner an", "Der Scanner sagt „gesendet“, im Ordner liegt aber nichts.", waits_for_answer),
    Story(timedelta(hours=22), "arbeitsplatz", "Notebook lädt nicht mehr", "Am Netzteil leuchtet nichts, der Akku ist fast leer.", is_in_progress, urgency=Urgency.HIGH),
    Story(timedelta(minutes=25), "telefon-netz", "Telefon klingelt nicht", "Anrufe sehe ich nur in der Liste, es klingelt nicht. Ein Neustart hat nichts geändert.", stays_new),
)  # fmt: skip
