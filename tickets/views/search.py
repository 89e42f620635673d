"""The search over everything a person may see: one field on every page."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from customers.models import Authority, Contact
from customers.models.contacts import FOUND_BY
from customers.tables import kind_and_end
from knowledge.models import Article
from knowledge.search import found_keys
from tickets.badges import state_badge
from tickets.models import Ticket, TicketRead
from tickets.search.found import NEWEST, Found, found_reports
from ui.cells import relative_time
from ui.containing import containing
from ui.together import Rows, Together, together
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


class Hit(NamedTuple):
    """One thing found."""

    label: str
    detail: str
    url: str
    found: Found | None = None  # of a report: subject and passage with the words marked

    def line(self, now: datetime) -> str:
        """It as a line of the page, a report with its passage."""
        if self.found is None:
            link = f'<a class="ku-link" href="{escape(self.url)}">{escape(self.label)}</a>'
            return f'<li>{link} <span class="ku-muted">{escape(self.detail)}</span></li>'
        ticket = self.found.ticket
        passage = f"<p>{self.found.passage}</p>" if self.found.passage else ""
        return (
            f'<li><a href="{escape(self.url)}">{self.found.subject}</a>{passage}<span class="ku-mylist__row">'
            f'<span class="ku-num">{escape(ticket.number)}</span> {escape(ticket.authority.short_name)}'
            f" {state_badge(ticket.state)} {relative_time(ticket.created_at, now)}</span></li>"
        )


class Group(NamedTuple):
    """What was found of one kind, and the list that shows all of it."""

    title: str
    icon: str
    hits: list[Hit]
    more_url: str
    hint: str = ""  # what these are not

    @property
    def lines(self) -> SafeString:
        """All that was found as lines of the page."""
        now = timezone.now()
        return SafeString("".join(hit.line(now) for hit in self.hits))


Ask = Callable[[], Group]
"""What was found, once somebody wants to see it."""


def search(request: HttpRequest) -> HttpResponse:
    """Reports, workstations, people, authorities and Fachverfahren that match; also fills the command palette."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    user = signed_in(request)
    is_palette = "HX-Request" in request.headers
    only_open = request.GET.get("show") == "open"
    most = PER_KIND if is_palette else REPORTS
    groups = nothing
    if len(words) >= FEWEST_CHARACTERS:
        groups = find(user, words, together(request), reports=most, only_open=only_open)
    if is_palette and not words and user.has_perm("tickets.view_ticket"):
        groups = partial(opened_last, user, besides=request.headers.get("HX-Current-URL", ""))
    context = {
        "words": words,
        "groups": SimpleLazyObject(groups),  # looked at when the rest of the page has said what it needs
        "only_open": only_open,
        "is_too_short": bool(words) and len(words) < FEWEST_CHARACTERS,
    }
    response = render(request, "tickets/_search_options.html" if is_palette else "tickets/search.html", context)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def nothing() -> list[Group]:
    """What is found before anybody has typed enough."""
    return []


def find(user: User, words: str, page: Together, *, reports: int, only_open: bool) -> Callable[[], list[Group]]:
    """What a person may see and that matches, at most a few of each kind; small kinds are read together with the page."""
    kinds: tuple[tuple[str, Callable[[User, str, Together], Ask]], ...] = (
        ("tickets.view_ticket", partial(_tickets, most=reports, only_open=only_open)),
        ("knowledge.view_article", _articles),
        ("workstations.view_workstation", _workstations),
        ("workstations.view_infrastructureitem", _infrastructure),
        ("customers.view_contact", _contacts),
        ("customers.view_authority", _authorities),
        ("applications.view_specialistapplication", _applications),
    )
    asked = [ask(user, words, page) for permission, ask in kinds if user.has_perm(permission)]
    return lambda: [group for group in (ask() for ask in asked) if group.hits]


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


def _tickets(user: User, words: str, page: Together, *, most: int, only_open: bool) -> Ask:
    in_portal = bool(user.access.contacts) and not user.is_service_staff
    name, list_url = (
        ("portal:ticket", reverse("portal:tickets")) if in_portal else ("tickets:ticket", reverse("tickets:queue"))
    )

    def found() -> Group:
        findings = found_reports(user, words, most=most, only_open=only_open)
        return Group(
            "Meldungen",
            "confirmation_number",
            [_hit(found.ticket, name, found) for found in findings.reports],
            _more(list_url, words, view="open" if only_open else "all"),
            OF_NEWEST if findings.are_of_newest else "",
        )

    return found


