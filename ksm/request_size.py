"""How much one request may bring: what is too big is refused before any of it is read or kept."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


class RequestSizeMiddleware:
    """People who are signed in may send as many files as a report takes; everybody else sends forms only.

    Stands behind whoever knows the person, and in front of the check of forms, which reads the whole request. A request
    that does not say how long it is has no content for Django, so what it says can be relied upon.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = _announced(request)
        form_only = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if size <= form_only:
            return self.get_response(request)
        if size > settings.REQUEST_MAX_BYTES or not request.user.is_authenticated:
            return HttpResponse(render_to_string("413.html"), status=413)
        return self.get_response(request)


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
