"""The fields of a change history: as those of the rows, bound by nothing, and of their own table."""

from typing import Any

from django.apps import apps
from django.db import models

from history.kept_fields import UNBOUND

CHANGES = [model for model in apps.get_models() if model.__name__.endswith("Change") and hasattr(model, "pgh_obj")]
OF_THE_LIBRARY = {"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context"}


def row_of(model: type[models.Model]) -> type[models.Model]:
    """The model whose changes these are."""
    row: Any = model._meta.get_field("pgh_obj").related_model
    concrete: type[models.Model] = row._meta.concrete_model or row
    return concrete


def pairs() -> list[tuple[Any, Any]]:
    """Each kept field with the row's that it was made from, without relations and keys, which are made anew."""
    return [
        (field, row_of(model)._meta.get_field(field.name))
        for model in CHANGES
        for field in model._meta.local_fields
        if field.name not in OF_THE_LIBRARY and field.name != "id" and not field.is_relation
    ]


def test_kept_field_is_settled_like_the_rows_but_bound_by_nothing() -> None:
    assert len(pairs()) > 800
    for kept, own in pairs():
        *_, expected = own.deconstruct()
        *_, found = kept.deconstruct()
        free = {name: value for name, value in expected.items() if name not in {*UNBOUND, "base_field"}}
        assert type(kept) is type(own)
        assert free.items() <= found.items(), kept
        assert not [name for name in UNBOUND if found.get(name)], kept


def test_kept_field_belongs_to_the_table_of_changes_and_leaves_the_rows_where_it_was() -> None:
    for kept, own in pairs():
        assert kept.cached_col.alias == kept.model._meta.db_table
        assert own.cached_col.alias == own.model._meta.db_table
        if hasattr(own, "base_field"):
            assert (kept.base_field.model, own.base_field.model) == (kept.model, own.model)


def test_fields_of_a_change_come_in_the_order_of_the_rows() -> None:
    for model in CHANGES:
        names = [field.name for field in model._meta.local_fields if field.name not in OF_THE_LIBRARY]
        assert names == [field.name for field in row_of(model)._meta.local_fields if field.name in names]
