"""When a gate is open."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from takeovers.gates import Gate, passage


@dataclass(frozen=True)
class Step:
    title: str
    needed_for: str
    scope_id: int | None
    is_settled: bool


steps = st.lists(
    st.builds(
        Step,
        title=st.text(min_size=1, max_size=3),
        needed_for=st.sampled_from(["", *Gate.values]),
        scope_id=st.sampled_from([None, 1, 2]),
        is_settled=st.booleans(),
    ),
    max_size=12,
)
gates, scopes = st.sampled_from(list(Gate)), st.sampled_from([None, 1, 2])


@given(steps, gates, scopes)
def test_a_gate_is_open_exactly_when_all_it_asks_for_is_settled(
    rows: list[Step], gate: Gate, scope: int | None
) -> None:
    asked = [row for row in rows if row.needed_for == gate and (scope is None or row.scope_id in {None, scope})]
    assert passage(gate, scope, rows, set()).is_open == all(row.is_settled for row in asked)


@given(steps, gates, scopes)
def test_a_decision_opens_its_own_gate_and_one_for_the_case_opens_all(
    rows: list[Step], gate: Gate, scope: int | None
) -> None:
    assert passage(gate, scope, rows, {(gate.value, scope)}).is_open
    assert passage(gate, scope, rows, {(gate.value, None)}).is_open
    other = next(one for one in Gate if one != gate)
    assert passage(gate, scope, rows, {(other.value, None)}).is_open == passage(gate, scope, rows, set()).is_open


@given(steps, gates)
def test_another_scope_stands_against_nothing(rows: list[Step], gate: Gate) -> None:
    without = [row for row in rows if row.scope_id != 2]
    assert passage(gate, 1, rows, set()) == passage(gate, 1, without, set())
