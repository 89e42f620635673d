"""The way of a stock-taking: planned, begun with a copy of the stock, people reminded once, finished for good."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from customers.models import Authority, Contact
from history.versions import refuse_stale
from stocktaking.asking import devices_in_question, whom_to_ask
from stocktaking.lifecycle import State
from stocktaking.models import Campaign, CampaignDevice
from workstations.models import Device

if TYPE_CHECKING:
    from accounts.models import User

TELL = "notifications.tasks.remind_of_stocktaking"
"""Named, not imported: how people are told is decided on a floor above."""
BATCH = 500
MAY_RUN = "stocktaking.change_campaign"
ANSWERS = "stocktaking-answers"
"""The family of advisory locks that lets a stock-taking end only between two answers."""


@transaction.atomic
def plan(*, campaign: Campaign, authorities: Collection[Authority], by: "User", now: datetime) -> Campaign:
    """Keep a new stock-taking; nobody is asked before it is begun."""
    if not by.has_perm("stocktaking.add_campaign"):
        raise PermissionDenied
    campaign.made_by = by
    _check(campaign, authorities)
    campaign.save()
    campaign.authorities.set(authorities)
    return campaign


@transaction.atomic
def replan(
    *, campaign: Campaign, authorities: Collection[Authority], version: int | None = None, by: "User", now: datetime
) -> None:
    """Change a stock-taking; once it has begun, those who take part and the first day stay."""
    row = locked(campaign, by, State.PLANNED, State.RUNNING)
    refuse_stale(row, version)
    _check(campaign, authorities)
    row.title, row.message, row.ends_on = campaign.title, campaign.message, campaign.ends_on
    if row.state == State.PLANNED:
        row.starts_on = campaign.starts_on
        row.authorities.set(authorities)
    elif campaign.starts_on != row.starts_on or {one.pk for one in authorities} != set(
        row.authorities.values_list("pk", flat=True)
    ):
        raise ValidationError({"authorities": "Der Abgleich hat begonnen; Behörden und Beginn stehen fest."})
    row.version += 1
    row.save()


@transaction.atomic
def start(*, campaign: Campaign, by: "User", now: datetime) -> int:
    """Begin: copy the devices as they are on record now, each with the person to ask; how many there are."""
    row = locked(campaign, by, State.PLANNED)
    today = timezone.localdate(now)
    if row.ends_on < today:
        raise ValidationError("Der letzte Tag für Antworten ist schon vorbei. Bitte ändern Sie ihn zuerst.")
    authorities = list(Authority.objects.select_for_update().filter(stocktakings=row).order_by("pk"))
    other = Campaign.objects.running().filter(authorities__in=authorities).first()
    if other is not None:
        raise ValidationError(
            f"Bei einer dieser Behörden läuft noch der Abgleich „{other}“. Bitte schließen Sie ihn zuerst ab."
        )
    row.state, row.started_at = State.RUNNING, now
    row.starts_on = today
    row.save()
    count = 0
    devices = devices_in_question(authorities).iterator(chunk_size=BATCH)
    while batch := [_copy(row, device, whom_to_ask(device, today)) for device in islice(devices, BATCH)]:
        CampaignDevice.objects.bulk_create(batch)
        count += len(batch)
    if not count:
        raise ValidationError("Diese Behörden haben kein Gerät in Betrieb, nach dem zu fragen wäre.")
    campaign.refresh_from_db()
    return count


@transaction.atomic
def remind(*, campaign: Campaign, by: "User", now: datetime) -> None:
    """Let those be written to who have not answered yet; once in each stock-taking, so that nobody is pestered."""
    row = locked(campaign, by, State.RUNNING)
    if row.reminded_at is not None:
        raise ValidationError(
            f"Erinnert wurde schon am {timezone.localdate(row.reminded_at):%d.%m.%Y}. Es gibt nur eine Erinnerung."
        )
    if row.is_late(timezone.localdate(now)):
        raise ValidationError("Der letzte Tag für Antworten ist schon vorbei. Bitte ändern Sie ihn zuerst.")
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    app.configure_task(TELL, lock=f"stocktaking-{row.pk}").defer(campaign=row.pk)


def note_reminded(*, devices: Iterable[CampaignDevice], now: datetime) -> None:
    """Somebody has been written to about these."""
    CampaignDevice.objects.filter(pk__in=[row.pk for row in devices]).update(reminded_at=now)


@transaction.atomic
def finish(*, campaign: Campaign, by: "User", now: datetime) -> None:
    """End it for good: from now on nothing in it changes. What differs is settled before."""
    with connection.cursor() as cursor:  # until those who answer just now are done; later ones see that it has ended
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [ANSWERS, campaign.pk])
    row = locked(campaign, by, State.RUNNING)
    left = row.devices.to_settle().count() + row.unlisted.to_settle().count()
    if left:
        what = "ist noch eine Abweichung" if left == 1 else f"sind noch {left} Abweichungen"
        raise ValidationError(f"Es {what} zu klären. Danach können Sie den Abgleich abschließen.")
    row.state, row.finished_at = State.FINISHED, now
    row.save(update_fields=["state", "finished_at"])
    campaign.refresh_from_db()


def hold_open(campaigns: Iterable[int]) -> None:
    """Keep these from ending until somebody has answered; before any row is locked, in the order in which `finish` does.

    People of authorities may not lock the stock-taking itself, which they only read.
    """
    with connection.cursor() as cursor:
        for key in sorted(campaigns):
            cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtext(%s), %s)", [ANSWERS, key])


def locked(campaign: Campaign, by: "User", *states: State) -> Campaign:
    """The stored row for somebody who may run it, if it is where the deed asks for; else the reason why not."""
    if not by.has_perm(MAY_RUN):
        raise PermissionDenied
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if row.state not in states:
        raise ValidationError(
            f"Der Abgleich ist {State(row.state).label if row.state != State.RUNNING else 'schon begonnen'}."
        )
    return row


def _check(campaign: Campaign, authorities: Collection[Authority]) -> None:
    if not authorities:
        raise ValidationError({"authorities": "Bitte wählen Sie mindestens eine Behörde."})
    if campaign.ends_on < campaign.starts_on:
        raise ValidationError({"ends_on": "Das Ende liegt vor dem Beginn."})


def _copy(campaign: Campaign, device: Device, person: Contact | None) -> CampaignDevice:
    place = device.workstation
    site, room = (place.site, place.room) if place else (device.site, device.room)
    return CampaignDevice(
        campaign=campaign,
        authority_id=device.authority_id,  # type: ignore[misc]  # only devices of authorities are asked about
        device=device,
        number=str(device),
        serial_number=device.serial_number,
        kind=device.model.kind,
        model_name=str(device.model),
        workstation_number=place.inventory_number if place else "",
        site_name=site.name if site else "",
        room_name=room.name if room else "",
        asked=person,
    )
