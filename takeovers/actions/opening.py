"""How a case begins: from the newest published template, with the scopes that are meant to change hands."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import StaffMember, User
from contracts.models import Agreement
from customers.actions import give_role
from customers.models import Authority, AuthorityRole, Contact
from history.validity import valid_on
from takeovers.actions.steps import Kind, last_position, lock, record, require_staff
from takeovers.models import (
    CaseKind,
    CaseScope,
    CaseTask,
    Consent,
    ProcessTemplate,
    Side,
    TakeoverCase,
    TemplatePhase,
)


class WantedScope(NamedTuple):
    """A task that is meant to change hands, from when on."""

    scope: str
    subject: str = ""
    planned_on: date | None = None


@transaction.atomic
def open_case(
    *,
    authority: Authority,
    kind: CaseKind,
    started_on: date,
    scopes: Iterable[WantedScope],
    by: User,
    now: datetime,
    responsible: StaffMember | None = None,
    coordinator: Contact | None = None,
    note: str = "",
    is_demo: bool = False,
) -> TakeoverCase:
    """Begin a case: its steps come from the newest published template; who is nothing to us yet becomes a prospect."""
    require_staff(by)
    _check_role(authority, kind, started_on)
    template = ProcessTemplate.objects.filter(kind=kind, published_on__lte=started_on).first() or _newest(kind)
    case = TakeoverCase(
        authority=authority, kind=kind, template=template, started_on=started_on, responsible=responsible, coordinator=coordinator, note=note, is_demo=is_demo,
    )  # fmt: skip
    case.full_clean()
    case.save()
    _add_tasks(case, template.phases.filter(is_per_scope=False).prefetch_related("tasks"), None)
    for wanted in scopes:
        _add_scope(case, wanted)
    if kind == CaseKind.JOINING:
        _begin_interest(case, started_on, by)
        _list_carriers(case, started_on)
    record(case, Kind.OPENED, f"{case.get_kind_display()} nach {template}", by=by, now=now)
    return case


@transaction.atomic
def edit_case(
    *,
    case: TakeoverCase,
    by: User,
    now: datetime,
    responsible: StaffMember | None,
    coordinator: Contact | None,
    agreement: Agreement | None,
    started_on: date | None,
    follow_up_on: date | None,
    note: str,
) -> TakeoverCase:
    """Change who looks after it, its agreement, or when to ask again; also after its end."""
    require_staff(by)
    current = lock(case, must_be_open=False)
    if agreement and agreement.authority_id != current.authority_id:
        raise ValidationError({"agreement": "Diese Vereinbarung gehört zu einer anderen Behörde."})
    if coordinator and coordinator.authority_id != current.authority_id:
        raise ValidationError({"coordinator": "Diese Person gehört zu einer anderen Behörde."})
    new = {
        "responsible": responsible, "coordinator": coordinator, "agreement": agreement, "started_on": started_on, "follow_up_on": follow_up_on, "note": note,
    }  # fmt: skip
    changed = [name for name, value in new.items() if getattr(current, name) != value]
    for name in changed:
        setattr(current, name, new[name])
    current.full_clean()
    if changed:
        current.save(update_fields=changed)
        words = ", ".join(str(TakeoverCase._meta.get_field(name).verbose_name) for name in changed)  # type: ignore[union-attr]  # own columns
        record(current, Kind.EDITED, words, by=by, now=now, is_shared="note" not in changed)
    return current


@transaction.atomic
def add_scope(*, case: TakeoverCase, wanted: WantedScope, by: User, now: datetime) -> CaseScope:
    """A further task changes hands: its steps are added."""
    require_staff(by)
    current = lock(case)
    scope = _add_scope(current, wanted)
    record(current, Kind.SCOPE, f"{scope} ergänzt", by=by, now=now)
    return scope


@transaction.atomic
def plan_scope(*, scope: CaseScope, planned_on: date | None, by: User, now: datetime) -> CaseScope:
    """Move the planned start of a scope; the due days of its open steps move with it."""
    require_staff(by)
    case = lock(scope.case)
    current = CaseScope.objects.select_for_update().get(pk=scope.pk)
    if current.is_live:
        raise ValidationError({"planned_on": "Der Betrieb ist schon aufgenommen."})
    before, current.planned_on = current.planned_on, planned_on
    current.save(update_fields=["planned_on"])
    if before and planned_on:
        moved = CaseTask.objects.filter(scope=current, state=CaseTask.State.OPEN, due_on__isnull=False)
        for task in moved:
            task.due_on = task.due_on + (planned_on - before) if task.due_on else None
            task.save(update_fields=["due_on"])
    elif planned_on:
        _set_due_days(current, planned_on)
    day = f"{planned_on:%d.%m.%Y}" if planned_on else "ohne Termin"
    record(case, Kind.SCOPE, f"{current}: Betrieb geplant ab {day}", by=by, now=now)
    return current


@transaction.atomic
def drop_scope(*, scope: CaseScope, by: User, now: datetime) -> None:
    """A task does not change hands after all: it goes with its steps, as long as none of them was done."""
    require_staff(by)
    case = lock(scope.case)
    if scope.is_live or scope.tasks.exclude(state=CaseTask.State.OPEN).exists() or hasattr(scope, "snapshot"):
        raise ValidationError(
            "Zu dieser Aufgabe ist schon etwas erledigt. Erklären Sie die übrigen Schritte für nicht nötig."
        )
    name = str(scope)
    scope.tasks.all().delete()
    scope.delete()
    record(case, Kind.SCOPE, f"{name} gestrichen", by=by, now=now)


@transaction.atomic
def add_task(
    *,
    case: TakeoverCase,
    phase: TemplatePhase,
    title: str,
    by: User,
    now: datetime,
    scope: CaseScope | None = None,
    explanation: str = "",
    side: Side = Side.SERVICE,
    owner: StaffMember | None = None,
    due_on: date | None = None,
) -> CaseTask:
    """A step that the template does not know."""
    require_staff(by)
    current = lock(case)
    if phase.template_id != current.template_id or phase.is_per_scope != (scope is not None):
        raise ValidationError({"phase": "Diese Phase passt nicht zu dem Vorhaben oder der Aufgabe."})
    task = CaseTask(
        case=current, scope=scope, phase=phase, position=last_position(current, phase, scope) + 1, title=title, explanation=explanation,
        side=side, owner=owner, due_on=due_on,
    )  # fmt: skip
    task.full_clean()
    task.save()
    record(current, Kind.EDITED, f"Schritt „{title}“ ergänzt", by=by, now=now, task=task)
    return task


@transaction.atomic
def list_carriers(*, case: TakeoverCase, day: date, by: User, now: datetime) -> int:
    """Add the carriers that are missing in the overview of consents; how many came."""
    require_staff(by)
    current = lock(case)
    added = _list_carriers(current, day)
    if added:
        record(current, Kind.CONSENT, f"{added} Träger in die Übersicht aufgenommen", by=by, now=now)
    return added


def _newest(kind: CaseKind) -> ProcessTemplate:
    found = ProcessTemplate.objects.filter(kind=kind, published_on__isnull=False).first()
    if found is None:
        raise ValidationError({"kind": "Dafür ist noch kein Ablauf veröffentlicht."})
    return found


def _check_role(authority: Authority, kind: CaseKind, day: date) -> None:
    role = AuthorityRole.objects.filter(valid_on(day), authority=authority).first()
    served = role is not None and role.role in {AuthorityRole.Role.CUSTOMER, AuthorityRole.Role.CARRIER}
    if kind == CaseKind.LEAVING and not served:
        raise ValidationError({"authority": "Austreten kann nur, wer an diesem Tag Kunde oder Träger ist."})


def _begin_interest(case: TakeoverCase, day: date, by: User) -> None:
    """Who is nothing to the provider on that day, nor later, becomes a prospect."""
    roles = AuthorityRole.objects.filter(authority=case.authority)
    if roles.filter(valid_from__gt=day).exists() or roles.filter(valid_on(day)).exists():
        return
    role = AuthorityRole(
        authority=case.authority, role=AuthorityRole.Role.PROSPECT, outcome=AuthorityRole.Outcome.OPEN, valid_from=day,
        is_demo=case.is_demo,
    )  # fmt: skip
    give_role(role=role, ends_previous=False, by=by)


def _list_carriers(case: TakeoverCase, day: date) -> int:
    carriers = AuthorityRole.objects.filter(valid_on(day), role=AuthorityRole.Role.CARRIER).exclude(
        authority=case.authority_id
    )
    known = set(case.consents.values_list("carrier_id", flat=True))
    new = [key for key in carriers.values_list("authority_id", flat=True) if key not in known]
    Consent.objects.bulk_create([Consent(case=case, carrier_id=key, is_demo=case.is_demo) for key in new])
    return len(new)


def _add_scope(case: TakeoverCase, wanted: WantedScope) -> CaseScope:
    scope = CaseScope(
        case=case, scope=wanted.scope, subject=wanted.subject, planned_on=wanted.planned_on, is_demo=case.is_demo
    )
    scope.full_clean()
    scope.save()
    _add_tasks(case, case.template.phases.filter(is_per_scope=True).prefetch_related("tasks"), scope)
    return scope


def _add_tasks(case: TakeoverCase, phases: "Iterable[TemplatePhase]", scope: CaseScope | None) -> None:
    start = scope.planned_on if scope else None
    CaseTask.objects.bulk_create(
        CaseTask(
            case=case, scope=scope, phase=phase, position=task.position, title=task.title, explanation=task.explanation, side=task.side,
            proof=task.proof, needed_for=task.needed_for, is_demo=case.is_demo,
            due_on=start + timedelta(days=task.days_after_start) if start and task.days_after_start is not None else None,
        )
        for phase in phases
        for task in phase.tasks.all()
    )  # fmt: skip


def _set_due_days(scope: CaseScope, start: date) -> None:
    """Give the steps of a scope their days, now that its start is known."""
    days = {
        (phase.pk, task.position): task.days_after_start
        for phase in scope.case.template.phases.filter(is_per_scope=True).prefetch_related("tasks")
        for task in phase.tasks.all()
    }
    for task in scope.tasks.filter(state=CaseTask.State.OPEN, due_on=None):
        after = days.get((task.phase_id, task.position))
        if after is not None:
            task.due_on = start + timedelta(days=after)
            task.save(update_fields=["due_on"])
