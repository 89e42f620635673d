"""Who is told by a number in the menu that a change waits for them: who approves, and whose plan was rejected."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.models import User
from changes.actions import reject_change, start_change, submit_change, take_up_again
from changes.lifecycle import Kind
from changes.models import Change
from ksm.navigation import navigation
from tests.changes.conftest import Plan, soon
from tests.people import employed

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]


def number(browser: Client) -> int:
    """What the menu says at „Änderungen“."""
    request = browser.get(reverse("changes:calendar")).wsgi_request
    items = [item for section in navigation(request)["navigation"] for item in section.items]
    return next(int(item.count()) for item in items if item.url == reverse("changes:changes"))


def test_what_waits_for_approval_is_counted_for_who_may_decide(
    plan: Plan, planner: User, approver: User, client_for: ClientFor
) -> None:
    change, other = plan(starts_at=soon()), plan(starts_at=soon() + timedelta(days=1))
    boss, desk = client_for(approver), client_for(employed(roles.SERVICE_DESK))
    assert number(boss) == 0
    submit_change(change=change, by=planner, now=timezone.now())
    assert (number(boss), number(client_for(planner)), number(desk)) == (1, 0, 0)
    page = boss.get(reverse("changes:changes")).content.decode()
    assert "Eine Änderung wartet auf Sie" in page
    found = boss.get(reverse("changes:changes"), {"waits": "me"}).content.decode()
    assert f'data-id="{change.pk}"' in found
    assert f'data-id="{other.pk}"' not in found


def test_nobody_counts_what_they_laid_before_others_themselves(plan: Plan, client_for: ClientFor) -> None:
    both = employed(roles.ADMINISTRATION)
    change = plan(starts_at=soon())
    submit_change(change=change, by=both, now=timezone.now())
    assert number(client_for(both)) == 0
    assert number(client_for(employed(roles.ADMINISTRATION))) == 1


def test_rejected_change_waits_for_who_planned_it(
    plan: Plan, planner: User, approver: User, client_for: ClientFor
) -> None:
    change = submit_change(change=plan(starts_at=soon()), by=planner, now=timezone.now())
    change = reject_change(change=change, reason="Nicht vor der Wahl.", by=approver, now=timezone.now())
    colleague = employed(roles.APPLICATION_CARE)
    assert [number(client_for(one)) for one in (planner, approver, colleague)] == [1, 0, 0]
    take_up_again(change=change, by=planner)
    assert number(client_for(planner)) == 0


def test_emergency_without_approval_waits_for_it(
    plan: Plan, planner: User, approver: User, client_for: ClientFor
) -> None:
    start_change(change=plan(starts_at=soon(), kind=Kind.EMERGENCY), by=planner, now=timezone.now())
    assert Change.objects.get().lacks_approval
    assert [number(client_for(one)) for one in (planner, approver)] == [0, 1]
