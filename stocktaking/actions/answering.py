"""What people say about their devices, and the IT-Koordination about all of its authority."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from stocktaking.actions.running import hold_open
from stocktaking.lifecycle import Answer, Channel
from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice

if TYPE_CHECKING:
    from accounts.models import User

FINISHED = "Dieser Abgleich nimmt keine Antworten mehr an."
SETTLED = "Der Service hat das schon geklärt."


@transaction.atomic
def answer_device(*, row: CampaignDevice, answer: Answer, remark: str = "", by: "User", now: datetime) -> None:
    """Say whether a device is there; until it is settled or the stock-taking ends, one may say something else."""
    visible = CampaignDevice.objects.visible_to(by).filter(pk=row.pk)
    if by.is_service_staff or not visible.exists():
        raise PermissionDenied
    channel = Channel.PORTAL
    if not visible.of_people(by.access.contacts).exists():
        if not by.has_perm("stocktaking.answer_for_authority"):
            raise PermissionDenied
        channel = Channel.COORDINATION
    if answer == Answer.OPEN:
        raise ValidationError({"answer": "Bitte wählen Sie, was auf das Gerät zutrifft."})
    if answer == Answer.ELSEWHERE and not remark.strip():
        raise ValidationError({"remark": "Bitte schreiben Sie, wo das Gerät jetzt steht."})
    stored = _answerable(row)
    stored.answer, stored.remark, stored.channel, stored.answered_at = answer, remark.strip(), channel, now
    stored.save(update_fields=["answer", "remark", "channel", "answered_at"])


@transaction.atomic
def confirm_devices(*, keys: Collection[int], by: "User", now: datetime) -> int:
    """Confirm several of one's own devices at once; what was answered before stays as it is. How many were confirmed."""
    if by.is_service_staff:
        raise PermissionDenied
    rows = CampaignDevice.objects.visible_to(by).of_people(by.access.contacts)
    open_ones = rows.running().unanswered().filter(pk__in=keys)
    hold_open(set(open_ones.values_list("campaign", flat=True)))
    return CampaignDevice.objects.filter(pk__in=list(open_ones.values_list("pk", flat=True)), answer=Answer.OPEN).update(
        answer=Answer.CONFIRMED, channel=Channel.PORTAL, answered_at=now
    )  # fmt: skip


@transaction.atomic
def report_unlisted(*, device: UnlistedDevice, by: "User", now: datetime) -> UnlistedDevice:
    """Tell of a device that stands in no list: people of the authority, or the service on site."""
    if by.is_service_staff:
        if not by.has_perm("stocktaking.change_campaign"):
            raise PermissionDenied
        device.channel, device.reported_by = Channel.ON_SITE, None
    else:
        if device.authority_id not in by.access.authorities:
            raise PermissionDenied
        device.channel = Channel.PORTAL
        device.reported_by = by.contacts.filter(pk__in=by.access.contacts, authority=device.authority_id).first()
    hold_open([device.campaign_id])
    if not Campaign.objects.running().filter(pk=device.campaign_id, authorities=device.authority_id).exists():
        raise ValidationError(FINISHED)
    if not (device.number.strip() or device.remark.strip()):
        raise ValidationError(
            {"number": "Bitte geben Sie eine Nummer oder eine Anmerkung an, an der wir das Gerät erkennen."}
        )
    device.reported_at = now
    device.full_clean()
    device.save()
    return device


def _answerable(row: CampaignDevice) -> CampaignDevice:
    """The stored row, locked; the wall hides from people of an authority what can be answered no more."""
    hold_open([row.campaign_id])
    there = CampaignDevice.objects.select_related("campaign").get(pk=row.pk)
    if not there.campaign.is_running:
        raise ValidationError(FINISHED)
    if there.settled_at is not None:
        raise ValidationError(SETTLED)
    stored = CampaignDevice.objects.select_for_update().filter(pk=row.pk, settled_at__isnull=True).first()
    if stored is None:
        raise ValidationError(SETTLED)
    return stored
