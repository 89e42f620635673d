"""Storing one seeded row: new, changed or unchanged, and never past the rules of its model."""

from collections.abc import Mapping
from enum import StrEnum

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from ksm.seeding.reading import RefusedRowError


class Outcome(StrEnum):
    """What a run did with a row."""

    NEW = "neu"
    CHANGED = "geändert"
    UNCHANGED = "unverändert"


def store(instance: models.Model, values: Mapping[str, object]) -> Outcome:
    """Give a row these values and save it when it is new or differs; the model's own validation decides.

    Raises RefusedRowError with the model's sentences, each with the name of its field.
    """
    is_new = instance.pk is None
    changed = [name for name, value in values.items() if is_new or getattr(instance, name) != value]
    if not changed:
        return Outcome.UNCHANGED
    for name in changed:
        setattr(instance, name, values[name])
    try:
        instance.full_clean()
    except ValidationError as error:
        raise RefusedRowError(*sentences(error)) from error
    instance.save(update_fields=None if is_new else changed)
    return Outcome.NEW if is_new else Outcome.CHANGED


def sentences(error: ValidationError) -> list[str]:
    """The sentences of a validation error, each with the name of its field."""
    return [
        sentence if field == NON_FIELD_ERRORS else f"{field}: {sentence}"
        for field, found in error.message_dict.items()
        for sentence in found
    ]
