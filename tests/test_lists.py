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
from applications.models import SpecialistApplication
from customers.models import Authority
from handovers.lifecycle import State as HandoverState
from takeovers.models import TakeoverCase
from tests.addresses import all_addresses
from tests.factories import (
    AgentTokenFactory,
    AgreementFactory,
    ApplicationUseFactory,
    ArticleFactory,
    AuthorityFactory,
    AuthorityRoleFactory,
    BlockedTimeFactory,
    CampaignDeviceFactory,
    CaseTaskFactory,
    ContactFactory,
    ContactFunctionFactory,
    DecisionFactory,
    DeviceFactory,
    DeviceModelFactory,
    ExitPackFactory,
    ImportFactory,
    InfrastructureItemFactory,
    InstalledSoftwareFactory,
    KitItemFactory,
    LeaseFactory,
    LoanFactory,
    LogEntryFactory,
    MessageFactory,
    OpeningExceptionFactory,
    OpeningHoursFactory,
    OperatingSystemFactory,
    PlannedReplacementFactory,
    ProductFactory,
    ProductStatementFactory,
    ProductVersionFactory,
    ProvidedServiceFactory,
    RelationFactory,
    ReviewCaseFactory,
    RoomFactory,
    ServicePointFactory,
    SiteFactory,
    SpecialistApplicationFactory,
    StockMinimumFactory,
    StoredDeviceFactory,
    TakeoverCaseFactory,
    TicketFactory,
    UnlistedDeviceFactory,
    WeeklyBlockedTimeFactory,
    WorkstationFactory,
    frozen_round,
    handed_over,
)
from tests.factories_changes import ServiceStatusFactory, published_change
from tests.factories_continuity import (
    ContinuityPlanFactory,
    ExerciseFactory,
    PlanDocumentFactory,
    ProtectionDeviationFactory,
    ProtectionNeedFactory,
)
from tests.factories_processing import (
    IssuedDocumentFactory,
    RegisterEntryFactory,
    SecurityMeasureFactory,
    processed_for,
)
from tests.factories_sharing import fixed_share
from tickets.models import Ticket
from ui.pages import ListPage

Fill = Callable[[Authority], models.Model]


def workstation(authority: Authority) -> models.Model:
    """A workstation with everything a list may show of it."""
    return WorkstationFactory(
        authority=authority, site=SiteFactory(authority=authority), used_by=ContactFactory(authority=authority)
    )


def device(authority: Authority) -> models.Model:
    """A device with everything a list may show of it."""
    return DeviceFactory(
        authority=authority,
        workstation=WorkstationFactory(authority=authority, operating_system=None),
        held_by=ContactFactory(authority=authority),
        operating_system=OperatingSystemFactory(),
        lease=LeaseFactory(authority=authority),
    )


def minimum(authority: Authority) -> models.Model:
    """A service point where too little lies."""
    row = StockMinimumFactory(service_point=ServicePointFactory(authorities=[authority]))
    return row.service_point


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


def product(authority: Authority) -> models.Model:
    """A product in operation that another one follows, with a version and a statement."""
    row = ProductFactory(successor=ProductFactory())
    ProductStatementFactory(product=row)
    return SpecialistApplicationFactory(product=row, product_version=ProductVersionFactory(product=row))


def planned_device(authority: Authority) -> models.Model:
    """A device with everything its plan follows from, and a decision about it."""
    device = StoredDeviceFactory(
        authority=authority, operating_system=OperatingSystemFactory(), lease=LeaseFactory(authority=authority)
    )
    return PlannedReplacementFactory(device=device, replacement_model=DeviceModelFactory())


def ticket(authority: Authority) -> Ticket:
    """A report of a person of its own, at a workstation, with an answer."""
    report = TicketFactory(
        authority=authority, workstation=workstation(authority), due_at=timezone.now(), response_due_at=timezone.now()
    )
    MessageFactory(ticket=report)
    return report


def processed_use(authority: Authority) -> models.Model:
    """A use with everything that can be missing about it."""
    return processed_for(authority)["covered_application"]


def protected(authority: Authority) -> models.Model:
    """A used Fachverfahren with need, plan, paper and exercise, on a server that deviates from what it inherits."""
    application = ApplicationUseFactory(authority=authority).application
    ProtectionNeedFactory(application=application)
    ContinuityPlanFactory(application=application)
    PlanDocumentFactory(application=application)
    ExerciseFactory(application=application)
    relation = RelationFactory(source_application=application)
    ProtectionDeviationFactory(item=relation.target_item)
    return application


def in_a_version() -> SpecialistApplication:
    """An instance that runs in a version of its product."""
    version = ProductVersionFactory()
    return SpecialistApplicationFactory(product=version.product, product_version=version)


