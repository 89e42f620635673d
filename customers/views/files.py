"""The ways between a list and files that can be imported again, for those who may import."""

from typing import Any

from django.urls import reverse

from ui.pages import Link


def import_actions(user: Any, kind: str) -> list[Link]:
    """The way to bring rows of a kind as a file."""
    if not user.has_perm("imports.add_import"):
        return []
    return [Link("Importieren", f"{reverse('imports:add')}?kind={kind}", "upload_file")]


def export_links(user: Any, kind: str) -> list[Link]:
    """All rows of a kind as files that can be imported again, whatever the list is filtered by."""
    if not user.has_perm("imports.add_import"):
        return []
    return [
        Link(f"{words} zum Importieren", reverse("imports:export", args=[kind, file_format]), "download")
        for file_format, words in (("csv", "CSV"), ("xlsx", "Excel"))
    ]
