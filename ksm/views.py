"""Where people land, and what they read when the house itself is in trouble."""

import sys

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
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
        page = render_to_string("503.html", {"is_sent": request.method == "POST", "sent": _sent_again_by(request)})
        response = HttpResponse(page, status=503, headers={"Retry-After": "60"})
        add_never_cache_headers(response)
        return response
    return HttpResponse(render_to_string("500.html"), status=500)


def _sent_again_by(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form, for a button that sends the very same form again; it keeps its mark, so nothing is done twice.

    None where a page should not hold them (passwords) or cannot (files), and where nobody has looked at the size yet.
    """
    if request.method != "POST" or int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return []
    try:
        fields, has_files = request.POST, bool(request.FILES)
    except (OSError, SuspiciousOperation, MultiPartParserError):  # the form did not come in whole
        return []
    if has_files or any("password" in name for name in fields):
        return []
    return [(name, str(value)) for name, values in fields.lists() for value in values]
