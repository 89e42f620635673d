"""Parts about changes for the page of an instance: how it stands, what comes next, what was done last."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from changes.badges import level_badge, state_badge
from changes.conflicts import span_in_words
from changes.lifecycle import CARRIED_OUT
from changes.models import Change
from changes.showing import all_of, until_in_words, whom_in_words, windows_section
from changes.standing import standing_of
from ui import cells
from ui.pages import Link, Property, Section

MOST = 5


def standing_now(application: SpecialistApplication, user: User, now: datetime) -> Section:
    """How it stands at this moment; with the way to the last thirty days."""
    if not _reads(application, user, now):
        return Section("Betriebszustand")
    standing = standing_of(application, now, user=user)
    properties = [Property("Stand", level_badge(standing.level))]
    if standing.worst and not standing.is_normal:
        if user.access.is_staff:
            properties.append(Property("Für", whom_in_words([standing.worst], user)[0]))
        properties += [
            Property("Seit", cells.moment(standing.worst.since)),
            Property("Voraussichtlich bis", until_in_words(standing.worst)),
            Property("Was bekannt ist", standing.worst.text),
        ]
    return Section("Betriebszustand", properties, more=Link("Letzte 30 Tage", _history(application)))


def next_windows(application: SpecialistApplication, user: User, now: datetime) -> Section:
    """The next windows in which it is worked at, or at something it needs."""
    title = "Nächste Wartungsfenster"
    if not _reads(application, user, now):
        return Section(title)
    rows = Change.objects.visible_to(user).ahead_at(application, now)[:MOST]
    return windows_section(rows, title, is_for_staff=user.access.is_staff)


def last_changes(application: SpecialistApplication, user: User, now: datetime) -> Section:
    """What was done at it last; for the service alone."""
    title = "Letzte Änderungen"
    if not user.has_perm("changes.view_change"):
        return Section(title)
    rows = Change.objects.visible_to(user).filter(applications=application, state__in=CARRIED_OUT)
    lines = [
        (
            cells.link(row.get_absolute_url(), row.number),
            row.title,
            span_in_words(row.starts_at, row.ends_at),
            state_badge(row.state),
        )
        for row in rows.filter(started_at__lte=now)[:MOST]
    ]
    headings = ("Nummer", "Änderung", "Wann", "Stand")
    more = Link("Alle Änderungen daran", all_of(application))
    return Section(title, headings=headings, rows=lines, hint="Daran wurde noch nichts geändert.", more=more)


def _reads(application: SpecialistApplication, user: User, now: datetime) -> bool:
    """Staff with the right; of an authority whoever may read it at all, as long as it uses the Fachverfahren."""
    if not user.has_perm("changes.view_servicestatus"):
        return False
    if user.is_service_staff:
        return True
    uses = ApplicationUse.objects.visible_to(user).current(timezone.localdate(now)).filter(application=application)
    return bool(uses.exists())


def _history(application: SpecialistApplication) -> str:
    return reverse("changes:history", args=[application.pk])
