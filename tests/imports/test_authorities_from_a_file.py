"""Authorities from a file, with the Amt they belong to and what they are to the provider."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from customers.models import Authority, AuthorityRole, Membership
from tests.factories import AuthorityFactory, AuthorityRoleFactory, MembershipFactory, SuccessionFactory
from tests.imports.files_of_rows import applied, checked, csv_file

HEAD = ["Schlüssel", "Name", "Kurzname", "Art", "ARS", "AGS", "Ort", "Amt", "Amt seit", "Rolle", "Rolle seit"]
KIND = Authority.Kind


@pytest.fixture
def care(customer_care: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps customer data."""
    return client_for(customer_care)


@pytest.fixture
def amt(db: None) -> Authority:
    """An Amt that is stored."""
    return AuthorityFactory(key="amt-alt", name="Amt Alt", kind=KIND.AMT, ars="130765654", ags="")


def test_municipality_and_its_new_amt_come_with_one_file(care: Client) -> None:
    file = csv_file([
        HEAD,
        ["gemeinde-a", "Gemeinde A", "A", "amtsangehörige Gemeinde", "130765699001", "13076001", "A", "amt-neu", "01.01.2026", "Kunde", "01.07.2026"],
        ["amt-neu", "Amt Neu", "Neu", "amt", "130765699", "", "Neu", "", "", "", ""],
    ])  # fmt: skip
    run = checked(care, "authorities", file)
    assert (run.rows_new, run.rows_wrong) == (2, 0), list(run.rows.values_list("problems", flat=True))
    applied(care, run)
    membership = Membership.objects.get(member__key="gemeinde-a")
    assert (membership.body.key, membership.valid_from, membership.source[:6]) == (
        "amt-neu",
        date(2026, 1, 1),
        "Import",
    )
    role = AuthorityRole.objects.get(authority__key="gemeinde-a")
    assert (role.role, role.valid_from) == ("customer", date(2026, 7, 1))
    file.seek(0)
    again = checked(care, "authorities", file)
    assert (again.rows_same, again.rows_new + again.rows_changed) == (2, 0)


def test_other_amt_and_role_end_what_held_until_the_day_before(care: Client, amt: Authority) -> None:
    other = AuthorityFactory(key="amt-anders", name="Amt Anders", kind=KIND.AMT, ars="", ags="")
    town = AuthorityFactory(key="gemeinde", kind=KIND.AMT_MEMBER_MUNICIPALITY, ags="", ars="")
    old = MembershipFactory(
        member=town, body=amt, kind=Membership.Kind.MEMBER_OF_AMT, valid_from=date(2020, 1, 1), valid_until=None
    )
    was = AuthorityRoleFactory(authority=town, role="prospect", valid_from=None, valid_until=None)
    rows = [
        ["Schlüssel", "Amt", "Amt seit", "Rolle", "Rolle seit"],
        [town.key, "Amt Anders", "01.03.2026", "Kunde", "01.04.2026"],
    ]
    run = checked(care, "authorities", csv_file(rows))
    assert ["Amt", "amt-alt", "amt-anders"] in run.rows.get().changes
    applied(care, run)
    old.refresh_from_db()
    was.refresh_from_db()
    assert old.valid_until == date(2026, 2, 28)
    assert was.valid_until == date(2026, 3, 31)
    assert town.memberships.get(body=other).valid_from == date(2026, 3, 1)
    assert town.roles.get(role="customer").valid_from == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("changed", "column", "reason"),
    [
        ({"Amt": "amt-alt", "Amt seit": "01.01.2019"}, "Amt seit", "nach dem 01.01.2020"),
        ({"Amt": "amt-alt", "Amt seit": ""}, "Amt seit", "seit wann"),
        ({"Amt": "gemeinde"}, "Amt", "kein Amt"),
        ({"Amt": "gibt-es-nicht"}, "Amt", "gibt es nicht"),
        ({"Amt": "(leer)"}, "Amt", "nicht geleert"),
        ({"Rolle seit": "01.01.2026"}, "Rolle seit", "Ohne „Rolle“"),
        ({"ARS": "130765654"}, "ARS", "12 Ziffern"),
        ({"AGS": "13076002"}, "AGS", "passt nicht zum ARS"),
        ({"Schlüssel": "anders", "ARS": "130765654001"}, "Schlüssel", "hat schon den Schlüssel"),
        ({"Art": "Stadtstaat"}, "Art", "Möglich sind"),
        ({"Schlüssel": "neu", "ARS": ""}, "Name", "fehlt"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_at_its_column(
    changed: dict[str, str], column: str, reason: str, care: Client, amt: Authority
) -> None:
    other = AuthorityFactory(key="amt-davor", name="Amt Davor", kind=KIND.AMT, ars="", ags="")
    town = AuthorityFactory(key="gemeinde", kind=KIND.AMT_MEMBER_MUNICIPALITY, ars="130765654001", ags="13076001")
    MembershipFactory(
        member=town, body=other, kind=Membership.Kind.MEMBER_OF_AMT, valid_from=date(2020, 1, 1), valid_until=None
    )
    values = {"Schlüssel": "gemeinde"} | changed
    run = checked(care, "authorities", csv_file([list(values), list(values.values())]))
    problems = dict(run.rows.get().problems)
    assert reason in problems[column], problems


def test_key_of_another_authority_is_told_with_its_name(care: Client, amt: Authority) -> None:
    file = csv_file([HEAD[:6], ["neu", "Amt Neu", "Neu", "Amt", amt.ars, ""]])
    # without a key of its own it would be found by the ARS; with another one it is somebody else who has it
    assert (
        "hat schon den Schlüssel „amt-alt“" in dict(checked(care, "authorities", file).rows.get().problems)["Schlüssel"]
    )
    file = csv_file([["Schlüssel", "AGS", "ARS"], ["a", "13076090", ""], ["b", "13076090", ""]])
    assert "Zeile 2" in dict(checked(care, "authorities", file).rows.get(number=3).problems)["AGS"]


def test_authority_is_found_by_official_key_alone(care: Client, amt: Authority) -> None:
    run = applied(care, checked(care, "authorities", csv_file([["ARS", "Ort"], [amt.ars, "Altstadt"]])))
    amt.refresh_from_db()
    assert (run.rows_changed, amt.city) == (1, "Altstadt")


def test_only_municipalities_belong_to_an_amt_and_nothing_begins_for_a_body_that_is_no_more(
    care: Client, amt: Authority
) -> None:
    school = AuthorityFactory(key="schule", kind=KIND.SCHOOL, ars="", ags="")
    gone = AuthorityFactory(key="frueher", kind=KIND.AMT_MEMBER_MUNICIPALITY, ars="", ags="")
    SuccessionFactory(predecessor=gone, effective_on=date(2020, 1, 1))
    rows = [["Schlüssel", "Amt", "Rolle"], [school.key, "amt-alt", ""], [gone.key, "amt-alt", "Kunde"]]
    first, second = (dict(line.problems) for line in checked(care, "authorities", csv_file(rows)).rows.all())
    assert "nur Gemeinden" in first["Amt"]
    assert "seit dem 01.01.2020 nicht mehr" in second["Amt"]
    assert "seit dem 01.01.2020 nicht mehr" in second["Rolle"]
