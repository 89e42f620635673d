"""Numbers and charts about reports. Never about one person's work, and none per team."""

from tickets.tiles.charts import Flow, InflowByAuthority, InflowByCategory, OpenByCategory
from tickets.tiles.figures import (
    OpenTickets,
    OverdueTickets,
    ResolvedThisWeek,
    TicketsThisWeek,
    UnassignedTickets,
    WaitingTickets,
)

__all__ = [
    "Flow",
    "InflowByAuthority",
    "InflowByCategory",
    "OpenByCategory",
    "OpenTickets",
    "OverdueTickets",
    "ResolvedThisWeek",
    "TicketsThisWeek",
    "UnassignedTickets",
    "WaitingTickets",
]
