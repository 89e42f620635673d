"""Drafting an agreement and changing what it says, also when somebody else was quicker."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.lifecycle import State
from contracts.models import Agreement
from customers.models import Authority
from tests.factories import AgreementFactory


@pytest.fixture
def keeper(customer_care: User, client_for: Callable[[User], Client]) -> Client:
    return client_for(customer_care)


def typed(client: Client, url: str, **more: object) -> dict[str, object]:
    """What the form holds when it is opened, with what somebody types into it."""
    form: Any = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    return {**values, **more}


def test_a_draft_begins_with_warnings_half_a_year_before(keeper: Client, ludwigslust: Authority) -> None:
    url = f"{reverse('contracts:add_agreement')}?authority={ludwigslust.pk}"
    values = typed(keeper, url, name="Druck", kind="service", scope="print", share="500.50")
    del values["needs_notice"]
    response = keeper.post(url, values)
    agreement = Agreement.objects.get()
    assert response["Location"] == agreement.get_absolute_url()
    assert (agreement.authority, agreement.state, agreement.warn_days) == (ludwigslust, State.DRAFTED, [180, 90, 30])
    assert str(agreement.share) == "500.50"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"scope": "procedure_only"}, "Bitte nennen Sie das Fachverfahren"),
        ({"subject": "Wahlen"}, "Ein Fachverfahren nennt nur"),
        ({"needs_notice": ""}, "wird der Rechtsaufsicht angezeigt"),
        ({"notice_months": "3"}, "Zur Kündigungsfrist gehören"),
        ({"effective_from": "2027-01-01", "effective_until": "2026-01-01"}, "Das Ende liegt vor dem Beginn"),
        ({"warn_days": "bald"}, "Hinweise, Tage vor einer Frist"),
    ],
)
def test_what_contradicts_itself_is_said_at_its_field_and_nothing_typed_is_lost(
    keeper: Client, ludwigslust: Authority, more: dict[str, str], sentence: str
) -> None:
    url = f"{reverse('contracts:add_agreement')}?authority={ludwigslust.pk}"
    page = keeper.post(url, typed(keeper, url, name="Beitritt mit Fehler", scope="core_it") | more).content.decode()
    assert sentence in page
    assert "Beitritt mit Fehler" in page
    assert not Agreement.objects.exists()


def test_what_was_resolved_on_is_no_longer_changed_but_terms_are(keeper: Client, ludwigslust: Authority) -> None:
    agreement = AgreementFactory(authority=ludwigslust, state=State.EFFECTIVE, effective_from=date(2020, 1, 1))
    url = reverse("contracts:edit_agreement", args=[agreement.pk])
    values = typed(keeper, url)
    assert not {"authority", "scope", "kind", "subject", "effective_from", "effective_until"} & set(values)
    keeper.post(url, values | {"scope": "print", "subject": "", "notice_months": "9", "effective_from": "2019-01-01"})
    agreement.refresh_from_db()
    assert (agreement.notice_months, agreement.scope) == (9, "procedure_only")
    assert agreement.effective_from == date(2020, 1, 1)


def test_whoever_is_slower_sees_what_the_other_wrote_and_then_saves(keeper: Client, ludwigslust: Authority) -> None:
    agreement = AgreementFactory(authority=ludwigslust)
    url = reverse("contracts:edit_agreement", args=[agreement.pk])
    mine = typed(keeper, url, name="Mein Name")
    keeper.post(url, typed(keeper, url, name="Ihr Name"))
    response: Any = keeper.post(url, mine)
    page = response.content.decode()
    assert "inzwischen von jemand anderem geändert" in page
    assert "Ihr Name" in page
    assert "Mein Name" in page
    again = {**mine, "version": response.context["form"]["version"].value()}
    assert keeper.post(url, again).status_code == 302
    agreement.refresh_from_db()
    assert agreement.name == "Mein Name"
