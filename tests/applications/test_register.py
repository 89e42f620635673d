"""The register's filters: what staff finds by, and that an authority is offered only what it had before."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from applications.models import Interface
from applications.support import Support, is_old, months_later, support_state
from customers.models import Authority
from tests.factories import (
    ApplicationDataFactory,
    ApplicationUseFactory,
    DataCategoryFactory,
    InterfaceFactory,
    ProductFactory,
    ProductVersionFactory,
    ProvidedServiceFactory,
    SpecialistApplicationFactory,
)

BrowserFor = Callable[[User], Client]
LIST = "/applications/"


@pytest.fixture
def desk(client_for: BrowserFor, service_desk: User) -> Client:
    return client_for(service_desk)


def names(client: Client, query: str = "") -> list[str]:
    return [row.name for row in client.get(LIST + query).context["page"].object_list]


def versioned(name: str, until: date | None) -> Any:
    """A Fachverfahren on a version that is supported until a day."""
    version = ProductVersionFactory(supported_until=until)
    return SpecialistApplicationFactory(name=name, product=version.product, product_version=version)


def test_support_stands_by_the_last_day() -> None:
    today = date(2026, 8, 31)
    assert support_state(None, today) == Support.UNKNOWN
    assert support_state(date(2026, 8, 30), today) == Support.ENDED
    assert support_state(today, today) == Support.ENDING
    assert support_state(date(2027, 2, 28), today) == Support.ENDING  # there is no 31st of February
    assert support_state(date(2027, 3, 1), today) == Support.SUPPORTED


def test_months_later_keeps_to_the_last_day_of_a_month() -> None:
    assert months_later(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_later(date(2026, 1, 15), -24) == date(2024, 1, 15)
    assert months_later(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_statement_is_old_after_two_years() -> None:
    assert is_old(date(2024, 8, 30), date(2026, 8, 31))
    assert not is_old(date(2024, 8, 31), date(2026, 8, 31))


def test_found_by_support(desk: Client) -> None:
    today = timezone.localdate()
    days = {
        "Unbekannt": None,
        "Beendet": today - timedelta(days=1),
        "Bald": today,
        "Lang": months_later(today, 6) + timedelta(days=1),
    }
    for name, until in days.items():
        versioned(name, until)
    SpecialistApplicationFactory(name="Ohne Version")
    assert names(desk, "?support=unknown") == ["Ohne Version", "Unbekannt"]
    assert names(desk, "?support=ended") == ["Beendet"]
    assert names(desk, "?support=ending") == ["Bald"]
    assert names(desk, "?support=supported") == ["Lang"]
    assert names(desk, "?support=ended&support=ending") == ["Bald", "Beendet"]
    for name, until in days.items():  # one row and many are told by the same rule
        state = support_state(until, today)
        assert name in names(desk, f"?support={state}")


def test_found_by_time(desk: Client) -> None:
    today, day = timezone.localdate(), timedelta(days=1)
    SpecialistApplicationFactory(name="Heute", operated_since=today, operated_until=today)
    SpecialistApplicationFactory(name="Immer")
    SpecialistApplicationFactory(name="Morgen", operated_since=today + day)
    SpecialistApplicationFactory(name="Gestern", operated_until=today - day)
    assert names(desk, "?operated=today") == ["Heute", "Immer"]
    assert names(desk, "?operated=planned") == ["Morgen"]
    assert names(desk, "?operated=ended") == ["Gestern"]
    page = desk.get(LIST).content.decode()
    assert f"ab {today + day:%d.%m.%Y}" in page
    assert f"bis {today - day:%d.%m.%Y}" in page


def test_found_by_product_domain_version_interface_data_and_service(desk: Client) -> None:
    version = ProductVersionFactory(product=ProductFactory(name="VOIS", domain="Einwohnerwesen"), name="5.1")
    found = SpecialistApplicationFactory(name="Melden", product=version.product, product_version=version)
    other = SpecialistApplicationFactory(name="Anderes", product=ProductFactory(domain="Gewerbe"))
    InterfaceFactory(application=found, partner=Interface.Partner.KBA)
    InterfaceFactory(application=other, partner=Interface.Partner.BANK)
    ApplicationDataFactory(application=found, category=DataCategoryFactory(is_special=True))
    ApplicationDataFactory(application=other)
    provided = ProvidedServiceFactory(application=found)
    for query in (
        f"product={version.product_id}", "domain=Einwohnerwesen", f"version={version.pk}", "partner=kba", "special=yes",
        f"service={provided.service_id}",
    ):  # fmt: skip
        assert names(desk, f"?{query}") == ["Melden"], query
    assert names(desk, "?special=no") == ["Anderes"]
    assert names(desk, "?partner=kba&partner=bank") == ["Anderes", "Melden"]
    assert "5.1" in desk.get(LIST).content.decode()


def test_file_holds_version_and_days_in_columns_of_their_own(desk: Client) -> None:
    version = ProductVersionFactory(name="5.1", supported_until=date(2030, 12, 31))
    SpecialistApplicationFactory(product=version.product, product_version=version, operated_since=date(2020, 1, 1))
    lines = b"".join(desk.get(f"{LIST}?export=csv")).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Name;Produkt;Version;Unterstützung;")
    assert ";5.1;31.12.2030;" in lines[1]
    assert ";01.01.2020;" in lines[1]


def test_authority_is_offered_what_it_had_before(
    client_for: BrowserFor, coordinator: User, ludwigslust: Authority
) -> None:
    version = ProductVersionFactory(name="9.9.9", supported_until=date(2020, 1, 1))
    application = SpecialistApplicationFactory(name="Eigenes", product=version.product, product_version=version)
    ApplicationUseFactory(application=application, authority=ludwigslust)
    client = client_for(coordinator)
    response = client.get(LIST)
    assert set(response.context["filter"].filters) == {"authority", "hosting", "vendor", "team", "q"}
    page = response.content.decode()
    for word in ("9.9.9", "Unterstützung", "Weitere", "Verwaltungsleistungen", "Importieren", "Produkte"):
        assert word not in page, word
    assert names(client, "?support=unknown") == ["Eigenes"]  # a filter that is not there filters nothing
    heading = b"".join(client.get(f"{LIST}?export=csv")).decode("utf-8-sig").splitlines()[0]
    assert heading == "Name;Produkt;Hersteller;Fachgebiet;Betrieb;Team;Nutzende"