def _articles(user: User, words: str, page: Together) -> Ask:
    in_portal = not user.is_service_staff
    name, list_url = ("help:article", "help:overview") if in_portal else ("knowledge:article", "knowledge:articles")

    def found() -> Group:
        readable = Article.objects.visible_to(user).exclude(state=Article.State.RETIRED)
        keys = found_keys(readable, words)[:PER_KIND]
        rows = Article.objects.select_related("topic").only("title", "topic__name").in_bulk(keys)  # of readable ones
        hits = [Hit(rows[key].title, rows[key].topic.name, reverse(name, args=[key])) for key in keys if key in rows]
        return Group("Hilfe-Artikel" if in_portal else "Wissen", "menu_book", hits, _more(reverse(list_url), words))

    return found


def _workstations(user: User, words: str, page: Together) -> Ask:
    fields = ("inventory_number", "name", "used_by__last_name", "used_by__first_name")
    found = _few(page, Workstation, user, words, fields, "authority__short_name", *fields)

    def hits() -> Iterator[Hit]:
        for row in found:
            person = f"{row['used_by__first_name'] or ''} {row['used_by__last_name'] or ''}".strip()
            detail = " · ".join(filter(None, [row["authority__short_name"], person]))
            yield Hit(row["inventory_number"], detail, reverse("dashboards:workstation", args=[row["pk"]]))

    return lambda: Group(
        "IT-Arbeitsplätze", "computer", list(hits()), _more(reverse("workstations:workstations"), words)
    )


def _infrastructure(user: User, words: str, page: Together) -> Ask:
    fields = ("inventory_number", "name")
    found = _few(page, InfrastructureItem, user, words, fields, "kind", *fields)

    def hits() -> Iterator[Hit]:
        for row in found:
            item = InfrastructureItem(**row)
            yield Hit(str(item), item.get_kind_display(), item.get_absolute_url())

    return lambda: Group("Infrastruktur", "domain", list(hits()), _more(reverse("workstations:infrastructure"), words))


def _contacts(user: User, words: str, page: Together) -> Ask:
    columns = ("first_name", "last_name", "authority__short_name")
    found = _few(page, Contact, user, words, FOUND_BY, *columns)

    def hits() -> Iterator[Hit]:
        for row in found:
            place = row.pop("authority__short_name")
            contact = Contact(**row)
            yield Hit(str(contact), place, contact.get_absolute_url())

    return lambda: Group("Ansprechpersonen", "person", list(hits()), _more(reverse("customers:contacts"), words))


def _authorities(user: User, words: str, page: Together) -> Ask:
    found = _few(page, Authority, user, words, ("name", "ags", "city"))

    def hits() -> Iterator[Hit]:
        keys = [row["pk"] for row in found]
        rows = Authority.objects.filter(pk__in=keys).prefetch_related("successions__successor")  # of visible ones
        for row in rows if keys else ():
            yield Hit(row.name, kind_and_end(row), reverse("dashboards:authority", args=[row.pk]))

    return lambda: Group("Behörden", "apartment", list(hits()), _more(reverse("customers:authorities"), words))


def _applications(user: User, words: str, page: Together) -> Ask:
    fields = ("name", "product__name", "product__domain")
    found = _few(page, SpecialistApplication, user, words, fields, *fields)

    def hits() -> Iterator[Hit]:
        for row in found:
            yield Hit(row["name"], row["product__domain"], reverse("dashboards:application", args=[row["pk"]]))

    return lambda: Group("Fachverfahren", "apps", list(hits()), _more(reverse("applications:applications"), words))


def _few(page: Together, model: Any, user: User, words: str, fields: Iterable[str], *columns: str) -> Rows:
    """Of visible rows a few that contain the words, as keys and columns."""

    def found(*typed: str) -> QuerySet[Any]:
        rows: QuerySet[Any] = model.objects.visible_to(user)
        return containing(rows, " ".join(typed), fields, most=MOST_WORDS).values("pk", *columns)[:PER_KIND]

    return page.rows(found, words=("found", model, user.reach), given=words.split()[:MOST_WORDS])


def _more(url: str, words: str, **filters: Any) -> str:
    return f"{url}?{urlencode({**filters, 'q': words})}"
