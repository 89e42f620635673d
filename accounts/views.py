"""Pages about oneself."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.roles import ALL_ROLES

if TYPE_CHECKING:
    from accounts.models import User


def me(request: HttpRequest) -> HttpResponse:
    """Which roles the signed-in person holds and what each lets them do."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware lets nobody else in
    held = set(user.groups.values_list("name", flat=True))
    return render(request, "accounts/me.html", {"roles": [role for role in ALL_ROLES if role.name in held]})
