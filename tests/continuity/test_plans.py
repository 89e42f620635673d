"""Needs, plans, papers, exercises and ranks: who may, what is refused, what stays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from accounts.models import User
from applications.models import SpecialistApplication
from continuity import actions
from continuity.models import ContinuityPlan, PlanDocument, ProtectionNeed
from tests.factories import SpecialistApplicationFactory
from tests.factories_continuity import ContinuityPlanFactory, ExerciseFactory, ProtectionNeedFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)
NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)
NEED = {
    "confidentiality": 2, "confidentiality_reason": "Meldedaten.", "integrity": 1, "integrity_reason": "Wird geprüft.",
    "availability": 3, "availability_reason": "Ausweise.", "assessed_on": TODAY, "review_on": None,
}  # fmt: skip


@pytest.fixture
def application() -> SpecialistApplication:
    """The Fachverfahren that all is about."""
    return SpecialistApplicationFactory(name="Meldewesen")


def agree(by: User, ranks: dict[int, int | None], seen: dict[int, int | None]) -> int:
    return actions.agree_ranks(
        ranks=ranks, seen=seen, agreed_on=TODAY, agreed_with="Runde der IT-Koordinationen", by=by, today=TODAY
    )


def test_a_need_is_assessed_once_and_then_changed(application: SpecialistApplication, application_care: User) -> None:
    actions.assess(application=application, by=application_care, today=TODAY, version=0, **NEED)
    actions.assess(application=application, by=application_care, today=TODAY, version=1, **{**NEED, "integrity": 2})
    need = ProtectionNeed.objects.get()
    assert (need.integrity, need.version) == (2, 2)


def test_a_need_that_somebody_made_meanwhile_is_not_written_over(
    application: SpecialistApplication, application_care: User
) -> None:
    ProtectionNeedFactory(application=application)
    with pytest.raises(ValidationError) as refused:
        actions.assess(application=application, by=application_care, today=TODAY, version=0, **NEED)
    assert refused.value.error_list[0].code == "stale"


def test_no_level_without_its_reason(application: SpecialistApplication, application_care: User) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.assess(
            application=application, by=application_care, today=TODAY, **{**NEED, "availability_reason": " "}
        )
    assert "availability_reason" in refused.value.error_dict
    with pytest.raises(IntegrityError):
        ProtectionNeed.objects.create(application=application, **{**NEED, "integrity_reason": ""})


def test_it_runs_again_before_the_outage_hurts(application: SpecialistApplication, application_care: User) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.save_plan(application=application, by=application_care, mtpd_hours=24, rto_hours=25)
    assert "rto_hours" in refused.value.error_dict
    actions.save_plan(application=application, by=application_care, mtpd_hours=24, rto_hours=24)
    with pytest.raises(IntegrityError):
        ContinuityPlan.objects.update(rto_hours=25)


def test_a_plan_keeps_its_rank(application: SpecialistApplication, application_care: User) -> None:
    ContinuityPlanFactory(application=application, restart_rank=4)
    actions.save_plan(application=application, by=application_care, version=1, paper_fallback="Vordrucke")
    plan = ContinuityPlan.objects.get()
    assert (plan.restart_rank, plan.paper_fallback, plan.version) == (4, "Vordrucke", 2)


def content_of(paper: PlanDocument) -> bytes:
    with paper.file.open("rb") as stored:
        content: bytes = stored.read()
    return content


def test_papers_are_kept_in_versions(application: SpecialistApplication, application_care: User) -> None:
    for content in (b"erste", b"zweite"):
        file = SimpleUploadedFile("plan.txt", content, content_type="text/plain")
        actions.file_plan(application=application, by=application_care, now=NOW, file=file, title=" Wiederanlaufplan ")
    assert list(PlanDocument.objects.values_list("title", "version")) == [
        ("Wiederanlaufplan", 2),
        ("Wiederanlaufplan", 1),
    ]
    assert content_of(PlanDocument.objects.newest().get()) == b"zweite"
    assert content_of(PlanDocument.objects.get(version=1)) == b"erste"


def test_no_program_is_filed_as_a_plan(application: SpecialistApplication, application_care: User) -> None:
    file = SimpleUploadedFile("plan.exe", b"MZ\x00", content_type="application/pdf")
    with pytest.raises(ValidationError) as refused:
        actions.file_plan(application=application, by=application_care, now=NOW, file=file, title="Plan")
    assert "files" in refused.value.error_dict


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
        ({"outcome": "failed"}, "findings"),
        ({"open_findings": 1}, "findings"),
    ],
)
def test_an_exercise_says_what_was_wrong(
    said: dict[str, object], field: str, application: SpecialistApplication, application_care: User
) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.record_exercise(
            application=application, by=application_care, today=TODAY,
            **{"held_on": TODAY, "kind": "restart", "outcome": "passed", **said},
        )  # fmt: skip
    assert field in refused.value.error_dict


def test_an_exercise_is_corrected_in_the_version_that_was_seen(application_care: User) -> None:
    exercise = ExerciseFactory(outcome="flawed", findings="Nummern veraltet.", open_findings=2)
    actions.record_exercise(
        application=exercise.application,
        exercise=exercise,
        by=application_care,
        today=TODAY,
        version=1,
        open_findings=0,
    )
    with pytest.raises(ValidationError):
        actions.record_exercise(
            application=exercise.application,
            exercise=exercise,
            by=application_care,
            today=TODAY,
            version=1,
            open_findings=1,
        )
    exercise.refresh_from_db()
    assert (exercise.open_findings, exercise.version) == (0, 2)


def test_ranks_are_agreed_for_many_at_once_also_without_a_plan(manager: User) -> None:
    first, second = SpecialistApplicationFactory(), SpecialistApplicationFactory()
    ContinuityPlanFactory(application=first, restart_rank=3)
    assert agree(manager, {first.pk: 1, second.pk: 1}, {first.pk: 3, second.pk: None}) == 2
    plans = ContinuityPlan.objects.order_by("application").values_list(
        "restart_rank", "rank_agreed_on", "rank_agreed_with"
    )
    assert list(plans) == [(1, TODAY, "Runde der IT-Koordinationen")] * 2


def test_a_rank_is_taken_back_with_its_day(manager: User) -> None:
    plan = ContinuityPlanFactory(restart_rank=3)
    agree(manager, {plan.application_id: None}, {plan.application_id: 3})
    plan.refresh_from_db()
    assert (plan.restart_rank, plan.rank_agreed_on, plan.rank_agreed_with) == (None, None, "")


def test_ranks_that_somebody_else_has_changed_are_not_written_over(manager: User) -> None:
    plan, other = ContinuityPlanFactory(restart_rank=3), ContinuityPlanFactory(restart_rank=5)
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        agree(
            manager,
            {other.application_id: 1, plan.application_id: 2},
            {other.application_id: 5, plan.application_id: 4},
        )
    other.refresh_from_db()
    assert other.restart_rank == 5


def test_nothing_to_agree_is_said(manager: User) -> None:
    plan = ContinuityPlanFactory(restart_rank=3)
    with pytest.raises(ValidationError, match="kein Rang geändert"):
        agree(manager, {plan.application_id: 3}, {plan.application_id: 3})


def test_who_may(application: SpecialistApplication, service_desk: User, coordinator: User, manager: User) -> None:
    for user in (service_desk, coordinator):
        with pytest.raises(PermissionDenied):
            agree(user, {application.pk: 1}, {application.pk: None})
    for user in (service_desk, coordinator, manager):
        with pytest.raises(PermissionDenied):
            actions.save_plan(application=application, by=user, mtpd_hours=1)
        with pytest.raises(PermissionDenied):
            actions.assess(application=application, by=user, today=TODAY, **NEED)
        with pytest.raises(PermissionDenied):
            actions.record_exercise(application=application, by=user, today=TODAY)
