"""The life of a device: taken in, into stock, into service, into repair, retired, given away; and a computer swapped."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from customers.models import Authority, Contact, Room, ServicePoint, Site
from workstations.actions.erasing import Erasure, outdate_proofs, prove
from workstations.actions.stepping import (
    about_to_step,
    lock_devices,
    require_repairer,
    somebody_was_quicker,
    stored,
)
from workstations.lifecycle import PlaceState, State
from workstations.models import COMPUTERS, Device, Disposal, Workstation

if TYPE_CHECKING:
    from accounts.models import User

MAY_CHANGE = "workstations.change_device"
LENT = "{} ist ausgeliehen. Bitte nehmen Sie zuerst die Ausleihe zurück."


@transaction.atomic
def take_in_device(*, device: Device, by: "User") -> Device:
    """Take a new device into the stock, ordered or already delivered; what is unique must not be there yet."""
    if not by.has_perm("workstations.add_device"):
        raise PermissionDenied
    if device.state not in (State.ORDERED, State.IN_STOCK):
        raise ValidationError({"state": "Ein neues Gerät ist bestellt oder im Lager."})
    device.full_clean()
    device.save()
    return device


@transaction.atomic
def cancel_order(*, device: Device, by: "User", on: date) -> None:
    """Say that an ordered device will never come; there is nothing to erase and nothing to give away."""
    row = about_to_step(device, State.CANCELLED, by, MAY_CHANGE)
    _check_loans(row, on)
    row.state = State.CANCELLED
    stored(device, row)


@transaction.atomic
def enter_device(*, device: Device, by: "User", on: date) -> Device:
    """Enter a device that was found in service already, at a workstation or anywhere else in its authority."""
    if not by.has_perm("workstations.add_device"):
        raise PermissionDenied
    _lock_places(device, device.workstation)
    device.state, device.in_service_on = State.IN_SERVICE, on
    device.full_clean()
    device.save()
    if device.workstation is not None:
        _be_the_computer_of(device.workstation, device)
    return device


@transaction.atomic
def store_device(*, device: Device, service_point: ServicePoint, shelf: str = "", by: "User", on: date) -> None:
    """Put a device into the stock of a service point; whoever had it has it no more. A reserve goes back to the reserve."""
    row = about_to_step(device, State.IN_STOCK, by, MAY_CHANGE)
    if row.loans.handed_out().exists():
        raise ValidationError({"state": LENT.format(row)})
    leave_place(row)
    row.state, row.stored_at, row.shelf = State.IN_STOCK, service_point, shelf
    row.repaired_by, row.retired_on = "", None
    if row.provider_id and not row.lease_id:
        row.authority = None
    stored(device, row)


@transaction.atomic
def install_device(
    *,
    device: Device,
    workstation: Workstation | None = None,
    contact: Contact | None = None,
    site: Site | None = None,
    room: Room | None = None,
    by: "User",
    on: date,
) -> None:
    """Put a device into service: at a workstation, in the hands of a person, or at a site; after a repair where it was."""
    row = about_to_step(device, State.IN_SERVICE, by, MAY_CHANGE)
    if workstation or contact or site:
        _check_loans(row, on)
        _lock_places(row, workstation)
        leave_place(row)
        row.workstation, row.held_by, row.site, row.room = workstation, contact, site, room
        if row.authority_id is None:
            row.authority = _authority_of(workstation, contact, site)
    elif not (row.workstation_id or row.held_by_id or row.site_id):
        raise ValidationError({"workstation": "Bitte geben Sie an, wo das Gerät steht oder wer es bekommt."})
    row.state, row.stored_at, row.shelf, row.repaired_by = State.IN_SERVICE, None, "", ""
    row.in_service_on = row.in_service_on or on
    outdate_proofs(row, on)
    stored(device, row)
    if workstation is not None:
        _be_the_computer_of(workstation, row)


@transaction.atomic
def move_device(
    *,
    device: Device,
    workstation: Workstation | None = None,
    contact: Contact | None = None,
    site: Site | None = None,
    room: Room | None = None,
    by: "User",
    on: date,
) -> None:
    """Let a device in service stand at another place, or be with somebody else; it stays in service all the time."""
    if not by.has_perm(MAY_CHANGE):
        raise PermissionDenied
    row = Device.objects.select_for_update().get(pk=device.pk)
    if row.state != State.IN_SERVICE:
        raise ValidationError({"state": f"{row} ist nicht in Betrieb und kann deshalb nicht umziehen."})
    if not (workstation or contact or site):
        raise ValidationError({"workstation": "Bitte geben Sie an, wo das Gerät steht oder wer es hat."})
    _check_loans(row, on)
    _lock_places(row, workstation)
    leave_place(row)
    row.workstation, row.held_by, row.site, row.room = workstation, contact, site, room
    stored(device, row)
    if workstation is not None:
        _be_the_computer_of(workstation, row)


@transaction.atomic
def repair_device(*, device: Device, repaired_by: str, by: "User", on: date) -> None:
    """Send a device into repair; it comes back to where it was, or into the stock."""
    row = about_to_step(device, State.IN_REPAIR, by, MAY_CHANGE)
    require_repairer(repaired_by)
    row.state, row.repaired_by, row.stored_at, row.shelf = State.IN_REPAIR, repaired_by, None, ""
    stored(device, row)


@transaction.atomic
def retire_device(
    *, device: Device, service_point: ServicePoint | None = None, shelf: str = "", by: "User", on: date
) -> None:
    """Retire a device; until it is given away it may lie in a stock."""
    row = about_to_step(device, State.RETIRED, by, MAY_CHANGE)
    _check_loans(row, on)
    leave_place(row)
    row.state, row.retired_on, row.stored_at, row.shelf = State.RETIRED, on, service_point, shelf
    row.repaired_by, row.is_for_loan = "", False
    stored(device, row)


@transaction.atomic
def dispose_device(*, device: Device, disposal: Disposal, erasure: Erasure | None = None, by: "User", on: date) -> None:
    """Give a device away for good; what holds data goes only with the proof that they were erased.

    What was lost cannot be erased any more; what is leased goes back to its lessor and nowhere else.
    """
    row = about_to_step(device, State.DISPOSED, by, MAY_CHANGE)
    if row.is_leased and disposal not in (Disposal.RETURNED, Disposal.LOST):
        raise ValidationError({"disposal": f"{row} ist geleast und geht an den Leasinggeber zurück."})
    if not row.is_leased and disposal == Disposal.RETURNED:
        raise ValidationError({"disposal": f"{row} ist nicht geleast."})
    prove(row, erasure, holds_data=row.model.holds_data, disposal=disposal)
    row.state, row.disposed_on, row.disposal, row.stored_at, row.shelf = State.DISPOSED, on, disposal, None, ""
    stored(device, row)


@transaction.atomic
def swap_computer(
    *,
    workstation: Workstation,
    device: Device,
    service_point: ServicePoint | None,
    shelf: str = "",
    by: "User",
    on: date,
) -> None:
    """Put another computer to a workstation, and the one that stood there into stock; the workstation stays what it is.

    What is just being repaired stays there; it only belongs to no workstation any more.
    """
    if not device.model.is_computer:
        raise ValidationError({"device": f"{device} ist kein Rechner."})
    lock_devices([device.pk, *([workstation.computer_id] if workstation.computer_id else [])])
    place = Workstation.objects.select_for_update(of=("self",)).select_related("computer__model").get(pk=workstation.pk)
    if place.computer_id != workstation.computer_id:
        raise ValidationError({"device": somebody_was_quicker()})
    if place.computer is not None and place.computer.state == State.IN_REPAIR:
        leave_place(place.computer)
        place.computer.save()
    elif place.computer is not None:
        if service_point is None:
            raise ValidationError({"service_point": "Bitte geben Sie an, wohin der bisherige Rechner kommt."})
        store_device(device=place.computer, service_point=service_point, shelf=shelf, by=by, on=on)
    install_device(device=device, workstation=place, by=by, on=on)
    make_computer_of(place, device)
    workstation.refresh_from_db(fields=["computer"])


def make_computer_of(workstation: Workstation, device: Device) -> None:
    """Let a device be the one that people work with there, whatever else stands there."""
    Workstation.objects.filter(pk=workstation.pk).update(computer=device)


def _lock_places(row: Device, workstation: Workstation | None) -> None:
    """Nobody gives up the workstation where a device comes to, nor decides on the computer of the one that it leaves.

    Devices are locked before workstations, and these in one order, so that two people wait for each other once.
    """
    key = workstation.pk if workstation else None
    places = (
        Workstation.objects.select_for_update()
        .filter(Q(computer__in=[row.pk] if row.pk else []) | Q(pk=key))
        .order_by("pk")
    )
    if any(place.pk == key and place.state == PlaceState.CLOSED for place in places):
        raise ValidationError({"workstation": f"{workstation} ist aufgegeben."})


def _check_loans(row: Device, on: date) -> None:
    """What is lent or reserved goes nowhere else."""
    loan = row.loans.binding(on).order_by("starts_on").first()
    if loan is None:
        return
    if loan.handed_out_on:
        raise ValidationError({"state": LENT.format(row)})
    raise ValidationError({"state": f"{row} ist reserviert ({loan}). Bitte sagen Sie zuerst die Reservierung ab."})


def _authority_of(workstation: Workstation | None, contact: Contact | None, site: Site | None) -> Authority | None:
    return next((place.authority for place in (workstation, contact, site) if place is not None), None)


def leave_place(row: Device) -> None:
    """Nobody has it or uses it from nearby any more; if it was the computer of a workstation, another one there takes its part."""
    row.serves.clear()
    place = Workstation.objects.select_for_update().filter(computer=row).first()
    row.workstation = row.held_by = row.site = row.room = None
    if place is not None:
        others = Device.objects.filter(workstation=place, state=State.IN_SERVICE).exclude(pk=row.pk)
        computers = others.filter(model__kind__in=COMPUTERS).order_by("pk")
        Workstation.objects.filter(pk=place.pk).update(computer=computers.first())


def _be_the_computer_of(workstation: Workstation, row: Device) -> None:
    if row.model.is_computer:
        Workstation.objects.filter(pk=workstation.pk, computer__isnull=True).update(computer=row)
