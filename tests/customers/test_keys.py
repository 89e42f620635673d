"""Official keys: form, Land, length by kind, and the rule that ties AGS and ARS together."""

import pytest
from django.core.exceptions import ValidationError
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


@given(st.from_regex(r"13[0-9]{10}", fullmatch=True))
def test_ags_inside_an_ars_is_an_ags(ars: str) -> None:
    assert keys.ags_problem(keys.ags_of(ars)) == ""
    assert keys.ars_problem(ars, keys.ARS_LENGTH_MUNICIPALITY) == ""


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
        {"kind": Kind.SCHOOL},
    ],
)
def test_right_keys_are_taken(fields: dict[str, str], db: None) -> None:
    assert AuthorityFactory(**fields).pk
