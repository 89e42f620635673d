"""Pages of authorities, service points and contacts: what staff see and what an authority sees of itself."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from customers.models import Authority, AuthorityRole, Contact, Membership
from customers.models.service_points import Weekday
from tests.factories import (
    AuthorityFactory,
    AuthorityRoleFactory,
    ContactFactory,
    MembershipFactory,
    OpeningHoursFactory,
    RoomFactory,
    ServicePointFactory,
    SiteFactory,
    TaskTransferFactory,
)
from tests.people import contact_of

BrowserFor = Callable[[User], Client]


@pytest.fixture
def desk(client_for: BrowserFor, service_desk: User) -> Client:
    return client_for(service_desk)


def names(client: Client, address: str) -> list[str]:
    return [str(row) for row in client.get(address).context["page"].object_list]


def test_authorities_are_found_by_kind_role_amt_key_and_word(desk: Client, ludwigslust: Authority) -> None:
    amt = AuthorityFactory(name="Amt Grabow", kind=Authority.Kind.AMT, ars="130765654")
    member = AuthorityFactory(
        name="Gemeinde Zierzow", kind=Authority.Kind.AMT_MEMBER_MUNICIPALITY, ags="13076165", ars="130765654165"
    )
    MembershipFactory(member=member, body=amt)
    AuthorityRoleFactory(authority=ludwigslust, role=AuthorityRole.Role.CARRIER, valid_from=date(2016, 4, 1))
    AuthorityRoleFactory(authority=amt, role=AuthorityRole.Role.FORMER, valid_until=date(2020, 1, 1))

    assert names(desk, "/authorities/") == ["Amt Grabow", "Gemeinde Zierzow", "Stadt Ludwigslust"]
    assert names(desk, "/authorities/?kind=amt") == ["Amt Grabow"]
    assert names(desk, "/authorities/?role=carrier") == ["Stadt Ludwigslust"]
    assert names(desk, "/authorities/?role=former") == [], "that role has ended"
    assert names(desk, f"/authorities/?amt={amt.pk}") == ["Amt Grabow", "Gemeinde Zierzow"]
    assert names(desk, "/authorities/?ags=130760") == ["Stadt Ludwigslust"]
    assert names(desk, "/authorities/?q=zierz") == ["Gemeinde Zierzow"]
    assert "Ein AGS besteht nur aus Ziffern." in desk.get("/authorities/?ags=13x").content.decode()


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


def test_another_authority_is_nowhere(client_for: BrowserFor, stranger: User, ludwigslust: Authority) -> None:
    point = ServicePointFactory(authorities=[ludwigslust])
    person = ContactFactory(authority=ludwigslust)
    client = client_for(stranger)

    for address in (f"/authorities/{ludwigslust.pk}/", f"/service-points/{point.pk}/", f"/contacts/{person.pk}/"):
        assert client.get(address).status_code == 404
    assert "Ludwigslust" not in client.get("/authorities/").content.decode()
    assert names(client, "/service-points/") == []
    assert person not in client.get("/contacts/").context["page"].object_list
    assert "wurde nicht angewandt" in client.get(f"/contacts/?authority={ludwigslust.pk}").content.decode()


def test_a_reporter_has_no_list_of_people(client_for: BrowserFor, reporter: User) -> None:
    assert client_for(reporter).get("/contacts/").status_code == 403
    assert client_for(reporter).get(f"/contacts/{contact_of(reporter).pk}/").status_code == 403


def test_a_coordinator_sees_the_people_of_the_own_authority(
    client_for: BrowserFor, coordinator: User, ludwigslust: Authority
) -> None:
    colleague = ContactFactory(authority=ludwigslust, last_name="Kollegin", phone="03874 555-123")
    ContactFactory(last_name="Fremder")
    client = client_for(coordinator)
    page = client.get("/contacts/").content.decode()

    assert "Kollegin" in page
    assert "Fremder" not in page
    assert 'href="tel:03874555-123"' in client.get(f"/contacts/{colleague.pk}/").content.decode()


def test_contacts_are_found_by_authority_role_and_activity(desk: Client, ludwigslust: Authority) -> None:
    ContactFactory(authority=ludwigslust, first_name="Ada", last_name="Eins", role=Contact.Role.IT_COORDINATOR)
    ContactFactory(authority=ludwigslust, first_name="Bo", last_name="Zwei", is_active=False)
    ContactFactory(first_name="Cy", last_name="Drei")

    assert names(desk, f"/contacts/?authority={ludwigslust.pk}") == ["Ada Eins", "Bo Zwei"]
    assert names(desk, "/contacts/?role=it_coordinator") == ["Ada Eins"]
    assert names(desk, "/contacts/?active=no") == ["Bo Zwei"]
    assert names(desk, "/contacts/?q=drei") == ["Cy Drei"]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-24 08:30", "geöffnet bis 16:00 Uhr"),
        ("2026-11-24 16:00", "jetzt geschlossen"),
        ("2026-11-25 08:30", "jetzt geschlossen"),
    ],
)
def test_a_service_point_says_whether_it_is_open(
    client_for: BrowserFor, service_desk: User, ludwigslust: Authority, moment: str, words: str
) -> None:
    point = ServicePointFactory(name="Service-Point Ludwigslust", authorities=[ludwigslust])
    OpeningHoursFactory(service_point=point, weekday=Weekday.TUESDAY, opens_at=time(8), closes_at=time(16))
    with time_machine.travel(datetime.fromisoformat(f"{moment}+01:00"), tick=False):
        desk = client_for(service_desk)
        assert words in desk.get("/service-points/").content.decode()
        page = desk.get(f"/service-points/{point.pk}/").content.decode()

    assert words in page
    assert "Dienstag" in page
    assert "Stadt Ludwigslust" in page


def test_a_contact_sees_the_service_points_of_the_own_authority_and_no_other_customers(
    client_for: BrowserFor, reporter: User, ludwigslust: Authority
) -> None:
    point = ServicePointFactory(authorities=[ludwigslust, AuthorityFactory(name="Amt Nebenan")])
    ServicePointFactory(name="Service-Point Weit Weg")
    client = client_for(reporter)

    assert names(client, "/service-points/") == [point.name]
    assert "Amt Nebenan" not in client.get(f"/service-points/{point.pk}/").content.decode()


@pytest.mark.parametrize("address", ["/authorities/", "/service-points/", "/contacts/"])
def test_a_stranger_must_sign_in(db: None, address: str) -> None:
    assert Client().get(address).status_code == 302


def test_many_rows_take_no_more_queries_than_few(desk: Client) -> None:
    def make() -> None:
        authority = AuthorityFactory()
        AuthorityRoleFactory(authority=authority)
        MembershipFactory(member=authority)
        OpeningHoursFactory(service_point=ServicePointFactory(authorities=[authority]))
        ContactFactory(authority=authority)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get(address)
        return len(captured)

    addresses = ("/authorities/", "/service-points/", "/contacts/")
    make(), make()
    with_two = [queries(address) for address in addresses]
    for _ in range(18):
        make()
    assert [queries(address) for address in addresses] == with_two


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
    assert queries() == with_two <= 20  # one of them counts the mails that wait, for the menu
