"""Lending a device for some days: reserved, handed out, taken back, or cancelled."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from customers.models import Authority, Contact, ServicePoint
from workstations.actions.devices import leave_place, store_device
from workstations.actions.erasing import outdate_proofs
from workstations.actions.stepping import about_to_step, stored
from workstations.lifecycle import State
from workstations.models import Device, DeviceKind, Loan

if TYPE_CHECKING:
    from accounts.models import User

MAY_CHANGE = "workstations.change_loan"
NOT_BACK = "{} ist noch nicht zurück."


@transaction.atomic
def reserve_device(
    *,
    device: Device | None = None,
    kind: DeviceKind | None = None,
    authority: Authority,
    contact: Contact | None = None,
    starts_on: date,
    ends_on: date,
    purpose: str = "",
    by: "User",
    on: date,
) -> Loan:
    """Reserve a device, or the first free one of a kind: what is in stock before what is not, then by number."""
    if not by.has_perm("workstations.add_loan"):
        raise PermissionDenied
    if starts_on < on:
        raise ValidationError({"starts_on": "Der Beginn liegt in der Vergangenheit."})
    if ends_on < starts_on:
        raise ValidationError({"ends_on": "Das Ende liegt vor dem Beginn."})
    if contact is not None and contact.authority_id != authority.pk:
        raise ValidationError({"contact": "Diese Person gehört zu einer anderen Behörde."})
    if device is None:
        device = _first_free(kind, authority, starts_on, ends_on, on)
    row = Device.objects.select_for_update(of=("self",)).select_related("model").get(pk=device.pk)
    if not row.is_for_loan or row.state in (State.RETIRED, State.DISPOSED):
        raise ValidationError({"device": f"{row} ist kein Leihgerät."})
    if not row.provider_id and row.authority_id != authority.pk:
        raise ValidationError({"device": f"{row} gehört einer anderen Behörde."})
    if starts_on <= on and row.loans.overdue(on).exists():
        raise ValidationError({"device": NOT_BACK.format(row)})
    loan = Loan(
        device=row,
        authority=authority,
        contact=contact,
        starts_on=starts_on,
        ends_on=ends_on,
        purpose=purpose,
        is_demo=row.is_demo,
    )
    _store(loan)
    return loan


@transaction.atomic
def hand_out_loan(*, loan: Loan, by: "User", on: date) -> None:
    """Give the reserved device to whoever it is for; earlier than reserved if nobody else has it then."""
    row = _locked(loan, by)
    if row.handed_out_on:
        raise ValidationError("Dieses Gerät ist schon ausgegeben.")
    if row.ends_on < on:
        raise ValidationError("Der Zeitraum ist vorbei. Bitte reservieren Sie neu.")
    others = row.device.loans.handed_out().exclude(pk=row.pk)
    if others.exists():
        raise ValidationError(NOT_BACK.format(row.device))
    device = about_to_step(row.device, State.IN_SERVICE, by, "workstations.change_device")
    row.starts_on, row.handed_out_on = min(row.starts_on, on), on
    _store(row)
    leave_place(device)
    device.state, device.stored_at, device.shelf, device.repaired_by = State.IN_SERVICE, None, "", ""
    device.held_by, device.authority = row.contact, device.authority or row.authority
    device.in_service_on = device.in_service_on or on
    outdate_proofs(device, on)
    stored(row.device, device)
    _told(loan, row)


@transaction.atomic
def take_back_loan(*, loan: Loan, service_point: ServicePoint, shelf: str = "", by: "User", on: date) -> None:
    """Take a lent device back into the stock."""
    row = _locked(loan, by)
    if not row.handed_out_on:
        raise ValidationError("Dieses Gerät ist nicht ausgegeben.")
    row.returned_on = on
    _store(row)
    store_device(device=row.device, service_point=service_point, shelf=shelf, by=by, on=on)
    _told(loan, row)


@transaction.atomic
def cancel_loan(*, loan: Loan, by: "User") -> None:
    """Give a reservation up, so that the device is free for others."""
    row = _locked(loan, by)
    if row.handed_out_on:
        raise ValidationError("Was ausgegeben ist, wird zurückgegeben und nicht abgesagt.")
    row.is_cancelled = True
    _store(row)
    _told(loan, row)


def _first_free(kind: DeviceKind | None, authority: Authority, first: date, last: date, day: date) -> Device:
    if kind is None:
        raise ValidationError({"kind": "Bitte wählen Sie eine Art oder ein bestimmtes Gerät."})
    rows = Device.objects.for_loan().filter(model__kind=kind).free_between(first, last, day)
    own = rows.filter(authority=authority, provider__isnull=True)
    pool = own | rows.filter(provider__isnull=False)
    found = sorted(pool, key=lambda row: (row.state != State.IN_STOCK, row.inventory_number, row.pk))
    if not found:
        raise ValidationError({"kind": f"In dieser Zeit ist kein Leihgerät der Art „{kind.label}“ frei."})
    return found[0]


def _locked(loan: Loan, by: "User") -> Loan:
    if not by.has_perm(MAY_CHANGE):
        raise PermissionDenied
    row = Loan.objects.select_for_update(of=("self",)).select_related("device", "authority", "contact").get(pk=loan.pk)
    if row.is_cancelled:
        raise ValidationError("Diese Reservierung ist schon abgesagt.")
    if row.returned_on:
        raise ValidationError("Dieses Gerät ist schon zurück.")
    return row


def _store(loan: Loan) -> None:
    loan.full_clean()
    loan.save()


def _told(loan: Loan, row: Loan) -> None:
    """What the caller holds says the same as the stored row."""
    loan.starts_on, loan.handed_out_on = row.starts_on, row.handed_out_on
    loan.returned_on, loan.is_cancelled = row.returned_on, row.is_cancelled
