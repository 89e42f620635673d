"""„Störung melden“ and „Etwas anfragen“: six questions, most of them answered already."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from announcements.models import Announcement
from changes.standing import not_normal
from knowledge.models import Article
from tickets import actions
from tickets.deadlines import agreement_for
from tickets.forms.portal import NOTHING_CERTAIN, ReportForm, things_found
from tickets.models import Ticket
from tickets.views.once import once
from tickets.views.portal.gate import PortalGate, key_in
from tickets.views.portal.outages import beside, notices
from tickets.views.portal.start import MOST_ANNOUNCED
from tickets.wording import weekly_hours
from ui.addresses import with_query
from ui.choosing import MOST, options
from ui.pages import ActionPage, Link
from ui.together import together

LONGEST_SUBJECT = 160


class ReportPage(PortalGate, ActionPage):
    """The form that files a report."""

    permission_required = "tickets.add_ticket"
    template_name = "portal/report.html"
    form_class = ReportForm
    object: str | None = None  # the number of what was filed

    @property
    def kind(self) -> Ticket.Kind:
        """A fault, unless the address asks for a request."""
        asks = self.request.GET.get("kind") == Ticket.Kind.SERVICE_REQUEST
        return Ticket.Kind.SERVICE_REQUEST if asks else Ticket.Kind.INCIDENT

    def get_workspace_url(self) -> str:
        return reverse("tickets:open")

    def get_form_kwargs(self) -> dict[str, Any]:
        page = together(self.request)
        return super().get_form_kwargs() | {
            "contact": self.contact, "user": self.user, "kind": self.kind, "page": page
        }  # fmt: skip

    def get_initial(self) -> dict[str, Any]:
        """What the address already says: the thing concerned, or an earlier report to take up again."""
        query, initial = self.request.GET, super().get_initial()
        if query.get("category"):
            initial["category"] = query["category"]
        for name in ("workstation", "application"):
            if query.get(name):
                initial["affected"] = f"{name}:{query[name]}"
        if query.get("subject"):
            initial["subject"] = query["subject"].replace("\x00", "")[:LONGEST_SUBJECT]
        if article := self._read_before():
            applications = list(article.applications.all()[:2])
            if len(applications) == 1:
                initial["affected"] = f"application:{applications[0].pk}"
            initial["description"] = f"Der Hilfe-Artikel „{article.title}“ hat nicht geholfen.\n\n"
        if earlier := self._earlier():
            initial |= {
                "category": earlier.category.key,
                "affected": _affected(earlier),
                "subject": earlier.subject,
                "description": f"Bezug: Meldung {earlier.number} vom {timezone.localtime(earlier.created_at):%d.%m.%Y}\n\n",
            }
        return initial

    def perform(self, form: ReportForm) -> str:
        data = form.cleaned_data

        def file() -> str:
            return actions.open_ticket(
                requester=self.contact,
                by=self.user,
                kind=self.kind,
                subject=data["subject"],
                description=data["description"],
                category=data["category"],
                impact=data["severity"].impact,
                urgency=data["severity"].urgency,
                workstation=form.workstation,
                application=form.application,
                files=data["files"],
                now=timezone.now(),
            ).number

        return once(self.request, _mark(form), file)

    def get_success_message(self) -> str:
        return f"Ihre Meldung {self.object} ist angekommen." if self.object else ""

    def get_success_url(self) -> str:
        if self.object is None:
            return self.get_back_url()
        return f"{reverse('portal:ticket', args=[self.object])}?filed=yes"

    def get_back_url(self) -> str:
        return reverse("portal:start")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agreement = agreement_for(authority_id=self.contact.authority_id, at=timezone.now())
        is_request = self.kind == Ticket.Kind.SERVICE_REQUEST
        outages = [] if is_request else notices(self.user, self.contact)
        standings = (
            [] if is_request else not_normal(timezone.now(), user=self.user, authorities=[self.contact.authority_id])
        )
        return super().get_context_data(
            **{
                "page_title": "Etwas anfragen" if is_request else "Störung melden",
                "submit_label": "Anfrage senden" if is_request else "Störung melden",
                "is_request": is_request,
                "reporter": self.contact,
                "outages": outages,
                "standings": beside(standings, outages),
                "others": self._other_authorities(),
                "announcements": Announcement.objects.visible_to(self.user)
                .shown(timezone.now())
                .exclude(kind=Announcement.Kind.HINT)
                .exclude(takes_place_from__gt=timezone.now())  # what lies ahead is nothing to report
                .exclude(change__in=[row.worst.change.pk for row in standings if row.worst and row.worst.change])[
                    :MOST_ANNOUNCED
                ],
                "similar_url": f"{reverse('portal:similar')}?authority={self.contact.authority_id}",
                "service_hours": weekly_hours(agreement.service_time.hours) if agreement else [],
            }
            | kwargs
        )

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Never kept by the browser: going back brings an empty form with a mark of its own."""
        response = super().render_to_response(context, **kwargs)
        add_never_cache_headers(response)
        return response

    def _other_authorities(self) -> list[Link]:
        """The same page for the person's other authorities."""
        return [
            Link(
                contact.authority.name, self.request.path + with_query(self.request.GET, authority=contact.authority_id)
            )
            for contact in self.contacts
            if contact != self.contact
        ]

    def _read_before(self) -> Article | None:
        """The article that did not help."""
        key = key_in(self.request.GET, "article")
        return Article.objects.visible_to(self.user).filter(pk=key).first() if key else None

    def _earlier(self) -> Ticket | None:
        number = self.request.GET.get("regarding", "")
        rows = Ticket.objects.visible_to(self.user).select_related("category")
        return rows.filter(number=number).first() if number and "\x00" not in number else None


class ThingsToReport(PortalGate):
    """What can be chosen as the thing concerned, by what was typed into the search above the list."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The options of the list."""
        typed = request.GET.get("q", "").strip()
        found = things_found(self.contact.authority_id, self.user, typed)
        is_cut = any(len(things) == MOST for things in found)
        return options(
            request, typed, [thing for things in found for thing in things], none=NOTHING_CERTAIN[1], is_cut=is_cut
        )


def _affected(ticket: Ticket) -> str:
    if ticket.application_id:
        return f"application:{ticket.application_id}"
    return f"workstation:{ticket.workstation_id}" if ticket.workstation_id else ""


def _mark(form: ReportForm) -> str:
    """The same form with the same answers; whoever changed an answer means a new report."""
    answers = [
        form.cleaned_data["token"],
        *(form.data.get(form.add_prefix(name), "") for name in ("category", "affected", "severity")),
    ]
    answers += [form.cleaned_data["subject"], form.cleaned_data["description"]]
    return sha256("\x00".join(answers).encode()).hexdigest()
