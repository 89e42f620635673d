"""Sites from a file, with their rooms."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from customers.models import Authority, Room, Site
from tests.factories import AuthorityFactory, ProviderFactory, RoomFactory, SiteFactory
from tests.imports.files_of_rows import applied, checked, xlsx_file

HEAD = ["Schlüssel", "Behörde", "Name", "Straße", "PLZ", "Ort", "Räume"]


@pytest.fixture
def care(customer_care: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps customer data."""
    return client_for(customer_care)


def test_rooms_are_added_and_none_is_taken_away(care: Client, ludwigslust: Authority) -> None:
    site = SiteFactory(key="rathaus", authority=ludwigslust, name="Rathaus", postcode="19288")
    RoomFactory(site=site, name="101")
    file = xlsx_file([
        HEAD,
        ["rathaus", "Stadt Ludwigslust", "", "", 19288, "", "102; 101 |Server"],
        ["bauhof", ludwigslust.key, "Bauhof", "Weg 1", "01234", "Ludwigslust", 7],
    ])  # fmt: skip
    run = checked(care, "sites", file)
    assert run.rows.get(number=2).changes == [["Räume", "101", "101 | 102 | Server"]]
    applied(care, run)
    assert set(site.rooms.values_list("name", flat=True)) == {"101", "102", "Server"}
    new = Site.objects.get(key="bauhof")
    assert (new.authority, new.postcode, list(new.rooms.values_list("name", flat=True))) == (
        ludwigslust,
        "01234",
        ["7"],
    )
    page = care.get(reverse("imports:import", args=[run.pk]), {"show": "new"}).content.decode()
    assert ludwigslust.get_absolute_url() in page


def test_site_stays_with_its_owner(care: Client, ludwigslust: Authority) -> None:
    SiteFactory(key="ihr", authority=AuthorityFactory(key="anders"))
    SiteFactory(key="haus", authority=None, provider=ProviderFactory())
    file = xlsx_file(
        [
            HEAD[:3],
            ["ihr", ludwigslust.key, ""],
            ["haus", "", "Umbenannt"],
            ["neu", "", "Ohne"],
            ["x y", ludwigslust.key, "X"],
        ]
    )
    run = checked(care, "sites", file)
    reasons = [row.problems[0] for row in run.rows.order_by("number")]
    assert [column for column, _ in reasons] == ["Behörde", "Schlüssel", "Behörde", "Schlüssel"]
    assert "anderen Behörde" in reasons[0][1]
    assert "Unternehmen" in reasons[1][1]
    assert "fehlt" in reasons[2][1]
    assert Room.objects.count() == 0
