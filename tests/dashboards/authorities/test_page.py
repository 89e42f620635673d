"""The page of an authority: what staff read before a call, and what the authority reads of itself."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from customers.models import Authority, AuthorityRole, Contact, Membership
from tests.factories import (
    AuthorityFactory,
    AuthorityRoleFactory,
    ContactFactory,
    MembershipFactory,
    RoomFactory,
    SiteFactory,
    TaskTransferFactory,
)

BrowserFor = Callable[[User], Client]


@pytest.fixture
def desk(client_for: BrowserFor, service_desk: User) -> Client:
    return client_for(service_desk)


def test_the_page_of_an_authority_tells_its_story(desk: Client, ludwigslust: Authority) -> None:
    AuthorityRoleFactory(
        authority=ludwigslust,
        role=AuthorityRole.Role.CARRIER,
        valid_from=date(2016, 4, 1),
        source="Amtsblatt",
        certainty="A",
    )
    TaskTransferFactory(authority=ludwigslust, starts_on=date(2016, 1, 1), workstations_at_start=83)
    RoomFactory(site=SiteFactory(authority=ludwigslust, name="Rathaus am Platz"), name="1.07")
    ContactFactory(authority=ludwigslust, last_name="Koordinaris", role=Contact.Role.IT_COORDINATOR)
    ContactFactory(authority=ludwigslust, last_name="Melderin")
    page = desk.get(f"/authorities/{ludwigslust.pk}/").content.decode()

    for words in (
        "Träger",
        "01.04.2016",
        "Amtsblatt (amtlich)",
        "gesamte IT",
        "83",
        "Rathaus am Platz",
        "1.07",
        "Koordinaris",
    ):
        assert words in page
    assert "Melderin" not in page, "a report is no reason to stand on the front page"
    for address in ("/workstations/", "/applications/", "/service-points/", "/contacts/"):
        assert f'href="{address}?authority={ludwigslust.pk}"' in page


def test_an_authority_reads_its_own_page_without_the_remarks_about_it(
    client_for: BrowserFor, reporter: User, coordinator: User, ludwigslust: Authority
) -> None:
    ludwigslust.note = "Zahlt spät."
    ludwigslust.save()
    AuthorityRoleFactory(
        authority=ludwigslust, role=AuthorityRole.Role.CARRIER, reason="Grund nur für uns", note="Intern"
    )
    amt = AuthorityFactory(name="Amt Nebenan")
    MembershipFactory(member=ludwigslust, body=amt, kind=Membership.Kind.MANAGING_MUNICIPALITY_OF)
    ContactFactory(authority=ludwigslust, last_name="Koordinaris", role=Contact.Role.IT_COORDINATOR)
    address = f"/authorities/{ludwigslust.pk}/"
    own = client_for(coordinator).get(address).content.decode()

    assert "Träger" in own
    assert "Koordinaris" in own
    assert "Amt Nebenan" in own
    assert f'href="/authorities/{amt.pk}/"' not in own
    for words in ("Zahlt spät.", "Grund nur für uns", "Intern", "/admin/"):
        assert words not in own
    assert "Koordinaris" not in client_for(reporter).get(address).content.decode()


def test_who_keeps_master_data_goes_on_to_the_administration(
    client_for: BrowserFor, customer_care: User, desk: Client, ludwigslust: Authority
) -> None:
    link = f"/admin/customers/authority/{ludwigslust.pk}/"
    page = client_for(customer_care).get(f"/authorities/{ludwigslust.pk}/").content.decode()

    assert f'href="{link}change/"' in page
    assert f'href="{link}history/"' in page
    assert link not in desk.get(f"/authorities/{ludwigslust.pk}/").content.decode()


def test_the_page_of_an_authority_takes_no_query_per_member(desk: Client) -> None:
    amt = AuthorityFactory(kind=Authority.Kind.AMT)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get(f"/authorities/{amt.pk}/")
        return len(captured)

    def make() -> None:
        MembershipFactory(body=amt)
        RoomFactory(site=SiteFactory(authority=amt))
        ContactFactory(authority=amt, role=Contact.Role.IT_COORDINATOR)

    make(), make()
    with_two = queries()
    for _ in range(8):
        make()
    assert queries() == with_two <= 42  # one of them counts the mails that wait, for the menu
