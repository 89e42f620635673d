"""When a row was linked to others and parted from them: the history of tables that only link two rows."""

from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.text import capfirst

from history.changes import MISSING, NOTHING, Change, FieldChange, people_of, where, who
from history.models import ADDED, CHANGED

AT_MOST = 200


@cache
def _linking(model: type[Model]) -> list[tuple[Any, type[Model]]]:
    """The many-to-many fields of a model whose links are recorded, each with the model of the kept states."""
    recorded = {
        events.pgh_tracked_model._meta.concrete_model: events
        for events in apps.get_models()
        if hasattr(events, "pgh_tracked_model") and events.pgh_tracked_model._meta.proxy
    }
    through = [(field, field.remote_field.through) for field in model._meta.many_to_many]
    return [(field, recorded[table]) for field, table in through if table in recorded]


def link_changes(model: type[Model], pk: Any, since: datetime | None, until: datetime | None) -> list[Change]:
    """What was linked to a row and parted from it in a span of time; two queries per kind of link, and the people."""
    found = []
    for field, events in _linking(model):
        rows: QuerySet[Any] = events._default_manager.filter(**{f"{field.m2m_field_name()}_id": pk})
        if since:
            rows = rows.filter(pgh_created_at__gte=since)
        if until:
            rows = rows.filter(pgh_created_at__lt=until)
        found += _in_words(field, list(rows.select_related("pgh_context").order_by("-pgh_id")[:AT_MOST]))
    return found


def _in_words(field: Any, states: list[Any]) -> list[Change]:
    other = f"{field.m2m_reverse_field_name()}_id"
    names = field.related_model._default_manager.in_bulk([getattr(state, other) for state in states])
    people = people_of(states)
    label = capfirst(str(field.verbose_name))

    def change(state: Any) -> FieldChange:
        key = getattr(state, other)
        name = str(names.get(key, f"Nr. {key} ({MISSING})"))
        return FieldChange(label, NOTHING, name) if state.pgh_label == ADDED else FieldChange(label, name, NOTHING)

    return [
        Change(state.pgh_created_at, who(state, people), where(state), CHANGED, [change(state)]) for state in states
    ]
