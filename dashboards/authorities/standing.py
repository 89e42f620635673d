"""How an authority stands at this moment: since when it is what it is, what must not be overlooked, a few numbers."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from announcements.models import Announcement
from applications.models import ApplicationUse
from customers.models import Authority
from dashboards.authorities.operation import reports_link, reports_of
from history.validity import holds
from tickets.models import MajorIncident
from ui.cells import number
from ui.charts import counted
from ui.pages import Link, filtered
from workstations.models import Workstation

MOST_OUTAGES = 3


class KeyFigure(NamedTuple):
    """A number with what it counts and the rows behind it."""

    label: str
    value: int
    url: str

    @property
    def in_words(self) -> str:
        return number(self.value)


def since(authority: Authority, day: date) -> date | None:
    """Since when the authority has its role of today, if that is known."""
    return next((role.valid_from for role in authority.roles.all() if holds(role, day)), None)


def key_figures(authority: Authority, user: User, now: datetime) -> list[KeyFigure]:
    """Open reports, passed deadlines, workstations, Fachverfahren; as far as this person sees them. One query each."""
    pk, rows = authority.pk, reports_of(authority, user)
    figures = [KeyFigure("Offene Meldungen", rows.open().count(), reports_link(authority, user))]
    if user.is_service_staff:  # the portal has no list of the rows behind this number
        late = rows.overdue(now).count()
        figures.append(KeyFigure("Frist überschritten", late, reports_link(authority, user, overdue="true")))
    if user.has_perm("workstations.view_workstation"):
        count = Workstation.objects.visible_to(user).in_service().filter(authority=authority).count()
        url = filtered("workstations:workstations", authority=pk, state="in_service")
        figures.append(KeyFigure("IT-Arbeitsplätze in Betrieb", count, url))
    if user.has_perm("applications.view_specialistapplication"):
        uses = ApplicationUse.objects.visible_to(user).current(timezone.localdate(now)).filter(authority=authority)
        count = uses.order_by().aggregate(count=Count("application", distinct=True))["count"]
        figures.append(KeyFigure("Fachverfahren", count, filtered("applications:applications", authority=pk)))
    return figures


def warnings(authority: Authority, user: User, now: datetime) -> list[Link]:
    """What must not be overlooked before a call, each with where more stands."""
    return [
        *outages(authority, user),
        *_late(authority, user, now),
        *restrictions(authority, user, now),
        *_approvals(authority, user),
    ]


def outages(authority: Authority, user: User) -> Iterator[Link]:
    """Running outages that concern it."""
    rows = MajorIncident.objects.visible_to(user).running().filter(affected__authority=authority)
    for outage in rows.order_by("-started_at")[:MOST_OUTAGES]:
        url = outage.get_absolute_url() if user.is_service_staff else reverse("portal:start")
        yield Link(f"Großstörung betrifft diese Behörde: {outage.title}", url)


def _late(authority: Authority, user: User, now: datetime) -> Iterator[Link]:
    """Deadlines that have passed or come within two hours; how the service keeps them is told to the service."""
    if not user.is_service_staff or not (count := reports_of(authority, user).at_risk(now).count()):
        return
    words = counted(count, "Meldung", "Meldungen")
    url = reports_link(authority, user, view="at_risk")
    yield Link(f"Frist überschritten oder in den nächsten zwei Stunden fällig: {words}", url)


def restrictions(authority: Authority, user: User, now: datetime) -> Iterator[Link]:
    """What is told to it as a restriction just now."""
    rows = Announcement.objects.visible_to(user).concerning([authority.pk]).shown(now)
    for row in rows.filter(kind=Announcement.Kind.RESTRICTION)[:MOST_OUTAGES]:
        yield Link(f"Einschränkung: {row.title}", row.get_absolute_url())


def _approvals(authority: Authority, user: User) -> Iterator[Link]:
    """Orders on which nobody at the authority has decided yet."""
    count = reports_of(authority, user).awaiting_approval().count()
    if not count:
        return
    words = counted(count, "Bestellung wartet", "Bestellungen warten")
    decides = not user.is_service_staff and user.has_perm("tickets.approve_ticket")
    url = reverse("portal:approvals") if decides else reports_link(authority, user, view="approval")
    yield Link(f"{words} auf die Freigabe der Behörde", url)
