"""What somebody scanned or typed: a label, a number, or a part of one; and which things that can mean."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from ui.containing import containing
from workstations.codes import Kind, Thing, scanned, thing_of
from workstations.models import Device, Workstation

if TYPE_CHECKING:
    from accounts.models import User

MOST = 10
FOUND_BY = ("inventory_number", "serial_number", "host_name")
PLACES_FOUND_BY = ("inventory_number", "name")


@dataclass(frozen=True)
class Found:
    """The one thing that was meant, or those that it could have been."""

    thing: Device | Workstation | None = None
    candidates: list[Any] = field(default_factory=list)


def find(typed: str, user: "User", *, devices_only: bool = False) -> Found:
    """What was meant, among what the person may see: a scanned label, then a whole number, a typed label, parts of a number."""
    text = typed.strip()
    if not text:
        return Found()
    if label := scanned(text):
        return Found(_labelled(label, user, devices_only=devices_only))
    devices = _devices(user)
    exact = list(devices.filter(inventory_number__iexact=text)[:2]) or list(
        devices.filter(serial_number__iexact=text)[:2]
    )
    places: list[Any] = [] if devices_only else list(_places(user).filter(inventory_number__iexact=text)[:2])
    if len(exact) + len(places) == 1:
        return Found((exact or places)[0])
    if exact or places:
        return Found(candidates=[*exact, *places])
    label = thing_of(text) if text.isalnum() else None
    if label and (row := _labelled(label, user, devices_only=devices_only)):
        return Found(row)  # codes stand on labels without a dash, and „D-9999“ is the number of something else
    near: list[Any] = list(containing(devices, text, FOUND_BY)[:MOST])
    if not devices_only:
        near += containing(_places(user), text, PLACES_FOUND_BY)[:MOST]
    return Found(near[0]) if len(near) == 1 else Found(candidates=near)


def thing_or_404(code: str, user: "User") -> Device | Workstation:
    """What a code names, if the person may see it."""
    named = thing_of(code)
    if named is None:
        raise Http404
    rows: QuerySet[Any] = _devices(user) if named.kind == Kind.DEVICE else _places(user)
    row: Device | Workstation = get_object_or_404(rows, pk=named.key)
    return row


def _labelled(named: Thing, user: "User", *, devices_only: bool) -> Device | Workstation | None:
    if devices_only and named.kind != Kind.DEVICE:
        return None
    rows: QuerySet[Any] = _devices(user) if named.kind == Kind.DEVICE else _places(user)
    row: Device | Workstation | None = rows.filter(pk=named.key).first()
    return row


def _devices(user: "User") -> QuerySet[Device]:
    return Device.objects.visible_to(user).select_related("model", "authority")


def _places(user: "User") -> QuerySet[Workstation]:
    return Workstation.objects.visible_to(user).select_related("authority")
