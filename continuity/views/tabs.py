"""The ways between the lists of this app, for whoever may open them."""

from django.http import HttpRequest
from django.urls import reverse

ALL = (
    ("continuity:restart", "Wiederanlauf", "continuity.view_exercise"),
    ("continuity:needs", "Schutzbedarf der Fachverfahren", "continuity.view_exercise"),
    ("continuity:items", "Schutzbedarf der Infrastruktur", "continuity.view_protectiondeviation"),
    ("continuity:plans", "Pläne und Übungen", "continuity.view_exercise"),
)


def tabs(request: HttpRequest, current: str) -> list[tuple[str, str, bool]]:
    """Words, address, and whether one is there."""
    return [(words, reverse(name), name == current) for name, words, right in ALL if request.user.has_perm(right)]
