"""How the service of the demo plans and does its work: recurring reports, checklists, times, reminders, an absence."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.actions import enter_absence
from accounts.models import User
from customers.models import Contact
from ksm.demo.chance import stream
from ksm.demo.reports import Stage
from tickets import actions
from tickets.models import ChecklistTemplate, RecurringTicket, Ticket, TimeEntry

TEMPLATES = (
    ("Neues Konto", "zugang", Ticket.Kind.SERVICE_REQUEST, (
        "Berechtigung bei der Behörde bestätigen lassen", "Konto anlegen", "Postfach einrichten",
        "Zugangsdaten getrennt übergeben",
    )),
    ("Störung am Drucker", "drucker", Ticket.Kind.INCIDENT, (
        "Toner und Papier prüfen", "Warteschlange leeren", "Testseite drucken",
    )),
    ("Umzug eines Arbeitsplatzes", "", "", (
        "Termin abstimmen", "Netzdose freischalten", "Geräte umziehen", "Standort im Bestand ändern", "Abnahme mit der Person vor Ort",
    )),
)  # fmt: skip
PLANS = (
    ("Rücksicherung probeweise durchführen", "anderes", {"rhythm": RecurringTicket.Rhythm.WEEKDAY_OF_MONTH, "weekdays": [0]}),
    ("Benutzerkonten mit der Behörde abgleichen", "zugang", {"rhythm": RecurringTicket.Rhythm.QUARTERLY, "day": 10}),
    ("Monatsabschluss des Fachverfahrens begleiten", "fachverfahren", {"rhythm": RecurringTicket.Rhythm.LAST_WORKING_DAY}),
    ("Drucker im Rathaus warten", "drucker", {
        "rhythm": RecurringTicket.Rhythm.WEEKLY, "every_weeks": 4, "weekdays": [1], "otherwise": RecurringTicket.Otherwise.SKIP,
    }),
)  # fmt: skip
DURATIONS = (5, 10, 15, 20, 30, 45, 60, 90)
"""Minutes."""

MOST_WITH_TIMES = 120


def plan_and_do(stage: Stage) -> None:
    """Everything that stands beside the reports, for those of the last weeks."""
    desk = stage.people.accounts["benutzerservice"]
    _plan(stage, desk)
    templates = _templates(stage)
    recent = list(Ticket.objects.filter(is_demo=True).order_by("-created_at")[:MOST_WITH_TIMES])
    for ticket in recent:
        if ticket.is_open:
            actions.attach_by_rule(ticket=ticket, now=stage.now)
        if ticket.assignee:
            _times(ticket, ticket.assignee.user, stage.now)
    _lists_and_reminders(desk, [ticket for ticket in recent if ticket.is_open], templates[-1], stage.now)
    _absence(stage, timezone.localdate(stage.now))


def _plan(stage: Stage, desk: User) -> None:
    random = stream("plans")
    for subject, category, rule in PLANS:
        contact: Contact = random.choice([found[0] for found in stage.people.contacts.values() if found])
        recurring = RecurringTicket(
            authority=contact.authority,
            requester=contact,
            subject=subject,
            category=stage.categories[category],
            starts_on=timezone.localdate(stage.now),
            **rule,
        )
        actions.save_recurring(recurring=recurring, by=desk, now=stage.now)


def _templates(stage: Stage) -> list[ChecklistTemplate]:
    return [
        ChecklistTemplate.objects.create(
            title=title, points="\n".join(points), kind=kind, category=stage.categories.get(category), is_demo=True
        )
        for title, category, kind, points in TEMPLATES
    ]


def _times(ticket: Ticket, by: User, now: datetime) -> None:
    random = stream(f"time/{ticket.number}")
    for _ in range(random.choice((0, 1, 1, 2))):
        actions.add_time(
            ticket=ticket,
            kind=random.choices(list(TimeEntry.Kind), (80, 12, 8))[0],
            seconds=random.choice(DURATIONS) * 60,
            by=by,
            now=now,
            worked_on=timezone.localdate(ticket.created_at),
        )


def _lists_and_reminders(desk: User, tickets: list[Ticket], template: ChecklistTemplate, now: datetime) -> None:
    """A list by hand with some points done, and reminders of which one is due."""
    for ticket, due_in, note in zip(
        tickets, (-2, 20, 68), ("Nachfragen, ob es läuft", "Lieferung da?", ""), strict=False
    ):
        asked = now - timedelta(days=1)
        actions.remind(ticket=ticket, due_at=now + timedelta(hours=due_in), note=note, by=desk, now=asked)
    for ticket in tickets[:1]:
        actions.attach_checklist(ticket=ticket, template=template, by=desk, now=now)
        for item in list(ticket.checklists.get(template=template).items.all()[:2]):
            actions.tick(item=item, is_done=True, by=desk, now=now)


def _absence(stage: Stage, today: date) -> None:
    """A colleague is away this week; whoever signs in as Benutzerservice stands in."""
    substitute = stage.people.accounts["benutzerservice"].staff_profile
    away = next(member for member in stage.people.staff["benutzerservice"][::-1] if member != substitute)
    if substitute:
        enter_absence(
            member=away,
            first_day=today - timedelta(days=2),
            last_day=today + timedelta(days=5),
            substitute=substitute,
            by=away.user,
            today=today,
        )
