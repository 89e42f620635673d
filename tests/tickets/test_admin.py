"""Reports in the web admin: to look up and export, never to change."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import TextModuleFactory, TicketFactory


@pytest.fixture
def keeper(administrator: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps all master data."""
    return client_for(administrator)


def test_report_is_only_looked_at(keeper: Client) -> None:
    ticket = TicketFactory()
    url = reverse("admin:tickets_ticket_change", args=[ticket.pk])
    assert keeper.post(url, {"subject": "anders"}).status_code == 403
    assert keeper.post(reverse("admin:tickets_ticket_delete", args=[ticket.pk]), {"post": "yes"}).status_code == 403
    assert keeper.get(reverse("admin:tickets_ticket_changelist"), {"q": ticket.number}).context["cl"].result_count == 1


def test_text_changed_here_is_not_written_over_in_the_workspace(
    keeper: Client, service_desk: User, client_for: Callable[[User], Client]
) -> None:
    row = TextModuleFactory(title="Gruß")
    opened = {"title": "Gruß", "body": "Hallo", "offered": "everywhere", "is_active": "on", "version": row.version}
    url = reverse("admin:tickets_textmodule_change", args=[row.pk])
    assert keeper.post(url, {"title": "Gruß", "body": "Guten Tag", "is_active": "on"}).status_code == 302
    page = client_for(service_desk).post(row.get_absolute_url(), opened).content.decode()
    assert "Jetzt steht hier: „Guten Tag“" in page
