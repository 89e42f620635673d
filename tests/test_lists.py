"""Every list takes as many queries with twenty rows as with two, and its exports hold no row of another authority."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from takeovers.models import TakeoverCase
from tests.addresses import all_addresses
from tests.factories import (
    AgreementFactory,
    ApplicationUseFactory,
    ArticleFactory,
    AuthorityFactory,
    AuthorityRoleFactory,
    BlockedTimeFactory,
    CaseTaskFactory,
    ContactFactory,
    ContactFunctionFactory,
    DecisionFactory,
    ExitPackFactory,
    ImportFactory,
    InfrastructureItemFactory,
    LogEntryFactory,
    MessageFactory,
    OpeningExceptionFactory,
    OpeningHoursFactory,
    RoomFactory,
    ServicePointFactory,
    SiteFactory,
    TakeoverCaseFactory,
    TicketFactory,
    WeeklyBlockedTimeFactory,
    WorkstationFactory,
)
from tickets.models import Ticket
from ui.pages import ListPage

Fill = Callable[[Authority], models.Model]


def workstation(authority: Authority) -> models.Model:
    """A workstation with everything a list may show of it."""
    return WorkstationFactory(
        authority=authority, site=SiteFactory(authority=authority), used_by=ContactFactory(authority=authority)
    )


def service_point(authority: Authority) -> models.Model:
    point = ServicePointFactory(authorities=[authority])
    OpeningHoursFactory(service_point=point)
    OpeningExceptionFactory(service_point=point)
    return point


def site(authority: Authority) -> models.Model:
    """A site with a room and a service point that looks after it."""
    row = SiteFactory(authority=authority)
    RoomFactory(site=row)
    ServicePointFactory().sites.add(row)
    return row


def step(authority: Authority) -> models.Model:
    """A case that ended, and a step of the one that goes on; there is one open case of an authority at a time."""
    TakeoverCaseFactory(authority=authority, state="completed", ended_on=date(2026, 11, 1))
    going_on = TakeoverCase.objects.filter(authority=authority, state="open").first()
    return CaseTaskFactory(case=going_on or TakeoverCaseFactory(authority=authority))


def ticket(authority: Authority) -> Ticket:
    """A report of a person of its own, at a workstation, with an answer."""
    report = TicketFactory(
        authority=authority, workstation=workstation(authority), due_at=timezone.now(), response_due_at=timezone.now()
    )
    MessageFactory(ticket=report)
    return report


# How a list gets one more row; its cells reach a new row of every other table too.
ROW_OF: dict[str, Fill] = {
    "customers:authorities": lambda authority: AuthorityRoleFactory(authority=AuthorityFactory()),
    "customers:sites": site,
    "counter:service_points": service_point,
    "contracts:blocked_times": lambda authority: BlockedTimeFactory(authority=authority),
    "contracts:weekly_blocked_times": lambda authority: WeeklyBlockedTimeFactory(authority=authority),
    "customers:contacts": lambda authority: ContactFunctionFactory(contact=ContactFactory(authority=authority)),
    "workstations:workstations": workstation,
    "workstations:infrastructure": lambda authority: InfrastructureItemFactory(),
    "applications:applications": lambda authority: ApplicationUseFactory(authority=authority),
    "takeovers:cases": step,
    "takeovers:tasks": step,
    "contracts:agreements": lambda authority: AgreementFactory(
        authority=authority, state="effective", effective_from=date(2020, 1, 1)
    ),
    "contracts:decisions": lambda authority: DecisionFactory(authority=authority),
    "knowledge:articles": lambda authority: ArticleFactory(authorities=[authority]),
    "tickets:queue": ticket,
    "portal:tickets": ticket,
    "history:log": lambda authority: LogEntryFactory(),
    "imports:imports": lambda authority: ImportFactory(),
    "privacy:exit-packs": lambda authority: ExitPackFactory(authority=authority),
}
FOR_STAFF_ONLY = {
    "customers:sites",
    "imports:imports",
    "privacy:exit-packs",
    "workstations:infrastructure",
    "knowledge:articles",
    "tickets:queue",
    "history:log",
}


def lists() -> list[str]:
    """The addresses behind which a list page stands."""
    found = []
    for address in all_addresses():
        if address.name.startswith("admin:") or address.parts:
            continue
        view = get_resolver().resolve(reverse(address.name)).func
        if issubclass(getattr(view, "view_class", object), ListPage):
            found.append(address.name)
    return found


def queries(client: Client, url: str) -> int:
    """How many queries a page takes, once everything that is remembered has been asked for."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
        if response.streaming:
            b"".join(response)
    assert response.status_code == 200
    return len(captured)


def test_every_list_is_known_here() -> None:
    assert set(lists()) == set(ROW_OF)


@pytest.mark.parametrize("query", ["", "?export=csv"])
@pytest.mark.parametrize("name", sorted(ROW_OF))
def test_list_takes_as_many_queries_with_20_rows_as_with_2(
    name: str,
    query: str,
    coordinator: User,
    service_desk: User,
    data_protection: User,
    customer_care: User,
    ludwigslust: Authority,
    client_for: Callable[[User], Client],
) -> None:
    reader = {
        "portal:tickets": coordinator,
        "history:log": data_protection,
        "imports:imports": customer_care,
        "privacy:exit-packs": data_protection,
        "takeovers:cases": data_protection,
        "takeovers:tasks": data_protection,
        "contracts:agreements": data_protection,
        "contracts:decisions": data_protection,
    }.get(name, service_desk)
    client = client_for(reader)
    url = reverse(name) + query
    for _ in range(2):
        ROW_OF[name](ludwigslust)
    client.get(url)  # fills what is remembered between requests
    with_two = queries(client, url)
    for _ in range(18):
        ROW_OF[name](ludwigslust)
    assert queries(client, url) == with_two


@pytest.mark.parametrize("name", sorted(set(ROW_OF) - FOR_STAFF_ONLY))
def test_export_for_a_coordinator_holds_the_rows_of_the_authority_and_no_other(
    name: str, coordinator: User, ludwigslust: Authority, client_for: Callable[[User], Client]
) -> None:
    client = client_for(coordinator)
    ROW_OF[name](ludwigslust)
    before = exported(client, name)
    ROW_OF[name](AuthorityFactory(name="Amt Anderswo"))
    assert exported(client, name) == before
    assert len(before) >= 2  # the headings and at least one row


def exported(client: Client, name: str) -> list[list[str]]:
    """The list as the CSV file holds it."""
    text = b"".join(client.get(reverse(name), {"export": "csv"})).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))
