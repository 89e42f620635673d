"""A stock-taking that runs at one authority, and who takes part in it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from stocktaking.models import Campaign
from tests.factories import DeviceFactory, RoomFactory, SiteFactory
from tests.people import contact_of
from workstations.models import Device

BrowserFor = Callable[[User], Client]


@pytest.fixture
def technician(client_for: BrowserFor, on_site: User) -> Client:
    return client_for(on_site)


@pytest.fixture
def portal(client_for: BrowserFor, reporter: User) -> Client:
    return client_for(reporter)


@pytest.fixture
def notebook(reporter: User) -> Device:
    """What the reporter was given."""
    person = contact_of(reporter)
    return DeviceFactory(authority=person.authority, workstation=None, held_by=person)


@pytest.fixture
def printer(ludwigslust: Authority) -> Device:
    """A device that nobody has."""
    site = SiteFactory(authority=ludwigslust, name="Rathaus")
    return DeviceFactory(authority=ludwigslust, workstation=None, site=site, room=RoomFactory(site=site, name="2.04"))


@pytest.fixture
def running(technician: Client, ludwigslust: Authority, notebook: Device, printer: Device) -> Campaign:
    """Planned and begun on the pages."""
    today = timezone.localdate()
    technician.post(
        "/stocktakings/new/",
        {"title": "Herbst", "authorities": [ludwigslust.pk], "starts_on": today, "ends_on": today + timedelta(days=14)},
    )
    campaign = Campaign.objects.get()
    technician.post(f"/stocktakings/{campaign.pk}/start/")
    campaign.refresh_from_db()
    return campaign
