"""What becomes of a difference: the stock is put right, or it is said why it is right."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from customers.models import Contact, Room, ServicePoint, Site
from stocktaking.actions.running import locked
from stocktaking.lifecycle import State
from stocktaking.models import CampaignDevice, UnlistedDevice
from workstations.actions import dispose_device, move_device, retire_device, store_device
from workstations.models import Device, Disposal, Workstation

if TYPE_CHECKING:
    from accounts.models import User


class Deed(models.TextChoices):
    """How a difference is settled."""

    MOVED = "moved", "Standort oder Person im Bestand ändern"
    STORED = "stored", "Ins Lager nehmen"
    LOST = "lost", "Als verloren oder gestohlen ausbuchen"
    OTHERWISE = "otherwise", "Der Bestand bleibt, wie er ist"


STOCK_DEEDS = (Deed.MOVED, Deed.STORED, Deed.LOST)
"""Deeds that change the stock, for those who keep it."""


class Place(NamedTuple):
    """Where a device goes: to a workstation, a person, a site, or the stock of a service point."""

    workstation: Workstation | None = None
    contact: Contact | None = None
    site: Site | None = None
    room: Room | None = None
    service_point: ServicePoint | None = None
    shelf: str = ""


@transaction.atomic
def settle(
    *,
    row: CampaignDevice,
    deed: Deed,
    place: Place | None = None,
    note: str = "",
    seen: str = "",
    by: "User",
    now: datetime,
) -> None:
    """Settle a difference by a step in the life of the device, or by saying why nothing has to change.

    `seen` is the mark of the answer that the person had before them: what somebody corrected since is looked at again.
    """
    locked(row.campaign, by, State.RUNNING)
    stored = CampaignDevice.objects.select_for_update().get(pk=row.pk)
    if not stored.is_to_settle:
        raise ValidationError("Das ist schon geklärt." if stored.settled_at else "Hier ist nichts zu klären.")
    if seen and seen != stored.answer_seen:
        said = ", ".join(filter(None, [stored.get_answer_display(), stored.remark]))
        raise ValidationError(
            f"Inzwischen wurde etwas anderes geantwortet: {said}. Bitte prüfen Sie, ob Ihre Klärung noch passt.",
            code="stale",
        )
    if deed in STOCK_DEEDS:
        if row.device is None:
            raise ValidationError({"deed": "Das Gerät gibt es im Bestand nicht mehr."})
        done = _put_right(row.device, deed, place or Place(), by, now)
    elif note.strip():
        done = ""
    else:
        raise ValidationError({"note": "Bitte schreiben Sie, warum im Bestand nichts zu ändern ist."})
    stored.settlement = ". ".join(filter(None, [done, note.strip()]))[:300]
    stored.settled_at = now
    stored.save(update_fields=["settlement", "settled_at"])


@transaction.atomic
def settle_unlisted(*, row: UnlistedDevice, note: str, by: "User", now: datetime) -> None:
    """Say what became of a device that stood in no list."""
    locked(row.campaign, by, State.RUNNING)
    stored = UnlistedDevice.objects.select_for_update().get(pk=row.pk)
    if stored.settled_at is not None:
        raise ValidationError("Das ist schon geklärt.")
    if not note.strip():
        raise ValidationError({"note": "Bitte schreiben Sie, was aus dem Gerät geworden ist."})
    stored.settlement, stored.settled_at = note.strip(), now
    stored.save(update_fields=["settlement", "settled_at"])


def _put_right(device: Device, deed: Deed, place: Place, by: "User", now: datetime) -> str:
    """Change the stock, and say in words how."""
    today = timezone.localdate(now)
    if deed == Deed.MOVED:
        move_device(
            device=device, workstation=place.workstation, contact=place.contact, site=place.site, room=place.room, by=by, on=today
        )  # fmt: skip
        if place.workstation:
            return f"Im Bestand jetzt bei IT-Arbeitsplatz {place.workstation}"
        return "Im Bestand jetzt bei einer anderen Person" if place.contact else f"Im Bestand jetzt an: {place.site}"
    if deed == Deed.STORED:
        if place.service_point is None:
            raise ValidationError({"service_point": "Bitte wählen Sie, in welchem Lager das Gerät liegt."})
        store_device(device=device, service_point=place.service_point, shelf=place.shelf, by=by, on=today)
        return f"Ins Lager genommen: {place.service_point}"
    retire_device(device=device, by=by, on=today)
    dispose_device(device=device, disposal=Disposal.LOST, by=by, on=today)
    return "Als verloren oder gestohlen ausgebucht"
