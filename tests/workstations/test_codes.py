"""The codes on labels: every one leads back, and no single mistake leads elsewhere."""

from hypothesis import given
from hypothesis import strategies as st

from workstations.codes import ALPHABET, Kind, Thing, code_of, thing_of

KEYS = st.integers(min_value=1, max_value=2**40)
KINDS = st.sampled_from(list(Kind))


@given(KINDS, KEYS)
def test_code_leads_back_to_what_it_names(kind: Kind, key: int) -> None:
    code = code_of(kind, key)
    assert thing_of(code) == thing_of(code.lower()) == thing_of(f" {code[:2]}-{code[2:]} ") == Thing(kind, key)


@given(KINDS, KEYS, st.data())
def test_one_wrong_sign_is_noticed(kind: Kind, key: int, data: st.DataObject) -> None:
    code = code_of(kind, key)
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([sign for sign in ALPHABET if sign != code[place]]))
    assert thing_of(code[:place] + wrong + code[place + 1 :]) is None


@given(KINDS, KEYS, st.data())
def test_two_signs_that_changed_places_are_noticed(kind: Kind, key: int, data: st.DataObject) -> None:
    code = code_of(kind, key)
    place = data.draw(st.integers(0, len(code) - 2))
    turned = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert turned == code or thing_of(turned) is None


@given(st.text(max_size=30))
def test_whatever_is_typed_names_something_or_nothing(text: str) -> None:
    thing = thing_of(text)
    assert thing is None or thing_of(code_of(thing.kind, thing.key)) == thing
