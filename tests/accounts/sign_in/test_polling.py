"""A page that stays open asks for news by itself; that does not keep its session alive, what a person does there does."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.sign_in.recent import SEEN_AT
from imports.lifecycle import State
from privacy.models import ExitPack
from tests.factories import ExitPackFactory, ImportFactory, TicketFactory

pytestmark = pytest.mark.django_db

MAKING = {"state": ExitPack.State.MAKING, "file": "", "made_at": None, "sha256": ""}


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


def test_page_that_waits_for_a_job_ages_too(administrator: User, client_for: Callable[[User], Client]) -> None:
    run, pack, client = ImportFactory(state=State.CHECKING), ExitPackFactory(**MAKING), client_for(administrator)
    session = client.session
    session[SEEN_AT] = 1.0
    session.save()
    for address in (
        reverse("imports:progress", args=[run.pk]),
        reverse("privacy:exit-pack-progress", args=[pack.pk]),
    ):
        assert 'id="progress"' in client.get(address).content.decode()
        assert client.session[SEEN_AT] == 1.0
