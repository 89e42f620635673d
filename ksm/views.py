"""Where people land."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

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
