"""Text modules and macros filled with the facts of one report, and what a macro does in words."""

from django.utils import timezone

from accounts.models import User
from contracts.models import Priority
from tickets.models import Macro, Ticket
from tickets.placeholders import fill
from tickets.priorities import Impact, Urgency, priority_of


def values_of(ticket: Ticket, user: User) -> dict[str, str]:
    """What stands for each placeholder in a text that `user` writes about a report."""
    due = f"{timezone.localtime(ticket.due_at):%d.%m.%Y, %H:%M} Uhr" if ticket.due_at else ""
    return {
        "ansprechperson": str(ticket.requester),
        "nummer": ticket.number,
        "betreff": ticket.subject,
        "behoerde": str(ticket.authority),
        "arbeitsplatz": str(ticket.workstation or ""),
        "fachverfahren": str(ticket.application or ""),
        "frist": due,
        "team": str(ticket.team),
        "mein_name": str(user),
    }


def filled(text: str, ticket: Ticket, user: User) -> str:
    """A text with the facts of a report in it."""
    return fill(text, values_of(ticket, user))


def in_words(macro: Macro) -> list[str]:
    """What a macro does, one sentence per step, in the order in which it does it."""
    steps = []
    if macro.category:
        steps.append(f"Kategorie: {macro.category}")
    if macro.impact is not None and macro.urgency is not None:
        priority = priority_of(Impact(macro.impact), Urgency(macro.urgency))
        steps.append(f"Priorität: {Priority(priority).label}")
    if macro.team:
        steps.append(f"an das Team {macro.team}")
    if macro.note:
        steps.append("interne Notiz")
    if macro.text:
        steps.append(f"Antwort „{macro.text}“")
    if macro.then:
        steps.append(f"Meldung {macro.get_then_display()}")
    if macro.wakes_after:
        steps.append(
            "Wiedervorlage " + ("am nächsten Tag" if macro.wakes_after == 1 else f"in {macro.wakes_after} Tagen")
        )
    return steps
