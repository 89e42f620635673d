"""Planning: the number, whom a change affects and why, and what people put right."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from changes.actions import (
    add_affected,
    add_thing,
    approve_change,
    change_change,
    leave_out,
    plan_change,
    recompute,
    remove_thing,
    undo_by_hand,
)
from changes.affecting import drift_of
from changes.models import AffectedByChange, Change
from dependencies.models import Relation
from tests.changes.conftest import NOW, Plan
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    InfrastructureItemFactory,
    ProductVersionFactory,
    RelationFactory,
    SpecialistApplicationFactory,
    UserFactory,
    WorkstationFactory,
)
from tests.factories_changes import ChangeFactory
from workstations.models import InfrastructureItem

pytestmark = pytest.mark.django_db


def affected(change: Change) -> dict[str, str]:
    """Who is affected, and why."""
    rows = AffectedByChange.objects.filter(change=change).concerned().select_related("authority")
    return {row.authority.name: row.why for row in rows}


def test_numbers_follow_each_other_within_a_year(plan: Plan) -> None:
    assert plan().number == "AE-2026-0001"
    assert plan().number == "AE-2026-0002"
    assert plan(now=NOW + timedelta(days=60)).number == "AE-2027-0001"


def test_users_of_the_application_are_affected(plan: Plan, use: ApplicationUse) -> None:
    ApplicationUseFactory(application=use.application, used_until=timezone.localdate(NOW))
    change = plan()
    assert affected(change) == {"Stadt Hagenow": "nutzt Haushalt"}
    assert list(change.reached.all()) == [use.application]


def test_infrastructure_takes_its_applications_with_it(
    plan: Plan, server: InfrastructureItem, use: ApplicationUse
) -> None:
    change = plan(things=[server])
    assert affected(change) == {"Stadt Hagenow": "über srv-finanz fällt aus: Haushalt"}
    assert list(change.reached.all()) == [use.application]
    assert not change.applications.exists()


def test_later_change_of_the_plan_computes_anew(
    plan: Plan, server: InfrastructureItem, use: ApplicationUse, planner: User
) -> None:
    other = ApplicationUseFactory(application__name="Wahlen", authority__name="Amt Zarrentin")
    change = plan()
    change = add_thing(change=change, thing=other.application, by=planner)
    assert set(affected(change)) == {"Stadt Hagenow", "Amt Zarrentin"}
    change = remove_thing(change=change, thing=use.application, by=planner)
    assert set(affected(change)) == {"Amt Zarrentin"}
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        change_change(change=change, by=planner, version=1, title="Zu spät")
    later = ApplicationUseFactory(application=other.application)
    recompute(change=change, by=planner)
    assert set(affected(change)) == {"Amt Zarrentin", later.authority.name}


def test_what_people_put_right_stays(plan: Plan, planner: User) -> None:
    change, other = plan(), AuthorityFactory(name="Amt Wittenburg")
    row = change.affected.get()
    with pytest.raises(ValidationError, match="warum diese Behörde nichts davon"):
        leave_out(affected=row, reason=" ", by=planner)
    leave_out(affected=row, reason="hat an dem Tag geschlossen", by=planner)
    added = add_affected(change=change, authority=other, reason="Ratssitzung nebenan", by=planner)
    recompute(change=change, by=planner)
    assert affected(change) == {"Amt Wittenburg": ""}
    with pytest.raises(ValidationError, match="schon auf der Liste"):
        add_affected(change=change, authority=other, reason="noch einmal", by=planner)
    undo_by_hand(affected=added, by=planner)
    row.refresh_from_db()
    undo_by_hand(affected=row, by=planner)
    assert affected(change) == {"Stadt Hagenow": "nutzt Haushalt"}


def test_workstations_are_counted(plan: Plan, server: InfrastructureItem) -> None:
    place = WorkstationFactory()
    Relation.objects.create(kind=Relation.Kind.DEPENDS_ON, source_workstation=place, target_item=server)
    assert affected(plan(things=[server]))[place.authority.name] == "über srv-finanz fällt aus: 1 IT-Arbeitsplatz"


@pytest.mark.parametrize(("more", "words"), [(1, "1 weiteres Fachverfahren"), (2, "2 weitere Fachverfahren")])
def test_what_is_not_named_is_counted(
    plan: Plan, server: InfrastructureItem, use: ApplicationUse, more: int, words: str
) -> None:
    for _ in range(5 + more):
        found = ApplicationUseFactory(authority=use.authority).application
        RelationFactory(source_application=found, target_item=server)
    assert affected(plan(things=[server]))["Stadt Hagenow"].endswith(f", {words}")


def test_target_version_fits_the_product(plan: Plan, planner: User) -> None:
    version = ProductVersionFactory()
    with pytest.raises(ValidationError) as refused:
        plan(target_version=version)
    assert "target_version" in refused.value.error_dict
    fitting = SpecialistApplicationFactory(product=version.product)
    change = plan(target_version=version, things=[fitting])
    with pytest.raises(ValidationError):
        add_thing(change=change, thing=SpecialistApplicationFactory(), by=planner)


def test_end_before_beginning_is_refused_at_the_field(plan: Plan) -> None:
    with pytest.raises(ValidationError) as refused:
        plan(starts_at=NOW + timedelta(days=7), ends_at=NOW)
    assert set(refused.value.error_dict) >= {"ends_at"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(planned_by=UserFactory(), planned_at=NOW, number="X", starts_at=NOW, ends_at=NOW)


def test_only_planners_plan(approver: User, application: SpecialistApplication) -> None:
    with pytest.raises(PermissionDenied):
        plan_change(change=ChangeFactory.build(), things=[application], by=approver, now=NOW)


def test_use_that_changes_after_the_approval_is_told(submitted: Change, approver: User, use: ApplicationUse) -> None:
    change = approve_change(change=submitted, by=approver, now=NOW)
    today = timezone.localdate(NOW)
    assert not drift_of(change, today)
    new = ApplicationUseFactory(application=use.application, authority__name="Amt Neu")
    ApplicationUse.objects.filter(pk=use.pk).update(used_until=today - timedelta(days=1))
    drift = drift_of(change, today)
    assert drift.new == [new.authority]
    assert drift.gone == [use.authority]
    assert set(affected(change)) == {"Stadt Hagenow"}  # kept


def test_what_was_put_right_counts_as_a_version(plan: Plan, planner: User) -> None:
    change = plan()

    def version() -> int:
        return Change.objects.get(pk=change.pk).version

    row = leave_out(affected=change.affected.get(), reason="hat geschlossen", by=planner)
    assert version() == 2
    undo_by_hand(affected=row, by=planner)
    assert version() == 3
    add_affected(change=change, authority=AuthorityFactory(), reason="Ratssitzung nebenan", by=planner)
    assert version() == 4
    recompute(change=change, by=planner)
    assert version() == 5


def test_row_that_changed_meanwhile_is_read_anew(plan: Plan, planner: User) -> None:
    change = plan()
    seen = change.affected.get()
    leave_out(affected=AffectedByChange.objects.get(pk=seen.pk), reason="hat geschlossen", by=planner)
    assert not seen.is_left_out  # as somebody has it before them who came first
    undo_by_hand(affected=seen, by=planner)
    assert set(affected(change)) == {"Stadt Hagenow"}
    AffectedByChange.objects.all().delete()
    for step in (
        lambda: leave_out(affected=seen, reason="zu spät", by=planner),
        lambda: undo_by_hand(affected=seen, by=planner),
    ):
        with pytest.raises(ValidationError, match="nicht mehr auf der Liste"):
            step()


@pytest.mark.parametrize("redundant", [True, False])
def test_what_is_only_weakened_is_told_apart(
    plan: Plan, server: InfrastructureItem, application: SpecialistApplication, redundant: bool
) -> None:
    if redundant:
        Relation.objects.filter(target_item=server).update(is_redundant=True)
        RelationFactory(
            source_application=application, target_item=InfrastructureItemFactory(name="srv-zweit"), is_redundant=True
        )
    change = plan(things=[server])
    assert list(change.reached.all()) == [application]
    assert list(change.weakened.all()) == ([application] if redundant else [])
    assert not plan(things=[server, application]).weakened.exists()


@pytest.mark.parametrize("year", [1999, 2101, 9999])
def test_moment_out_of_bounds_is_refused_at_its_field(plan: Plan, year: int) -> None:
    starts = NOW.replace(year=year, month=12, day=30)
    with pytest.raises(ValidationError) as refused:
        plan(starts_at=starts, ends_at=starts + timedelta(hours=2))
    assert {"starts_at", "ends_at"} <= set(refused.value.error_dict)
    assert "Jahr von 2000 bis 2100" in str(refused.value)


def test_work_takes_a_month_at_most(plan: Plan) -> None:
    starts = NOW + timedelta(days=7)
    with pytest.raises(ValidationError, match="höchstens 31 Tage") as refused:
        plan(starts_at=starts, ends_at=starts + timedelta(days=31, minutes=1))
    assert set(refused.value.error_dict) == {"ends_at"}
    assert plan(starts_at=starts, ends_at=starts + timedelta(days=31)).pk
