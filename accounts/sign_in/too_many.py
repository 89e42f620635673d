"""The page for whoever tried too often."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

LONGEST_WAIT = 300  # seconds: what is said when the brake does not know the moment


def too_many(request: HttpRequest, until: datetime | None = None) -> HttpResponse:
    """Too many attempts: say when it goes on, the same for accounts that exist and those that do not."""
    response = render(request, "429.html", {"until": timezone.localtime(until) if until else None}, status=429)
    wait = (until - timezone.now()).total_seconds() if until else LONGEST_WAIT
    response["Retry-After"] = str(max(1, round(wait)))
    return response
