"""Sets of relations, and who may see them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Q
from django.db.models.expressions import RawSQL

from accounts.querysets import ForServiceQuerySet

if TYPE_CHECKING:
    from dependencies.models import Relation

ENDS = (
    "source_workstation",
    "source_item",
    "source_application",
    "target_workstation",
    "target_item",
    "target_application",
)


def among(keys: Sequence[int]) -> RawSQL:
    """Thousands of keys as one value, for `…__in`."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)], output_field=BigIntegerField())


class RelationQuerySet(ForServiceQuerySet["Relation"]):
    """Relations between what is looked after; how the service builds its systems is no affair of the authorities."""

    def with_ends(self) -> "RelationQuerySet":
        """Together with the rows at both ends."""
        return self.select_related(*ENDS)

    def of_node(self, number: int) -> "RelationQuerySet":
        """Those that begin or end at a node."""
        return self.filter(Q(source_node=number) | Q(target_node=number))

    def between(self, numbers: Sequence[int]) -> "RelationQuerySet":
        """Those whose both ends are among some nodes."""
        return self.filter(source_node__in=among(numbers), target_node__in=among(numbers))
