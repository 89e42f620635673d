"""What happens with a Fachverfahren today: reports, help, and what must not be overlooked."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import SpecialistApplication
from applications.support import Support, support_state
from dashboards.authorities.operation import deadline, report_link
from knowledge.models import Article
from tickets.badges import priority_mark, state_badge
from tickets.lifecycle import DONE
from tickets.models import MajorIncident, Ticket
from tickets.standing import standing_badge
from ui.pages import Link, Section, filtered

MOST_REPORTS = 8
MOST_ARTICLES = 8
MOST_OUTAGES = 3


def open_reports(row: SpecialistApplication, user: User, now: datetime) -> Section:
    """The open ones with the nearest deadlines."""
    found = Ticket.objects.visible_to(user).filter(application=row).exclude(state__in=DONE).defer("description")
    shown = [
        (
            report_link(ticket, user),
            state_badge(ticket.state) if user.is_service_staff else standing_badge(ticket.state),
            priority_mark(ticket.priority),
            deadline(ticket, now),
        )
        for ticket in found.order_by(F("due_at").asc(nulls_last=True), "created_at", "pk")[:MOST_REPORTS]
    ]
    more = None
    if user.is_service_staff:
        more = Link("Alle Meldungen dazu", filtered("tickets:queue", view="all", application=row.pk))
    headings = ("Meldung", "Stand", "Priorität", "Frist")
    hint = "Zu diesem Fachverfahren ist nichts offen."
    return Section("Offene Meldungen", headings=headings, rows=shown, hint=hint, more=more)


def help_links(row: SpecialistApplication, user: User) -> list[Link]:
    """Articles about it, as this person may read them."""
    if not user.has_perm("knowledge.view_article"):
        return []
    articles = Article.objects.visible_to(user).filter(applications=row).order_by("-pk")[:MOST_ARTICLES]
    page = "knowledge:article" if user.is_service_staff else "help:article"
    return [Link(article.title, reverse(page, args=[article.pk]), "menu_book") for article in articles]


def warnings(row: SpecialistApplication, user: User, now: datetime) -> list[Link]:
    """Running outages, and a version whose support has ended or soon will."""
    return [*_outages(row, user), *_support(row, timezone.localdate(now), user)]


def _outages(row: SpecialistApplication, user: User) -> Iterator[Link]:
    running = MajorIncident.objects.visible_to(user).running().filter(application=row)
    for outage in running.order_by("-started_at")[:MOST_OUTAGES]:
        url = outage.get_absolute_url() if user.is_service_staff else reverse("portal:start")
        yield Link(f"Großstörung: {outage.title}", url)


def _support(row: SpecialistApplication, day: date, user: User) -> Iterator[Link]:
    version = row.product_version
    if not user.is_service_staff or version is None or version.supported_until is None:
        return
    state = support_state(version.supported_until, day)
    if state in (Support.ENDED, Support.ENDING):
        is_over = state == Support.ENDED
        words = "nicht mehr unterstützt seit" if is_over else "unterstützt nur noch bis"
        yield Link(f"Version {version.name} wird {words} {version.supported_until:%d.%m.%Y}", "#angaben")
