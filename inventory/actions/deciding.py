"""What people decide about reports that could not be told to belong to a device."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Provider, User
from customers.models import Site
from inventory.actions.receiving import newest_decision, wait_for_turn
from inventory.applying import SOURCE, differences, put_back, take_over
from inventory.models import Decision, InventoryReport, Outcome, ReviewCase
from inventory.recognition import Mark
from inventory.reports import Report
from workstations.actions import enter_device
from workstations.lifecycle import GONE
from workstations.models import Device, DeviceModel, Workstation

MAY_REVIEW = "inventory.review"


@transaction.atomic
def match_device(*, case: ReviewCase, device: Device, by: User, now: datetime) -> Device:
    """Say which device of the stock it is; it is brought to what was reported, and is known by these marks from now on."""
    row = _lock(case, by)
    rows = Device.objects.visible_to(by).select_for_update(of=("self",)).select_related("authority")
    known = rows.get(pk=device.pk)
    if known.authority_id != row.authority_id:
        whose = f"gehört zu {known.authority}" if known.authority else "liegt in der Reserve des Service"
        raise ValidationError(
            {"device": f"{known} {whose}. Ordnen Sie es zuerst der Behörde {row.authority} zu; die nächste Meldung wird dann übernommen."}
        )  # fmt: skip
    if known.state in GONE:
        raise ValidationError(
            {"device": f"{known} gilt als {known.get_state_display()}. Nehmen Sie es zuerst ins Lager."}
        )
    current = take_over(known, row.reported, now)
    row.replaced = differences(known, current)
    _decide(row, Decision.DEVICE, by=by, now=now, device=current)
    return current


@transaction.atomic
def register_device(
    *,
    case: ReviewCase,
    model: DeviceModel | None = None,
    manufacturer: str = "",
    model_name: str = "",
    kind: str = "",
    inventory_number: str = "",
    provider: Provider | None = None,
    workstation: Workstation | None = None,
    site: Site | None = None,
    by: User,
    now: datetime,
) -> Device:
    """Take what was reported into the stock as a device in service of its authority, of a known model or of a new one."""
    row = _lock(case, by)
    if not by.has_perm("workstations.add_device"):
        raise PermissionDenied
    device = Device(
        authority=row.authority,
        provider=provider,
        model=model or _model(manufacturer.strip(), model_name.strip(), kind),
        inventory_number=inventory_number.strip(),
        serial_number=row.reported.serial,
        workstation=workstation,
        site=None if workstation else site,
        is_demo=row.is_demo,
    )
    enter_device(device=device, by=by, on=timezone.localdate(now))
    device = take_over(device, row.reported, now)
    _decide(row, Decision.NEW, by=by, now=now, device=device)
    return device


@transaction.atomic
def discard_case(*, case: ReviewCase, reason: str, by: User, now: datetime) -> None:
    """Let it become nothing, and say why; further reports with these marks become nothing either."""
    row = _lock(case, by)
    if not reason.strip():
        raise ValidationError({"reason": "Bitte geben Sie einen Grund an."})
    row.reason = reason.strip()[:300]
    _decide(row, Decision.DISCARDED, by=by, now=now)


@transaction.atomic
def withdraw_decision(*, case: ReviewCase, by: User, now: datetime) -> None:
    """Take a decision back: the next report with these marks is looked at anew.

    What a wrong match has changed on its device is as before, except what somebody has changed or kept since.
    """
    row = _locked(case, by)
    newest = newest_decision(row.authority_id, row.identity)
    if newest != row or row.decision == Decision.WITHDRAWN:
        raise ValidationError("Diese Entscheidung gilt nicht mehr. Inzwischen wurde anders entschieden.", code="stale")
    if row.device is not None:
        put_back(row.device, row.replaced)
        InventoryReport.objects.filter(device=row.device, recognised_by=Mark.DECISION).update(
            outcome=Outcome.REVIEW, device=None, recognised_by=""
        )
    row.decision, row.decided_by, row.decided_at, row.replaced = Decision.WITHDRAWN, by, now, {}
    row.save()


def _lock(case: ReviewCase, by: User) -> ReviewCase:
    row = _locked(case, by)
    if not row.is_open:
        raise ValidationError("Über diesen Fall hat inzwischen jemand anderes entschieden.", code="stale")
    return row


def _locked(case: ReviewCase, by: User) -> ReviewCase:
    if not (by.is_service_staff and by.has_perm(MAY_REVIEW)):
        raise PermissionDenied
    wait_for_turn(case.authority_id, case.identity)
    return ReviewCase.objects.select_for_update(of=("self",)).select_related("authority").get(pk=case.pk)


def _model(manufacturer: str, name: str, kind: str) -> DeviceModel:
    if not name:
        raise ValidationError({"model_name": "Bitte wählen Sie ein Modell oder geben Sie seinen Namen an."})
    if not kind:
        raise ValidationError({"kind": "Bitte wählen Sie die Art des Geräts."})
    found = DeviceModel.objects.filter(manufacturer__iexact=manufacturer, name__iexact=name, kind=kind).first()
    if found is not None:
        return found
    model = DeviceModel(manufacturer=manufacturer, name=name, kind=kind, source=SOURCE)
    model.full_clean()
    model.save()
    return model


def _decide(row: ReviewCase, decision: Decision, *, by: User, now: datetime, device: Device | None = None) -> None:
    report: Report = row.reported
    row.decision, row.device, row.decided_by, row.decided_at = decision, device, by, now
    row.report = {}
    row.save()
    waiting = InventoryReport.objects.filter(authority=row.authority, agent_id=report.agent_id, outcome=Outcome.REVIEW)
    if device is None:
        waiting.update(outcome=Outcome.DISCARDED, facts={})
        return
    newest = waiting.filter(digest=report.digest).order_by("-last_received_at", "-pk").first()
    if newest is not None:
        newest.outcome, newest.device, newest.recognised_by = Outcome.TAKEN, device, Mark.DECISION
        newest.save(update_fields=["outcome", "device", "recognised_by"])
