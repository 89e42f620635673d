"""Who used a Fachverfahren once reads no more of how it runs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse
from changes.models import Change, ReachedApplication, ServiceStatus
from changes.sections import next_windows, standing_now
from customers.models import Authority
from tests.factories_changes import ServiceStatusFactory, published_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(ludwigslust: Authority) -> Change:
    """A window at a Fachverfahren that the authority uses, and that does not run as usual for all who use it."""
    found = published_change(ludwigslust)
    ServiceStatusFactory(application=found.applications.get(), text="Gilt für alle.")
    return found


def test_who_uses_it_today_reads_how_it_runs(
    change: Change, coordinator: User, client_for: Callable[[User], Client]
) -> None:
    application, now = change.applications.get(), timezone.now()
    assert ServiceStatus.objects.visible_to(coordinator).exists()
    assert ReachedApplication.objects.visible_to(coordinator).exists()
    assert standing_now(application, coordinator, now).is_shown
    assert next_windows(application, coordinator, now).rows
    page = client_for(coordinator).get(reverse("changes:history", args=[application.pk]))
    assert "Gilt für alle." in page.content.decode()
    assert [link.label for link in page.context["breadcrumb"]] == ["Stand der Fachverfahren"]


@pytest.mark.parametrize("edge", ["ended", "to come"])
def test_who_does_not_reads_nothing_of_it(
    change: Change, coordinator: User, service_desk: User, client_for: Callable[[User], Client], edge: str
) -> None:
    application, now = change.applications.get(), timezone.now()
    today = timezone.localdate(now)
    ended, later = {"used_until": today - timedelta(days=1)}, {"used_since": today + timedelta(days=1)}
    ApplicationUse.objects.filter(application=application).update(**(ended if edge == "ended" else later))
    assert not ServiceStatus.objects.visible_to(coordinator).exists()
    assert not ReachedApplication.objects.visible_to(coordinator).exists()
    assert not standing_now(application, coordinator, now).is_shown
    assert not next_windows(application, coordinator, now).is_shown
    address = reverse("changes:history", args=[application.pk])
    assert client_for(coordinator).get(address).status_code == 404
    assert client_for(service_desk).get(address).status_code == 200
    assert standing_now(application, service_desk, now).is_shown
