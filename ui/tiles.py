"""What a tile of a dashboard is: one number or chart somebody watches."""

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any, ClassVar


class Tile(ABC):
    """One tile: a title, the right to see it, at most two queries, and a link to the rows behind its number."""

    title: ClassVar[str]
    permission: ClassVar[str]
    template_name: ClassVar[str] = "ui/tile.html"

    @abstractmethod
    def data(self, user: Any, now: datetime) -> dict[str, Any]:
        """The values of the tile for this person at this moment."""

    def is_visible_to(self, user: Any) -> bool:
        return bool(user.has_perm(self.permission))
