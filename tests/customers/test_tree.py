"""The tree of authorities: every one in exactly one place, on any day, whatever is entered."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from customers.models import Authority, AuthorityRole, Membership
from customers.tree import Branch, tree
from tests.factories import AuthorityFactory, AuthorityRoleFactory, MembershipFactory

Kind = Membership.Kind
TREE = "/authorities/tree/"


@pytest.fixture
def desk(client_for: Callable[[User], Client], service_desk: User) -> Client:
    return client_for(service_desk)


def outline(branches: list[Branch], floor: int = 0) -> Iterator[str]:
    for branch in branches:
        yield "  " * floor + branch.authority.name
        yield from outline(branch.below, floor + 1)


def shown(client: Client, **query: str) -> list[str]:
    return list(outline(client.get(TREE, {"show": "all", **query}).context["branches"]))


@pytest.fixture
def land(db: None) -> dict[str, Authority]:
    """A district with an Amt, its members and its managing town, a town of its own, a school and a company."""
    town, member = Authority.Kind.MUNICIPALITY_WITHOUT_AMT, Authority.Kind.AMT_MEMBER_MUNICIPALITY
    made = {
        "district": AuthorityFactory(name="Landkreis Musterland", kind=Authority.Kind.DISTRICT, ags="", ars="13099"),
        "amt": AuthorityFactory(name="Amt Muster", kind=Authority.Kind.AMT, ags="", ars="130995999"),
        "old": AuthorityFactory(name="Gemeinde Alt", kind=member, ags="13099001", ars="130995999001"),
        "new": AuthorityFactory(name="Gemeinde Neu", kind=member, ags="13099002", ars="130995999002"),
        "town": AuthorityFactory(name="Stadt Muster", kind=town, ags="13099003", ars="130990003003"),
        "school": AuthorityFactory(name="Schule am See", kind=Authority.Kind.SCHOOL, ags="", ars=""),
        "company": AuthorityFactory(name="Stadtwerke", kind=Authority.Kind.MUNICIPAL_COMPANY, ags="", ars=""),
    }
    last_day = date(2019, 5, 25)
    MembershipFactory(member=made["old"], body=made["amt"], kind=Kind.MEMBER_OF_AMT, valid_until=last_day)
    MembershipFactory(member=made["new"], body=made["amt"], kind=Kind.MEMBER_OF_AMT, valid_from=None)
    MembershipFactory(member=made["town"], body=made["amt"], kind=Kind.MANAGING_MUNICIPALITY_OF)
    MembershipFactory(member=made["school"], body=made["town"], kind=Kind.SCHOOL_OF)
    MembershipFactory(member=made["company"], body=made["town"], kind=Kind.OWNED_BY)
    return made


def test_everybody_stands_where_they_belong(desk: Client, land: dict[str, Authority]) -> None:
    assert shown(desk, day="2026-11-02") == [
        "Landkreis Musterland",
        "  Amt Muster",
        "    Gemeinde Neu",
        "  Gemeinde Alt",
        "  Stadt Muster",
        "    Schule am See",
        "    Stadtwerke",
    ]
    assert "führt die Geschäfte von Amt Muster" in desk.get(TREE, {"show": "all"}).content.decode()


def test_another_day_shows_what_held_then(desk: Client, land: dict[str, Authority]) -> None:
    AuthorityRoleFactory(authority=land["old"], role=AuthorityRole.Role.CARRIER, valid_until=date(2019, 5, 25))
    assert shown(desk, day="2019-05-25")[2:4] == ["    Gemeinde Alt", "    Gemeinde Neu"]
    page = desk.get(TREE, {"day": "2019-05-25"}).content.decode()
    assert ">25.05.2019<" in page
    assert "Träger" in page
    assert "darunter mit Rolle" in page
    assert "Gemeinde Neu" not in page, "nothing to the provider, and nobody below is"
    today = desk.get(TREE).content.decode()
    assert "Träger" not in today, "nobody has a role, so all are shown"
    assert 'name="show"' not in today, "on another day somebody may have one again"
    assert 'name="show"' in desk.get(TREE, {"show": "all"}).content.decode()
    refused = desk.get(TREE, {"day": "31.2.2019"}).content.decode()
    assert "gültiges Datum" in refused
    assert "Gezeigt ist der heutige Stand" in refused


def test_contact_sees_their_own_part(
    land: dict[str, Authority], client_for: Callable[[User], Client], reporter: User
) -> None:
    names = shown(client_for(reporter))
    assert names
    assert not set(names) & {authority.name for authority in land.values()}


def test_page_asks_as_often_for_many_as_for_few(desk: Client, land: dict[str, Authority]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(TREE, {"show": "all"})
        return len(asked)

    before = queries()
    for number in range(5):
        MembershipFactory(member=AuthorityFactory(name=f"Gemeinde {number}"), body=land["amt"], kind=Kind.OWNED_BY)
    assert queries() == before


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6), st.sampled_from(Kind.values)), max_size=15))
def test_everybody_stands_in_exactly_one_place(pairs: list[tuple[int, int, str]]) -> None:
    authorities = [Authority(pk=pk, name=str(pk), kind=Authority.Kind.OTHER) for pk in range(1, 7)]
    for authority in authorities:
        authority.current_role = None  # type: ignore[attr-defined]
    memberships = [
        Membership(pk=number, member_id=member, body_id=body, kind=kind)
        for number, (member, body, kind) in enumerate(pairs)
        if member != body
    ]
    lines = list(outline(tree(authorities, memberships)))
    assert sorted(line.strip() for line in lines) == [str(authority.pk) for authority in authorities]
    assert all(len(after) - len(before) <= 2 for before, after in pairwise(lines))
