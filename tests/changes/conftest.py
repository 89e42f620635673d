"""Who plans, who approves, and an authority with a Fachverfahren on a server."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts import roles
from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from changes.actions import plan_change, submit_change
from changes.models import Change
from customers.models import Authority
from tests.factories import (
    ApplicationUseFactory,
    InfrastructureItemFactory,
    RelationFactory,
    TicketFactory,
    UserFactory,
    service_calendar_for_all,
)
from tests.factories_changes import ChangeFactory
from tests.people import employed
from tickets import actions as tickets
from tickets.models import MajorIncident
from workstations.models import InfrastructureItem

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
Plan = Callable[..., Change]


@pytest.fixture
def planner(db: None) -> User:
    """Plans and carries out."""
    return employed(roles.APPLICATION_CARE)


@pytest.fixture
def approver(db: None) -> User:
    """Approves what others plan."""
    return employed(roles.CUSTOMER_CARE)


@pytest.fixture
def planners_browser(planner: User, client_for: Callable[[User], Client]) -> Client:
    return client_for(planner)


@pytest.fixture
def use(db: None) -> ApplicationUse:
    """An authority uses a Fachverfahren."""
    return ApplicationUseFactory(
        application__name="Haushalt", authority__name="Stadt Hagenow", authority__short_name="Hagenow"
    )


@pytest.fixture
def application(use: ApplicationUse) -> SpecialistApplication:
    return use.application


@pytest.fixture
def server(application: SpecialistApplication) -> InfrastructureItem:
    """The server on which it runs."""
    item = InfrastructureItemFactory(name="srv-finanz")
    RelationFactory(source_application=application, target_item=item)
    return item


@pytest.fixture
def plan(planner: User, application: SpecialistApplication) -> Plan:
    """Plans a change of the Fachverfahren a week ahead, with other values where they are given."""

    def planned(**values: Any) -> Change:
        things = values.pop("things", [application])
        now = values.pop("now", NOW)
        starts = values.setdefault("starts_at", NOW + timedelta(days=7))
        values.setdefault("ends_at", starts + timedelta(hours=2))
        row = ChangeFactory.build(planned_by=UserFactory.build(), **values)
        return plan_change(change=row, things=things, by=planner, now=now)

    return planned


@pytest.fixture
def submitted(plan: Plan, planner: User) -> Change:
    """One that waits for its approval."""
    return submit_change(change=plan(), by=planner, now=NOW)


@pytest.fixture
def own_use(ludwigslust: Authority) -> ApplicationUse:
    """The authority of the coordinator uses a Fachverfahren."""
    return ApplicationUseFactory(authority=ludwigslust, application__name="Einwohnerwesen")


@pytest.fixture
def incident(own_use: ApplicationUse, service_desk: User) -> MajorIncident:
    """An outage of it that goes on."""
    service_calendar_for_all()
    ticket = TicketFactory(authority=own_use.authority)
    return tickets.declare_outage(
        ticket=ticket, title="Einwohnerwesen steht", text="Wir arbeiten daran.", authorities=[own_use.authority],
        application=own_use.application, by=service_desk, now=timezone.now(),
    )  # fmt: skip


def soon() -> datetime:
    """Some time to come, for what is read by the clock on the wall."""
    return timezone.now() + timedelta(days=2)
