"""The page of a Fachverfahren and „Unsere Fachverfahren“: what must not be overlooked comes first, nothing grows."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from tests.factories import (
    AffectedAuthorityFactory,
    ApplicationUseFactory,
    AuthorityFactory,
    ContactFactory,
    MajorIncidentFactory,
    ProductVersionFactory,
    SpecialistApplicationFactory,
    TicketFactory,
    TrainingFactory,
    UseContactFactory,
)

BrowserFor = Callable[[User], Client]


def queries(client: Client, *addresses: str) -> list[int]:
    counts = []
    for address in addresses:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    return counts


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "wird nicht mehr unterstützt seit"), (30, "wird unterstützt nur noch bis"), (400, "")],
)
def test_the_end_of_support_is_said_in_time(
    client_for: BrowserFor, application_care: User, days: int, words: str
) -> None:
    row = SpecialistApplicationFactory()
    row.product_version = ProductVersionFactory(
        product=row.product, name="4.2", supported_until=timezone.localdate() + timedelta(days=days)
    )
    row.save()
    page = client_for(application_care).get(f"/applications/{row.pk}/")

    assert [words in warning.label for warning in page.context["warnings"]] == ([True] if words else [])


def test_a_running_outage_and_open_reports_stand_on_the_page(client_for: BrowserFor, service_desk: User) -> None:
    row = SpecialistApplicationFactory()
    MajorIncidentFactory(application=row, title="Datenbank steht")
    TicketFactory(application=row, subject="Maske bleibt leer")
    page = client_for(service_desk).get(f"/applications/{row.pk}/").content.decode()

    assert "Großstörung: Datenbank steht" in page
    assert "Maske bleibt leer" in page


def test_an_authority_finds_what_it_uses_now_and_soon(
    client_for: BrowserFor, coordinator: User, reporter: User, ludwigslust: Authority
) -> None:
    today = timezone.localdate()
    now = ApplicationUseFactory(application__name="Meldewesen", authority=ludwigslust, user_count=12)
    ApplicationUseFactory(application__name="Bald", authority=ludwigslust, used_since=today + timedelta(days=9))
    ApplicationUseFactory(application__name="Früher", authority=ludwigslust, used_until=today - timedelta(days=1))
    ApplicationUseFactory(application__name="Woanders", authority=AuthorityFactory())
    TrainingFactory(use=now, topic="Grundlagen", held_on=date(2026, 3, 2))
    page = client_for(coordinator).get("/applications/ours/").content.decode()

    assert "Meldewesen" in page
    assert "Bald" in page
    assert "02.03.2026: Grundlagen" in page
    assert "Früher" not in page
    assert "Woanders" not in page
    assert (
        f"/portal/report/?application={now.application_id}"
        in client_for(reporter).get("/applications/ours/").content.decode()
    )


def test_whoever_has_two_authorities_reads_them_apart(
    client_for: BrowserFor, coordinator: User, ludwigslust: Authority
) -> None:
    amt = AuthorityFactory(name="Amt Grabow")
    ContactFactory(authority=amt, user=coordinator, role="it_coordinator")
    shared = SpecialistApplicationFactory(name="Meldewesen")
    for authority in (ludwigslust, amt):
        ApplicationUseFactory(application=shared, authority=authority)
    groups = client_for(coordinator).get("/applications/ours/").context["groups"]

    assert [(name, len(used)) for name, used in groups] == [("Amt Grabow", 1), ("Stadt Ludwigslust", 1)]


def test_staff_have_the_register_instead(client_for: BrowserFor, service_desk: User) -> None:
    assert client_for(service_desk).get("/applications/ours/").url == "/applications/"  # type: ignore[attr-defined]


def test_nothing_asks_more_often_with_more_rows(
    client_for: BrowserFor, application_care: User, coordinator: User, ludwigslust: Authority
) -> None:
    row = SpecialistApplicationFactory()
    own = ApplicationUseFactory(application=row, authority=ludwigslust)

    def count() -> list[int]:
        care, portal = client_for(application_care), client_for(coordinator)
        own_page = f"/application-uses/{own.pk}/"
        return queries(care, f"/applications/{row.pk}/", own_page) + queries(
            portal, f"/applications/{row.pk}/", "/applications/ours/", own_page
        )

    def more() -> None:
        use = ApplicationUseFactory(application=row, authority=AuthorityFactory())
        UseContactFactory(use=use, role="owner")
        UseContactFactory(use=own)
        TrainingFactory(use=own)
        TicketFactory(application=row, authority=ludwigslust)
        TrainingFactory(use=ApplicationUseFactory(authority=ludwigslust))
        AffectedAuthorityFactory(incident=MajorIncidentFactory(application=row), authority=ludwigslust)

    more()
    with_few = count()
    for _ in range(8):
        more()
    assert count() == with_few
