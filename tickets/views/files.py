"""Handing out the files of reports, to staff and to the authority."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.signed_in import signed_in
from files.handing_out import hand_out
from tickets.models import Attachment


@require_safe
@permission_required("tickets.view_ticket", raise_exception=True)
def attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One file of a report. What one may not see is not found."""
    user = signed_in(request)
    found = get_object_or_404(Attachment.objects.visible_to(user).select_related("ticket"), pk=pk)
    place = "tickets:ticket" if user.is_service_staff else "portal:ticket"
    return hand_out(request, found, back_to=reverse(place, args=[found.ticket.number]), back_label="Zur Meldung")
