"""Planning for an outage: times and emergency operation, plans as files, exercises."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.access import require_staff
from accounts.models import User
from applications.models import SpecialistApplication
from continuity.models import ContinuityPlan, Exercise, PlanDocument
from files.actions import keep
from files.kinds import Upload, check_files
from history.versions import refuse_stale

FROM_THE_FILE = ("file", "name", "size", "content_type", "uploaded_at")


@transaction.atomic
def save_plan(
    *, application: SpecialistApplication, by: User, version: int | None = None, **said: Any
) -> ContinuityPlan:
    """Say how long it may be out and how work goes on meanwhile; its rank is agreed for many at once."""
    require_staff(by, "continuity.change_continuityplan")
    SpecialistApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)
    plan = ContinuityPlan.objects.filter(application=application).first()
    if plan is not None:
        refuse_stale(plan, version)
    plan = plan or ContinuityPlan(application=application, version=0)
    for name, value in said.items():
        setattr(plan, name, value.strip() if isinstance(value, str) else value)
    if plan.rto_hours is not None and plan.mtpd_hours is not None and plan.rto_hours > plan.mtpd_hours:
        raise ValidationError(
            {
                "rto_hours": f"Länger als die tolerierbare Ausfallzeit von {plan.mtpd_hours} Stunden. Bitte prüfen Sie beide."
            }
        )
    plan.version += 1
    plan.is_demo = application.is_demo
    plan.full_clean()
    plan.save()
    return plan


@transaction.atomic
def file_plan(
    *, application: SpecialistApplication, by: User, now: datetime, file: Upload, title: str, is_internal: bool = False
) -> PlanDocument:
    """File a plan; under a title that is there already it is the next version, and the one before stays."""
    require_staff(by, "continuity.add_plandocument")
    check_files([file])
    current = SpecialistApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)
    title = " ".join(title.split())
    alike = PlanDocument.objects.filter(application=current, title__iexact=title)
    newest = alike.aggregate(number=Max("version"))["number"] or 0
    row = PlanDocument(
        application=current, title=title, version=newest + 1, is_internal=is_internal, is_demo=current.is_demo
    )
    row.clean_fields(exclude=FROM_THE_FILE)
    return keep(row=row, file=file, by=by, now=now)


@transaction.atomic
def record_exercise(
    *,
    application: SpecialistApplication,
    by: User,
    today: date,
    exercise: Exercise | None = None,
    version: int | None = None,
    **said: Any,
) -> Exercise:
    """Write down that an outage was practised, or what has become of its findings."""
    require_staff(by, "continuity.change_exercise")
    if exercise is None:
        row = Exercise(application=application, is_demo=application.is_demo)
    else:
        row = Exercise.objects.select_for_update().get(pk=exercise.pk)
        refuse_stale(row, version)
        row.version += 1
    for name, value in said.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    if row.held_on > today:
        raise ValidationError(
            {"held_on": "Dieser Tag liegt in der Zukunft. Was erst geplant ist, steht bei „nächste Übung“."}
        )
    if row.outcome != Exercise.Outcome.PASSED and not row.findings:
        raise ValidationError({"findings": "Bitte schreiben Sie auf, woran es lag."})
    if row.open_findings and not row.findings:
        raise ValidationError({"findings": "Bitte schreiben Sie auf, was noch offen ist."})
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def remove_exercise(*, exercise: Exercise, by: User) -> None:
    """Take away an exercise that was entered by mistake."""
    require_staff(by, "continuity.change_exercise")
    exercise.delete()
