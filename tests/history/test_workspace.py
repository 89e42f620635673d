"""The change history on the pages of the workspace: who sees it, and that it says what the web admin says."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from customers.models import Authority
from tests.factories import StaffMemberFactory, TicketFactory
from tickets.models import Ticket


def address(row: Authority | Ticket) -> str:
    return reverse("history:changes", args=[row._meta.label_lower, row.pk])


def test_page_of_an_authority_fetches_its_history_for_those_who_keep_it(
    client_for: Callable[[User], Client], customer_care: User, service_desk: User, ludwigslust: Authority
) -> None:
    page = reverse("dashboards:authority", args=[ludwigslust.pk])
    assert f'hx-get="{address(ludwigslust)}"' in client_for(customer_care).get(page).content.decode()
    assert address(ludwigslust) not in client_for(service_desk).get(page).content.decode()
    assert client_for(service_desk).get(address(ludwigslust)).status_code == 403


def test_page_of_a_report_fetches_its_history_for_data_protection(
    client_for: Callable[[User], Client], data_protection: User
) -> None:
    ticket = TicketFactory()
    assert address(ticket) in client_for(data_protection).get(ticket.get_absolute_url()).content.decode()


def test_who_works_on_reports_reads_how_one_came_to_be_what_it_is(
    client_for: Callable[[User], Client], service_desk: User, manager: User
) -> None:
    ticket = TicketFactory()
    desk, board = client_for(service_desk), client_for(manager)
    assert address(ticket) in desk.get(ticket.get_absolute_url()).content.decode()
    assert ticket.subject in desk.get(address(ticket)).content.decode()
    assert address(ticket) not in board.get(ticket.get_absolute_url()).content.decode()
    assert board.get(address(ticket)).status_code == 403


def test_history_in_the_web_admin_asks_for_the_same_right(
    client_for: Callable[[User], Client], service_desk: User, data_protection: User, db: None
) -> None:
    member = StaffMemberFactory()
    url = reverse("admin:accounts_staffmember_history", args=[member.pk])
    form = client_for(service_desk).get(reverse("admin:accounts_staffmember_change", args=[member.pk]))
    assert form.status_code == 200
    assert url not in form.content.decode()
    assert client_for(service_desk).get(url).status_code == 403
    assert client_for(data_protection).get(url).status_code == 200


@pytest.mark.parametrize("who", ["coordinator", "authority_head", "reporter"])
def test_contacts_never_see_it(
    who: str, client_for: Callable[[User], Client], ludwigslust: Authority, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(who))
    assert client.get(address(ludwigslust)).status_code == 403
    page = client.get(reverse("dashboards:authority", args=[ludwigslust.pk])).content.decode()
    assert address(ludwigslust) not in page


def test_fragment_has_the_newest_ten_and_the_page_all_of_them(
    client_for: Callable[[User], Client], administrator: User, ludwigslust: Authority
) -> None:
    for number in range(12):
        Authority.objects.filter(pk=ludwigslust.pk).update(city=f"Ort {number}")
    client = client_for(administrator)
    fragment = client.get(address(ludwigslust), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert fragment.count("<li>") == 10
    page = client.get(address(ludwigslust)).content.decode()
    assert page.count('class="ku-changes__head"') == 13
    assert "angelegt" in page
    assert "Verlauf: Stadt Ludwigslust" in page


def test_row_without_the_gate_has_no_such_page(client_for: Callable[[User], Client], administrator: User) -> None:
    client = client_for(administrator)
    for kind in ("tickets.category", "accounts.user", "gibt.esnicht", "unsinn"):
        assert client.get(reverse("history:changes", args=[kind, 1])).status_code in (403, 404)


def test_history_takes_as_many_queries_for_ten_changes_as_for_two(
    client_for: Callable[[User], Client], administrator: User
) -> None:
    ticket = TicketFactory()
    client = client_for(administrator)

    def queries(changes: int) -> int:
        for _ in range(changes):
            Ticket.objects.filter(pk=ticket.pk).update(category=TicketFactory().category)
        client.get(address(ticket))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(ticket)).status_code == 200
        return len(captured)

    assert queries(2) == queries(8)
