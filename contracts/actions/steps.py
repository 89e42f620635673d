"""The pieces that steps of agreements are made of: the lock, the check, the one place that stores a new state."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import User
from contracts.lifecycle import State, may_follow
from contracts.models import Agreement
from customers.models import Authority


def require_keeper(by: User, right: str = "contracts.change_agreement") -> None:
    """Only staff who keep agreements do this."""
    if not (by.is_service_staff and by.has_perm(right)):
        raise PermissionDenied


def lock(agreement: Agreement) -> Agreement:
    """The agreement as it stands now, kept from others; so are all of its authority, since they exclude each other."""
    Authority.objects.select_for_update(no_key=True).get(pk=agreement.authority_id)
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def ready_for(agreement: Agreement, following: State) -> Agreement:
    """The locked agreement, if this step may be taken now; whoever comes second hears what the first one did."""
    current = lock(agreement)
    if not may_follow(State(current.state), following, needs_notice=current.needs_notice):
        raise ValidationError(
            f"Dieser Schritt passt nicht mehr: Die Vereinbarung ist „{current.get_state_display()}“.", code="step"
        )
    return current


def store(agreement: Agreement, state: State | None = None, *, reason: str = "") -> Agreement:
    """Check and save the agreement, perhaps in a new state, with the reason of this step."""
    if state is not None:
        agreement.state = state
        agreement.last_reason = reason
    agreement.version += 1
    agreement.full_clean()
    agreement.save()
    return agreement


def require_past(field: str, day: date, now: datetime) -> None:
    """A step is entered once it has happened."""
    if day > timezone.localdate(now):
        raise ValidationError({field: "Der Tag liegt in der Zukunft. Tragen Sie den Schritt ein, wenn er getan ist."})


def require_order(field: str, day: date, earlier: date | None, what: str) -> None:
    """What follows does not lie before what it follows."""
    if earlier and day < earlier:
        raise ValidationError({field: f"Der Tag liegt vor {what} am {earlier:%d.%m.%Y}."})


def require_reason(reason: str) -> str:
    """The reason in one piece; without one this is not done."""
    text = reason.strip()
    if not text:
        raise ValidationError({"reason": "Bitte begründen Sie das."})
    return text
