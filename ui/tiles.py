"""What a tile of a dashboard is: one number or chart somebody watches."""

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any, ClassVar

from ui.charts import Chart, Figure


class Tile(ABC):
    """One tile: a title, the right to see it, at most two queries, and a link to the rows behind each number."""

    key: ClassVar[str]  # its name in addresses
    title: str
    permission: ClassVar[str]

    @abstractmethod
    def data(self, user: Any, now: datetime) -> Figure | Chart:
        """The values of the tile for this person at this moment."""

    def is_visible_to(self, user: Any) -> bool:
        """Whether the person has the right to see it."""
        return bool(user.has_perm(self.permission))
