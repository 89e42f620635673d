"""Pages of Fachverfahren: for staff with all uses, for an authority with its own alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from applications.models import SpecialistApplication
from customers.models import Authority
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    ProductFactory,
    SpecialistApplicationFactory,
    TeamFactory,
    VendorFactory,
)

BrowserFor = Callable[[User], Client]


@pytest.fixture
def desk(client_for: BrowserFor, service_desk: User) -> Client:
    return client_for(service_desk)


def names(client: Client, address: str) -> list[str]:
    return [row.name for row in client.get(address).context["page"].object_list]


def test_applications_are_found_by_authority_hosting_vendor_team_and_word(desk: Client, ludwigslust: Authority) -> None:
    team, vendor = TeamFactory(), VendorFactory(name="Ostsee Software")
    register = SpecialistApplicationFactory(
        name="Meldewesen", team=team, product=ProductFactory(vendor=vendor), hosting=SpecialistApplication.Hosting.DVZ
    )
    SpecialistApplicationFactory(name="Finanzen", product=ProductFactory(name="Doppik"))
    ApplicationUseFactory(application=register, authority=ludwigslust)
    ApplicationUseFactory(application=register)

    assert names(desk, "/applications/") == ["Finanzen", "Meldewesen"]
    assert names(desk, f"/applications/?authority={ludwigslust.pk}") == ["Meldewesen"]
    assert names(desk, "/applications/?hosting=dvz") == ["Meldewesen"]
    assert names(desk, f"/applications/?vendor={vendor.pk}") == ["Meldewesen"]
    assert names(desk, f"/applications/?team={team.pk}") == ["Meldewesen"]
    assert names(desk, "/applications/?q=doppik") == ["Finanzen"]
    assert names(desk, "/applications/?q=ostsee") == ["Meldewesen"]


def test_uses_are_counted_while_they_last(desk: Client) -> None:
    today = timezone.localdate()
    application = SpecialistApplicationFactory()
    ApplicationUseFactory(application=application, user_count=1200)
    ApplicationUseFactory(application=application, user_count=34)
    ApplicationUseFactory(application=application, user_count=500, used_until=today - timedelta(days=1))
    ApplicationUseFactory(application=application, user_count=70, used_since=today + timedelta(days=1))
    row = desk.get("/applications/").context["page"].object_list[0]

    assert (row.authority_count, row.user_count) == (2, 1234)
    assert ">1.234<" in desk.get("/applications/").content.decode()


def test_an_authority_sees_its_own_use_and_not_who_else_uses_it(
    client_for: BrowserFor, reporter: User, stranger: User, ludwigslust: Authority
) -> None:
    application = SpecialistApplicationFactory(name="Meldewesen", note="nur für uns")
    ApplicationUseFactory(application=application, authority=ludwigslust, user_count=7)
    ApplicationUseFactory(application=application, authority=AuthorityFactory(name="Amt Nebenan"), user_count=1000)
    client = client_for(reporter)

    assert names(client, "/applications/") == ["Meldewesen"]
    assert client.get("/applications/").context["page"].object_list[0].user_count == 7
    page = client.get(f"/applications/{application.pk}/").content.decode()
    assert "Stadt Ludwigslust" in page
    assert "Amt Nebenan" not in page
    assert "nur für uns" not in page
    assert names(client_for(stranger), "/applications/") == []
    assert client_for(stranger).get(f"/applications/{application.pk}/").status_code == 404


def test_the_page_of_an_application_shows_product_and_uses(desk: Client, ludwigslust: Authority) -> None:
    application = SpecialistApplicationFactory(name="Meldewesen")
    ApplicationUseFactory(application=application, authority=ludwigslust, user_count=1500)
    page = desk.get(f"/applications/{application.pk}/").content.decode()

    for words in (
        "Meldewesen",
        application.product.name,
        application.product.vendor.name,
        application.team.name,
        "01.01.2020",
        "1.500",
    ):
        assert words in page


def test_many_rows_take_no_more_queries_than_few(desk: Client) -> None:
    shared = SpecialistApplicationFactory()

    def queries() -> list[int]:
        counts = []
        for address in ("/applications/", f"/applications/{shared.pk}/"):
            with CaptureQueriesContext(connection) as captured:
                desk.get(address)
            counts.append(len(captured))
        return counts

    def make() -> None:
        ApplicationUseFactory(application=shared)
        ApplicationUseFactory()

    make(), make()
    with_two = queries()
    for _ in range(18):
        make()
    assert queries() == with_two
