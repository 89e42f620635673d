"""Two outages that hit several authorities: one that was over weeks ago, and one that goes on."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import NamedTuple

from django.utils import timezone

from accounts.models import User
from applications.models import SpecialistApplication
from customers.models import Authority, Contact
from ksm.demo.chance import stream
from ksm.demo.procedures import OUTAGE
from ksm.demo.reports import Stage
from tickets import actions
from tickets.models import Ticket
from tickets.priorities import Impact, Urgency

RUNNING_SINCE = timedelta(minutes=55)
WORKING_DAYS_AGO = 14
CALLERS = 4


class Story(NamedTuple):
    """What failed, what the first caller says, what the authorities read, and how it ended."""

    application: str
    subjects: tuple[str, ...]
    title: str
    text: str
    answer: str
    solution: str = ""


ENDED = Story(
    "E-Akte CC DMS",
    ("E-Akte öffnet keine Vorgänge", "E-Akte: Dokumente laden nicht", "Kein Zugriff auf die E-Akte", "E-Akte hängt beim Anmelden"),
    "E-Akte öffnet keine Vorgänge",
    "Vorgänge und Dokumente lassen sich zurzeit nicht öffnen. Was Sie gespeichert haben, ist sicher. Wir arbeiten an der Ursache.",
    "Die Ursache ist gefunden: Ein Speicher im Rechenzentrum war voll. Wir erweitern ihn gerade.",
    "Der Speicher ist erweitert, die E-Akte steht wieder allen zur Verfügung. Bitte melden Sie sich neu an.",
)  # fmt: skip
RUNNING = Story(
    OUTAGE,
    ("Einwohnerwesen nicht erreichbar", "Meldestelle steht, VOIS startet nicht", "VOIS: Server nicht verfügbar", "Keine Anmeldung im Einwohnerwesen"),
    "Einwohnerwesen nicht erreichbar",
    "Das Einwohnerwesen lässt sich zurzeit nicht starten. Bitte nehmen Sie Anträge auf Papier an und vergeben Sie neue Termine. "
    "Wir arbeiten daran und berichten hier.",
    "Wir haben den Anwendungsserver neu gestartet und prüfen gerade die Datenbank. Sie müssen nichts tun.",
)  # fmt: skip


def tell_outages(stage: Stage, holidays: frozenset[date]) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """When each outage begins, and what tells it."""
    day = timezone.localdate(stage.now)
    left = WORKING_DAYS_AGO
    while left:
        day -= timedelta(days=1)
        left -= day.weekday() < 5 and day not in holidays
    began = timezone.make_aware(datetime.combine(day, time(8, 12)))
    yield began, partial(_tell, stage, ENDED, began)
    yield stage.now - RUNNING_SINCE, partial(_tell, stage, RUNNING, stage.now - RUNNING_SINCE)


def _tell(stage: Stage, story: Story, began: datetime) -> None:
    application = SpecialistApplication.objects.get(name=story.application)
    authorities = [authority for authority in Authority.objects.order_by("key") if _uses(stage, authority, application)]
    agent = stage.people.staff["anwendungsbetreuung"][0].user
    callers = _callers(stage, {authority.pk for authority in authorities})
    reports = [
        _report(stage, story, application, caller, agent, began + timedelta(seconds=2 * place), subject)
        for place, (caller, subject) in enumerate(zip(callers, story.subjects, strict=False))
    ]
    if not reports:
        return
    later = partial(_after, began)
    actions.take(ticket=reports[0], by=agent, now=later(18))
    incident = actions.declare_outage(
        ticket=reports[0], title=story.title, text=story.text, authorities=authorities, application=application,
        expected_until=None if story.solution else stage.now + timedelta(hours=3), by=agent, now=later(20),
    )  # fmt: skip
    # Of the running one the newest report is still to be collected.
    collected = reports[1:] if story.solution else reports[1:-1]
    actions.collect_all(incident=incident, tickets=collected, by=agent, now=later(25))
    actions.answer_all(incident=incident, body=story.answer, by=agent, now=later(40))
    if story.solution:
        actions.end_outage(incident=incident, solution=story.solution, by=agent, now=later(170))


def _after(began: datetime, minutes: int) -> datetime:
    return began + timedelta(minutes=minutes)


def _uses(stage: Stage, authority: Authority, application: SpecialistApplication) -> bool:
    return any(used.pk == application.pk for used in stage.used.get(authority.pk, ()))


def _callers(stage: Stage, concerned: set[int]) -> list[Contact]:
    """One person of each of some authorities concerned; not the one whose account everybody tries."""
    random = stream("outages")
    rows = [found[1:] for _, found in sorted(stage.people.contacts.items()) if len(found) > 1]
    possible = [random.choice(found) for found in rows if found[0].authority_id in concerned]
    return random.sample(possible, min(CALLERS, len(possible)))


def _report(
    stage: Stage, story: Story, application: SpecialistApplication, caller: Contact, agent: User, at: datetime, subject: str
) -> Ticket:  # fmt: skip
    return actions.open_ticket(
        requester=caller, by=agent, subject=subject, description="Betrifft bei uns alle Arbeitsplätze.",
        category=stage.categories["fachverfahren"], impact=Impact.CONSIDERABLE, urgency=Urgency.CRITICAL,
        application=application, channel=Ticket.Channel.PHONE, now=at,
    )  # fmt: skip
