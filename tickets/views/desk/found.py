"""The report that an address names, and the way back to it."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.signed_in import signed_in
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from ui.pages import Link
from ui.together import Together


def find(request: HttpRequest, number: str) -> Ticket:
    """The report, if this member of staff may see it; a contact has the portal for it."""
    rows = _visible(request)
    return _first(
        Together().objects(
            Ticket,
            lambda key: rows.filter(number=key),
            *OWN,
            words=("report", signed_in(request).reach),
            given=[number],
        )
    )


def find_shown(request: HttpRequest, number: str) -> Ticket:
    """The same with all that its page shows of it, and with which reports it became one."""
    user, rows = signed_in(request), _visible(request)
    found = Together().objects(
        Ticket,
        lambda number: rows.filter(number=number).with_absorbed(user).with_survivor(user),
        *OWN, *BESIDE, "absorbed", "goes_on_as", words=("report on its page", user.reach), given=[number],
    )  # fmt: skip
    return _first(found)


def _first(found: Iterable[Ticket]) -> Ticket:
    for ticket in found:
        return ticket
    raise Http404


def _visible(request: HttpRequest) -> TicketQuerySet:
    user = signed_in(request)
    if not user.is_service_staff:
        raise PermissionDenied
    return Ticket.objects.visible_to(user)


OWN = [field.attname for field in Ticket._meta.concrete_fields if not field.primary_key]
BESIDE = (
    "authority__name", "authority__short_name",
    "requester__first_name", "requester__last_name", "requester__function", "requester__phone", "requester__email",
    "requester__user_id", "category__name", "team__name", "assignee__display_name", "agreement__calendar_id",
    "agreement__workaround_counts",
)  # fmt: skip
"""The columns of a report, and those of what belongs to it, that its page shows."""


def back_to(request: HttpRequest, ticket: Ticket) -> HttpResponseRedirect:
    following = request.POST.get("next", "")
    if following and url_has_allowed_host_and_scheme(following, allowed_hosts=None):
        return HttpResponseRedirect(following)
    came_from = request.POST.get("list", "")
    return redirect(ticket.get_absolute_url() + ("?" + urlencode({"list": came_from}) if came_from else ""))


def way_back(ticket: Ticket) -> list[Link]:
    """The path above a page that belongs to a report."""
    return [Link("Meldungen", reverse("tickets:queue")), Link(ticket.number, ticket.get_absolute_url())]
