"""Which device of the stock a report is about: by serial number, UUID, network address and name, in this order.

One mark that points to one device suffices, as long as no stronger mark speaks against it. Wherever marks point to several
devices, contradict what is on record, or point to another authority, a person decides.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from inventory.reports import Report
from workstations.lifecycle import GONE
from workstations.models import Device


class Mark(models.TextChoices):
    """By what a device was recognised."""

    SERIAL = "serial", "an der Seriennummer wiedererkannt"
    UUID = "uuid", "an der UUID wiedererkannt"
    MAC = "mac", "an der MAC-Adresse wiedererkannt"
    NAME = "name", "am Rechnernamen wiedererkannt"
    DECISION = "decision", "durch Entscheidung zugeordnet"


MARK_NAMES = {Mark.SERIAL: "Seriennummer", Mark.UUID: "UUID", Mark.MAC: "MAC-Adresse", Mark.NAME: "Rechnername"}


class Doubt(models.TextChoices):
    """Why a person has to decide."""

    ONE_SERIAL = "one_serial", "Eine Seriennummer, mehrere Geräte"
    CONTRADICTION = "contradiction", "Widersprüchliche Merkmale"
    OTHER_AUTHORITY = "other_authority", "Gerät gehört nicht zu dieser Behörde"
    UNKNOWN = "unknown", "Unbekanntes Gerät"


class Recognition(NamedTuple):
    """What was found: a device and by which mark, or a doubt with the devices it is about."""

    sentence: str
    device: Device | None = None
    mark: Mark | None = None
    doubt: Doubt | None = None
    candidates: tuple[Device, ...] = ()


def recognise(report: Report, authority_id: int) -> Recognition:
    """Read all devices that share a mark with a report, and decide."""
    return decide(report, authority_id, list(devices_alike(report, authority_id)))


def devices_alike(report: Report, authority_id: int) -> "models.QuerySet[Device]":
    """All devices that share a mark; a name says something inside of one authority only."""
    alike = Q(pk__in=[])
    if report.serial:
        alike |= Q(serial=report.serial.upper())
    if report.uuid:
        alike |= Q(hardware=report.uuid.upper())
    if report.macs:
        alike |= Q(mac_addresses__overlap=list(report.macs))
    if report.name:
        alike |= Q(authority=authority_id, host_name__iexact=report.name)
    rows = Device.objects.alias(serial=Upper("serial_number"), hardware=Upper("uuid")).filter(alike)
    return rows.select_related("authority", "provider", "model").order_by("pk")


def decide(report: Report, authority_id: int, known: Sequence[Device]) -> Recognition:
    """Which of the known devices it is, if that is beyond doubt."""
    own = [device for device in known if device.authority_id == authority_id]
    elsewhere = [device for device in known if device.authority_id != authority_id]
    for mark in (Mark.SERIAL, Mark.UUID, Mark.MAC):
        if hits := [device for device in own if shares(device, report, mark)]:
            return _among_own(report, mark, hits, own, elsewhere)
        if hits := [
            device for device in elsewhere if shares(device, report, mark) and not _against(device, report, mark)
        ]:
            return Recognition(_whose(hits, mark), doubt=Doubt.OTHER_AUTHORITY, candidates=tuple(hits))
    named = [device for device in own if shares(device, report, Mark.NAME) and device.state not in GONE]
    if named:
        return _among_own(report, Mark.NAME, named, own, [])
    return Recognition("Kein Gerät des Bestands trägt eines der gemeldeten Merkmale.", doubt=Doubt.UNKNOWN)


def shares(device: Device, report: Report, mark: Mark) -> bool:
    """Whether a device bears a reported mark."""
    if mark == Mark.SERIAL:
        return bool(report.serial) and device.serial_number.upper() == report.serial.upper()
    if mark == Mark.UUID:
        return bool(report.uuid) and device.uuid.lower() == report.uuid
    if mark == Mark.MAC:
        return bool(set(report.macs) & {address.lower() for address in device.mac_addresses})
    return bool(report.name) and device.host_name.upper() == report.name.upper()


def _among_own(
    report: Report, mark: Mark, hits: Sequence[Device], own: Collection[Device], elsewhere: Collection[Device]
) -> Recognition:
    device, name = hits[0], MARK_NAMES[mark]
    if len(hits) > 1:
        doubt = Doubt.ONE_SERIAL if mark == Mark.SERIAL else Doubt.CONTRADICTION
        return Recognition(f"{name} passt zu {len(hits)} Geräten.", doubt=doubt, candidates=tuple(hits))
    if against := _against(device, report, mark):
        others = [other for other in own if other != device and any(shares(other, report, each) for each in against)]
        doubt = Doubt.ONE_SERIAL if mark == Mark.SERIAL and not others else Doubt.CONTRADICTION
        words = " und ".join(MARK_NAMES[each] for each in against)
        return Recognition(f"{name} passt zu {device}, {words} nicht.", doubt=doubt, candidates=(device, *others))
    if mark == Mark.SERIAL:
        twins = [other for other in elsewhere if shares(other, report, mark)]
        if twins and not shares(device, report, Mark.UUID):
            return Recognition(
                "Auch ein Gerät außerhalb dieser Behörde trägt diese Seriennummer.",
                doubt=Doubt.ONE_SERIAL, candidates=(device, *twins),
            )  # fmt: skip
    if device.state in GONE:
        return Recognition(
            f"{name} passt zu {device}, und das gilt als {device.get_state_display()}.",
            doubt=Doubt.CONTRADICTION, candidates=(device,),
        )  # fmt: skip
    return Recognition(mark.label, device=device, mark=mark)


def _against(device: Device, report: Report, mark: Mark) -> list[Mark]:
    """The marks that say more than a name or a network card and that differ, on both sides known."""
    different = []
    if mark != Mark.SERIAL and report.serial and device.serial_number and not shares(device, report, Mark.SERIAL):
        different.append(Mark.SERIAL)
    if mark != Mark.UUID and report.uuid and device.uuid and not shares(device, report, Mark.UUID):
        different.append(Mark.UUID)
    return different


def _whose(hits: Sequence[Device], mark: Mark) -> str:
    whose = {f"zu {device.authority}" if device.authority else "zur Reserve des Service" for device in hits}
    return f"{MARK_NAMES[mark]} passt zu einem Gerät, das {' und '.join(sorted(whose))} gehört."
