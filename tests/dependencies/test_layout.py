"""Where the boxes of a drawing stand."""

from hypothesis import given
from hypothesis import strategies as st

from dependencies.layout import BETWEEN, BOX_HEIGHT, BOX_WIDTH, draw, layers_of

KEYS = [1, 2, 3, 4, 5, 6]
edges = st.lists(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda edge: edge[0] != edge[1]), unique=True
)


def test_each_box_stands_behind_all_that_it_follows() -> None:
    assert layers_of([1, 2, 3], [(1, 2), (2, 3), (1, 3)], 1) == {1: 0, 2: 1, 3: 2}


def test_a_circle_does_not_push_its_boxes_away() -> None:
    assert layers_of([1, 2, 3], [(1, 2), (2, 3), (3, 2), (3, 1)], 1) == {1: 0, 2: 1, 3: 2}


def test_what_hangs_on_nothing_that_is_shown_stands_at_the_end() -> None:
    assert layers_of([1, 2, 3, 4], [(1, 2), (2, 3)], 1)[4] == 2


def test_a_long_line_runs_between_the_boxes_and_not_behind_them() -> None:
    drawing = draw([1, 2, 3], [(1, 2), (2, 3), (1, 3)], 1)
    middle = drawing.corners[2][1]
    heights = [float(part.split()[-1]) for part in drawing.paths[2].split("H")[0].split("C")[1:]]
    assert not middle <= heights[-1] <= middle + BOX_HEIGHT


@given(edges)
def test_no_two_boxes_cover_each_other_and_all_lie_in_the_drawing(given_edges: list[tuple[int, int]]) -> None:
    drawing = draw(KEYS, given_edges, 1)
    assert sorted(drawing.order) == KEYS
    assert len(drawing.paths) == len(given_edges)
    corners = list(drawing.corners.values())
    for number, (x, y) in enumerate(corners):
        assert x >= 0
        assert y >= 0
        assert x + BOX_WIDTH <= drawing.width
        assert y + BOX_HEIGHT <= drawing.height
        for other_x, other_y in corners[number + 1 :]:
            assert abs(x - other_x) >= BOX_WIDTH + BETWEEN or abs(y - other_y) >= BOX_HEIGHT


@given(edges)
def test_boxes_are_read_from_the_left_to_the_right(given_edges: list[tuple[int, int]]) -> None:
    drawing = draw(KEYS, given_edges, 1)
    places = [drawing.corners[key] for key in drawing.order]
    assert places == sorted(places)
