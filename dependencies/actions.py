"""Saying what needs what, and taking it back."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.access import require_staff
from accounts.models import User
from dependencies.fitting import misfit
from dependencies.models import Relation
from dependencies.nodes import Node, Row, kind_of
from history.versions import refuse_stale


@transaction.atomic
def relate(*, kind: str, source: Row, target: Row, by: User, is_redundant: bool = False, note: str = "") -> Relation:
    """Enter that the source needs the target; closing a circle is allowed, since such circles exist."""
    _require(by, "add")
    relation = Relation(
        kind=kind,
        is_redundant=is_redundant,
        note=note.strip(),
        is_demo=source.is_demo or target.is_demo,
        **{f"source_{kind_of(source).slug}": source, f"target_{kind_of(target).slug}": target},
    )
    _require_fit(relation)
    return _store(relation)


@transaction.atomic
def change_relation(
    *, relation: Relation, kind: str, is_redundant: bool, note: str, by: User, version: int | None = None
) -> Relation:
    """Correct how the source needs the target; between other ends it would be another relation."""
    _require(by, "change")
    current = Relation.objects.select_for_update(of=("self",)).with_ends().get(pk=relation.pk)
    refuse_stale(current, version)
    current.kind, current.is_redundant, current.note = kind, is_redundant, note.strip()
    current.version += 1
    _require_fit(current)
    return _store(current)


@transaction.atomic
def remove_relation(*, relation: Relation, by: User) -> None:
    """Take a relation away: it was wrong, or is no longer so."""
    _require(by, "delete")
    relation.delete()


def _require(by: User, verb: str) -> None:
    require_staff(by, f"dependencies.{verb}_relation")


def _require_fit(relation: Relation) -> None:
    if relation.source == relation.target:
        raise ValidationError({"other": "Nichts hängt von sich selbst ab. Bitte wählen Sie ein anderes Element."})
    if problem := misfit(relation.kind, Node.of(relation.source), Node.of(relation.target)):
        raise ValidationError({"kind": problem})


def _store(relation: Relation) -> Relation:
    relation.full_clean()
    relation.save()
    return relation
