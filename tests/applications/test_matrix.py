"""Authorities and Fachverfahren as one table: what a cell tells, what is shown and put into files, and at what cost."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.matrix import Crossing, Standing, crossing_of
from applications.models import ApplicationUse
from applications.tables import MOST_COLUMNS
from customers.models import Authority
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    ProductFactory,
    SpecialistApplicationFactory,
)

BrowserFor = Callable[[User], Client]
TODAY = date(2026, 11, 29)


@pytest.fixture
def desk(client_for: BrowserFor, service_desk: User) -> Client:
    return client_for(service_desk)


def matrix(client: Client, query: str = "") -> Any:
    return client.get(reverse("applications:matrix") + query)


def columns(client: Client, query: str = "") -> list[str]:
    return [application.name for application in matrix(client, query).context["table"].applications]


def rows(client: Client, query: str = "") -> list[str]:
    return [authority.name for authority in matrix(client, query).context["page"].object_list]


def use(since: date | None, until: date | None, count: int = 1) -> ApplicationUse:
    return ApplicationUse(used_since=since, used_until=until, user_count=count)


def test_cell_tells_of_today_before_what_comes_and_what_was() -> None:
    was = use(date(2010, 1, 1), date(2019, 12, 31), 1)
    was_later = use(date(2020, 1, 1), date(2024, 12, 31), 2)
    now = use(date(2025, 1, 1), date(2026, 12, 31), 3)
    next_one = use(date(2027, 1, 1), date(2027, 12, 31), 4)
    last_one = use(date(2028, 1, 1), None, 5)
    everything = [was, last_one, now, was_later, next_one]
    assert crossing_of(everything, TODAY) == Crossing(Standing.USED, now.used_since, now.used_until, 3)
    assert crossing_of([was, last_one, was_later, next_one], TODAY) == Crossing(
        Standing.PLANNED, next_one.used_since, next_one.used_until, 4
    )
    ended = crossing_of([was_later, was], TODAY)
    assert ended is not None
    assert (ended.standing, ended.user_count, ended.when) == (Standing.ENDED, 2, "beendet 31.12.2024")
    assert crossing_of([], TODAY) is None


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (None, None, "genutzt"),
        (TODAY, None, "seit 29.11.2026"),
        (date(2020, 1, 1), TODAY, "seit 01.01.2020 bis 29.11.2026"),
        (TODAY + timedelta(days=1), None, "geplant ab 30.11.2026"),
        (None, TODAY - timedelta(days=1), "beendet 28.11.2026"),
    ],
)
def test_cell_in_words(since: date | None, until: date | None, words: str) -> None:
    found = crossing_of([use(since, until)], TODAY)
    assert found is not None
    assert found.when == words


def test_matrix_shows_use_gap_and_what_comes(desk: Client, ludwigslust: Authority) -> None:
    residents, finance = (SpecialistApplicationFactory(name=name) for name in ("Einwohner", "Finanzen"))
    ApplicationUseFactory(application=residents, authority=ludwigslust, user_count=1234)
    tomorrow = timezone.localdate() + timedelta(days=1)
    ApplicationUseFactory(application=finance, authority=ludwigslust, used_since=tomorrow)
    other = AuthorityFactory(name="Amt Anders")
    ApplicationUseFactory(application=finance, authority=other)
    AuthorityFactory(name="Ohne alles")
    shown = matrix(desk).content.decode()
    assert rows(desk) == ["Amt Anders", "Stadt Ludwigslust"]
    assert columns(desk) == ["Einwohner", "Finanzen"]
    for words in ("1.234", "seit 01.01.2020", f"geplant ab {tomorrow:%d.%m.%Y}", "nicht genutzt", "data-grid"):
        assert words in shown, words
    assert "Importieren" not in shown  # the desk keeps none of it
    assert shown.count('<tr><th scope="row">') == 2
    assert f'href="{reverse("dashboards:authority", args=[ludwigslust.pk])}"' in shown


def test_matrix_is_narrowed_by_both_sides(desk: Client, ludwigslust: Authority) -> None:
    residents = SpecialistApplicationFactory(
        name="Einwohner", product=ProductFactory(domain="Einwohner"), hosting="dvz"
    )
    finance = SpecialistApplicationFactory(name="Finanzen", product=ProductFactory(domain="Finanzen"))
    over = SpecialistApplicationFactory(name="Vorbei", operated_until=timezone.localdate() - timedelta(days=1))
    ApplicationUseFactory(application=residents, authority=ludwigslust)
    ApplicationUseFactory(application=finance, authority=AuthorityFactory(name="Schule", kind=Authority.Kind.SCHOOL))
    ApplicationUseFactory(application=over)
    assert columns(desk, "?hosting=dvz") == ["Einwohner"]
    assert columns(desk, "?domain=Finanzen") == ["Finanzen"]
    assert columns(desk, f"?team={residents.team_id}") == ["Einwohner"]
    assert rows(desk, "?kind=school") == ["Schule"]
    assert rows(desk, "?q=ludwigslust") == ["Stadt Ludwigslust"]
    assert "Schule" in rows(desk, "?hosting=dvz")  # that it uses none of them is an answer, too
    assert "Nutzt keines der gezeigten Fachverfahren." in matrix(desk, "?hosting=dvz").content.decode()
    assert "gibt es kein Fachverfahren" in matrix(desk, "?hosting=federal").content.decode()


def test_too_many_columns_are_cut_with_a_hint_and_all_in_the_file(desk: Client, ludwigslust: Authority) -> None:
    for number in range(MOST_COLUMNS + 3):
        application = SpecialistApplicationFactory(name=f"Verfahren {number:02d}")
        ApplicationUseFactory(application=application, authority=ludwigslust, user_count=number)
    assert len(columns(desk)) == MOST_COLUMNS
    assert f"die ersten {MOST_COLUMNS} von {MOST_COLUMNS + 3} Fachverfahren" in matrix(desk).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(b"".join(matrix(desk, "?export=xlsx"))))
    head, line = book.worksheets[0].iter_rows(values_only=True)
    assert head[:3] == ("Behörde", "Art", "Verfahren 00")
    assert len(head) == MOST_COLUMNS + 5
    assert line[0] == "Stadt Ludwigslust"
    assert line[-1] == "22, seit 01.01.2020"


def test_matrix_takes_as_many_queries_with_many_rows_and_columns(desk: Client) -> None:
    def more(count: int) -> None:
        applications = [SpecialistApplicationFactory() for _ in range(count)]
        for application in applications:
            authority = AuthorityFactory()
            for other in applications:
                ApplicationUseFactory(application=other, authority=authority)
            ApplicationUseFactory(application=application)

    def queries(query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = matrix(desk, query)
            if response.streaming:
                b"".join(response)
        return len(captured)

    more(2)
    matrix(desk)
    few = [queries(query) for query in ("", "?export=csv")]
    more(6)
    assert [queries(query) for query in ("", "?export=csv")] == few


def test_matrix_is_for_the_service_alone(client_for: BrowserFor, coordinator: User) -> None:
    assert matrix(client_for(coordinator)).status_code == 403
