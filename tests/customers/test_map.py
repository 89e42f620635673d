"""The map: degrees become places, names never cover each other, and every mark has its row in the table."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import combinations
from math import asin, cos, hypot, radians, sin, sqrt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from customers.map import MARGIN, MARK, STEP, WIDTH, Box, Point, Projection, around, labels, side_by_side
from customers.models import Authority, AuthorityRole
from tests.factories import (
    AuthorityFactory,
    AuthorityRoleFactory,
    DataCentreFactory,
    LocationFactory,
    MembershipFactory,
    ServicePointFactory,
    SuccessionFactory,
)

MAP = "/authorities/map/"
EARTH = 6371.0
HERE = st.tuples(st.floats(53.1, 53.9), st.floats(10.6, 12.4))


@pytest.fixture
def desk(client_for: Callable[[User], Client], service_desk: User) -> Client:
    return client_for(service_desk)


def kilometres(first: tuple[float, float], second: tuple[float, float]) -> float:
    """The great circle between two places."""
    (north, east), (other_north, other_east) = (tuple(map(radians, place)) for place in (first, second))
    half = sin((other_north - north) / 2) ** 2
    half += cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


@given(st.lists(HERE, min_size=1, max_size=20))
def test_everything_lies_on_the_sheet(places: list[tuple[float, float]]) -> None:
    projection = Projection.around(places)
    for place in places:
        x, y = projection.place(*place)
        assert MARGIN - 0.01 <= x <= WIDTH - MARGIN + 0.01
        assert MARGIN - 0.01 <= y <= projection.height - MARGIN + 0.01


@given(HERE, HERE)
def test_distances_and_directions_are_those_of_the_earth(
    first: tuple[float, float], second: tuple[float, float]
) -> None:
    projection = Projection.around([(53.1, 10.6), (53.9, 12.4)])
    here, there = projection.place(*first), projection.place(*second)
    drawn, real = hypot(here.x - there.x, here.y - there.y), projection.kilometres(kilometres(first, second))
    assert abs(drawn - real) <= 0.02 * real + 0.5
    assert (there.y < here.y) == (second[0] > first[0]) or abs(there.y - here.y) < 1e-6
    assert (there.x > here.x) == (second[1] > first[1]) or abs(there.x - here.x) < 1e-6


@given(st.lists(st.builds(Point, st.sampled_from([100.0, 500.0]), st.sampled_from([100.0, 300.0])), max_size=8))
def test_no_mark_hides_another(points: list[Point]) -> None:
    apart = side_by_side(points)
    assert all(after.y == before.y for before, after in zip(points, apart, strict=True))
    assert all(hypot(one.x - two.x, one.y - two.y) >= STEP - 0.01 for one, two in combinations(apart, 2))


PLACES = st.lists(st.tuples(st.builds(Point, st.floats(0, WIDTH), st.floats(0, 700)), st.text("ab n", max_size=24)))


@given(PLACES, st.sampled_from([15.0, 34.0]))
def test_names_cover_neither_marks_nor_each_other(named: list[tuple[Point, str]], size: float) -> None:
    marks = [around(point) for point, _ in named]
    found = labels(named, marks, size=size, half=MARK, height=700)
    assert len(found) == len(named)
    placed = [label.box for label in found if label]
    assert all(box.lies_in(Box(0, 0, WIDTH, 700)) for box in placed)
    assert not any(box.meets(mark) for box in placed for mark in marks)
    assert not any(one.meets(two) for one, two in combinations(placed, 2))


def test_a_lone_name_stands_on_the_right() -> None:
    label = labels([(Point(100, 100), "Grabow")], [around(Point(100, 100))], size=15, half=MARK, height=700)[0]
    assert label
    assert (label.anchor, label.x > 100 + MARK) == ("start", True)
    at_the_rim = labels([(Point(990, 100), "Grabow")], [], size=15, half=MARK, height=700)[0]
    assert at_the_rim
    assert at_the_rim.anchor == "end"


def test_a_name_gives_way_to_lesser_marks_where_it_can() -> None:
    here, beside = Point(500, 300), around(Point(560, 300))
    label = labels([(here, "Grabow")], [around(here)], avoided=[beside], size=15, half=MARK, height=700)[0]
    assert label
    assert label.anchor == "end"
    hemmed_in = [Box(0, 0, WIDTH, 700)]
    assert labels([(here, "Grabow")], [around(here)], avoided=hemmed_in, size=15, half=MARK, height=700)[0]


def located(name: str, latitude: str, longitude: str, **fields: str) -> Authority:
    authority = AuthorityFactory(name=name, short_name=name, **fields)
    LocationFactory(
        authority=authority, latitude=Decimal(latitude), longitude=Decimal(longitude), source="Verzeichnis", certainty="A"
    )  # fmt: skip
    return authority


def rows(client: Client, **query: str) -> dict[str, str]:
    """What the page shows: each name with what its mark means."""
    return {row.name: row.look.words for row in client.get(MAP, query).context["rows"]}


def test_marks_tell_the_role_of_the_day(desk: Client, db: None) -> None:
    town = located("Stadt Muster", "53.3", "11.4")
    AuthorityRoleFactory(authority=town, role="customer", valid_from="2016-01-01", valid_until="2016-03-31")
    AuthorityRoleFactory(authority=town, role="carrier", valid_from="2016-04-01", valid_until="2021-12-31")
    AuthorityRoleFactory(authority=town, role="former", valid_from="2022-01-01")
    prospect = located("Amt Fragend", "53.4", "11.5")
    Outcome = AuthorityRole.Outcome  # noqa: N806  # an enumeration
    AuthorityRoleFactory(authority=prospect, role="prospect", outcome=Outcome.OPEN, valid_until="2020-03-30")
    AuthorityRoleFactory(authority=prospect, role="prospect", outcome=Outcome.DECLINED, valid_from="2020-03-31")
    expected = {
        "2015-12-31": ("ohne Rolle", "Interessent, offen"),
        "2016-02-01": ("Kunde", "Interessent, offen"),
        "2016-04-01": ("Träger", "Interessent, offen"),
        "2020-03-31": ("Träger", "Interessent, abgelehnt"),
        "2022-01-01": ("ehemalig", "Interessent, abgelehnt"),
    }
    for day, (of_town, of_prospect) in expected.items():
        shown = rows(desk, day=day)
        assert (shown["Stadt Muster"], shown["Amt Fragend"]) == (of_town, of_prospect), day


def test_each_mark_is_a_link_with_words_and_has_its_row(desk: Client, db: None) -> None:
    amt = located("Amt Muster", "53.3", "11.4", kind=Authority.Kind.AMT)
    member = located("Gemeinde Klein", "53.4", "11.5", kind=Authority.Kind.AMT_MEMBER_MUNICIPALITY)
    MembershipFactory(member=member, body=amt)
    AuthorityFactory(name="Ohne Ort")
    point = ServicePointFactory(name="Service-Point Muster")
    LocationFactory(authority=None, service_point=point)
    LocationFactory(authority=None, site=DataCentreFactory(name="Rechenzentrum Muster"))
    response = desk.get(MAP)
    page = response.content.decode()
    for authority in (amt, member):
        words = f"{authority.name}, {authority.get_kind_display()}, ohne Rolle"
        assert f'href="{authority.get_absolute_url()}" aria-label="{words}"' in page
        assert f'<a class="ku-link" href="{authority.get_absolute_url()}">{authority.name}</a>' in page
    assert f'href="{point.get_absolute_url()}" aria-label="Service-Point Muster, Service-Point, Service-Point"' in page
    assert 'aria-label="Rechenzentrum Muster, Standort, Rechenzentrum"' in page
    assert page.count("<line ") == 1, "from the municipality to its Amt"
    assert "Verzeichnis (amtlich)" in page
    assert "Eine Behörde ist nicht auf der Karte" in page
    assert "Ohne Ort" in page
    assert "style=" not in page
    assert 'viewBox="0 0 1000.0 ' in page, "a point and no comma, whatever the language"


def test_body_that_is_no_more_is_on_no_later_map(desk: Client, db: None) -> None:
    old = located("Gemeinde Alt", "53.3", "11.4")
    SuccessionFactory(predecessor=old, successor=located("Gemeinde Neu", "53.3", "11.5"), effective_on="2019-05-26")
    assert "Gemeinde Alt" in rows(desk, day="2019-05-25")
    assert "Gemeinde Alt" not in rows(desk, day="2019-05-26")


def test_without_coordinates_there_is_only_the_table(desk: Client, db: None) -> None:
    AuthorityFactory(name="Ohne Ort")
    page = desk.get(MAP).content.decode()
    assert "ku-map__sheet" not in page
    assert "keine Koordinaten vor" in page
    assert "Ohne Ort" in page
    assert "gültiges Datum" in desk.get(MAP, {"day": "31.2.2019"}).content.decode()


def test_contact_sees_only_their_own_mark(
    client_for: Callable[[User], Client], reporter: User, ludwigslust: Authority
) -> None:
    LocationFactory(authority=ludwigslust)
    located("Gemeinde Fremd", "53.3", "11.4")
    assert list(rows(client_for(reporter))) == [ludwigslust.name]


def test_map_asks_as_often_for_many_as_for_few(desk: Client, db: None) -> None:
    amt = located("Amt Muster", "53.3", "11.4", kind=Authority.Kind.AMT)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(MAP)
        return len(asked)

    def make(number: int) -> None:
        member = located(f"Gemeinde {number}", "53.4", f"11.{number}")
        MembershipFactory(member=member, body=amt)
        AuthorityRoleFactory(authority=member, valid_from=date(2020, 1, 1))
        LocationFactory(authority=None, service_point=ServicePointFactory())
        LocationFactory(authority=None, site=DataCentreFactory())

    make(1)
    before = queries()
    for number in range(2, 8):
        make(number)
    assert queries() == before
