"""A report on a quiet Monday morning, its team and its authority, and the post."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from accounts.models import User
from accounts.roles import SERVICE_DESK
from notifications.tasks import send_letters, spread
from tests.people import employed, with_fresh_rights
from tests.tickets.conftest import category, contact, monday, ticket  # noqa: F401 – the report of the tickets' tests
from tickets.models import Category

TOLD = "notifications.tasks.spread"
WRITES = "notifications.tasks.send_letters"


@pytest.fixture(autouse=True)
def post(settings: Settings) -> None:
    """Letters are sent, and lie in Django's box for tests."""
    settings.NOTIFY_BY_MAIL = True
    settings.SITE_URL = "https://intranet.example"
    settings.DEFAULT_FROM_EMAIL = "KSM <service@ksm.example>"


@pytest.fixture
def agent(category: Category) -> User:  # noqa: F811 – the fixture
    """Somebody of the team that the report comes to first."""
    return in_team(category)


@pytest.fixture
def colleague(category: Category) -> User:  # noqa: F811 – the fixture
    """Somebody else of that team."""
    return in_team(category)


def in_team(category: Category) -> User:  # noqa: F811 – an argument
    user = employed(SERVICE_DESK)
    member = user.staff_member
    member.team = category.team
    member.save(update_fields=["team"])
    return with_fresh_rights(user)


def waiting(task: str) -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name=task, status="todo").order_by("id"))


@pytest.fixture
def tell(db: None) -> Callable[[], int]:
    """Do the jobs that tell people of what happened since the last time; return how many notifications that made."""
    done: set[int] = set()

    def run() -> int:
        jobs = [job for job in waiting(TOLD) if job.pk not in done]
        done.update(job.pk for job in jobs)
        return sum(spread(**job.args) for job in jobs)

    return run


@pytest.fixture
def deliver(db: None) -> Callable[[], int]:
    """Do the jobs that write letters, as the worker does minutes later; return how many letters that made."""

    def run() -> int:
        return sum(send_letters(**job.args) for job in waiting(WRITES))

    return run


def later(moment: datetime, minutes: int = 5) -> datetime:
    return moment + timedelta(minutes=minutes)
