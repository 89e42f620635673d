"""What all steps of a change share: the row is locked, the right asked for, the table of states obeyed."""

from django.core.exceptions import ValidationError

from accounts.access import require_staff
from accounts.models import User
from changes.lifecycle import State, may_follow
from changes.models import Change

MAY_ADD, MAY_CHANGE, MAY_APPROVE = "changes.add_change", "changes.change_change", "changes.approve_change"


def hold(change: Change, by: User, *, right: str = MAY_CHANGE) -> Change:
    """The row as it is now, for nobody else until the end of the transaction."""
    require_staff(by, right)
    return Change.objects.select_for_update(of=("self",)).get(pk=change.pk)


def refuse_unseen(change: Change, version: int | None) -> None:
    """Nobody decides on what they have not seen: somebody has changed it since this version."""
    if version is not None and version != change.version:
        raise ValidationError(
            f"Jemand hat die Änderung {change.number} inzwischen geändert. Bitte sehen Sie sich den neuen Stand auf ihrer "
            "Seite an und senden Sie dann noch einmal ab.",
            code="stale",
        )


def bring(change: Change, following: State) -> None:
    """Take a step of the life cycle; one that may not follow is refused in words."""
    if not may_follow(change.kind, change.state, following):
        raise ValidationError(
            f"Diese Änderung ist „{change.get_state_display()}“. Von dort führt kein Schritt zu „{following.label}“.",
            code="state",
        )
    change.state = following


def store(change: Change) -> Change:
    """Count the version and write the row."""
    change.version += 1
    change.save()
    return change


def said(text: str, field: str, words: str) -> str:
    """A text that has to be there, without blanks around it."""
    if not text.strip():
        raise ValidationError({field: words})
    return text.strip()
