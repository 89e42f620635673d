"""What retention and erasure do with kept history: the one place where append-only is lifted.

Everything here runs inside `accounts.scope.as_retention`; for any other role of the database the tables stay closed.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pgtrigger
from django.apps import apps
from django.db.models import Exists, F, Func, Model, OuterRef, QuerySet, TextField, Value
from pghistory.models import Context


@contextmanager
def rewriting() -> Iterator[None]:
    """Let rows that are written once be changed or deleted, without the history keeping what is to be forgotten."""
    with pgtrigger.ignore():
        yield


def event_models() -> list[Any]:
    """The models of all kept states."""
    return [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]


def states_of(model: type[Model], keys: Collection[Any]) -> QuerySet[Any]:
    """The kept states of some rows."""
    events: Any = model._meta.get_field("changes").related_model
    rows: QuerySet[Any] = events._default_manager.filter(pgh_obj_id__in=keys)
    return rows


def forget_states(model: type[Model], keys: Collection[Any]) -> None:
    """Delete what is kept of some rows."""
    states_of(model, keys).delete()


def overwrite_states(model: type[Model], keys: Collection[Any], values: Mapping[str, Any]) -> None:
    """Put the same values into all that is kept of some rows; the chain of changes stays."""
    states_of(model, keys).update(**values)


def forget_people_behind(model: type[Model], keys: Collection[Any]) -> None:
    """Take out of the contexts of some rows who made the changes."""
    contexts = states_of(model, keys).values("pgh_context_id")
    without_user = Func(F("metadata"), Value("user", TextField()), template="(%(expressions)s)", arg_joiner=" - ")
    Context.objects.filter(pk__in=contexts, metadata__has_key="user").update(metadata=without_user)


def unused_contexts() -> QuerySet[Any]:
    """Contexts of which no kept state is left."""
    rows: QuerySet[Any] = Context.objects.all()
    for events in event_models():
        rows = rows.filter(~Exists(events._default_manager.filter(pgh_context=OuterRef("pk"))))
    return rows