# How a list gets one more row; its cells reach a new row of every other table too.
ROW_OF: dict[str, Fill] = {
    "customers:authorities": lambda authority: AuthorityRoleFactory(authority=AuthorityFactory()),
    "customers:sites": site,
    "counter:service_points": service_point,
    "contracts:blocked_times": lambda authority: BlockedTimeFactory(authority=authority),
    "contracts:weekly_blocked_times": lambda authority: WeeklyBlockedTimeFactory(authority=authority),
    "customers:contacts": lambda authority: ContactFunctionFactory(contact=ContactFactory(authority=authority)),
    "workstations:workstations": workstation,
    "workstations:devices": device,
    "workstations:stock": lambda authority: StoredDeviceFactory(authority=authority, stored_at=minimum(authority)),
    "workstations:kits": lambda authority: KitItemFactory(),
    "workstations:loans": lambda authority: LoanFactory(
        device=StoredDeviceFactory(authority=authority, is_for_loan=True), contact=ContactFactory(authority=authority)
    ),
    "workstations:leases": lambda authority: DeviceFactory(
        workstation=None, authority=authority, lease=LeaseFactory(authority=authority)
    ),
    "workstations:infrastructure": lambda authority: InfrastructureItemFactory(),
    "replacements:devices": planned_device,
    "replacements:items": lambda authority: InfrastructureItemFactory(),
    "replacements:rounds": frozen_round,
    "replacements:lines": frozen_round,
    "sharing:overview": lambda authority: fixed_share(authority).apportionment,
    "sharing:shares": fixed_share,
    "stocktaking:campaigns": lambda authority: (
        CampaignDeviceFactory(device=DeviceFactory(authority=authority, workstation=None)).campaign
    ),
    "stocktaking:devices": lambda authority: CampaignDeviceFactory(
        device=DeviceFactory(authority=authority, workstation=None)
    ),
    "stocktaking:unlisted_devices": lambda authority: UnlistedDeviceFactory(authority=authority),
    "handovers:handovers": lambda authority: handed_over(
        HandoverState.SIGNED, contact=ContactFactory(authority=authority)
    ),
    "applications:applications": lambda authority: ApplicationUseFactory(authority=authority),
    "applications:uses": lambda authority: ApplicationUseFactory(authority=authority),
    "applications:matrix": lambda authority: ApplicationUseFactory(),
    "applications:vendors": lambda authority: ProductFactory(),
    "applications:products": product,
    "applications:services": lambda authority: ProvidedServiceFactory(),
    "dependencies:relations": lambda authority: RelationFactory(),
    "processing:uses": processed_use,
    "processing:authorities": lambda authority: processed_use(AuthorityFactory()),
    "processing:applications": processed_use,
    "processing:agreements": lambda authority: processed_for(authority)["processing_agreement"],
    "processing:entries": lambda authority: RegisterEntryFactory(),
    "processing:sub_processors": processed_use,
    "processing:measures": lambda authority: SecurityMeasureFactory(),
    "processing:documents": lambda authority: IssuedDocumentFactory(authority=authority),
    "continuity:needs": protected,
    "continuity:plans": protected,
    "continuity:items": protected,
    "continuity:own_order": protected,
    "changes:changes": published_change,
    "changes:statuses": lambda authority: ServiceStatusFactory(authority=authority),
    "changes:versions": lambda authority: ApplicationUseFactory(authority=authority, application=in_a_version()),
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
    "inventory:cases": lambda authority: ReviewCaseFactory(authority=authority),
    "inventory:tokens": lambda authority: AgentTokenFactory(authority=authority),
    "inventory:software": lambda authority: InstalledSoftwareFactory(),
    "inventory:installed": lambda authority: InstalledSoftwareFactory(),
    "privacy:exit-packs": lambda authority: ExitPackFactory(authority=authority),
}
FOR_STAFF_ONLY = {
    "applications:matrix",
    "applications:vendors",
    "applications:products",
    "applications:services",
    "processing:uses",
    "processing:authorities",
    "processing:applications",
    "processing:entries",
    "processing:sub_processors",
    "processing:measures",
    "continuity:needs",
    "continuity:plans",
    "continuity:items",
    "changes:changes",
    "changes:statuses",
    "changes:versions",
    "customers:sites",
    "imports:imports",
    "inventory:cases",
    "inventory:tokens",
    "inventory:software",
    "inventory:installed",
    "privacy:exit-packs",
    "workstations:infrastructure",
    "dependencies:relations",
    "replacements:devices",
    "replacements:items",
    "sharing:overview",
    "workstations:stock",
    "workstations:kits",
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
    administrator: User,
    ludwigslust: Authority,
    client_for: Callable[[User], Client],
) -> None:
    reader = {
        "portal:tickets": coordinator,
        "history:log": data_protection,
        "imports:imports": customer_care,
        "inventory:tokens": administrator,
        "privacy:exit-packs": data_protection,
        "takeovers:cases": data_protection,
        "takeovers:tasks": data_protection,
        "contracts:agreements": data_protection,
        "contracts:decisions": data_protection,
        **{name: data_protection for name in ROW_OF if name.startswith("processing:")},
        "continuity:own_order": coordinator,
        "replacements:devices": customer_care,
        "replacements:items": customer_care,
        "replacements:rounds": customer_care,
        "replacements:lines": customer_care,
        "sharing:overview": customer_care,
        "sharing:shares": customer_care,
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
