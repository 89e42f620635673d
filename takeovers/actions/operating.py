"""The deeds behind the gates: a gate opened by decision, operation begun or ended, the authority made a carrier."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from customers.actions import end_transfer, give_role, transfer_task
from customers.models import AuthorityRole, TaskTransfer
from history.validity import valid_on
from takeovers.actions.steps import Kind, lock, record, require_staff
from takeovers.gates import Gate
from takeovers.models import CaseKind, CaseScope, GateOverride, TakeoverCase
from takeovers.standing import Standing

SERVED = (AuthorityRole.Role.CUSTOMER, AuthorityRole.Role.CARRIER)


@transaction.atomic
def override_gate(
    *, case: TakeoverCase, gate: Gate, scope: CaseScope | None, reason: str, by: User, now: datetime
) -> GateOverride:
    """Open a gate although something is missing. Only who leads may do it, and only with a reason that stays on record."""
    if not by.has_perm("takeovers.override_gate"):
        raise PermissionDenied
    current = lock(case)
    if not reason.strip():
        raise ValidationError({"reason": "Bitte begründen Sie, warum die Sperre aufgehoben wird."})
    passage = Standing(current, timezone.localdate(now)).passage(gate, scope)
    if passage.is_open:
        raise ValidationError("Diese Sperre ist schon offen.")
    override = GateOverride.objects.create(
        case=current, scope=scope, gate=gate, missing="\n".join(passage.missing), reason=reason.strip(), by=by, at=now
    )
    where = f" für {scope}" if scope else ""
    record(current, Kind.OVERRIDDEN, f"{gate.label}{where}: {reason.strip()}", by=by, now=now)
    return override


@transaction.atomic
def go_live(*, scope: CaseScope, on: date, by: User, now: datetime) -> CaseScope:
    """Operation of a scope begins: the transfer is entered, and who was a prospect becomes a customer."""
    require_staff(by)
    case = lock(scope.case)
    current = CaseScope.objects.select_for_update(of=("self",)).get(pk=scope.pk)
    if current.is_live:
        raise ValidationError("Der Betrieb dieser Aufgabe ist schon aufgenommen.")
    _require_open(Standing(case, timezone.localdate(now)), (Gate.EXECUTION, Gate.GO_LIVE), current)
    transfer = TaskTransfer(
        authority=case.authority,
        scope=current.scope,
        subject=current.subject,
        resolved_on=case.resolution.decided_on if case.resolution else None,
        contracted_on=case.agreement.signed_on if case.agreement else None,
        starts_on=on,
        workstations_at_start=current.inventory.taken_over if current.inventory else None,
        is_demo=case.is_demo,
    )
    current.transfer = transfer_task(transfer=transfer, by=by)
    current.save(update_fields=["transfer"])
    if not AuthorityRole.objects.filter(valid_on(on), authority=case.authority, role__in=SERVED).exists():
        _begin_role(case, AuthorityRole.Role.CUSTOMER, on, by)
    record(case, Kind.LIVE, f"{current}: Betrieb ab {on:%d.%m.%Y}", by=by, now=now)
    return current


@transaction.atomic
def accede(*, case: TakeoverCase, on: date, by: User, now: datetime) -> TakeoverCase:
    """The authority becomes a carrier, on a day that need not be that of its operation."""
    require_staff(by)
    current = lock(case)
    if current.kind != CaseKind.JOINING:
        raise ValidationError("Dieses Vorhaben ist ein Austritt.")
    _require_open(Standing(current, timezone.localdate(now)), (Gate.EXECUTION,), None)
    _begin_role(current, AuthorityRole.Role.CARRIER, on, by)
    record(current, Kind.ROLE, f"Träger ab {on:%d.%m.%Y}", by=by, now=now)
    return current


@transaction.atomic
def end_operation(*, scope: CaseScope, last_day: date, by: User, now: datetime) -> CaseScope:
    """Operation of a scope ends with a day; when nothing is left, the authority is a former one from the next day on."""
    require_staff(by)
    case = lock(scope.case)
    current = CaseScope.objects.select_for_update(of=("self",)).get(pk=scope.pk)
    if case.kind != CaseKind.LEAVING or current.is_live:
        raise ValidationError("Diese Aufgabe lässt sich hier nicht beenden.")
    _require_open(Standing(case, timezone.localdate(now)), (Gate.EXECUTION,), current)
    running = TaskTransfer.objects.filter(
        authority=case.authority, scope=current.scope, subject=current.subject, ends_on=None
    )
    transfer = running.select_for_update(of=("self",)).first()
    if transfer is None:
        raise ValidationError("Diese Aufgabe ist nicht übertragen oder endet schon.")
    current.transfer = end_transfer(transfer=transfer, last_day=last_day, by=by)
    current.save(update_fields=["transfer"])
    left = TaskTransfer.objects.filter(authority=case.authority).exclude(ends_on__lte=last_day)
    if not left.exists():
        _begin_role(case, AuthorityRole.Role.FORMER, last_day + timedelta(days=1), by)
    record(case, Kind.LIVE, f"{current}: Betrieb bis {last_day:%d.%m.%Y}", by=by, now=now)
    return current


def _require_open(standing: Standing, gates: Iterable[Gate], scope: CaseScope | None) -> None:
    """Nothing happens behind a gate that is shut; whoever tries is told what it still asks for."""
    for gate in gates:
        passage = standing.passage(gate, scope)
        if not passage.is_open:
            raise ValidationError(f"Die Sperre „{gate.label}“ ist noch zu. Es fehlt: {'; '.join(passage.missing)}.")


def _begin_role(case: TakeoverCase, role: AuthorityRole.Role, on: date, by: User) -> None:
    """From a day on the authority is something else; what begins later stands against it.

    What began on the very day was never what it was: it is put right instead of ended before it began.
    """
    later = AuthorityRole.objects.filter(authority=case.authority, valid_from__gt=on).order_by("valid_from").first()
    if later is not None:
        raise ValidationError(
            f"Ab {later.valid_from:%d.%m.%Y} ist schon die Rolle „{later.get_role_display()}“ eingetragen. "
            "Bitte ändern Sie zuerst die Rollen der Behörde."
        )
    before = AuthorityRole.objects.select_for_update().filter(valid_on(on), authority=case.authority).first()
    if before is not None and before.role == role:
        return
    if before is not None and before.valid_from == on:
        before.role, before.outcome = role, ""
        before.full_clean()
        before.save(update_fields=["role", "outcome"])
        return
    new = AuthorityRole(authority=case.authority, role=role, valid_from=on, is_demo=case.is_demo)
    give_role(role=new, ends_previous=True, by=by)
