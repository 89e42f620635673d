"""Under which names a person appears in words, today and formerly, and how these names are replaced."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from accounts.models import StaffMember, User
from customers.models import Contact
from history.forgetting import states_of

KINDS: tuple[type[Model], ...] = (User, StaffMember, Contact)
"""The models whose rows are people."""


def name_of(row: Any) -> str:
    """The name in a row that is a person, or in a kept state of one."""
    if hasattr(row, "display_name"):
        return str(row.display_name)
    return f"{row.first_name} {row.last_name}".strip() or str(getattr(row, "username", ""))


def names_of(rows: Collection[tuple[type[Model], Any]]) -> set[str]:
    """Every name under which rows appeared, today or in a kept state; the rows are given by model and key."""
    found = set()
    for model, key in rows:
        for row in (*model._default_manager.filter(pk=key), *states_of(model, [key])):
            found.add(name_of(row))
            found.add(getattr(row, "username", ""))
    return found - {""}


def are_borne_by_others(name: str, own: Collection[tuple[type[Model], Any]]) -> bool:
    """Whether somebody else has the same name: then the words alone do not say who is meant."""
    return any(
        _named(model, name).exclude(pk__in=[key for kind, key in own if kind is model]).exists() for model in KINDS
    )


def _named(model: type[Model], name: str) -> QuerySet[Any]:
    rows = model._default_manager.all()
    if model is StaffMember:
        return rows.filter(display_name=name)
    parts = name.split(" ")
    splits = [(" ".join(parts[:place]), " ".join(parts[place:])) for place in range(len(parts) + 1)]
    found = Q()
    for first, last in splits:
        found |= Q(first_name=first, last_name=last)
    if model is User:
        found |= Q(username=name)
    return rows.filter(found)


def without_names(text: str, names: Iterable[str], instead: str) -> str:
    """The text with another word in the place of each name, where it stands as whole words."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", lambda _: instead, text)
    return text
