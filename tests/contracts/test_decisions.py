"""Entering what a council decided, and who reads it."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.models import Decision
from customers.models import Authority
from tests.factories import DecisionFactory

ADD = "contracts:add_decision"


def typed(authority: Authority, **more: object) -> dict[str, object]:
    """What somebody types into the form."""
    return {
        "authority": authority.pk, "kind": "joining", "subject": "Beitritt zur KSM", "body": "Stadtvertretung",
        "decided_on": "2026-03-12", "outcome": "adopted", "votes_for": "14", "votes_against": "3", "abstentions": "1",
        "biased": "0", "link": "rat.beispiel.example/vorlage/60", **more,
    }  # fmt: skip


def test_a_decision_is_entered_with_its_votes_and_read_back(
    customer_care: User, client_for: Callable[[User], Client], ludwigslust: Authority
) -> None:
    client = client_for(customer_care)
    response = client.post(reverse(ADD), typed(ludwigslust), follow=True)
    page = response.content.decode()
    assert "14 dafür, 3 dagegen, 1 Enthaltung, 0 befangen" in page
    assert "https://rat.beispiel.example/vorlage/60" in page
    decision = Decision.objects.get()
    edit = reverse("contracts:edit_decision", args=[decision.pk])
    client.post(edit, typed(ludwigslust, outcome="deferred"))
    decision.refresh_from_db()
    assert decision.outcome == Decision.Outcome.DEFERRED


def test_without_a_majority_and_before_the_day_nothing_is_stored_and_nothing_typed_is_lost(
    customer_care: User, client_for: Callable[[User], Client], ludwigslust: Authority
) -> None:
    client = client_for(customer_care)
    for more, sentence in (
        ({"votes_against": "14"}, "nur mit mehr Ja- als Nein-Stimmen"),
        ({"decided_on": "2999-03-12"}, "Der Tag liegt in der Zukunft"),
    ):
        page = client.post(reverse(ADD), typed(ludwigslust, **more)).content.decode()
        assert sentence in page
        assert "Beitritt zur KSM" in page
    assert not Decision.objects.exists()


def test_an_authority_reads_its_own_decisions_without_what_the_service_notes(
    coordinator: User, client_for: Callable[[User], Client], ludwigslust: Authority
) -> None:
    own, foreign = DecisionFactory(authority=ludwigslust), DecisionFactory()
    client = client_for(coordinator)
    listed = client.get(reverse("contracts:decisions")).content.decode()
    assert own.subject in listed
    assert foreign.subject not in listed
    assert "Beschluss eintragen" not in listed
    page = client.get(own.get_absolute_url()).content.decode()
    assert own.subject in page
    assert own.note not in page
    assert client.get(foreign.get_absolute_url()).status_code == 404
