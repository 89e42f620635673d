"""The life of a change: laid before others, approved by somebody else, carried out, moved, called off."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts import roles
from accounts.models import User
from announcements.models import Announcement
from applications.models import ApplicationUse, SpecialistApplication
from changes.actions import (
    approve_change,
    cancel_change,
    change_change,
    finish_change,
    move_change,
    reject_change,
    roll_back_change,
    start_change,
    submit_change,
    take_up_again,
    withdraw_change,
)
from changes.lifecycle import FOLLOWING, Kind, State, may_follow
from changes.models import Change
from customers.models import Authority
from tests.changes.conftest import NOW, Plan
from tests.factories import BlockedTimeFactory, ProductVersionFactory
from tests.people import employed

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(submitted: Change, approver: User) -> Change:
    return approve_change(change=submitted, by=approver, now=NOW)


def blocked(authority: Authority, change: Change) -> None:
    BlockedTimeFactory(authority=authority, starts_at=change.starts_at, ends_at=change.ends_at, reason="Wahl")


def test_table_of_states_is_complete_and_ends() -> None:
    assert set(FOLLOWING) == set(State)
    assert [state for state in State if not FOLLOWING[state]] == [State.DONE, State.ROLLED_BACK, State.CANCELLED]
    assert not may_follow(Kind.NORMAL, State.PLANNED, State.RUNNING)
    assert may_follow(Kind.EMERGENCY, State.PLANNED, State.RUNNING)


def test_planner_does_not_approve(plan: Plan, use: ApplicationUse) -> None:
    both = employed(roles.ADMINISTRATION)
    change = submit_change(change=plan(), by=both, now=NOW)
    with pytest.raises(PermissionDenied, match="jemand anderes"):
        approve_change(change=change, by=both, now=NOW)
    with pytest.raises(PermissionDenied, match="jemand anderes"):
        reject_change(change=change, reason="Nein", by=both, now=NOW)
    with pytest.raises(IntegrityError, match="decided_by_somebody_else"), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(decided_by=both, decided_at=NOW)


def test_approval_takes_its_own_right(submitted: Change, planner: User) -> None:
    other = employed(roles.INFRASTRUCTURE)
    with pytest.raises(PermissionDenied):
        approve_change(change=submitted, by=other, now=NOW)


def test_blocked_time_needs_a_reason(plan: Plan, planner: User, use: ApplicationUse) -> None:
    change = plan()
    blocked(use.authority, change)
    with pytest.raises(ValidationError) as refused:
        submit_change(change=change, by=planner, now=NOW)
    assert set(refused.value.error_dict) == {"conflict_reason"}
    change = submit_change(change=change, conflict_reason="Die Lücke wird ausgenutzt.", by=planner, now=NOW)
    assert change.state == State.AWAITING
    assert change.conflict_reason == "Die Lücke wird ausgenutzt."


def test_nothing_is_laid_before_others_too_late_or_without_a_thing(plan: Plan, planner: User) -> None:
    late = plan(starts_at=NOW - timedelta(hours=1), ends_at=NOW + timedelta(hours=1))
    with pytest.raises(ValidationError, match="Vergangenheit"):
        submit_change(change=late, by=planner, now=NOW)
    with pytest.raises(ValidationError, match="an der gearbeitet wird"):
        submit_change(change=plan(things=[]), by=planner, now=NOW)


def test_approval_publishes_to_the_authorities_affected(approved: Change, use: ApplicationUse) -> None:
    row = approved.announcement
    assert row is not None
    assert row.kind == Announcement.Kind.MAINTENANCE
    assert (row.takes_place_from, row.takes_place_until) == (approved.starts_at, approved.ends_at)
    assert list(row.authorities.all()) == [use.authority]
    assert not row.is_for_all
    assert "stehen Fachverfahren nicht zur Verfügung. Welche das bei Ihnen sind" in row.text
    assert approved.is_frozen


def test_rejected_change_is_taken_up_again(submitted: Change, approver: User, planner: User) -> None:
    change = reject_change(change=submitted, reason="Bitte nicht vor der Wahl.", by=approver, now=NOW)
    assert change.decision_note == "Bitte nicht vor der Wahl."
    assert not Announcement.objects.exists()
    change = take_up_again(change=change, by=planner)
    assert (change.state, change.decided_by, change.submitted_by) == (State.PLANNED, None, None)


def test_withdrawn_change_can_be_written_anew(submitted: Change, planner: User) -> None:
    with pytest.raises(ValidationError, match="nicht mehr geändert"):
        change_change(change=submitted, by=planner, title="Anders")
    change = withdraw_change(change=submitted, by=planner)
    assert change_change(change=change, by=planner, title="Anders").title == "Anders"


def test_update_leaves_its_version_behind(
    plan: Plan, planner: User, approver: User, application: SpecialistApplication
) -> None:
    version = ProductVersionFactory(product=application.product)
    change = submit_change(change=plan(target_version=version), by=planner, now=NOW)
    change = start_change(
        change=approve_change(change=change, by=approver, now=NOW), by=planner, now=change.starts_at
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Ergebnis"):
        finish_change(change=change, result="", by=planner, now=change.ends_at)
    done = change.starts_at + timedelta(hours=1)
    change = finish_change(change=change, result="Alles geprüft.", by=planner, now=done)
    application.refresh_from_db()
    assert application.product_version == version
    assert application.version == 2
    assert change.announcement is not None
    assert not change.announcement.is_shown(done)


def test_rolled_back_update_leaves_nothing_behind(
    plan: Plan, planner: User, approver: User, application: SpecialistApplication
) -> None:
    version = ProductVersionFactory(product=application.product)
    change = submit_change(change=plan(target_version=version), by=planner, now=NOW)
    change = start_change(
        change=approve_change(change=change, by=approver, now=NOW), by=planner, now=change.starts_at
    )  # fmt: skip
    roll_back_change(change=change, result="Die Prüfung schlug fehl.", by=planner, now=change.ends_at)
    application.refresh_from_db()
    assert application.product_version is None


def test_nothing_begins_without_approval_but_an_emergency(plan: Plan, planner: User, approver: User) -> None:
    with pytest.raises(ValidationError, match="kein Schritt"):
        start_change(change=plan(), by=planner, now=NOW)
    change = start_change(change=plan(kind=Kind.EMERGENCY), by=planner, now=NOW)
    assert change.lacks_approval
    assert change.announcement is not None
    with pytest.raises(ValidationError, match="ohne Freigabe begonnen"):
        approve_change(change=change, by=approver, now=NOW)
    change = approve_change(change=change, note="Der Server brannte.", by=approver, now=NOW)
    assert (change.state, change.lacks_approval) == (State.RUNNING, False)


def test_nothing_begins_before_its_time_unless_it_is_meant_to(approved: Change, planner: User) -> None:
    with pytest.raises(ValidationError, match=r"beginnt erst am 23\.11\.2026, 10:00 Uhr"):
        start_change(change=approved, by=planner, now=NOW)
    assert start_change(change=approved, by=planner, now=NOW, is_meant_early=True).state == State.RUNNING


def test_moving_tells_the_new_time(approved: Change, planner: User) -> None:
    starts, ends = approved.starts_at + timedelta(days=1), approved.ends_at + timedelta(days=1)
    change = move_change(change=approved, starts_at=starts, ends_at=ends, by=planner, now=NOW)
    assert change.announcement is not None
    assert change.announcement.takes_place_from == starts
    assert (change.state, change.sequence) == (State.APPROVED, 1)
    with pytest.raises(ValidationError, match="bisherige Zeit"):
        move_change(change=change, starts_at=starts, ends_at=ends, by=planner, now=NOW)


def test_into_a_blocked_time_moves_only_who_approves(
    approved: Change, planner: User, approver: User, use: ApplicationUse
) -> None:
    starts, ends = approved.starts_at + timedelta(days=1), approved.ends_at + timedelta(days=1)
    BlockedTimeFactory(authority=use.authority, starts_at=starts, ends_at=ends)
    asked = {"change": approved, "starts_at": starts, "ends_at": ends, "now": NOW}
    for reason in ("", "Es eilt."):
        with pytest.raises(ValidationError, match="Dorthin verschiebt nur"):
            move_change(by=planner, conflict_reason=reason, **asked)
    with pytest.raises(ValidationError, match="begründen"):
        move_change(by=employed(roles.ADMINISTRATION), **asked)
    with pytest.raises(PermissionDenied):
        move_change(by=approver, conflict_reason="Es eilt.", **asked)  # carries out nothing
    assert move_change(by=employed(roles.ADMINISTRATION), conflict_reason="Es eilt.", **asked).starts_at == starts


def test_cancelled_change_is_told_until_its_time_is_over(approved: Change, planner: User) -> None:
    later = NOW + timedelta(hours=2)
    with pytest.raises(ValidationError, match="nicht stattfindet"):
        cancel_change(change=approved, reason="", by=planner, now=later)
    change = cancel_change(change=approved, reason="Der Hersteller hat sie zurückgezogen.", by=planner, now=later)
    row = change.announcement
    assert row is not None
    assert row.title == f"Abgesagt: {change.title}"
    assert row.text == "Die Wartung am 23.11.2026, 10:00 bis 12:00 Uhr findet nicht statt."
    assert row.takes_place_from is None
    assert [row.is_shown(moment) for moment in (later, change.ends_at)] == [True, False]
    assert change.sequence == 1


def test_long_title_has_room_for_the_word_of_its_being_called_off(plan: Plan, planner: User, approver: User) -> None:
    change = submit_change(change=plan(title="x" * 120), by=planner, now=NOW)
    change = approve_change(change=change, by=approver, now=NOW)
    change = cancel_change(change=change, reason="Nicht nötig.", by=planner, now=NOW)
    assert change.announcement is not None
    assert len(change.announcement.title) == 120


def test_nobody_decides_on_what_they_have_not_seen(
    plan: Plan, planner: User, approver: User, application: SpecialistApplication
) -> None:
    change = submit_change(change=plan(), by=planner, now=NOW)
    seen = change.version
    change = withdraw_change(change=change, by=planner)
    change = change_change(change=change, by=planner, title="Etwas ganz anderes")
    change = submit_change(change=change, by=planner, now=NOW)
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        approve_change(change=change, by=approver, now=NOW, version=seen)
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        reject_change(change=change, reason="Nein", by=approver, now=NOW, version=seen)
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        submit_change(change=change, by=planner, now=NOW, version=seen)
    assert approve_change(change=change, by=approver, now=NOW, version=change.version).state == State.APPROVED


def test_nothing_is_moved_into_a_year_that_nobody_plans_in(approved: Change, planner: User) -> None:
    starts = NOW.replace(year=9999)
    with pytest.raises(ValidationError, match="Jahr von 2000 bis 2100") as refused:
        move_change(change=approved, starts_at=starts, ends_at=starts + timedelta(hours=1), by=planner, now=NOW)
    assert set(refused.value.error_dict) >= {"starts_at", "ends_at"}
