"""A hand-over is prepared: for whom, which devices, and what is to be said of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from handovers.lifecycle import State
from handovers.models import Condition, Handover, HandoverItem
from handovers.places import is_open_to, not_theirs
from workstations.lifecycle import State as DeviceState
from workstations.models import Device

if TYPE_CHECKING:
    from accounts.models import User

MOST_DEVICES = 50
"""More on one signature nobody reads; a move of a whole house is several hand-overs."""
CAN_BE_ISSUED = (DeviceState.IN_STOCK, DeviceState.IN_REPAIR)
CAN_COME_BACK = (DeviceState.IN_SERVICE, DeviceState.IN_REPAIR)


@transaction.atomic
def start_handover(*, handover: Handover, devices: Iterable[Device] = (), by: "User", now: datetime) -> Handover:
    """Begin to prepare a hand-over, perhaps with devices that are known already."""
    if not by.has_perm("handovers.add_handover"):
        raise PermissionDenied
    handover.handed_over_by, handover.created_at, handover.state = by, now, State.DRAFT
    _check(handover)
    handover.save()
    for device in devices:
        add_device(handover=handover, device=device, by=by)
    return handover


@transaction.atomic
def change_handover(*, handover: Handover, by: "User") -> None:
    """Change for whom of the authority it is, where to, or the remark, while it is prepared."""
    in_preparation(handover, by)
    _check(handover)
    handover.save(update_fields=["contact", "collected_by", "workstation", "service_point", "remark"])


@transaction.atomic
def add_device(*, handover: Handover, device: Device, by: "User") -> HandoverItem:
    """Put a device on the list, if it can go this way at all."""
    row = in_preparation(handover, by)
    if problem := why_not(row, device):
        raise ValidationError({"device": problem})
    if row.items.count() >= MOST_DEVICES:
        raise ValidationError({"device": f"Auf eine Übergabe passen höchstens {MOST_DEVICES} Geräte."})
    item = HandoverItem(handover=row, device=device, seen_state=device.state)
    item.validate_constraints()
    item.save()
    return item


@transaction.atomic
def remove_device(*, item: HandoverItem, by: "User") -> None:
    """Take a device off the list."""
    in_preparation(item.handover, by)
    item.delete()


@transaction.atomic
def change_item(
    *,
    item: HandoverItem,
    accessories: str = "",
    condition: Condition = Condition.FINE,
    goes_to_repair: bool = False,
    remark: str = "",
    by: "User",
) -> None:
    """Say what comes with a device, and on the way back in which condition it is."""
    row = in_preparation(item.handover, by)
    if row.is_issue and condition != Condition.FINE:
        raise ValidationError({"condition": "Ausgegeben wird nur, was in Ordnung ist."})
    if condition != Condition.FINE and not remark.strip():
        raise ValidationError({"remark": "Bitte sagen Sie in einem Satz, was beschädigt ist oder fehlt."})
    item.accessories, item.condition, item.remark = accessories.strip(), condition, remark.strip()
    item.goes_to_repair = goes_to_repair and condition == Condition.DAMAGED
    item.full_clean(exclude=["handover", "device"])
    item.save()


@transaction.atomic
def correct_handover(*, handover: Handover, by: "User", now: datetime) -> Handover:
    """Begin a document that says what is right, with the same people and devices; the signed one stays as it is."""
    if not by.has_perm("handovers.add_handover"):
        raise PermissionDenied
    handover = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if handover.state != State.SIGNED:
        raise ValidationError("Berichtigt wird nur, was unterschrieben ist.")
    if handover.names_removed_at or handover.contact is None:
        raise ValidationError("Zu dieser Übergabe ist die Person nicht mehr gespeichert.")
    if handover.corrections.exclude(state=State.CANCELLED).exists():
        raise ValidationError("Zu dieser Übergabe gibt es schon eine Berichtigung.")
    fresh = Handover(
        direction=handover.direction,
        authority=handover.authority,
        contact=handover.contact,
        collected_by=handover.collected_by,
        workstation=handover.workstation,
        service_point=handover.service_point,
        remark=f"Berichtigung zu {handover.number}",
        corrects=handover,
        is_demo=handover.is_demo,
    )
    start_handover(handover=fresh, by=by, now=now)
    for item in handover.items.select_related("device"):
        HandoverItem.objects.create(
            handover=fresh,
            device=item.device,
            seen_state=item.device.state,
            accessories=item.accessories,
            condition=item.condition,
            goes_to_repair=item.goes_to_repair,
            remark=item.remark,
        )
    return fresh


@transaction.atomic
def discard_handover(*, handover: Handover, by: "User") -> None:
    """Throw away what was only prepared; nothing has changed hands, so nothing is kept."""
    in_preparation(handover, by).delete()


def in_preparation(handover: Handover, by: "User") -> Handover:
    """The stored row, locked, if it is still prepared and the person may work with hand-overs."""
    row = locked(handover, by)
    if row is None or not row.is_draft:
        raise ValidationError("Diese Übergabe wird nicht mehr vorbereitet. Bitte laden Sie die Seite neu.")
    return row


def locked(handover: Handover, by: "User") -> Handover | None:
    """The stored row, locked, if the person may work with hand-overs; none if it was thrown away."""
    if not by.has_perm("handovers.change_handover"):
        raise PermissionDenied
    return Handover.objects.select_for_update(of=("self",)).filter(pk=handover.pk).first()


def why_not(handover: Handover, device: Device) -> str:
    """Why a device cannot go this way, as a sentence; empty when it can."""
    if handover.is_issue:
        if device.authority_id not in (None, handover.authority_id):
            return f"{device} gehört zu einer anderen Behörde."
        if device.state not in CAN_BE_ISSUED and not _is_there_already(handover, device):
            return f"{device} ist {device.get_state_display()} und kann nicht ausgegeben werden."
        return ""
    if device.authority_id != handover.authority_id:
        return f"{device} gehört nicht zu dieser Behörde."
    if device.state not in CAN_COME_BACK and not _is_there_already(handover, device):
        return f"{device} ist {device.get_state_display()} und kann nicht zurückgenommen werden."
    return ""


def _is_there_already(handover: Handover, device: Device) -> bool:
    """For a correction: the device has taken its step with the document that is corrected."""
    earlier = handover.corrects
    return earlier is not None and earlier.items.filter(device=device.pk).exists()


def _check(handover: Handover) -> None:
    if handover.contact is None:
        raise ValidationError({"contact": "Bitte wählen Sie die Person aus."})
    for name in ("contact", "collected_by"):
        person = getattr(handover, name)
        if person is not None and not person.is_active:
            raise ValidationError({name: f"{person} ist keine Ansprechperson mehr."})
    handover.full_clean(exclude=["authority_name", "signature"])
    place = handover.workstation
    if place and handover.is_issue and not is_open_to(handover.contact, place, corrects=handover.corrects):
        raise ValidationError({"workstation": not_theirs(handover.contact)})
