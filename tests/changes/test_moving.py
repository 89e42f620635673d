"""The page on which a change is moved: who moves where, and what stands against the time that was typed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.models import User
from applications.models import ApplicationUse
from changes.conflicts import span_in_words
from changes.models import Change
from tests.factories import BlockedTimeFactory
from tests.factories_changes import published_change
from tests.people import employed

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]


@pytest.fixture
def change(use: ApplicationUse) -> Change:
    """Approved, with a time a week later that is blocked."""
    starts = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=7)
    row = published_change(use.authority, starts_at=starts)
    BlockedTimeFactory(authority=use.authority, reason="Wahl", **times(row))
    return row


def times(change: Change, days: int = 7) -> dict[str, datetime]:
    """The same hours some days later."""
    later = timedelta(days=days)
    return {"starts_at": change.starts_at + later, "ends_at": change.ends_at + later}


def typed(change: Change, days: int = 7, **more: str) -> dict[str, str]:
    """The same as it is typed."""
    found = {name: f"{timezone.localtime(at):%Y-%m-%dT%H:%M}" for name, at in times(change, days).items()}
    return found | more


def test_planner_is_told_at_once_where_it_cannot_go_and_where_there_is_room(
    planners_browser: Client, change: Change
) -> None:
    address = reverse("changes:move", args=[change.pk])
    first = planners_browser.get(address).content.decode()
    assert 'name="conflict_reason"' not in first
    assert "wer Änderungen freigibt" in first
    page = planners_browser.post(address, typed(change)).content.decode()
    assert "Dorthin verschiebt nur" in page
    assert 'name="conflict_reason"' not in page
    assert "Wahl" in page
    later = times(change)
    length = change.ends_at - change.starts_at
    assert f"dieser Länge: {span_in_words(later['ends_at'], later['ends_at'] + length)}" in page


def test_who_approves_gives_a_reason_and_sees_what_it_is_for(change: Change, client_for: ClientFor) -> None:
    browser, address = client_for(employed(roles.ADMINISTRATION)), reverse("changes:move", args=[change.pk])
    page = browser.post(address, typed(change)).content.decode()
    assert "Wahl" in page
    assert "Bitte begründen Sie" in page
    browser.post(address, typed(change, conflict_reason="Es eilt."))
    before = change.starts_at
    change.refresh_from_db()
    assert change.starts_at == before + timedelta(days=7)


def test_time_that_is_none_is_told_at_its_field(planners_browser: Client, change: Change) -> None:
    address = reverse("changes:move", args=[change.pk])
    for starts, ends in (("9999-12-31T10:00", "9999-12-31T11:00"), ("2040-01-02T10:00", "2040-01-02T09:00")):
        page = planners_browser.post(address, {"starts_at": starts, "ends_at": ends}).content.decode()
        assert "Fehler: " in page
        assert "Was dagegen steht" not in page
