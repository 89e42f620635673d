"""What is done with the steps of a case, by the service and by the authority."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember, User
from customers.models import Contact
from files.actions import keep
from files.kinds import Upload, check_files
from takeovers.actions.steps import Kind, record, require_staff
from takeovers.models import CaseTask, Evidence, Side
from takeovers.standing import Standing


@transaction.atomic
def settle_task(*, task: CaseTask, by: User, now: datetime, remark: str = "", files: Sequence[Upload] = ()) -> CaseTask:
    """Tick a step: not before its gate is open, and not without what proves it."""
    current = _lock(task, by)
    if current.is_settled:
        raise ValidationError(f"Dieser Schritt ist schon {current.get_state_display()}, {_who_and_when(current)}.")
    _add_files(current, files, by, now)
    if hindrance := Standing(current.case, timezone.localdate(now)).hindrance(current):
        raise ValidationError(hindrance)
    _change(current, CaseTask.State.DONE, by, now, remark or current.remark)
    record(current.case, Kind.SETTLED, _text(current, remark), by=by, now=now, task=current)
    return current


@transaction.atomic
def skip_task(*, task: CaseTask, by: User, now: datetime, remark: str) -> CaseTask:
    """Declare that a step is not needed here, and why. What a gate asks for cannot be left out: that is the gate's point."""
    require_staff(by)
    current = _lock(task, by)
    if current.is_settled:
        raise ValidationError(f"Dieser Schritt ist schon {current.get_state_display()}, {_who_and_when(current)}.")
    if current.needed_for and not by.has_perm("takeovers.override_gate"):
        raise ValidationError(
            f"Dieser Schritt ist Voraussetzung für „{current.get_needed_for_display()}“. "
            "Nur die Leitung kann darauf verzichten."
        )
    if not remark.strip():
        raise ValidationError({"remark": "Bitte nennen Sie den Grund, warum dieser Schritt entfällt."})
    _change(current, CaseTask.State.NOT_NEEDED, by, now, remark)
    record(current.case, Kind.NOT_NEEDED, _text(current, remark), by=by, now=now, task=current)
    return current


@transaction.atomic
def reopen_task(*, task: CaseTask, by: User, now: datetime, remark: str = "") -> CaseTask:
    """Take a tick back: it was set too early, or by mistake."""
    current = _lock(task, by)
    if not current.is_settled:
        raise ValidationError("Dieser Schritt ist schon offen.")
    current.state, current.settled_at, current.settled_by = CaseTask.State.OPEN, None, None
    current.save(update_fields=["state", "settled_at", "settled_by"])
    record(current.case, Kind.REOPENED, _text(current, remark), by=by, now=now, task=current)
    return current


@transaction.atomic
def plan_task(
    *,
    task: CaseTask,
    by: User,
    now: datetime,
    owner: StaffMember | None,
    contact: Contact | None,
    due_on: date | None,
    remark: str,
) -> CaseTask:
    """Say who does it until when."""
    require_staff(by)
    current = _lock(task, by)
    if contact and contact.authority_id != current.case.authority_id:
        raise ValidationError({"contact": "Diese Person gehört zu einer anderen Behörde."})
    current.owner, current.contact, current.due_on, current.remark = owner, contact, due_on, remark
    current.full_clean()
    current.save(update_fields=["owner", "contact", "due_on", "remark"])
    return current


@transaction.atomic
def add_evidence(*, task: CaseTask, files: Sequence[Upload], by: User, now: datetime) -> CaseTask:
    """Put files beside a step that prove it, also later."""
    current = _lock(task, by)
    if not files:
        raise ValidationError({"files": "Bitte wählen Sie mindestens eine Datei."})
    _add_files(current, files, by, now)
    return current


def _lock(task: CaseTask, by: User) -> CaseTask:
    """The step as it stands now, locked, for whoever may do it: staff, or the authority if it is on its side."""
    current = CaseTask.objects.select_for_update(of=("self",)).select_related("case", "phase").get(pk=task.pk)
    if by.is_service_staff:
        require_staff(by)
    elif current.side != Side.AUTHORITY or not CaseTask.objects.visible_to(by).filter(pk=task.pk).exists():
        raise PermissionDenied
    if not current.case.is_open:
        raise ValidationError("Dieses Vorhaben ist inzwischen beendet. Es lässt sich nicht mehr ändern.")
    return current


def _change(task: CaseTask, state: CaseTask.State, by: User, now: datetime, remark: str) -> None:
    task.state, task.settled_at, task.settled_by, task.remark = state, now, by, remark
    task.save(update_fields=["state", "settled_at", "settled_by", "remark"])


def _add_files(task: CaseTask, files: Sequence[Upload], by: User, now: datetime) -> None:
    check_files(files)
    for file in files:
        kept = keep(row=Evidence(task=task), file=file, by=by, now=now)
        record(task.case, Kind.EVIDENCE, f"{task.title}: {kept.name}", by=by, now=now, task=task)


def _text(task: CaseTask, remark: str) -> str:
    return f"{task.title}: {remark}" if remark else task.title


def _who_and_when(task: CaseTask) -> str:
    moment = f" am {timezone.localtime(task.settled_at):%d.%m.%Y um %H:%M} Uhr" if task.settled_at else ""
    return f"von {task.settled_by}{moment}" if task.settled_by else moment.strip()
