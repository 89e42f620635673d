"""The fields of a change history, made from those of the rows.

They hold the same values and are bound by nothing: what was unique may come again, and what a row pointed to may be gone.
The library comes to the same by building each field anew from its settings; with fifteen hundred fields that is a twentieth
of every start.
"""

import copy
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]

UNBOUND = {
    "unique": False, "db_index": False, "unique_for_date": None, "unique_for_month": None, "unique_for_year": None,
}  # fmt: skip
KEPT_BY_FIELD = {"_unique" if name == "unique" else name: value for name, value in UNBOUND.items()}


def fields_of_change(
    model: type[models.Model], *, exclude: tuple[str, ...] = (), points_to_row: bool = True
) -> "dict[str, AnyField]":
    """Which row it was and in which deed it happened, then a field for each of the row's own."""
    columns = (model._meta.concrete_model or model)._meta.local_fields
    of_all: dict[str, AnyField] = {"pgh_obj": _relation(model, related_name="changes")} if points_to_row else {}
    of_all["pgh_context"] = _relation("pghistory.Context", related_name="+", null=True)
    return of_all | {field.name: _kept(field) for field in columns if field.name not in exclude}


def _kept(field: "AnyField") -> "AnyField":
    if isinstance(field, models.AutoField | models.BigAutoField):
        return models.BigIntegerField() if isinstance(field, models.BigAutoField) else models.IntegerField()
    if isinstance(field, models.ForeignKey):
        return _kept_relation(field)
    return _built_anew(field) if hasattr(field, "base_field") or isinstance(field, models.FileField) else _copied(field)


def _copied(field: "AnyField") -> "AnyField":
    """As Django takes over fields of abstract models, but in the order in which they are made here."""
    kept = copy.copy(field)
    kept.__dict__.update(KEPT_BY_FIELD)
    kept.creation_counter = models.Field.creation_counter
    models.Field.creation_counter += 1
    return kept


def _built_anew(field: "AnyField") -> "AnyField":
    """For the few that tell another field, or a storage, which model they belong to."""
    kind, (_, _, positional, named) = type(field), field.deconstruct()
    return kind(*positional, **named | UNBOUND)


def _kept_relation(field: "models.ForeignKey[Any, Any]") -> "AnyField":
    return _relation(
        field.remote_field.model,
        verbose_name=field._verbose_name,  # type: ignore[attr-defined]  # noqa: SLF001  # what was given, not what was made of the name
        related_name="+",
        related_query_name="+",
        limit_choices_to=field.remote_field.limit_choices_to,
        null=field.null,
        blank=field.blank,
        default=field.default,
        help_text=field.help_text,
        editable=field.editable,
        db_column=field.db_column,
        db_tablespace=field._db_tablespace,  # type: ignore[attr-defined]  # noqa: SLF001
    )


def _relation(to: type[models.Model] | str, **named: Any) -> "AnyField":
    return models.ForeignKey(to, models.DO_NOTHING, db_constraint=False, **named)
