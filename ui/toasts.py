"""Answers of the system on requests of htmx: they travel in a header, since the page around the fragment stays."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse


class ToastMiddleware:
    """Put messages that no template has shown into the header that the toasts listen to; a redirect keeps them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_htmx = bool(getattr(request, "htmx", False))
        if is_htmx and response.status_code < 300 and "HX-Redirect" not in response:
            storage: Any = get_messages(request)
            if not storage.used and (waiting := list(storage)):
                level = "error" if any(message.level_tag == "error" for message in waiting) else waiting[-1].level_tag
                text = " ".join(str(message) for message in waiting)
                response["HX-Trigger"] = json.dumps({"toast": {"text": text, "level": level}})
        return response
