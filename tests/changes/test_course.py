"""The steps of a change on its page: when each was, and by whom, moves among them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from changes.conflicts import span_in_words
from changes.course import course_of
from changes.models import Change
from tests.changes.conftest import Plan
from tests.factories_changes import ChangeFactory, published_change

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]


@pytest.fixture
def change(plan: Plan) -> Change:
    starts = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    return plan(starts_at=starts, now=timezone.now())


def lines(change: Change) -> dict[str, tuple[bool, str, str]]:
    """Of each step whether its moment is known, by whom it was and what is said of it."""
    found = course_of(Change.objects.get(pk=change.pk))
    return {step.what: (step.at is not None, step.by, step.words) for step in found}


def test_each_step_names_its_moment_and_who_took_it(
    change: Change, planner: User, approver: User, client_for: ClientFor
) -> None:
    browser, boss = client_for(planner), client_for(approver)

    def take(by: Client, step: str, **data: str) -> None:
        assert by.post(reverse(f"changes:{step}", args=[change.pk]), data).status_code == 302

    take(browser, "submit")
    take(boss, "approve", note="Mit Auflage.")
    later = {"starts_at": change.starts_at + timedelta(days=1), "ends_at": change.ends_at + timedelta(days=1)}
    take(browser, "move", **{name: f"{timezone.localtime(at):%Y-%m-%dT%H:%M}" for name, at in later.items()})
    take(browser, "start", is_meant_early="on")
    take(browser, "finish", result="Alles geprüft.")
    before = span_in_words(change.starts_at, change.ends_at)
    assert lines(change) == {
        "Geplant": (True, str(planner), ""),
        "Vorgelegt": (True, str(planner), ""),
        "Freigegeben": (True, str(approver), "Mit Auflage."),
        "Bekannt gegeben": (True, "", ""),
        "Verschoben": (True, str(planner), f"vorher {before}"),
        "Begonnen": (True, str(planner), ""),
        "Abgeschlossen": (True, str(planner), "Alles geprüft."),
    }
    page = boss.get(change.get_absolute_url()).content.decode()
    assert f"vorher {before}" in page


def test_reason_for_calling_off_is_no_result(change: Change, planner: User, client_for: ClientFor) -> None:
    browser = client_for(planner)
    browser.post(reverse("changes:cancel", args=[change.pk]), {"reason": "Der Hersteller kann nicht."})
    page = browser.get(change.get_absolute_url()).content.decode()
    assert ">Abgesagt, weil<" in page
    assert ">Ergebnis<" not in page
    assert lines(change)["Abgesagt"] == (True, str(planner), "Der Hersteller kann nicht.")


def test_what_has_no_history_has_its_steps_all_the_same(change: Change) -> None:
    before = timezone.now() - timedelta(days=1)
    row = published_change(
        change.affected.get().authority, submitted_by=change.planned_by, planned_at=before
    )  # fmt: skip
    assert lines(row)["Vorgelegt"] == (False, str(change.planned_by), "")
    assert list(lines(row)) == ["Geplant", "Vorgelegt", "Freigegeben", "Bekannt gegeben"]
    assert list(lines(ChangeFactory())) == ["Geplant"]
