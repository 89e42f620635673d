"""The service goes through rooms: what is there is ticked off, or read by a hand scanner."""

from collections.abc import Collection
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from customers.models import Authority
from stocktaking.actions.running import locked
from stocktaking.lifecycle import Answer, Channel, State
from stocktaking.models import Campaign, CampaignDevice
from stocktaking.querysets import CampaignDeviceQuerySet
from workstations.codes import Kind, scanned
from workstations.models import Device

if TYPE_CHECKING:
    from accounts.models import User


class Found(Enum):
    """What reading a number told."""

    HERE = "here"
    ALREADY = "already"
    FROM_ELSEWHERE = "from_elsewhere"


@transaction.atomic
def check_room(*, campaign: Campaign, keys: Collection[int], by: "User", now: datetime) -> int:
    """Confirm what was seen with one's own eyes, also what somebody had missed; how many there were."""
    locked(campaign, by, State.RUNNING)
    rows = CampaignDevice.objects.filter(campaign=campaign, pk__in=keys, settled_at__isnull=True)
    return rows.exclude(answer=Answer.CONFIRMED).update(
        answer=Answer.CONFIRMED, channel=Channel.ON_SITE, answered_at=now, remark=""
    )


@transaction.atomic
def scan(
    *, campaign: Campaign, authority: Authority, site_name: str, room_name: str, number: str, by: "User", now: datetime
) -> tuple[CampaignDevice, Found]:
    """Read a number or a label in a room: a device of the room is confirmed, one of another is noted as found here."""
    locked(campaign, by, State.RUNNING)
    rows = CampaignDevice.objects.select_for_update().filter(campaign=campaign, authority=authority)
    row = _meant(rows, number.strip(), (site_name, room_name), by)
    if row.settled_at is not None:
        raise ValidationError({"number": f"{row} ist schon geklärt: {row.settlement}"})
    is_here = (row.site_name, row.room_name) == (site_name, room_name)
    if is_here and row.answer == Answer.CONFIRMED:
        return row, Found.ALREADY
    row.answer = Answer.CONFIRMED if is_here else Answer.ELSEWHERE
    room = f"Raum {room_name}" if room_name else ""
    place = ", ".join(filter(None, [site_name, room])) or "einem Ort ohne Eintrag"
    row.remark = "" if is_here else f"Vor Ort gefunden in: {place}"
    row.channel, row.answered_at = Channel.ON_SITE, now
    row.save(update_fields=["answer", "remark", "channel", "answered_at"])
    return row, Found.HERE if is_here else Found.FROM_ELSEWHERE


def number_on(read: str, by: "User") -> str:
    """What was read as a number to note: a label stands for the number of its device, everything else for itself."""
    label = scanned(read)
    device = Device.objects.visible_to(by).filter(pk=label.key).first() if label and label.kind == Kind.DEVICE else None
    return (device.inventory_number or device.serial_number or read) if device else read


def _meant(rows: CampaignDeviceQuerySet, read: str, room: tuple[str, str], by: "User") -> CampaignDevice:
    """The device with this number or label. Numbers are unique per owner only, so the one of the room at hand comes first."""
    if not read:
        raise ValidationError({"number": "Bitte geben Sie eine Nummer ein."})
    label = scanned(read)
    if label and label.kind != Kind.DEVICE:
        raise ValidationError(
            {"number": "Das ist das Etikett eines IT-Arbeitsplatzes. Bitte scannen Sie das Etikett am Gerät."}
        )
    found = list(rows.filter(device=label.key) if label else rows.filter(_numbered(read)))
    if not found:
        raise ValidationError({"number": f"„{number_on(read, by)}“ steht bei dieser Behörde nicht in der Liste."})
    here = [row for row in found if (row.site_name, row.room_name) == room]
    if not here and len({row.device_id or -row.pk for row in found}) > 1:
        where = "; ".join(f"{row.get_kind_display()} {row.model_name} in {row.place}" for row in found)
        raise ValidationError(
            {"number": f"„{read}“ tragen mehrere Geräte: {where}. Bitte scannen Sie das Etikett oder die Seriennummer."}
        )
    rows_left = [row for row in here or found if row.settled_at is None]
    return next((row for row in rows_left if row.answer != Answer.CONFIRMED), (rows_left or here or found)[0])


def _numbered(read: str) -> Q:
    return Q(number__iexact=read) | Q(serial_number__iexact=read)
