"""Nobody writes over what somebody else has changed meanwhile: rows that count their versions."""

from typing import Any

from django.core.exceptions import ValidationError

from history.models import CHANGED


def refuse_stale(row: Any, version: int | None) -> None:
    """Refuse to write over what somebody else has changed since the `version` that the person had before them."""
    if version is not None and version != row.version:
        raise ValidationError(
            f"Jemand anderes hat „{row}“ inzwischen geändert. Ihre Eingaben sind noch da. "
            "Bitte prüfen Sie den neuen Stand, der bei den Feldern steht, und speichern Sie dann noch einmal.",
            code="stale",
        )


def as_seen(row: Any, version: int) -> Any:
    """The row as somebody saw it in an earlier version, or None; the history keeps each state until the next."""
    changes: Any = row.changes  # made by the history
    return changes.filter(pgh_label=CHANGED, version=version).order_by("pgh_id").first()
