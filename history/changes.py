"""What changed in a row, read from the states that the database kept: when, by whom, which field, from what to what.

The database keeps each row as it was *before* a change (see `history.models.tracked`), so what a change led to is the
next kept state, or the present row.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.text import capfirst

NOTHING = "–"
SYSTEM = "System"
MISSING = "nicht mehr vorhanden"


@dataclass(frozen=True)
class FieldChange:
    """One field with its old and new content in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One step in the life of a row."""

    at: datetime
    who: str
    is_deletion: bool
    fields: list[FieldChange]


def events_of(model: type[Model], pk: Any) -> QuerySet[Any]:
    """The kept states of a row, the newest first."""
    events = model._meta.get_field("changes").related_model
    rows: QuerySet[Any] = events._default_manager.filter(pgh_obj_id=pk).order_by("-pgh_id")  # type: ignore[union-attr]  # only asked for tracked models
    return rows


def is_tracked(model: type[Model]) -> bool:
    """Whether the database keeps the states of this model's rows."""
    try:
        model._meta.get_field("changes")
    except FieldDoesNotExist:
        return False
    return True


def changes(model: type[Model], page: Sequence[Any], newer: Any) -> list[Change]:
    """The changes behind a page of kept states, newest first.

    `newer` is the state that followed the first of them: another kept state, the present row, or None when the row is
    gone. Takes one query for the people and one for each kind of related row, however long the page is.
    """
    fields = _tracked_fields(model, page)
    steps = list(zip(page, [newer, *page], strict=False))
    differing = [(state, after, _differing(fields, state, after)) for state, after in steps]
    names = _names(differing)
    people = _people(page)
    return [
        Change(
            at=state.pgh_created_at,
            who=people.get(_user_id(state), SYSTEM),
            is_deletion=state.pgh_label == "deleted",
            fields=[_in_words(field, state, after, names) for field in found],
        )
        for state, after, found in differing
    ]


def _tracked_fields(model: type[Model], page: Sequence[Any]) -> list[Any]:
    kept = {field.attname for field in page[0]._meta.concrete_fields} if page else set()
    return [field for field in model._meta.concrete_fields if field.attname in kept and not field.primary_key]


def _differing(fields: list[Any], state: Any, after: Any) -> list[Any]:
    if state.pgh_label == "deleted":  # everything that stood there is gone
        return [field for field in fields if getattr(state, field.attname) not in (None, "")]
    if after is None:
        return []
    return [field for field in fields if getattr(state, field.attname) != getattr(after, field.attname)]


def _names(differing: list[tuple[Any, Any, list[Any]]]) -> dict[type[Model], dict[Any, str]]:
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for state, after, fields in differing:
        for field in fields:
            if isinstance(field.related_model, type):
                wanted[field.related_model] |= {
                    getattr(row, field.attname) for row in (state, after) if row is not None
                } - {None}
    return {
        model: {pk: str(row) for pk, row in model._default_manager.in_bulk(list(keys)).items()}
        for model, keys in wanted.items()
    }


def _people(page: Sequence[Any]) -> dict[Any, str]:
    ids = {_user_id(state) for state in page} - {None}
    return {pk: str(user) for pk, user in get_user_model()._default_manager.in_bulk(list(ids)).items()}


def _user_id(state: Any) -> Any:
    return state.pgh_context.metadata.get("user") if state.pgh_context else None


def _in_words(field: Any, state: Any, after: Any, names: dict[type[Model], dict[Any, str]]) -> FieldChange:
    is_gone = state.pgh_label == "deleted"
    return FieldChange(
        label=capfirst(str(field.verbose_name)),
        before=_words(field, getattr(state, field.attname), names),
        after=NOTHING if is_gone else _words(field, getattr(after, field.attname), names),
    )


def _words(field: Any, value: Any, names: dict[type[Model], dict[Any, str]]) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(field.related_model, type):
        return names[field.related_model].get(value, f"Nr. {value} ({MISSING})")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain_words(value)


def _plain_words(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d.%m.%Y, %H:%M} Uhr"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return f"{value:%H:%M} Uhr" if isinstance(value, time) else str(value)
