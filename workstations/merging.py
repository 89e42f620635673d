"""Two devices, or two workstations, that are one: what differs, which fields count together, and what points to them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, NamedTuple

from django.db.models import Field, ForeignKey, Model
from django.utils.text import capfirst
from pghistory.models import Event

from ui import cells
from workstations.models import Device, Workstation

Thing = Device | Workstation
NEVER_ASKED = ("id", "is_demo", "note", "last_seen_at")
"""What is put together without a question: both remarks stay, the later sign of life counts, what is real is not invented."""


class Group(NamedTuple):
    """Fields whose values count only together, because one says nothing without the other."""

    key: str
    label: str
    fields: tuple[str, ...]


TOGETHER: Mapping[type[Model], tuple[Group, ...]] = {
    Device: (
        Group("owner", "Wem es gehört", ("authority", "provider", "lease")),
        Group(
            "life",
            "Zustand und Ort",
            (
                "state", "stored_at", "shelf", "workstation", "held_by", "site", "room", "in_service_on", "repaired_by", "retired_on",
                "disposed_on", "disposal",
            ),
        ),
    ),
    Workstation: (
        Group("place", "Standort und Raum", ("site", "room")),
        Group("life", "Zustand", ("state", "in_service_on")),
        Group("computer", "Rechner", ("computer",)),
    ),
}  # fmt: skip


class Line(NamedTuple):
    """One line of the comparison: what it is about, and what each of the two says."""

    group: Group
    this: str
    other: str

    @property
    def differs(self) -> bool:
        """Whether somebody has to decide."""
        return self.this != self.other

    @property
    def is_filled_by_other(self) -> bool:
        """Whether only the second one says something."""
        return bool(self.other and not self.this)


@dataclass
class Outcome:
    """What a merge does: what moves over and how often, what stands against it, and a mark of all that it was based on."""

    moves: list[tuple[str, int]] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    based_on: str = ""


def groups_of(model: type[Model]) -> Iterator[Group]:
    """Everything that can be decided about a model, new columns included, in the order of its fields."""
    together = {name: group for group in TOGETHER[model] for name in group.fields}
    told: set[str] = set()
    for one in model._meta.concrete_fields:
        group = together.get(one.name)
        if one.name in NEVER_ASKED or (group is None and not one.editable):
            continue
        group = group or Group(one.name, str(one.verbose_name), (one.name,))
        if group.key not in told:
            told.add(group.key)
            yield group


def compare(this: Thing, other: Thing) -> list[Line]:
    """Both beside each other."""
    return [Line(group, in_words(this, group), in_words(other, group)) for group in groups_of(type(this))]


def in_words(row: Model, group: Group) -> str:
    """What a row says about a group of fields."""
    fields = [row._meta.get_field(name) for name in group.fields]
    said = [(one, _value(row, one)) for one in fields if isinstance(one, Field)]
    if len(said) == 1:
        return said[0][1]
    return ", ".join(_named(one, text) for one, text in said if text)


def _named(one: "Field[Any, Any]", text: str) -> str:
    return text if one.is_relation or one.choices else f"{one.verbose_name} {text}"


def _value(row: Model, one: "Field[Any, Any]") -> str:
    value = getattr(row, one.name)
    if value is None or value == "":
        return ""
    if one.choices:
        return str(getattr(row, f"get_{one.name}_display")())
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return cells.number(value, 2)
    return ", ".join(value) if isinstance(value, list) else str(value)


def references_to(model: type[Model]) -> "Iterator[ForeignKey[Any, Any]]":
    """Every column of every app that points to a row of the model, links between rows too; kept history stays as it was."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or not (relation.one_to_many or relation.one_to_one):
            continue
        pointing: Any = relation
        if not issubclass(pointing.related_model, Event):
            yield pointing.field


def words_for(reference: "ForeignKey[Any, Any]") -> str:
    """What points there, in the plural; a link is called by the list that it makes."""
    model = reference.model
    owner: Any = model._meta.auto_created
    if owner:
        return str(next(one.verbose_name for one in owner._meta.many_to_many if one.remote_field.through is model))
    return capfirst(str(model._meta.verbose_name_plural))


def remark(goes: Thing, day: date) -> str:
    """What the one that stays remembers of the other."""
    if isinstance(goes, Workstation):
        return f"Zusammengeführt am {day:%d.%m.%Y} mit {goes} (Rechnername {goes.name})."
    serial = f" (Seriennummer {goes.serial_number})" if goes.serial_number and goes.inventory_number else ""
    return f"Zusammengeführt am {day:%d.%m.%Y} mit {goes}{serial}."


def mark_of(stays: Thing, goes: Thing, taken: Collection[str], outcome: Outcome) -> str:
    """A mark that changes with whatever a preview was based on."""
    said = [*sorted(taken), *(f"{words}={count}" for words, count in outcome.moves), *outcome.conflicts]
    for row in (stays, goes):
        said += [
            f"{one.attname}={getattr(row, one.attname)}"
            for one in row._meta.concrete_fields
            if one.name != "last_seen_at"  # whoever works there changes nothing about it
        ]
    return sha256("\n".join(said).encode()).hexdigest()
