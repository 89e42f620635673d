"""Handing out stored files, so that no browser runs them."""

from http import HTTPStatus

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from files.kinds import safe_name, served_type
from files.models import StoredFile

SHOWN_IN_THE_BROWSER = ("image/jpeg", "image/png", "image/gif", "image/webp")
POLICY = "sandbox; default-src 'none'"


def hand_out(request: HttpRequest, stored: StoredFile, *, back_to: str, back_label: str) -> HttpResponseBase:
    """One file, streamed; pictures are shown, all else is saved by the browser.

    Whether the person may see it has been decided before. What was not scanned yet or is gone is said in words, with
    the way back.
    """
    if stored.is_waiting or stored.is_infected:
        status = HTTPStatus.GONE if stored.is_infected else HTTPStatus.CONFLICT
        context = {"stored": stored, "back_to": back_to, "back_label": back_label}
        return render(request, "files/withheld.html", context, status=status)
    try:
        content = stored.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    content_type = served_type(stored.content_type)
    response = FileResponse(
        content,
        as_attachment=content_type not in SHOWN_IN_THE_BROWSER,
        filename=safe_name(stored.name),
        content_type=content_type,
    )
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response
