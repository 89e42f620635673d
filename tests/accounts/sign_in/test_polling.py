"""A page that stays open asks for news by itself; that does not keep its session alive, what a person does there does."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.sign_in.recent import SEEN_AT
from tests.factories import TicketFactory

pytestmark = pytest.mark.django_db


def test_open_page_ages_until_somebody_does_something(service_desk: User, client_for: Callable[[User], Client]) -> None:
    ticket, client = TicketFactory(), client_for(service_desk)
    draft = reverse("tickets:draft", args=[ticket.number])
    session = client.session
    session[SEEN_AT] = 1.0
    session.save()
    for address in (
        reverse("notifications:bell"),
        reverse("tickets:queue-news"),
        reverse("tickets:ticket-news", args=[ticket.number]),
        draft,
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "session" not in " ".join(answer.cookies).lower()
        assert client.session[SEEN_AT] == 1.0
    client.post(draft, {"kind": "note", "body": "Jemand schreibt"})
    assert client.session[SEEN_AT] > 1.0
