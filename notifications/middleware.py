"""Whoever opens the page of a report has seen what they were told about it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.signed_in import signed_in
from notifications.actions import mark_seen

PAGES = ("tickets:ticket", "portal:ticket")


class SeenMiddleware:
    """Stands behind authentication; reports themselves know nothing of notifications."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> None:
        """Before the page is made, so that the number at its bell is right."""
        match = request.resolver_match
        if match and match.view_name in PAGES and request.method == "GET" and request.user.is_authenticated:
            mark_seen(by=signed_in(request), now=timezone.now(), number=str(kwargs["number"]).replace("\x00", ""))
