"""The search over everything a person may see: one field on every page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from customers.models import Authority, Contact
from customers.models.contacts import FOUND_BY
from customers.tables import kind_and_end
from knowledge.models import Article
from knowledge.search import found_keys
from tickets.models import Ticket, TicketRead
from tickets.search.found import NEWEST, Found, found_reports
from ui.containing import containing
from workstations.models import InfrastructureItem, Workstation

PER_KIND = 8
REPORTS = 20
OF_NEWEST = (
    f"Sehr viele Treffer: Gezeigt sind die besten unter den {NEWEST} neuesten. "
    "Mit einem weiteren Wort finden Sie auch ältere."
)
FEWEST_CHARACTERS = 2
MOST_WORDS = 6
OPENED_LAST = 5


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    label: str
    detail: str
    url: str
    found: Found | None = None  # of a report: subject and passage with the words marked


@dataclass(frozen=True)
class Group:
    """What was found of one kind, and the list that shows all of it."""

    title: str
    icon: str
    hits: list[Hit]
    more_url: str
    hint: str = ""  # what these are not


def search(request: HttpRequest) -> HttpResponse:
    """Reports, workstations, people, authorities and Fachverfahren that match; also fills the command palette."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    user = signed_in(request)
    is_palette = "HX-Request" in request.headers
    only_open = request.GET.get("show") == "open"
    most = PER_KIND if is_palette else REPORTS
    groups = find(user, words, reports=most, only_open=only_open) if len(words) >= FEWEST_CHARACTERS else []
    if is_palette and not words and user.has_perm("tickets.view_ticket"):
        groups = opened_last(user, besides=request.headers.get("HX-Current-URL", ""))
    context = {
        "words": words,
        "groups": groups,
        "only_open": only_open,
        "is_too_short": bool(words) and len(words) < FEWEST_CHARACTERS,
    }
    response = render(request, "tickets/_search_options.html" if is_palette else "tickets/search.html", context)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def find(user: User, words: str, *, reports: int, only_open: bool) -> list[Group]:
    """What a person may see and that matches, at most a few of each kind; one query for each kind but reports."""
    kinds: tuple[tuple[str, Callable[[User, str], Group]], ...] = (
        ("tickets.view_ticket", partial(_tickets, most=reports, only_open=only_open)),
        ("knowledge.view_article", _articles),
        ("workstations.view_workstation", _workstations),
        ("workstations.view_infrastructureitem", _infrastructure),
        ("customers.view_contact", _contacts),
        ("customers.view_authority", _authorities),
        ("applications.view_specialistapplication", _applications),
    )
    groups = [group(user, words) for permission, group in kinds if user.has_perm(permission)]
    return [group for group in groups if group.hits]


def opened_last(user: User, *, besides: str) -> list[Group]:
    """The reports that a person opened last and still may see, without the one whose page they are on; one query."""
    here = urlsplit(besides).path.strip("/").rpartition("/")[2]
    marks = TicketRead.objects.visible_to(user).filter(ticket__in=Ticket.objects.visible_to(user))
    marks = marks.exclude(ticket__number=here).select_related("ticket__authority").defer("ticket__description")
    hits = [_hit(mark.ticket, "tickets:ticket") for mark in marks.order_by("-pk")[:OPENED_LAST]]
    return [Group("Zuletzt geöffnet", "history", hits, reverse("tickets:queue"))] if hits else []


def _hit(ticket: Ticket, page: str, found: Found | None = None) -> Hit:
    return Hit(
        f"{ticket.number} {ticket.subject}",
        f"{ticket.authority.short_name} · {ticket.get_state_display()}",
        reverse(page, args=[ticket.number]),
        found,
    )


def _tickets(user: User, words: str, *, most: int, only_open: bool) -> Group:
    in_portal = bool(user.access.contacts) and not user.is_service_staff
    page, list_url = (
        ("portal:ticket", reverse("portal:tickets")) if in_portal else ("tickets:ticket", reverse("tickets:queue"))
    )
    findings = found_reports(user, words, most=most, only_open=only_open)
    hits = [_hit(found.ticket, page, found) for found in findings.reports]
    return Group(
        "Meldungen",
        "confirmation_number",
        hits,
        _more(list_url, words, view="open" if only_open else "all"),
        OF_NEWEST if findings.are_of_newest else "",
    )


def _articles(user: User, words: str) -> Group:
    in_portal = not user.is_service_staff
    page, list_url = ("help:article", "help:overview") if in_portal else ("knowledge:article", "knowledge:articles")
    readable = Article.objects.visible_to(user).exclude(state=Article.State.RETIRED)
    keys = found_keys(readable, words)[:PER_KIND]
    rows = Article.objects.select_related("topic").only("title", "topic__name").in_bulk(keys)  # keys of readable ones
    hits = [Hit(rows[key].title, rows[key].topic.name, reverse(page, args=[key])) for key in keys if key in rows]
    return Group("Hilfe-Artikel" if in_portal else "Wissen", "menu_book", hits, _more(reverse(list_url), words))


def _workstations(user: User, words: str) -> Group:
    rows = containing(
        Workstation.objects.visible_to(user),
        words,
        ("inventory_number", "name", "used_by__last_name", "used_by__first_name"),
        most=MOST_WORDS,
    )
    hits = [
        Hit(
            row.inventory_number,
            " · ".join(filter(None, [row.authority.short_name, str(row.used_by or "")])),
            reverse("dashboards:workstation", args=[row.pk]),
        )
        for row in rows.select_related("authority", "used_by")[:PER_KIND]
    ]
    return Group("IT-Arbeitsplätze", "computer", hits, _more(reverse("workstations:workstations"), words))


def _infrastructure(user: User, words: str) -> Group:
    rows = containing(InfrastructureItem.objects.visible_to(user), words, ("inventory_number", "name"), most=MOST_WORDS)
    hits = [
        Hit(str(row), row.get_kind_display(), reverse("workstations:infrastructure_item", args=[row.pk]))
        for row in rows[:PER_KIND]
    ]
    return Group("Infrastruktur", "domain", hits, _more(reverse("workstations:infrastructure"), words))


def _contacts(user: User, words: str) -> Group:
    rows = containing(Contact.objects.visible_to(user), words, FOUND_BY, most=MOST_WORDS)
    hits = [
        Hit(str(row), row.authority.short_name, reverse("customers:contact", args=[row.pk]))
        for row in rows.select_related("authority")[:PER_KIND]
    ]
    return Group("Ansprechpersonen", "person", hits, _more(reverse("customers:contacts"), words))


def _authorities(user: User, words: str) -> Group:
    rows = containing(Authority.objects.visible_to(user), words, ("name", "ags", "city"), most=MOST_WORDS)
    hits = [
        Hit(row.name, kind_and_end(row), reverse("dashboards:authority", args=[row.pk]))
        for row in rows.prefetch_related("successions__successor")[:PER_KIND]
    ]
    return Group("Behörden", "apartment", hits, _more(reverse("customers:authorities"), words))


def _applications(user: User, words: str) -> Group:
    rows = containing(
        SpecialistApplication.objects.visible_to(user),
        words,
        ("name", "product__name", "product__domain"),
        most=MOST_WORDS,
    )
    hits = [
        Hit(row.name, row.product.domain, reverse("dashboards:application", args=[row.pk]))
        for row in rows.select_related("product")[:PER_KIND]
    ]
    return Group("Fachverfahren", "apps", hits, _more(reverse("applications:applications"), words))


def _more(url: str, words: str, **filters: Any) -> str:
    return f"{url}?{urlencode({**filters, 'q': words})}"
