"""Sub-processors: who works on what, which authority was told, and what it said to that."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.access import require_staff
from accounts.models import User
from processing.actions.steps import change, store
from processing.models import ProcessingAgreement, SubProcessing, SubProcessor, SubProcessorApproval

State = SubProcessorApproval.State


@transaction.atomic
def save_sub_processor(
    *, by: User, sub_processor: SubProcessor | None = None, version: int | None = None, **said: Any
) -> SubProcessor:
    """Enter a company that works for the provider, or correct what is known of it."""
    require_staff(by, "processing.change_subprocessor" if sub_processor else "processing.add_subprocessor")
    row: SubProcessor = change(sub_processor, version, said) if sub_processor else store(SubProcessor(**said))
    return row


@transaction.atomic
def give_task(*, sub_processor: SubProcessor, by: User, **said: Any) -> SubProcessing:
    """Enter that a sub-processor works on a Fachverfahren; whom it concerns is told next."""
    require_staff(by, "processing.add_subprocessing")
    said.setdefault("is_demo", sub_processor.is_demo)
    row: SubProcessing = store(SubProcessing(sub_processor=sub_processor, **said))
    return row


@transaction.atomic
def change_task(*, given: SubProcessing, by: User, version: int | None = None, **said: Any) -> SubProcessing:
    """Correct the task or its days; an end ends it."""
    require_staff(by, "processing.change_subprocessing")
    row: SubProcessing = change(given, version, said)
    return row


@transaction.atomic
def tell(
    *,
    agreement: ProcessingAgreement,
    sub_processing: SubProcessing,
    informed_on: date,
    by: User,
    now: datetime,
    objection_until: date | None = None,
    is_demo: bool = False,
) -> SubProcessorApproval:
    """Enter that an authority was told of a sub-processor, and until when it may object."""
    require_staff(by, "processing.add_subprocessorapproval")
    if informed_on > timezone.localdate(now):
        raise ValidationError(
            {"informed_on": "Der Tag liegt in der Zukunft. Tragen Sie ihn ein, wenn es mitgeteilt ist."}
        )
    row: SubProcessorApproval = store(
        SubProcessorApproval(
            agreement=agreement, sub_processing=sub_processing, informed_on=informed_on, objection_until=objection_until,
            is_demo=is_demo or agreement.is_demo,
        )
    )  # fmt: skip
    return row


@transaction.atomic
def decide(
    *, approval: SubProcessorApproval, state: str, by: User, now: datetime, remark: str = ""
) -> SubProcessorApproval:
    """Approve or object, in the name of the authority; an objection has its reason and can be taken back."""
    if not by.has_perm("processing.decide_subprocessorapproval"):
        raise PermissionDenied
    current: SubProcessorApproval | None = (
        SubProcessorApproval.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=approval.pk).first()
    )
    if current is None:
        raise PermissionDenied
    if current.state in (State.APPROVED, state):
        raise ValidationError(f"Darüber ist schon entschieden: {current.get_state_display()}.", code="step")
    if state not in (State.APPROVED, State.OBJECTED):
        raise ValidationError({"state": "Bitte wählen Sie, ob Sie genehmigen oder widersprechen."})
    if state == State.OBJECTED and not remark.strip():
        raise ValidationError({"remark": "Bitte begründen Sie den Widerspruch."})
    # What an authority wrote in time may be entered by staff later; it itself comes too late here.
    until = current.objection_until
    if state == State.OBJECTED and until and until < timezone.localdate(now) and not by.is_service_staff:
        raise ValidationError(
            {"state": f"Die Frist für einen Widerspruch endete am {until:%d.%m.%Y}. Bitte wenden Sie sich an uns."}
        )
    current.state, current.decided_on, current.remark = state, timezone.localdate(now), remark.strip()
    current.clean_fields()
    current.save(update_fields=["state", "decided_on", "remark"])  # the columns that an authority may write
    return current
