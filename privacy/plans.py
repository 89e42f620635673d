"""The part that a person had in replacement plans and the sharing of costs: what they decided, fixed, and took note of."""

from collections.abc import Iterable
from typing import Any

from privacy.persons import Person
from replacements.models import BudgetRound, PlannedReplacement, RoundAuthority
from sharing.models import Apportionment


def part_in_plans(person: Person) -> dict[str, Iterable[Any]]:
    """The tables by their names; somebody without an account did nothing of it."""
    user = person.user
    if user is None:
        return {}
    return {
        "Abweichende Planungen": PlannedReplacement.objects.filter(decided_by=user).select_related(
            "device", "item", "replacement_model"
        ),
        "Festgeschriebene Haushaltsrunden": BudgetRound.objects.filter(frozen_by=user).select_related("previous"),
        "Zur Kenntnis genommene Planungen": RoundAuthority.objects.filter(noted_by=user).select_related(
            "round", "authority"
        ),
        "Festgeschriebene Kostenteilungen": Apportionment.objects.filter(fixed_by=user).select_related(
            "application", "corrects"
        ),
    }
