"""What changed in a row, read from the states that the database kept: when, by whom, where, which field, from what to what.

The database keeps a row as it began, and before each later change as it was until then (see `history.models.tracked`).
What a change led to is the next kept state, or the present row.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.text import capfirst

from history import origin
from history.models import ADDED, CHANGED, DELETED

NOTHING = "–"
SYSTEM = "System"
MISSING = "nicht mehr vorhanden"


class FieldChange(NamedTuple):
    """One field with its old and new content in words."""

    label: str
    before: str
    after: str


class Change(NamedTuple):
    """One step in the life of a row."""

    at: datetime
    who: str
    where: str
    kind: str
    fields: list[FieldChange]

    @property
    def is_creation(self) -> bool:
        """The row began; its fields say with what."""
        return self.kind == ADDED

    @property
    def is_deletion(self) -> bool:
        """The row ended; its fields say what stood there."""
        return self.kind == DELETED

    @property
    def says_something(self) -> bool:
        """Whether there is anything to show: a change of fields that nobody follows is none."""
        return bool(self.fields) or self.kind != CHANGED


def events_of(model: type[Model], pk: Any) -> QuerySet[Any]:
    """The kept states of a row, the newest first."""
    events = model._meta.get_field("changes").related_model
    rows: QuerySet[Any] = events._default_manager.filter(pgh_obj_id=pk).order_by("-pgh_id")  # type: ignore[union-attr]  # only asked for tracked models
    return rows


def is_tracked(model: type[Model]) -> bool:
    """Whether the database keeps the states of this model's rows."""
    try:
        return model._meta.get_field("changes").is_relation  # a column may bear this name, too
    except FieldDoesNotExist:
        return False


def changes(model: type[Model], page: Sequence[Any], newer: Any, told: Collection[str] | None = None) -> list[Change]:
    """The changes behind a page of kept states, newest first.

    `newer` is the state that followed the first of them: another kept state, the present row, or None when the row is
    gone. Takes one query for the people and one for each kind of related row, however long the page is. Where only fields
    called like some are `told`, nothing is looked up for the others, nor for what the row began with.
    """
    fields = [field for field in _tracked_fields(model, page) if told is None or called(field) in told]
    steps = list(zip(page, [newer, *page], strict=False))
    differing = [
        (state, after, [] if told is not None and state.pgh_label == ADDED else _differing(fields, state, after))
        for state, after in steps
    ]
    names = _names(differing)
    people = people_of(page)
    return [
        Change(
            at=state.pgh_created_at,
            who=who(state, people),
            where=where(state),
            kind=state.pgh_label,
            fields=[_in_words(field, state, after, names) for field in found],
        )
        for state, after, found in differing
    ]


def people_of(page: Sequence[Any]) -> dict[Any, str]:
    """The names of the people behind kept states, in one query."""
    ids = {_user_id(state) for state in page} - {None}
    return {pk: str(user) for pk, user in get_user_model()._default_manager.in_bulk(list(ids)).items()}


def who(state: Any, people: dict[Any, str]) -> str:
    """The name of the person behind a kept state, or that nobody sat at a keyboard."""
    return people.get(_user_id(state), SYSTEM)


def where(state: Any) -> str:
    """The page, job or command behind a kept state."""
    return origin.in_words(state.pgh_context.metadata if state.pgh_context else None)


def _tracked_fields(model: type[Model], page: Sequence[Any]) -> list[Any]:
    kept = {field.attname for field in page[0]._meta.concrete_fields} if page else set()
    fields = [field for field in model._meta.concrete_fields if field.attname in kept and not field.primary_key]
    return [field for field in fields if not is_counter(field)]


def called(field: Any) -> str:
    """What a field is called in a history."""
    return capfirst(str(field.verbose_name))


def is_counter(field: Any) -> bool:
    """Whether a field only counts the versions of its row on, see `history.versions`: that says nothing to anybody."""
    return field.name == "version" and not field.editable


def _differing(fields: list[Any], state: Any, after: Any) -> list[Any]:
    if state.pgh_label in (ADDED, DELETED):  # everything that stands there is new, or gone
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


def _user_id(state: Any) -> Any:
    return state.pgh_context.metadata.get("user") if state.pgh_context else None


def _in_words(field: Any, state: Any, after: Any, names: dict[type[Model], dict[Any, str]]) -> FieldChange:
    kept = _words(field, getattr(state, field.attname), names)
    label = called(field)
    if state.pgh_label == ADDED:
        return FieldChange(label, NOTHING, kept)
    if state.pgh_label == DELETED:
        return FieldChange(label, kept, NOTHING)
    return FieldChange(label, kept, _words(field, getattr(after, field.attname), names))


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
