"""The page „Kennzahlen“ as people meet it: who may open it, what it says, what it leaves out."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import AuthorityFactory, StaffMemberFactory, TicketFactory

URL = "/dashboards/"
Browser = Callable[[User], Client]


def test_stranger_is_sent_to_the_login(db: None) -> None:
    response = Client().get(URL)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("accounts:login"))


@pytest.mark.parametrize("person", ["reporter", "coordinator", "authority_head", "service_desk", "on_site"])
def test_only_managers_may_open_it(person: str, request: pytest.FixtureRequest, client_for: Browser) -> None:
    client = client_for(request.getfixturevalue(person))
    assert client.get(URL).status_code == 403
    assert client.get(URL, {"export": "flow"}).status_code == 403


@pytest.mark.parametrize("person", ["manager", "customer_care", "administrator"])
def test_managers_may_open_it(person: str, request: pytest.FixtureRequest, client_for: Browser) -> None:
    assert client_for(request.getfixturevalue(person)).get(URL).status_code == 200


def test_empty_operation_says_so_and_leads_on(manager: User, client_for: Browser) -> None:
    page = client_for(manager).get(URL).content.decode()
    for sentence in (
        "Es gibt keine offene Meldung.",
        "ist keine Meldung eingegangen",
        "Noch ist kein IT-Arbeitsplatz in Betrieb.",
        "Noch ist bei keiner Behörde ein Fachverfahren eingetragen.",
        "Alle IT-Arbeitsplätze ansehen",
    ):
        assert sentence in page
    assert "data-chart" not in page


@pytest.mark.parametrize("authority", ["0", "999999999999999999999", "-1", "x", "1%00"])
def test_unknown_authority_is_not_found(authority: str, manager: User, client_for: Browser) -> None:
    assert client_for(manager).get(f"{URL}?authority={authority}").status_code == 404


def test_unknown_chart_is_not_found(manager: User, client_for: Browser) -> None:
    assert client_for(manager).get(URL, {"export": "salaries"}).status_code == 404


def test_unknown_period_counts_as_not_chosen(manager: User, client_for: Browser) -> None:
    page = client_for(manager).get(URL, {"period": "century"}).content.decode()
    assert '<a href="?period=12-weeks" aria-current="true">12 Wochen</a>' in page


def test_authority_that_is_no_longer_served_can_still_be_looked_at(manager: User, client_for: Browser) -> None:
    former = AuthorityFactory(name="Zweckverband Wasser")
    page = client_for(manager).get(URL, {"authority": former.pk}).content.decode()
    assert "Zweckverband Wasser" in page


def test_choices_keep_each_other(manager: User, ludwigslust: object, client_for: Browser) -> None:
    pk = ludwigslust.pk  # type: ignore[attr-defined]  # an authority
    page = client_for(manager).get(URL, {"authority": pk, "period": "year"}).content.decode()
    assert f'href="?authority={pk}&amp;period=30-days"' in page
    assert 'href="?period=year"' in page
    assert f'href="?authority={pk}&amp;period=year&amp;export=' not in page  # without rows there is no file


def test_no_figure_names_a_member_of_the_staff(manager: User, client_for: Browser, today: datetime) -> None:
    TicketFactory(assignee=StaffMemberFactory(display_name="Wiebke Wortmann"), state="in_progress")
    client = client_for(manager)
    page = client.get(URL).content.decode()
    assert "Offen" in page
    assert "Wortmann" not in page
    assert "team=" not in page
    assert "assignee" not in page
