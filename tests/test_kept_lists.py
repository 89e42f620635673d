"""Lists whose SQL is kept by their address: it must not hold the time of day, nor anything else that passes."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from tests.factories import AuthorityFactory, CategoryFactory, TeamFactory, TicketFactory, WorkstationFactory
from tests.world import World
from tickets.lifecycle import State
from tickets.models import Ticket
from tickets.views.portal.listing import VIEWS as PORTAL_VIEWS
from tickets.views.queue import VIEWS
from ui import pages, questions
from ui.paging import AskedPaginator
from workstations.models import Workstation

pytestmark = pytest.mark.django_db

ClientFor = Callable[[User], Client]
STAFF = [
    *(f"{reverse('tickets:queue')}?view={view}&sort={sort}" for view, sort in product(VIEWS, ("", "-due_at", "subject"))),
    f"{reverse('tickets:queue')}?view=open&state=new&priority=1&columns=number&columns=requester",
    f"{reverse('workstations:workstations')}?sort=-authority&state=in_service",
    f"{reverse('workstations:workstations')}?sort=operating_system",
]  # fmt: skip
PORTAL = [f"{reverse('portal:tickets')}?view={view}&kind=incident" for view in PORTAL_VIEWS]


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """Nothing is kept from other tests, and nothing of this one for them."""
    forget()
    yield
    forget()


def forget() -> None:
    """As a process that has just started."""
    questions._KEPT.clear()
    questions._KEPT_ROWS.clear()


def kept_by(client: Client, address: str) -> dict[object, object]:
    """What a page keeps of its list, when it is asked for by a process that has just started."""
    forget()
    assert client.get(address).status_code == 200
    kept = {words[1]: found for words, found in questions._KEPT.items()}
    return {words: found and found[:2] for words, found in kept.items() if words[0] in ("count", "rows")}


@pytest.mark.parametrize("address", [*STAFF, *PORTAL])
def test_kept_lists_are_the_same_at_every_hour(
    world: World, address: str, service_desk: User, coordinator: User, client_for: ClientFor
) -> None:
    client = client_for(coordinator if address in PORTAL else service_desk)
    with time_machine.travel("2026-11-12T09:00:00+01:00", tick=False):
        in_the_morning = kept_by(client, address)
    with time_machine.travel("2026-11-12T16:30:00+01:00", tick=False):
        assert kept_by(client, address) == in_the_morning
    assert len(in_the_morning) == (0 if "at_risk" in address else 2)


def test_kept_list_shows_what_has_changed_since(service_desk: User, client_for: ClientFor) -> None:
    client, address = client_for(service_desk), f"{reverse('tickets:queue')}?view=all"
    assert "Drucker druckt nicht" not in client.get(address).content.decode()
    ticket = TicketFactory(subject="Drucker druckt nicht")
    assert "Drucker druckt nicht" in client.get(address).content.decode()
    ticket.subject = "Scanner scannt nicht"
    ticket.save()
    assert "Scanner scannt nicht" in client.get(address).content.decode()


@pytest.mark.parametrize("name", ["tickets:queue", "workstations:workstations", "portal:tickets"])
def test_every_parameter_by_which_a_list_is_kept_keeps_it(
    name: str, world: World, service_desk: User, coordinator: User, client_for: ClientFor
) -> None:
    """Each with a value that can be read, at two hours."""
    client = client_for(coordinator if name == "portal:tickets" else service_desk)
    page: Any = resolve(reverse(name)).func
    contact = Contact.objects.get(user=coordinator)
    values = {
        "authority": contact.authority_id, "team": TeamFactory().pk,
        "category": CategoryFactory().pk, "network": Workstation.Network.choices[0][0], "kind": "incident", "priority": "1",
        "state": "in_service" if name == "workstations:workstations" else "new",
    }  # fmt: skip
    TicketFactory(requester=contact, authority=contact.authority)
    WorkstationFactory(authority=contact.authority)
    for parameter in page.view_class.kept_parameters - pages.OF_THE_TABLE - {"view"}:
        address = f"{reverse(name)}?{parameter}={values[parameter]}"
        with time_machine.travel("2026-11-12T09:00:00+01:00", tick=False):
            in_the_morning = kept_by(client, address)
        with time_machine.travel("2026-11-12T16:30:00+01:00", tick=False):
            assert kept_by(client, address) == in_the_morning
        assert len(in_the_morning) == 2, parameter


def test_what_could_not_be_read_is_not_kept_for_when_it_can(service_desk: User, client_for: ClientFor) -> None:
    """An authority can be chosen when it has a workstation."""
    client, authority = client_for(service_desk), AuthorityFactory()
    other = WorkstationFactory()
    address = f"{reverse('workstations:workstations')}?authority={authority.pk}"
    assert other in client.get(address).context["page"].object_list
    own = WorkstationFactory(authority=authority)
    assert list(client.get(address).context["page"].object_list) == [own]
    own.delete()
    assert other in client.get(address).context["page"].object_list


def test_parameter_that_stands_twice_is_another_address(service_desk: User, client_for: ClientFor) -> None:
    """The last one counts, also when it is empty."""
    closed = TicketFactory(state=State.CLOSED)
    client, address = client_for(service_desk), f"{reverse('tickets:queue')}?sort=subject&view=all"
    assert closed not in client.get(f"{address}&view=").context["page"].object_list
    every = client.get(address).context["page"]
    assert closed in every.object_list
    assert every.paginator.count == Ticket.objects.count()


def test_page_far_behind_the_end_costs_as_much_as_the_last_one(service_desk: User, client_for: ClientFor) -> None:
    client = client_for(service_desk)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("tickets:queue"), {"view": "all", "page": 999_999, "per_page": 100})
    skipped = [int(number) for query in asked for number in re.findall(r"OFFSET (\d+)", query["sql"])]
    assert max(skipped) == AskedPaginator.limit - 100


def test_kept_lists_of_two_people_are_two(reporter: User, coordinator: User, client_for: ClientFor) -> None:
    for user in (reporter, coordinator):
        contact = Contact.objects.get(user=user)
        TicketFactory(requester=contact, authority=contact.authority)
    address = f"{reverse('portal:tickets')}?view=all"
    shown = [
        {row.pk for row in client_for(user).get(address).context["page"].object_list}
        for user in (coordinator, reporter, coordinator)
    ]
    assert shown[0] == shown[2]
    assert shown[1] < shown[0]


@pytest.mark.parametrize("address", ["tickets:queue", "workstations:workstations"])
def test_rows_and_their_number_are_asked_for_at_once(address: str, service_desk: User, client_for: ClientFor) -> None:
    """One statement for the rows and their number, and one for menu, filters and what else is shown, as open reports."""
    WorkstationFactory(), TicketFactory()
    client = client_for(service_desk)
    client.get(reverse(address))
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse(address))
    about_rows = [query["sql"] for query in asked if "tickets_ticket" in query["sql"] or "_workstation" in query["sql"]]
    assert page.context["page"].object_list
    assert len(about_rows) <= 2


def test_far_page_and_one_behind_the_end_show_their_rows(service_desk: User, client_for: ClientFor) -> None:
    TicketFactory.create_batch(30, created_at=timezone.now())
    numbers = sorted(Ticket.objects.values_list("number", flat=True))
    assert 25 < len(numbers) <= 50
    client, seen = client_for(service_desk), []
    for page in (1, 2):
        found = client.get(reverse("tickets:queue"), {"view": "all", "page": page}).context["page"]
        seen += [row.number for row in found.object_list]
    assert sorted(seen) == numbers
    last = client.get(reverse("tickets:queue"), {"view": "all", "page": 77}).context["page"]
    assert (last.number, len(last.object_list)) == (2, len(numbers) - 25)
