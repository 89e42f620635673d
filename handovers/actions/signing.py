"""The devices change hands: every one takes its step and the record gets its number, all of it or nothing."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handovers.actions.answering import OVERTAKEN
from handovers.actions.drafting import in_preparation, locked
from handovers.announcing import announce
from handovers.digest import digest_of
from handovers.documents import store_document
from handovers.lifecycle import State, may_follow
from handovers.models import Handover, HandoverCounter, HandoverItem, SignatureKind
from handovers.strokes import Strokes
from history.numbering import next_of_year
from workstations.actions import install_device, repair_device, store_device
from workstations.lifecycle import State as DeviceState
from workstations.models import Device

if TYPE_CHECKING:
    from accounts.models import User

CHANGED_MEANWHILE = "Die Liste hat sich geändert, seit diese Seite geöffnet wurde. Bitte lesen Sie sie noch einmal."


@transaction.atomic
def sign_handover(*, handover: Handover, strokes: Strokes, shown: str, by: "User", now: datetime) -> Handover:
    """The person has signed what was shown, on the spot: the document is made, and with it the devices change hands.

    Whoever was to confirm in the portal may sign instead; then the devices have changed hands already.
    """
    row = locked(handover, by)
    if row is None or not may_follow(State(row.state), State.SIGNED):
        raise ValidationError(OVERTAKEN)
    if row.is_draft:
        _change_hands(row, shown, by, now)
    else:
        _check_shown(row, shown)
    row.state, row.signed_at, row.signature_kind = State.SIGNED, now, SignatureKind.DRAWN
    row.signature, row.signed_name = strokes, row.name_of_signer
    row.save()
    store_document(handover=row, by=by, now=now)
    announce(row)
    return row


@transaction.atomic
def ask_for_confirmation(*, handover: Handover, shown: str, by: "User", now: datetime) -> Handover:
    """The devices change hands without a signature; the person confirms it later in the portal."""
    row = in_preparation(handover, by)
    _change_hands(row, shown, by, now)
    if not row.can_be_confirmed:
        raise ValidationError(
            f"{row.name_of_signer} hat kein Konto und kann nicht im Portal bestätigen. Bitte lassen Sie unterschreiben."
        )
    row.state = State.WAITING
    row.save()
    announce(row)
    return row


def _check_shown(row: Handover, shown: str) -> list[HandoverItem]:
    """The devices on the list, in the order in which they are locked, so that two lists never wait in a circle."""
    items = list(row.items.select_related("device__model").order_by("device"))
    if not items:
        raise ValidationError("Auf der Liste steht noch kein Gerät.")
    if digest_of(row, items) != shown:
        raise ValidationError(CHANGED_MEANWHILE)
    return items


def _change_hands(row: Handover, shown: str, by: "User", now: datetime) -> None:
    items = _check_shown(row, shown)
    if row.contact is None:
        raise ValidationError({"contact": "Bitte wählen Sie die Person aus."})
    _take_steps(row, items, by, now)
    for item in items:
        item.copy_device()
        item.save()
    row.handed_over_by, row.handed_over_at, row.number = by, now, next_number(now)
    row.authority_name, row.service_point_name = row.authority.name, row.service_point.name
    row.contact_name, row.contact_function = str(row.contact), row.contact.function
    row.collected_name = str(row.collected_by or "")
    row.staff_name = str(by)
    row.place_name = f"{row.workstation.inventory_number} · {row.workstation.name}" if row.workstation else ""


def _take_steps(handover: Handover, items: list[HandoverItem], by: "User", now: datetime) -> None:
    """Every device takes its step; what stands against any of them is told for all, and then nothing has happened."""
    problems = []
    corrected = set(handover.corrects.items.values_list("device", flat=True)) if handover.corrects else set()
    for item in items:
        if item.device_id in corrected:
            continue  # it took its step with the corrected document, and may have moved on since
        try:
            with transaction.atomic():
                _step(handover, item, by, now)
        except ValidationError as error:
            problems += [_about(item, text) for text in error.messages]
    if problems:
        raise ValidationError(problems)


def _step(handover: Handover, item: HandoverItem, by: "User", now: datetime) -> None:
    device = Device.objects.select_for_update(of=("self",)).select_related("model").get(pk=item.device_id)
    if device.state != item.seen_state:
        raise ValidationError(f"ist inzwischen {device.get_state_display()}")
    day = timezone.localdate(now)
    if handover.is_issue:
        if device.authority_id not in (None, handover.authority_id):
            raise ValidationError("gehört inzwischen zu einer anderen Behörde")
        install_device(device=device, workstation=handover.workstation, contact=handover.contact, by=by, on=day)
        return
    if device.authority_id != handover.authority_id:
        raise ValidationError("gehört inzwischen zu einer anderen Behörde")
    if item.goes_to_repair:
        if device.state != DeviceState.IN_REPAIR:
            repair_device(device=device, repaired_by=handover.service_point.name, by=by, on=day)
    elif not item.stays_where_it_is:
        store_device(device=device, service_point=handover.service_point, by=by, on=day)


def _about(item: HandoverItem, text: str) -> str:
    device = str(item.device)
    return text if device in text else f"{device}: {text.rstrip('.')}."


def next_number(now: datetime) -> str:
    """The next number of the year, such as Ü-2026-00012; two hand-overs at the same moment never get the same."""
    year = timezone.localtime(now).year
    return f"Ü-{year}-{next_of_year(HandoverCounter, year):05d}"
