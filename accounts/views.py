"""Pages about oneself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.roles import ALL_ROLES
from accounts.signed_in import signed_in


def me(request: HttpRequest) -> HttpResponse:
    """Which roles the signed-in person holds and what each lets them do."""
    user = signed_in(request)
    held = set(user.groups.values_list("name", flat=True))
    return render(request, "accounts/me.html", {"roles": [role for role in ALL_ROLES if role.name in held]})
