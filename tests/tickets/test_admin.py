"""Reports in the web admin: to look up and export, never to change."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import TicketFactory


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
