"""What fails and what is weakened: the rules one by one, then random relations against a plain search."""

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dependencies.impact import LAYERS, impact_of, needs_of
from dependencies.models import Relation
from dependencies.nodes import STRIDE, number_of
from tests.factories import InfrastructureItemFactory, RelationFactory, SpecialistApplicationFactory, WorkstationFactory
from workstations.lifecycle import PlaceState, State
from workstations.models import Disposal, InfrastructureItem, Workstation

pytestmark = pytest.mark.django_db

RETIRED = {"state": State.RETIRED, "retired_on": date(2026, 1, 1)}
GIVEN_AWAY = {**RETIRED, "state": State.DISPOSED, "disposed_on": date(2026, 2, 1), "disposal": Disposal.RECYCLED}
Edge = tuple[int, int, bool, str]


def item(name: str = "") -> InfrastructureItem:
    return InfrastructureItemFactory(**({"name": name} if name else {}))


def need(
    source: InfrastructureItem, *targets: InfrastructureItem, redundant: bool = False, kind: str = "depends_on"
) -> None:
    for target in targets:
        RelationFactory(
            kind=kind, source_application=None, source_item=source, target_item=target, is_redundant=redundant
        )


def fails_with(root: InfrastructureItem) -> set[int]:
    return {number // STRIDE for number in impact_of(number_of(root)).failing}


def weakened_with(root: InfrastructureItem) -> set[int]:
    return {number // STRIDE for number in impact_of(number_of(root)).weakened}


def test_nothing_needs_it() -> None:
    impact = impact_of(number_of(item()))
    assert impact.reached == ()


def test_failure_goes_from_target_to_source_over_all_kinds_of_nodes() -> None:
    server = item()
    application = SpecialistApplicationFactory()
    workstation = WorkstationFactory()
    RelationFactory(source_application=application, target_item=server)
    RelationFactory(
        kind="depends_on", source_application=None, source_workstation=workstation,
        target_item=None, target_application=application,
    )  # fmt: skip
    assert impact_of(number_of(server)).failing == (number_of(application), number_of(workstation))
    assert impact_of(number_of(workstation)).reached == ()
    assert needs_of(number_of(workstation)).vital == (number_of(application), number_of(server))


def test_rows_with_the_same_key_in_different_tables_are_different_nodes() -> None:
    server = item()
    application = SpecialistApplicationFactory(pk=server.pk)
    other = item()
    RelationFactory(source_application=application, target_item=other)
    assert needs_of(number_of(application)).vital == (number_of(other),)
    assert needs_of(number_of(server)).reached == ()


def test_one_of_two_redundant_targets_only_weakens_and_what_lies_behind_too() -> None:
    server, switches, behind = item(), [item(), item()], item()
    need(server, *switches, redundant=True)
    need(behind, server)
    assert fails_with(switches[0]) == set()
    assert weakened_with(switches[0]) == {server.pk, behind.pk}


def test_all_redundant_targets_together_make_it_fail() -> None:
    centre, switches, server, behind = item(), [item(), item()], item(), item()
    for switch in switches:
        need(switch, centre)
    need(server, *switches, redundant=True)
    need(behind, server)
    assert fails_with(centre) == {switches[0].pk, switches[1].pk, server.pk, behind.pk}
    assert weakened_with(centre) == set()


def test_targets_of_another_kind_do_not_stand_in_for_each_other() -> None:
    centre, feeds, server = item(), [item(), item()], item()
    spare = item()
    for feed in feeds:
        need(feed, centre)
    need(server, *feeds, redundant=True)
    need(server, spare, redundant=True, kind="connected_to")
    assert server.pk in fails_with(centre)


def test_a_single_redundant_target_never_makes_it_fail() -> None:
    backup, server = item(), item()
    need(server, backup, redundant=True)
    assert (fails_with(backup), weakened_with(backup)) == (set(), {server.pk})


def test_what_is_gone_stands_in_for_nothing_and_fails_with_nothing() -> None:
    pair, server, behind = [item(), item()], item(), item()
    need(server, *pair, redundant=True)
    need(behind, server)
    place = WorkstationFactory()
    RelationFactory(kind="depends_on", source_application=None, source_workstation=place, target_item=behind)
    assert fails_with(pair[0]) == set()
    InfrastructureItem.objects.filter(pk=pair[1].pk).update(**GIVEN_AWAY)
    assert fails_with(pair[0]) == {server.pk, behind.pk, place.pk}
    assert number_of(pair[1]) not in needs_of(number_of(server)).reached
    InfrastructureItem.objects.filter(pk=behind.pk).update(**RETIRED)
    assert fails_with(pair[0]) == {server.pk}
    assert weakened_with(pair[0]) == set()


def test_workstation_that_was_given_up_is_not_counted() -> None:
    server, place = item(), WorkstationFactory()
    RelationFactory(kind="depends_on", source_application=None, source_workstation=place, target_item=server)
    assert impact_of(number_of(server)).failing == (number_of(place),)
    Workstation.objects.filter(pk=place.pk).update(state=PlaceState.CLOSED)
    assert impact_of(number_of(server)).reached == ()


def test_a_redundant_way_does_not_soften_a_way_without() -> None:
    root, middle, end = item(), item(), item()
    need(middle, root)
    need(end, middle)
    need(end, root, redundant=True)
    assert fails_with(root) == {middle.pk, end.pk}
    assert weakened_with(root) == set()


def test_circles_end_and_the_root_is_not_its_own_consequence() -> None:
    ring = [item() for _ in range(4)]
    for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
        need(one, other)
    assert fails_with(ring[0]) == {node.pk for node in ring[1:]}
    assert {number // STRIDE for number in needs_of(number_of(ring[0])).vital} == {node.pk for node in ring[1:]}


def test_layers_of_redundancy_beyond_those_of_one_query() -> None:
    root = item()
    below = [root]
    expected = set()
    for _ in range(LAYERS + 3):
        pair = [item(), item()]
        for one in pair:
            need(one, *below, redundant=len(below) > 1)
        below = pair
        expected |= {one.pk for one in pair}
    assert fails_with(root) == expected
    assert weakened_with(root) == set()


def test_needs_tell_what_it_cannot_do_without_from_the_rest() -> None:
    server, storage, switches, room = item(), item(), [item(), item()], item()
    need(server, storage)
    need(server, *switches, redundant=True)
    need(switches[0], room)
    needs = needs_of(number_of(server))
    assert needs.vital == (number_of(storage),)
    assert set(needs.helpful) == {number_of(one) for one in (*switches, room)}


# Against a plain search

NODES = 7
KINDS = ("depends_on", "runs_on")
edges = st.lists(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.booleans(), st.sampled_from(KINDS)).filter(
        lambda edge: edge[0] != edge[1]
    ),
    max_size=18,
    unique_by=lambda edge: (edge[0], edge[1], edge[3]),
)


def plain_impact(given_edges: list[Edge], root: int) -> tuple[set[int], set[int]]:
    """The rules, read out one after the other until nothing changes."""
    failed: set[int] = {root}
    weakened: set[int] = set()
    changed = True
    while changed:
        groups: dict[tuple[int, str], list[bool]] = defaultdict(list)
        now = set(failed)
        for source, target, redundant, kind in given_edges:
            if redundant:
                groups[source, kind].append(target in failed)
            elif target in failed:
                now.add(source)
        now |= {source for (source, _), down in groups.items() if len(down) > 1 and all(down)}
        changed, failed = now != failed, now
    changed = True
    while changed:
        now = {source for source, target, _, _ in given_edges if target in failed | weakened} - failed
        changed, weakened = now != weakened, now
    return failed - {root}, weakened


def plain_needs(given_edges: list[Edge], root: int) -> tuple[set[int], set[int]]:
    """Everything behind, without and with redundant relations."""

    def behind(follows_redundant: bool) -> set[int]:
        found = {root}
        while more := {t for s, t, r, _ in given_edges if s in found and (follows_redundant or not r)} - found:
            found |= more
        return found

    vital = behind(follows_redundant=False)
    return vital - {root}, behind(follows_redundant=True) - vital


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_edges=edges, root=st.integers(0, NODES - 1))
def test_random_relations_against_a_plain_search(
    nodes: list[InfrastructureItem], given_edges: list[Edge], root: int
) -> None:
    Relation.objects.all().delete()
    Relation.objects.bulk_create(
        Relation(kind=kind, source_item=nodes[source], target_item=nodes[target], is_redundant=redundant)
        for source, target, redundant, kind in given_edges
    )
    place = {number_of(node): number for number, node in enumerate(nodes)}
    impact, needs = impact_of(number_of(nodes[root])), needs_of(number_of(nodes[root]))
    found = tuple({place[number] for number in numbers} for numbers in (impact.failing, impact.weakened))
    assert found == plain_impact(given_edges, root)
    found = tuple({place[number] for number in numbers} for numbers in (needs.vital, needs.helpful))
    assert found == plain_needs(given_edges, root)
    for numbers in (impact.reached, needs.reached):
        assert len(numbers) == len(set(numbers))


@pytest.fixture
def nodes(db: None) -> list[InfrastructureItem]:
    """The rows between which random relations are drawn."""
    return [item() for _ in range(NODES)]
