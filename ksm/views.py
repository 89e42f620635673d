"""Where people land, and what they read when the house itself is in trouble."""

import sys

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views import defaults
from django.views.decorators.csrf import requires_csrf_token

from accounts.signed_in import signed_in


def home(request: HttpRequest) -> HttpResponse:
    """Send people to where their day begins: the desk to the queue, managers to the figures, authorities to the portal."""
    user = signed_in(request)
    if user.is_service_staff:
        begins_with_figures = user.has_perm("tickets.view_boards") and not user.has_perm("tickets.work_ticket")
        return redirect("dashboards:service" if begins_with_figures else "tickets:queue")
    if user.access.contacts:
        return redirect("portal:start")
    raise PermissionDenied("Ihr Konto gehört zu keiner Behörde und zu keinem Team.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A refusal."""
    return defaults.permission_denied(without_counts(request), exception)


def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of an address that leads nowhere."""
    return defaults.page_not_found(without_counts(request), exception)


def without_counts(request: HttpRequest) -> HttpRequest:
    """The menu of such a page leads on, but counts nothing: nobody reads there how much waits elsewhere."""
    request.is_refused = True  # type: ignore[attr-defined]  # read by the menu
    return request


@requires_csrf_token
def in_trouble(request: HttpRequest) -> HttpResponse:
    """A page that says nothing of the cause and asks nothing of the database, which may be what is missing."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "60"})
    return HttpResponse(render_to_string("500.html"), status=500)
