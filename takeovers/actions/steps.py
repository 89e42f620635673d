"""What every step of a case shares: who may take it, the lock on the row, and the entry in the timeline."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max

from accounts.models import User
from takeovers.models import CaseEvent, CaseScope, CaseTask, TakeoverCase, TemplatePhase

Kind = CaseEvent.Kind


def require_staff(by: User) -> None:
    """Only staff who keep cases take this step."""
    if not (by.is_service_staff and by.has_perm("takeovers.change_takeovercase")):
        raise PermissionDenied


def lock(case: TakeoverCase, *, must_be_open: bool = True) -> TakeoverCase:
    """The case as it stands now, locked until the end of the transaction."""
    current = TakeoverCase.objects.select_for_update().get(pk=case.pk)
    if must_be_open and not current.is_open:
        raise ValidationError("Dieses Vorhaben ist inzwischen beendet. Es lässt sich nicht mehr ändern.")
    return current


def last_position(case: TakeoverCase, phase: TemplatePhase, scope: CaseScope | None) -> int:
    """The position of the last step of a phase, of one of the scopes if the phase stands once for each; 0 if none."""
    own = CaseTask.objects.filter(case=case, phase=phase, scope=scope)
    return own.aggregate(last=Max("position"))["last"] or 0


def record(
    case: TakeoverCase,
    kind: CaseEvent.Kind,
    text: str,
    *,
    by: User | None,
    now: datetime,
    task: CaseTask | None = None,
    is_shared: bool = True,
) -> None:
    """Write one entry into the timeline of a case."""
    CaseEvent.objects.create(case=case, task=task, kind=kind, text=text, by=by, at=now, is_shared=is_shared)
