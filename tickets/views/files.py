"""Handing out the files of reports, to staff and to the authority, so that no browser runs them."""

from http import HTTPStatus

from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.signed_in import signed_in
from tickets.attachments import safe_name, served_type
from tickets.models import Attachment

SHOWN_IN_THE_BROWSER = ("image/jpeg", "image/png", "image/gif", "image/webp")
POLICY = "sandbox; default-src 'none'"


@require_safe
@permission_required("tickets.view_ticket", raise_exception=True)
def attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One file, streamed; pictures are shown, all else is saved by the browser. What one may not see is not found."""
    user = signed_in(request)
    found = get_object_or_404(Attachment.objects.visible_to(user).select_related("ticket"), pk=pk)
    if found.is_waiting or found.is_infected:
        status = HTTPStatus.GONE if found.is_infected else HTTPStatus.CONFLICT
        place = "tickets:ticket" if user.is_service_staff else "portal:ticket"
        context = {"attachment": found, "ticket_url": reverse(place, args=[found.ticket.number])}
        return render(request, "tickets/withheld.html", context, status=status)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    content_type = served_type(found.content_type)
    response = FileResponse(
        content,
        as_attachment=content_type not in SHOWN_IN_THE_BROWSER,
        filename=safe_name(found.name),
        content_type=content_type,
    )
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response
