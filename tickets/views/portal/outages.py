"""What an authority reads of an outage that concerns it, and „Betrifft mich auch“."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic.base import View

from accounts.models import User
from changes.standing import Standing
from customers.models import Contact
from tickets import actions
from tickets.lifecycle import OPEN
from tickets.models import AffectedAuthority, MajorIncident, Ticket, TicketLink
from tickets.querysets import AffectedAuthorityQuerySet, MajorIncidentQuerySet
from tickets.views.portal.gate import PortalGate, key_in
from ui.together import Rows, Together


@dataclass
class Notice:
    """A running outage as a contact reads it: their own open reports of it, and for which authorities there is none yet."""

    incident: MajorIncident
    numbers: list[str]
    joinable: list[Contact]


def notices(user: User, contact: Contact) -> list[Notice]:
    """The running outages that concern the authority of this contact; one query."""
    return ask_notices(Together(), user, [contact.pk])([contact])


def ask_notices(page: Together, user: User, keys: Collection[int]) -> Callable[[Collection[Contact]], list[Notice]]:
    """Those that concern the authorities of some contacts, asked for by their keys, together with the rest of a page."""

    def affected() -> AffectedAuthorityQuerySet:
        theirs = Contact.objects.filter(pk__in=keys).order_by().values("authority")
        return AffectedAuthority.objects.visible_to(user).filter(authority__in=theirs)

    def running() -> MajorIncidentQuerySet:
        rows = MajorIncident.objects.visible_to(user).running()
        return rows.filter(pk__in=affected().order_by().values("incident")).distinct()

    def reported() -> QuerySet[Ticket, Any]:
        leading = MajorIncident.objects.visible_to(user).running().order_by().values("ticket")
        rows = Ticket.objects.visible_to(user).filter(requester__in=keys, state__in=OPEN)
        rows = rows.filter(linked_from__kind=TicketLink.Kind.PARENT, linked_from__source__in=leading)
        return rows.order_by("number").values("number", "requester", source=F("linked_from__source"))

    words = (user.reach, *sorted(keys))
    rows = page.objects(MajorIncident, running, words=("outages", *words))
    concerned = page.rows(lambda: affected().values("incident", "authority"), words=("concerned", *words))
    own = page.rows(reported, words=("reported outages", *words))
    return lambda contacts: _notices(rows, concerned, own, contacts)


def _notices(
    rows: Iterable[MajorIncident], affected: Rows, reported: Rows, contacts: Collection[Contact]
) -> list[Notice]:
    at = {contact.authority_id: contact for contact in contacts}
    concerned = [(row["incident"], row["authority"]) for row in affected]
    own = [(row["source"], row["number"], row["requester"]) for row in reported]
    return [
        Notice(
            row,
            numbers=[number for source, number, _ in own if source == row.ticket_id],
            joinable=[
                at[authority]
                for incident, authority in sorted(concerned)
                if incident == row.pk
                and (row.ticket_id, at[authority].pk) not in {(source, who) for source, _, who in own}
            ],
        )
        for row in rows
    ]


def beside(standings: Collection[Standing], outages: Collection[Notice]) -> list[Standing]:
    """What does not stand as usual for another reason than these outages, which are told with a button of their own."""
    told = {notice.incident.pk for notice in outages}
    return [row for row in standings if not all(one.status and one.status.incident in told for one in row.trouble)]


class JoinOutage(PortalGate, PermissionRequiredMixin, View):
    """„Betrifft mich auch“: a report that is part of the outage, in one click, for the authority of the button."""

    permission_required = "tickets.add_ticket"
    http_method_names = ["post", "options"]  # as Django declares it

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        incident = get_object_or_404(
            MajorIncident.objects.visible_to(self.user).select_related("category__team", "application"), pk=kwargs["pk"]
        )
        # Sent twice it files one report: the action finds the open one.
        concerned = set(incident.affected.values_list("authority", flat=True))
        there = [one for one in self.contacts if one.authority_id in concerned] or self.contacts
        chosen = key_in(request.POST, "authority")
        contact = next((one for one in there if one.authority_id == chosen), there[0])
        try:
            number = actions.join_outage(incident=incident, requester=contact, by=self.user, now=timezone.now()).number
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("portal:start")
        messages.success(request, f"Danke! Ihre Meldung {number} gehört jetzt zu dieser Störung.")
        return redirect("portal:ticket", number=number)
