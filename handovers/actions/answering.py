"""What the person says of devices that have changed hands: yes, or what is wrong."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from handovers.announcing import announce
from handovers.documents import store_document
from handovers.lifecycle import State, may_follow
from handovers.models import Handover, SignatureKind

if TYPE_CHECKING:
    from accounts.models import User

OVERTAKEN = "Zu dieser Übergabe ist inzwischen etwas anderes geschehen. Bitte laden Sie die Seite neu."


@transaction.atomic
def confirm_handover(*, handover: Handover, by: "User", now: datetime) -> Handover:
    """The person confirms after sign-in; that is the signature, and the document is made."""
    row = _to_answer(handover, by, State.SIGNED)
    row.state, row.signed_at, row.signature_kind, row.confirmed_by = State.SIGNED, now, SignatureKind.CONFIRMED, by
    row.signed_name = row.name_of_signer
    row.save(update_fields=["state", "signed_at", "signature_kind", "confirmed_by", "signed_name"])
    store_document(handover=row, by=by, now=now)
    announce(row)
    return row


@transaction.atomic
def object_to_handover(*, handover: Handover, objection: str, by: "User", now: datetime) -> Handover:
    """The person says what is wrong; the service clears it up."""
    row = _to_answer(handover, by, State.DISPUTED)
    if len(objection.strip()) < 3:
        raise ValidationError({"objection": "Bitte schreiben Sie, was nicht stimmt."})
    row.state, row.objection, row.objected_at = State.DISPUTED, objection.strip(), now
    row.save(update_fields=["state", "objection", "objected_at"])
    announce(row)
    return row


@transaction.atomic
def cancel_handover(*, handover: Handover, reason: str, by: "User", now: datetime) -> Handover:
    """Withdraw a hand-over that nobody confirmed; where the devices are is put right at the devices themselves."""
    if not by.has_perm("handovers.change_handover"):
        raise PermissionDenied
    row = _stored(handover)
    if row.state == State.DRAFT or not may_follow(State(row.state), State.CANCELLED):
        raise ValidationError(OVERTAKEN)
    if len(reason.strip()) < 3:
        raise ValidationError({"reason": "Bitte nennen Sie den Grund."})
    row.state, row.cancel_reason, row.cancelled_at = State.CANCELLED, reason.strip(), now
    row.save(update_fields=["state", "cancel_reason", "cancelled_at"])
    return row


def _to_answer(handover: Handover, by: "User", following: State) -> Handover:
    """The stored row, if the person is the one who answers and has not done so; after an objection yes is still possible."""
    row = _stored(handover)
    if not answers(row, by):
        raise PermissionDenied
    if not may_follow(State(row.state), following):
        raise ValidationError(OVERTAKEN)
    return row


def answers(handover: Handover, user: "User") -> bool:
    """Whether this is the person who took or brought the devices; see `handovers.querysets.answered_by`."""
    key = handover.collected_by_id or (None if handover.collected_name else handover.contact_id)
    return key is not None and key in user.access.contacts


def _stored(handover: Handover) -> Handover:
    return Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
