"""How much protection all infrastructure needs today: what it inherits beside what was decided, by two queries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from accounts.models import User
from continuity.inheritance import NO_INHERITANCE, Inheritance, effective, hints, inheritance, why_to_review
from continuity.models import ProtectionDeviation, Value
from workstations.models import InfrastructureItem


class Protection(NamedTuple):
    """What one piece of infrastructure inherits and what was decided about it."""

    inherited: Inheritance
    deviations: Mapping[str, ProtectionDeviation]
    day: date

    def level(self, value: str) -> int:
        """What holds for one value; 0 for nothing."""
        return effective(self.inherited.of(value), self.deviations.get(value))

    def to_review(self, value: str) -> str:
        """Why the deviation of a value is to be looked at again, or nothing."""
        deviation = self.deviations.get(value)
        return why_to_review(deviation, self.inherited.of(value), self.day) if deviation else ""

    @property
    def reviews(self) -> list[str]:
        """What is to be looked at again, in words."""
        return [f"{value.label}: {words}" for value in Value if (words := self.to_review(value))]

    @property
    def in_short(self) -> str:
        """The same and the hints below, as short as a cell of a list."""
        decided, found = set(self.deviations), self.inherited
        cumulating = [value.label for value in Value if value not in decided and found.of(value).may_cumulate]
        parts = [f"Abweichung prüfen: {value.label}" for value in Value if self.to_review(value)]
        parts += [f"Kumulation prüfen: {', '.join(cumulating)}"] if cumulating else []
        if Value.AVAILABILITY not in decided and found.may_be_distributed:
            parts.append("Verteilung prüfen")
        return "; ".join(parts)

    @property
    def hints(self) -> list[str]:
        """Where a thought about cumulation or distribution is worth it."""
        return hints(self.inherited, self.deviations.values())


@dataclass(frozen=True)
class Standing:
    """What holds for all infrastructure that a person may see."""

    user: User
    day: date

    @cached_property
    def _inherited(self) -> Mapping[int, Inheritance]:
        return inheritance(self.day)

    @cached_property
    def _deviations(self) -> Mapping[int, Mapping[str, ProtectionDeviation]]:
        found: dict[int, dict[str, ProtectionDeviation]] = defaultdict(dict)
        for row in ProtectionDeviation.objects.visible_to(self.user).order_by("pk"):
            found[row.item_id][row.value] = row
        return found

    def of(self, item: int) -> Protection:
        """What holds for one of them."""
        return Protection(self._inherited.get(item, NO_INHERITANCE), self._deviations.get(item, {}), self.day)

    @property
    def known(self) -> set[int]:
        """All of which anything is known."""
        return {*self._inherited, *self._deviations}

    def with_level(self, value: Value, levels: set[int]) -> list[int]:
        """Those for which one of these levels holds."""
        return [item for item in self.known if self.of(item).level(value) in levels]

    def of_origin(self, origin: str) -> list[int]:
        """Those with a deviation, one to be looked at again, a hint, or nothing inherited."""
        if origin == "deviation":
            return list(self._deviations)
        if origin == "review":
            return [item for item in self._deviations if self.of(item).reviews]
        if origin == "hint":
            return [item for item in self._inherited if self.of(item).hints]
        rows = InfrastructureItem.objects.visible_to(self.user).exclude(pk__in=list(self._inherited))
        return list(rows.order_by().values_list("pk", flat=True))


def protection_of(item: InfrastructureItem, user: User, day: date) -> Protection:
    """What holds for one piece of infrastructure, without reckoning all the others."""
    rows = ProtectionDeviation.objects.visible_to(user).filter(item=item)
    found = inheritance(day, [item.pk]).get(item.pk, NO_INHERITANCE)
    return Protection(found, {row.value: row for row in rows}, day)
