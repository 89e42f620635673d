"""The person behind a request."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """Who asks. Pages are closed to strangers by LoginRequiredMiddleware, so there is always somebody."""
    return cast("User", request.user)
