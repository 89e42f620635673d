"""Every tile of the boards on an empty and on a filled database: it never fails and takes at most two queries."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import roles
from accounts.models import User
from dashboards import boards
from tests.people import employed
from tests.world import build
from ui.tiles import Tile

BOARD, FLEET = boards.ServiceBoard(), boards.FleetBoard()


def all_tiles() -> list[Tile]:
    """Every tile of the board for all authorities; those for one authority only are added."""
    tiles = [*BOARD.figures(), *BOARD.charts(), *FLEET.charts()]
    known = {type(tile) for tile in tiles}
    return tiles + [tile() for tile in sorted(shown_classes(), key=lambda tile: tile.__name__) if tile not in known]


def shown_classes() -> Iterator[type[Tile]]:
    """Tiles that say themselves what they show, as against those that only share something."""
    waiting: list[type[Tile]] = list(Tile.__subclasses__())
    while waiting:
        tile = waiting.pop()
        waiting += tile.__subclasses__()
        if not tile.__subclasses__() and not getattr(tile, "__abstractmethods__", None):
            yield tile


@pytest.fixture
def manager_of_all(db: None) -> User:
    """A manager whose rights and profile are already read."""
    person = employed(roles.MANAGEMENT)
    assert person.is_service_staff
    person.get_all_permissions()
    return person


@pytest.mark.parametrize("tile", all_tiles(), ids=lambda tile: type(tile).__name__)
@pytest.mark.parametrize("is_filled", [False, True], ids=["empty", "filled"])
def test_tile_takes_at_most_two_queries(tile: Tile, is_filled: bool, manager_of_all: User) -> None:
    if is_filled:
        build()
    with CaptureQueriesContext(connection) as captured:
        assert tile.data(manager_of_all, timezone.now())
    assert len(captured) <= 2
    assert tile.title
    assert tile.is_visible_to(manager_of_all)


def test_every_tile_is_on_a_board() -> None:
    of_one = boards.ServiceBoard(authority=object())
    on_boards = {type(tile) for board in (BOARD, FLEET, of_one) for tile in (*board.figures(), *board.charts())}
    assert {tile.__name__ for tile in shown_classes()} == {tile.__name__ for tile in on_boards}
