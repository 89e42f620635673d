"""The report that an address names, and the way back to it."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.signed_in import signed_in
from tickets.models import Ticket
from ui.pages import Link


def find(request: HttpRequest, number: str) -> Ticket:
    """The report, if this member of staff may see it; a contact has the portal for it."""
    user = signed_in(request)
    if not user.is_service_staff:
        raise PermissionDenied
    rows = Ticket.objects.visible_to(user).select_related(
        "authority", "requester__authority", "workstation__site", "workstation__room", "workstation__computer__operating_system",
        "workstation__computer__model__operating_system",
        "application__product__vendor", "category", "team", "assignee", "agreement__calendar", "agreement__application",
    )  # fmt: skip
    return get_object_or_404(rows, number=number)


def back_to(request: HttpRequest, ticket: Ticket) -> HttpResponseRedirect:
    following = request.POST.get("next", "")
    if following and url_has_allowed_host_and_scheme(following, allowed_hosts=None):
        return HttpResponseRedirect(following)
    came_from = request.POST.get("list", "")
    return redirect(ticket.get_absolute_url() + ("?" + urlencode({"list": came_from}) if came_from else ""))


def way_back(ticket: Ticket) -> list[Link]:
    """The path above a page that belongs to a report."""
    return [Link("Meldungen", reverse("tickets:queue")), Link(ticket.number, ticket.get_absolute_url())]
