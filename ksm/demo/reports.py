"""One report of the demo: who reports what, how bad it is, and by which way."""

from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import NamedTuple, TypeVar

from django.utils import timezone

from accounts.models import User
from applications.models import SpecialistApplication
from customers.models import Contact
from ksm.demo.files import some_file
from ksm.demo.people import People
from ksm.demo.procedures import OUTAGE
from ksm.demo.texts import CASES, Case, phrases
from ksm.demo.texts.procedures import OUTAGE as OUTAGE_CASES
from tickets.actions import open_ticket
from tickets.models import Category, Ticket
from tickets.priorities import Impact, Urgency
from workstations.models import Workstation

Choice = TypeVar("Choice")

CATEGORY_SHARES = {
    "arbeitsplatz": 27,
    "drucker": 16,
    "fachverfahren": 25,
    "zugang": 17,
    "telefon-netz": 10,
    "anderes": 5,
}
WITH_FILE = 0.07
PORTAL = 0.75
"""How often somebody who has an account uses the portal."""

OTHER_WAYS = ((Ticket.Channel.PHONE, 70), (Ticket.Channel.MAIL, 18), (Ticket.Channel.ON_SITE, 12))

ORDINARY = (
    ((Impact.SINGLE, Urgency.MEDIUM), 44), ((Impact.SINGLE, Urgency.HIGH), 24), ((Impact.SMALL, Urgency.MEDIUM), 15),
    ((Impact.SMALL, Urgency.HIGH), 7), ((Impact.SINGLE, Urgency.LOW), 10),
)  # fmt: skip
URGENT = (
    ((Impact.SINGLE, Urgency.HIGH), 45), ((Impact.SMALL, Urgency.HIGH), 26), ((Impact.SMALL, Urgency.CRITICAL), 12),
    ((Impact.CONSIDERABLE, Urgency.HIGH), 13), ((Impact.WIDE, Urgency.CRITICAL), 4),
)  # fmt: skip
WISHED = (((Impact.SINGLE, Urgency.LOW), 55), ((Impact.SINGLE, Urgency.MEDIUM), 45))
IN_OUTAGE = (
    ((Impact.CONSIDERABLE, Urgency.CRITICAL), 55),
    ((Impact.WIDE, Urgency.CRITICAL), 10),
    ((Impact.CONSIDERABLE, Urgency.HIGH), 35),
)


class Stage(NamedTuple):
    """What every report draws on: people, their workstations, what their authorities use, and the categories."""

    people: People
    of_contact: Mapping[int, Workstation]
    used: Mapping[int, list[SpecialistApplication]]
    categories: Mapping[str, Category]
    now: datetime


class Report(NamedTuple):
    """A report on its way: what the case says in the words of this person."""

    ticket: Ticket
    case: Case
    requester: Contact
    by_portal: bool
    words: Mapping[str, str]

    def say(self, text: str) -> str:
        """A phrase with room, device and Fachverfahren put in."""
        return text.format(**self.words)


def file_report(stage: Stage, random: Random, at: datetime, *, in_outage: bool) -> Report:
    """Somebody reports something at a moment of the past."""
    key = "fachverfahren" if in_outage else random.choices(list(CATEGORY_SHARES), list(CATEGORY_SHARES.values()))[0]
    requester = somebody(stage, random, in_outage=in_outage)
    case = pick(random, OUTAGE_CASES if in_outage else CASES[key])
    application = application_for(stage, random, requester, key, in_outage=in_outage)
    if application is None and needs_application(case):
        case = next(other for other in CASES[key] if not needs_application(other))
    workstation = stage.of_contact.get(requester.pk) if key != "anderes" else None
    words = {
        "app": application.name if application else "das Programm",
        "room": room_of(workstation),
        "device": workstation.inventory_number if workstation else "am Schalter",
    }
    by_portal = requester.user is not None and random.random() < PORTAL
    impact, urgency = weighted(
        random, IN_OUTAGE if in_outage else WISHED if case.is_request else URGENT if case.is_urgent else ORDINARY
    )
    ticket = open_ticket(
        requester=requester,
        by=requester.user if by_portal and requester.user else at_the_desk(stage, random),
        subject=random.choice(case.subjects).format(**words)[:160],
        description=description(random, case, words),
        category=stage.categories[key],
        kind=Ticket.Kind.SERVICE_REQUEST if case.is_request else Ticket.Kind.INCIDENT,
        impact=impact,
        urgency=urgency,
        workstation=workstation,
        application=application if needs_application(case) else None,
        channel=Ticket.Channel.PORTAL if by_portal else weighted(random, OTHER_WAYS),
        files=[some_file(random, f"{timezone.localtime(at):%d.%m.%Y %H:%M}")]
        if by_portal and random.random() < WITH_FILE
        else [],
        now=at,
    )
    return Report(ticket, case, requester, by_portal, words)


def somebody(stage: Stage, random: Random, *, in_outage: bool) -> Contact:
    """A contact of any authority, more often of a large one; the printed reporter's own reports are told apart."""
    while True:
        key = random.choices(list(stage.people.contacts), [len(found) for found in stage.people.contacts.values()])[0]
        contact = random.choice(stage.people.contacts[key][1:])
        if not in_outage or any(used.name == OUTAGE for used in stage.used.get(contact.authority_id, ())):
            return contact


def application_for(
    stage: Stage, random: Random, requester: Contact, key: str, *, in_outage: bool
) -> SpecialistApplication | None:
    """A Fachverfahren that the person's authority uses."""
    used = stage.used.get(requester.authority_id, [])
    if in_outage:
        return next(application for application in used if application.name == OUTAGE)
    return random.choice(used) if used and key == "fachverfahren" else None


def needs_application(case: Case) -> bool:
    """Whether a case is about a Fachverfahren."""
    return any("{app}" in subject for subject in case.subjects)


def at_the_desk(stage: Stage, random: Random) -> User:
    """Whoever of the Benutzerservice takes the call."""
    return random.choice(stage.people.staff["benutzerservice"]).user


def room_of(workstation: Workstation | None) -> str:
    """The room of a workstation in words."""
    return workstation.room.name if workstation and workstation.room else "am Empfang"


def description(random: Random, case: Case, words: Mapping[str, str]) -> str:
    """What the person writes: the matter, and mostly a detail or two."""
    details = random.sample(phrases.DETAILS, random.choices((0, 1, 2), (25, 50, 25))[0])
    return " ".join([random.choice(case.texts), *details]).format(**words)


def pick(random: Random, cases: tuple[Case, ...]) -> Case:
    """A case, the frequent ones more often."""
    return random.choices(cases, [case.weight for case in cases])[0]


def weighted(random: Random, shares: tuple[tuple[Choice, int], ...]) -> Choice:
    """One of several choices, each as often as its share says."""
    return random.choices([choice for choice, _ in shares], [share for _, share in shares])[0]
