"""What an authority reads of an outage that concerns it, and „Betrifft mich auch“."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic.base import View

from accounts.models import User
from customers.models import Contact
from tickets import actions
from tickets.lifecycle import OPEN
from tickets.models import MajorIncident, TicketLink
from tickets.views.once import once
from tickets.views.portal.gate import PortalGate


@dataclass(frozen=True)
class Notice:
    """A running outage as an authority reads it; `number` is the person's own report of it, if there is one."""

    incident: MajorIncident
    number: str


def notices(user: User, contacts: Collection[Contact]) -> list[Notice]:
    """The running outages that concern the authorities of these contacts; two queries."""
    concerned = MajorIncident.objects.visible_to(user).running()
    rows = list(concerned.filter(affected__authority__in={contact.authority_id for contact in contacts}).distinct())
    if not rows:
        return []
    links = TicketLink.objects.visible_to(user).filter(
        kind=TicketLink.Kind.PARENT, source__in=[row.ticket_id for row in rows],
        target__requester__in=contacts, target__state__in=OPEN,
    )  # fmt: skip
    own = dict(links.values_list("source", "target__number"))
    return [Notice(row, own.get(row.ticket_id, "")) for row in rows]


class JoinOutage(PortalGate, PermissionRequiredMixin, View):
    """„Betrifft mich auch“: a report that is part of the outage, in one click."""

    permission_required = "tickets.add_ticket"
    http_method_names = ["post", "options"]  # as Django declares it

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        incident = get_object_or_404(
            MajorIncident.objects.visible_to(self.user).select_related("category__team", "application"), pk=kwargs["pk"]
        )
        concerned = set(incident.affected.values_list("authority", flat=True))
        contact = next((one for one in self.contacts if one.authority_id in concerned), self.contacts[0])

        def join() -> str:
            return actions.join_outage(incident=incident, requester=contact, by=self.user, now=timezone.now()).number

        try:
            number = once(request, f"outage/{incident.pk}/{timezone.localdate()}", join)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("portal:start")
        messages.success(request, f"Danke! Ihre Meldung {number} gehört jetzt zu dieser Störung.")
        return redirect("portal:ticket", number=number)
