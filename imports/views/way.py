"""What all pages on the way of a file share: rights, steps, and the kinds that a person may import."""

from django.http import Http404, HttpRequest

from accounts.signed_in import signed_in
from imports.kinds import Kind, kinds_for

MAY_LOOK, MAY_IMPORT = "imports.view_import", "imports.add_import"
STEPS = ("Datei", "Zuordnung", "Vorschau", "Ergebnis")


def steps(current: int) -> list[tuple[str, bool, bool]]:
    """The way as words, each with whether one has been there and whether one is there."""
    return [(words, number <= current, number == current) for number, words in enumerate(STEPS)]


def kind_for(request: HttpRequest, key: str) -> Kind:
    """The kind of that name, if the person may import it."""
    found = next((kind for kind in kinds_for(signed_in(request)) if kind.key == key), None)
    if found is None:
        raise Http404
    return found
