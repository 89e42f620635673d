"""Sites and rooms, kept in the workspace."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from accounts.models import User
from customers.models import Authority, Room, Site
from tests.factories import ServicePointFactory, SiteFactory

BrowserFor = Callable[[User], Client]


def test_site_gets_rooms_and_is_found_in_the_list(
    ludwigslust: Authority, customer_care: User, client_for: BrowserFor
) -> None:
    client = client_for(customer_care)
    for _ in range(2):  # the second one gets a key of its own
        client.post(reverse("customers:add_site", args=[ludwigslust.pk]), {"name": "Bürgerbüro", "city": "Ludwigslust"})
    first, second = Site.objects.order_by("pk")
    assert (first.key, second.key) == (f"{ludwigslust.key}-burgerburo", f"{ludwigslust.key}-burgerburo-2")
    client.post(reverse("customers:add_room", args=[first.pk]), {"name": "1.07", "floor": "1. Obergeschoss"})
    page = client.post(reverse("customers:add_room", args=[first.pk]), {"name": "1.07"}).content.decode()
    assert "Diesen Raum gibt es an diesem Standort schon." in page
    ServicePointFactory(name="Service-Point Ludwigslust").sites.add(first)
    page = client.get(first.get_absolute_url()).content.decode()
    for words in ("1.07", "1. Obergeschoss", "Service-Point Ludwigslust", "Stadt Ludwigslust"):
        assert words in page
    rows = client.get(reverse("customers:sites"), {"q": "bürgerbüro"}).context["page"].object_list
    assert {row.pk for row in rows} == {first.pk, second.pk}
    room = Room.objects.get()
    client.post(reverse("customers:room", args=[room.pk]), {"name": "1.08"})
    room.refresh_from_db()
    assert room.name == "1.08"
    client.post(reverse("customers:remove_room", args=[room.pk]))
    assert not Room.objects.exists()


def test_site_without_a_name_is_refused(ludwigslust: Authority, customer_care: User, client_for: BrowserFor) -> None:
    page = client_for(customer_care).post(reverse("customers:add_site", args=[ludwigslust.pk]), {"name": ""})
    assert "Bitte ausfüllen: Name" in page.content.decode()
    site = SiteFactory(authority=ludwigslust)
    client_for(customer_care).post(reverse("customers:edit_site", args=[site.pk]), {"name": "Neues Rathaus"})
    site.refresh_from_db()
    assert site.name == "Neues Rathaus"
