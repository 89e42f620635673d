"""Official keys: form, Land, length by kind, and the rule that ties AGS and ARS together."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from customers import keys
from customers.models import Authority
from tests.factories import AuthorityFactory

Kind = Authority.Kind


@given(st.from_regex(r"13[0-9]{6}", fullmatch=True))
def test_eight_digits_of_the_land_are_an_ags(ags: str) -> None:
    assert keys.ags_problem(ags) == ""


@given(st.text(max_size=12))
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    is_good = len(text) == 8 and text.isascii() and text.isdigit() and text.startswith("13")
    assert bool(keys.ags_problem(text)) != is_good


DIGITS = st.text("0123456789", min_size=3, max_size=3)
KREIS = st.from_regex(r"13[0-9]{3}", fullmatch=True)


@given(KREIS, DIGITS)
def test_ars_without_amt_repeats_the_number(kreis: str, number: str) -> None:
    ars = f"{kreis}0{number}{number}"
    assert keys.ars_problem(ars, keys.ARS_WITHOUT_AMT) == ""
    assert keys.ags_of(ars) == kreis + number
    assert keys.ags_problem(keys.ags_of(ars)) == ""
    assert keys.ars_problem(ars, keys.ARS_IN_AMT)


@given(KREIS, st.text("0123456789", min_size=2, max_size=2), DIGITS)
def test_ars_in_an_amt_begins_with_that_of_the_amt(kreis: str, amt: str, number: str) -> None:
    ars = f"{kreis}5{kreis[-1]}{amt}"
    assert keys.ars_problem(ars, keys.ARS_OF_AMT) == ""
    assert keys.ars_problem(ars + number, keys.ARS_IN_AMT) == ""
    assert keys.ags_of(ars + number) == kreis + number


@given(st.from_regex(r"13[0-9]{10}", fullmatch=True))
def test_every_other_ars_of_a_municipality_is_refused(ars: str) -> None:
    in_amt = ars[5] == "5" and ars[6] == ars[4]
    without = ars[5] == "0" and ars[6:9] == ars[9:]
    assert (keys.ars_problem(ars, keys.ARS_IN_AMT) == "") == in_amt
    assert (keys.ars_problem(ars, keys.ARS_WITHOUT_AMT) == "") == without


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"kind": Kind.MUNICIPALITY_WITHOUT_AMT, "ags": "1307609"}, "ags", "Der AGS hat 8 Ziffern, nicht 7."),
        ({"kind": Kind.MUNICIPALITY_WITHOUT_AMT, "ags": "01076090"}, "ags", "Der AGS beginnt in Mecklenburg-Vorpommern mit 13."),
        ({"kind": Kind.MUNICIPALITY_WITHOUT_AMT, "ags": "1307609X"}, "ags", "Der AGS besteht nur aus Ziffern."),
        ({"kind": Kind.MUNICIPALITY_WITHOUT_AMT, "ags": "1307609²"}, "ags", "Der AGS besteht nur aus Ziffern."),
        ({"kind": Kind.AMT, "ags": "13076090"}, "ags", "Einen AGS haben nur Gemeinden."),
        ({"kind": Kind.AMT, "ars": "13076"}, "ars", "Der ARS hat für diese Art 9 Ziffern, nicht 5."),
        ({"kind": Kind.DISTRICT, "ars": "130760090090"}, "ars", "Der ARS hat für diese Art 5 Ziffern, nicht 12."),
        ({"kind": Kind.AMT, "ars": "130764659"}, "ars", keys.ARS_OF_AMT.rule),
        ({"kind": Kind.AMT, "ars": "130765459"}, "ars", keys.ARS_OF_AMT.rule),
        ({"kind": Kind.AMT_MEMBER_MUNICIPALITY, "ars": "130760050050"}, "ars", keys.ARS_IN_AMT.rule),
        ({"kind": Kind.MUNICIPALITY_WITHOUT_AMT, "ars": "130765657050"}, "ars", keys.ARS_WITHOUT_AMT.rule),
        ({"kind": Kind.INDEPENDENT_CITY, "ars": "130040000001"}, "ars", keys.ARS_WITHOUT_AMT.rule),
        ({"kind": Kind.KITA, "ars": "13076"}, "ars", "Einen ARS haben nur Landkreise, Ämter und Gemeinden."),
        (
            {"kind": Kind.MUNICIPALITY_WITHOUT_AMT, "ags": "13076091", "ars": "130760090090"}, "ags",
            "Der AGS passt nicht zum ARS: Aus dem ARS ergibt sich 13076090.",
        ),
    ],
)  # fmt: skip
def test_wrong_key_is_named_at_its_field(fields: dict[str, str], field: str, sentence: str, db: None) -> None:
    with pytest.raises(ValidationError) as refused:
        AuthorityFactory(**fields)
    assert refused.value.message_dict == {field: [sentence]} or sentence in refused.value.message_dict[field]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Kind.MUNICIPALITY_WITHOUT_AMT, "ags": "13076090", "ars": "130760090090"},
        {"kind": Kind.AMT, "ars": "130765659"},
        {"kind": Kind.DISTRICT, "ars": "13076"},
        {"kind": Kind.INDEPENDENT_CITY, "ags": "13004000", "ars": "130040000000"},
        {"kind": Kind.AMT_MEMBER_MUNICIPALITY, "ags": "13076050", "ars": "130765657050"},
        {"kind": Kind.SCHOOL},
        {"kind": Kind.KITA},
    ],
)
def test_right_keys_are_taken(fields: dict[str, str], db: None) -> None:
    assert AuthorityFactory(**fields).pk


@pytest.mark.parametrize(
    ("kind", "ags", "ars"),
    [
        (Kind.AMT, "", "130764659"),
        (Kind.AMT, "13076059", ""),
        (Kind.AMT_MEMBER_MUNICIPALITY, "", "130760050050"),
        (Kind.MUNICIPALITY_WITHOUT_AMT, "", "130765657050"),
        (Kind.DISTRICT, "", "1307"),
        (Kind.KITA, "", "13076"),
    ],
)
def test_database_refuses_what_passes_by_the_forms(kind: str, ags: str, ars: str, db: None) -> None:
    row = AuthorityFactory.build(kind=kind, ags=ags, ars=ars)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
