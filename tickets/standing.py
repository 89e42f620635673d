"""Where a report stands, in the words of the portal: what the state means to the authority and what comes next."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.safestring import SafeString

from tickets.badges import STATE_LOOK
from tickets.lifecycle import OBJECTION_DAYS, State
from tickets.models import Ticket
from tickets.wording import until
from ui import cells

STEPS = ("Gemeldet", "In Bearbeitung", "Gelöst", "Geschlossen")

WORDS = {
    State.NEW: ("Gemeldet", 1),
    State.WAITING_FOR_APPROVAL: ("Wartet auf Freigabe", 1),
    State.IN_PROGRESS: ("In Bearbeitung", 2),
    State.WAITING_FOR_CUSTOMER: ("Ihre Antwort fehlt", 2),
    State.WAITING_FOR_VENDOR: ("Wartet auf Hersteller", 2),
    State.WAITING_FOR_CHANGE: ("Wartet auf Umstellung", 2),
    State.WAITING_FOR_VISIT: ("Wartet auf Vor-Ort-Termin", 2),
    State.RESOLVED: ("Gelöst", 3),
    State.CLOSED: ("Geschlossen", 4),
    State.CANCELLED: ("Zurückgezogen", 4),
}
"""What the authority reads instead of the desk's word, and how many of the steps are reached."""
REFUSED = "Nicht freigegeben"
"""What it reads of an order that ended because nobody approved it."""


class Outlook(NamedTuple):
    """What the authority should know now: one sentence that matters, what else follows, whether they have to act."""

    headline: str
    sentences: list[str]
    needs_you: bool = False


def standing_in_words(state: str, *, was_refused: bool = False) -> str:
    """Where a report stands, in the words of the portal."""
    return REFUSED if was_refused else WORDS[State(state)][0]


def standing_badge(state: str, *, was_refused: bool = False) -> SafeString:
    """The same as a badge."""
    kind, icon = STATE_LOOK[State(state)]
    return cells.badge(kind, "block" if was_refused else icon, standing_in_words(state, was_refused=was_refused))


def steps_reached(ticket: Ticket) -> int:
    """How many of the four steps from reported to closed are reached."""
    return WORDS[State(ticket.state)][1]


def outlook(ticket: Ticket, now: datetime) -> Outlook:
    """How it goes on with a report."""
    return OUTLOOKS[State(ticket.state)](ticket, now)


def goes_on(ticket: Ticket) -> list[str]:
    """On which day the work goes on at the latest, if one was set."""
    return [f"Weiter geht es spätestens am {ticket.wakes_on:%d.%m.%Y}."] if ticket.wakes_on else []


def first_answer(ticket: Ticket, now: datetime) -> str:
    """Until when the authority hears from the service for the first time."""
    if ticket.responded_at:
        return "Wir haben uns schon bei Ihnen gemeldet."
    if ticket.response_due_at is None:
        return "Eine feste Frist für die erste Antwort ist nicht vereinbart. Wir melden uns so bald wie möglich."
    if ticket.response_due_at <= now:
        return "Die vereinbarte Zeit für die erste Antwort ist leider schon vorbei. Wir melden uns so bald wie möglich."
    return f"Sie bekommen eine erste Antwort bis {until(ticket.response_due_at, now)}."


def solution(ticket: Ticket, now: datetime) -> str:
    """Until when the report is to be solved, for good where people can work again already."""
    if ticket.workaround_at:
        if ticket.due_at is None or ticket.due_at <= now:
            return "Eine Übergangslösung steht. An der endgültigen Lösung arbeiten wir weiter."
        return f"Eine Übergangslösung steht; ganz behoben sein soll es bis {until(ticket.due_at, now)}."
    if ticket.due_at is None:
        return "Ein fester Zeitpunkt für die Lösung ist nicht vereinbart."
    if ticket.due_at <= now:
        return "Die vereinbarte Zeit für die Lösung ist leider schon vorbei. Wir arbeiten weiter daran."
    return f"Gelöst sein soll sie bis {until(ticket.due_at, now)}."


def objection_ends_at(ticket: Ticket) -> datetime:
    """From when on a solution counts as accepted."""
    if ticket.resolved_at is None:
        raise ValueError("the report is not resolved")
    return ticket.resolved_at + timedelta(days=OBJECTION_DAYS)


OUTLOOKS: dict[State, Callable[[Ticket, datetime], Outlook]] = {
    State.WAITING_FOR_APPROVAL: lambda ticket, now: Outlook(
        "Ihre Bestellung wartet auf die Freigabe.",
        [
            "Sobald die IT-Koordination Ihrer Behörde sie freigibt, beginnen wir. Sie hören dann von uns.",
            "Vereinbarte Fristen laufen erst ab der Freigabe.",
        ],
    ),
    State.NEW: lambda ticket, now: Outlook(
        "Ihre Meldung ist angekommen.", [first_answer(ticket, now), solution(ticket, now)]
    ),
    State.IN_PROGRESS: lambda ticket, now: Outlook("Wir arbeiten an Ihrer Meldung.", [solution(ticket, now)]),
    State.WAITING_FOR_CUSTOMER: lambda ticket, now: Outlook(
        "Wir brauchen eine Antwort von Ihnen.",
        [
            "Bitte lesen Sie unsere letzte Nachricht und antworten Sie unten auf dieser Seite.",
            "So lange ruht die Bearbeitung.",
        ],
        needs_you=True,
    ),
    State.WAITING_FOR_VENDOR: lambda ticket, now: Outlook(
        "Wir warten auf eine Auskunft des Herstellers.",
        ["Sobald sie da ist, arbeiten wir weiter. Sie müssen nichts tun.", *goes_on(ticket)],
    ),
    State.WAITING_FOR_CHANGE: lambda ticket, now: Outlook(
        "Das löst sich mit einer geplanten Umstellung.", [*goes_on(ticket), solution(ticket, now)]
    ),
    State.WAITING_FOR_VISIT: lambda ticket, now: Outlook(
        "Wir kommen zu Ihnen.", [*goes_on(ticket), solution(ticket, now)]
    ),
    State.RESOLVED: lambda ticket, now: Outlook(
        "Aus unserer Sicht ist das gelöst. Geht es wieder?",
        [
            f"Sie können bis {until(objection_ends_at(ticket), now)} widersprechen. Danach schließt sich die Meldung von selbst."
        ],
        needs_you=True,
    ),
    State.CLOSED: lambda ticket, now: Outlook(
        "Diese Meldung ist abgeschlossen.",
        ["Geht wieder etwas nicht? Dann melden Sie es bitte neu, mit Bezug auf diese Meldung."],
    ),
    State.CANCELLED: lambda ticket, now: Outlook(
        "Diese Meldung ist zurückgezogen.",
        ["Brauchen Sie doch Hilfe? Dann melden Sie es bitte neu, mit Bezug auf diese Meldung."],
    ),
}
"""What the authority reads about each state."""
