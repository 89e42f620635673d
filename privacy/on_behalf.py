"""The part that a person had in the processing on behalf of authorities: papers they filed, documents they issued."""

from collections.abc import Iterable
from typing import Any

from privacy.persons import Person
from processing.models import IssuedDocument, SignedPaper


def part_in_processing(person: Person) -> dict[str, Iterable[Any]]:
    """The tables by their names; somebody without an account did nothing of it."""
    user = person.user
    if user is None:
        return {}
    return {
        "Abgelegte Papiere zur Auftragsverarbeitung": SignedPaper.objects.filter(uploaded_by=user).select_related(
            "agreement"
        ),
        "Ausgestellte Dokumente zur Auftragsverarbeitung": IssuedDocument.objects.filter(
            uploaded_by=user
        ).select_related("authority", "agreement"),
    }
