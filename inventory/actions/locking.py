"""What people keep against reports, and let go again."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from inventory.applying import set_value, told
from inventory.models import FieldLock, InventoryReport, KnownField, Outcome
from inventory.reports import Report
from workstations.models import Device

MAY_CHANGE = "workstations.change_device"


@transaction.atomic
def change_field(
    *, device: Device, field: KnownField, value: Any, keep: bool, reason: str = "", by: User, now: datetime
) -> None:
    """Enter a value that an agent knows too, and keep it against its reports if so wished."""
    row = _lock(device, by)
    setattr(row, field, value)
    row.clean_fields(exclude=[column.name for column in Device._meta.fields if column.name != field])
    row.validate_constraints()
    row.save(update_fields=[str(field)])
    if not keep:
        FieldLock.objects.filter(device=row, field=field).delete()
        return
    if not reason.strip():
        raise ValidationError({"reason": "Bitte geben Sie an, warum die Angabe festgehalten wird."})
    FieldLock.objects.update_or_create(
        device=row, field=field, defaults={"reason": reason.strip()[:300], "locked_by": by, "locked_at": now}
    )


@transaction.atomic
def release_field(*, device: Device, field: KnownField, by: User) -> None:
    """Let reports change a value again; what was reported last is entered at once."""
    row = _lock(device, by)
    if not FieldLock.objects.filter(device=row, field=field).delete()[0]:
        raise ValidationError("Diese Angabe ist nicht festgehalten.")
    report = newest_report(row)
    value = told(report).get(field) if report else None
    if report is not None and value:
        set_value(row, field, report if field == KnownField.OPERATING_SYSTEM else value)
        row.validate_constraints()
        row.save(update_fields=[str(field)])


def newest_report(device: Device) -> Report | None:
    """What the agent of a device reported last, without its software."""
    row = InventoryReport.objects.filter(device=device, outcome=Outcome.TAKEN).first()
    return Report.from_json({**row.facts, "software": None}) if row else None


def _lock(device: Device, by: User) -> Device:
    if not (by.is_service_staff and by.has_perm(MAY_CHANGE)):
        raise PermissionDenied
    return Device.objects.visible_to(by).select_for_update(of=("self",)).get(pk=device.pk)
