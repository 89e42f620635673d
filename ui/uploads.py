"""A form that is sent with a progress bar gets told where it leads, instead of being led there."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

ASKED_BY, TOLD_BY = "X-Upload", "X-Leads-To"
LAST_FIELD = "upload_is_whole"
"""What such a form ends with: an upload that was stopped on its way lacks it, and nothing of it counts."""


class UploadMiddleware:
    """Turns the redirect after an upload into its address: the browser opens it as a page, with what it has to say.

    A script that follows a redirect itself would use up the message that the next page is to show.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse what did not come in whole; the files of a cut request look like shorter files."""
        is_cut = ASKED_BY in request.headers and request.method == "POST" and LAST_FIELD not in request.POST
        return HttpResponseBadRequest() if is_cut else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if ASKED_BY not in request.headers or not response.has_header("Location"):
            return response
        told = HttpResponse(status=204, headers={TOLD_BY: response["Location"]})
        told.cookies = response.cookies
        return told
