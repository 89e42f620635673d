"""Handing out the files of reports, to staff and to the authority, so that no browser runs them."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tickets.models import Attachment

if TYPE_CHECKING:
    from accounts.models import User

SHOWN_IN_THE_BROWSER = ("image/jpeg", "image/png", "image/gif", "image/webp")
POLICY = "sandbox; default-src 'none'"


@require_safe
@permission_required("tickets.view_ticket", raise_exception=True)
def attachment(request: HttpRequest, pk: int) -> FileResponse:
    """One file, streamed; pictures are shown, all else is saved by the browser. What one may not see is not found."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware lets nobody else in
    found = get_object_or_404(Attachment.objects.visible_to(user), pk=pk)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content,
        as_attachment=found.content_type not in SHOWN_IN_THE_BROWSER,
        filename=found.name,
        content_type=found.content_type,
    )
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
