"""Which tiles a board is made of, in the order in which it shows them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from applications.tiles import ApplicationsByAuthority, ApplicationsByHosting
from contracts.tiles import NearDeadlines
from replacements.tiles import FleetAge, FleetSystems, FleetWarranty, PlannedCosts
from tickets.tiles import (
    Flow,
    InflowByAuthority,
    InflowByCategory,
    OpenByCategory,
    OpenTickets,
    OverdueTickets,
    ResolvedThisWeek,
    TicketsThisWeek,
    UnassignedTickets,
    WaitingTickets,
)
from ui.periods import WEEKS, Period
from ui.tiles import Shape, Tile
from ui.together import Together
from workstations.tiles import DevicesByState, WorkstationsByAge, WorkstationsByAuthority

if TYPE_CHECKING:
    from accounts.models import User
    from customers.models import Authority


class Shown(NamedTuple):
    """A tile with its values at one moment, which are read when the first of a page is looked at."""

    tile: Tile
    value: Shape


@dataclass(frozen=True)
class Board:
    """Some figures and charts; of all authorities or of one."""

    authority: "Authority | None" = None
    period: Period = field(default=WEEKS)

    def figures(self) -> tuple[Tile, ...]:
        """The numbers on top."""
        return ()

    def charts(self) -> tuple[Tile, ...]:
        """The charts."""
        raise NotImplementedError

    def shown_figures(self, page: Together, user: "User", now: datetime) -> list[Shown]:
        """The numbers this person may see."""
        return list(_shown(self.figures(), page, user, now))

    def shown_charts(self, page: Together, user: "User", now: datetime) -> list[Shown]:
        """The charts this person may see."""
        return list(_shown(self.charts(), page, user, now))

    def shown_chart(self, key: str, user: "User", now: datetime) -> Shown | None:
        """One chart by its name in addresses, if there is such a one and the person may see it."""
        return next(_shown(tuple(tile for tile in self.charts() if tile.key == key), Together(), user, now), None)


@dataclass(frozen=True)
class ServiceBoard(Board):
    """How the service stands: reports, workstations, Fachverfahren; of all authorities or of one."""

    def figures(self) -> tuple[Tile, ...]:
        """The numbers on top."""
        numbers = (OpenTickets, UnassignedTickets, OverdueTickets, WaitingTickets, TicketsThisWeek, ResolvedThisWeek)
        return (*(tile(self.authority) for tile in numbers), NearDeadlines(self.authority))

    def charts(self) -> tuple[Tile, ...]:
        """The charts; comparing authorities makes no sense where only one is looked at."""
        flow, categories = Flow(self.authority, self.period), OpenByCategory(self.authority)
        ages = WorkstationsByAge(self.authority)
        if self.authority:
            topics, states = InflowByCategory(self.authority, self.period), DevicesByState(self.authority)
            return (flow, categories, topics, states, ages, ApplicationsByHosting(self.authority))
        inflow = InflowByAuthority(period=self.period)
        return (flow, categories, inflow, WorkstationsByAuthority(), ages, ApplicationsByAuthority())


@dataclass(frozen=True)
class FleetBoard(Board):
    """How old the devices are, what is still supported, and what their replacement will cost."""

    def charts(self) -> tuple[Tile, ...]:
        """The charts; none of them looks back over a period."""
        return tuple(tile(self.authority) for tile in (FleetAge, PlannedCosts, FleetWarranty, FleetSystems))


def _shown(tiles: tuple[Tile, ...], page: Together, user: "User", now: datetime) -> Iterator[Shown]:
    return (Shown(tile, tile.asked(page, user, now)) for tile in tiles if tile.is_visible_to(user))
