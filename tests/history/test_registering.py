"""The list of triggers: what the library refuses in its own list it refuses in ours."""

import pgtrigger
import pytest
from pgtrigger import registry

from history.models import LogEntry
from history.registering import IndexedRegistry, find_triggers_at_once


def a_trigger(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Protect(name=name, operation=pgtrigger.Delete)


def test_all_triggers_are_in_it_by_table_and_by_name() -> None:
    known = registry._registry
    assert isinstance(known, IndexedRegistry)
    assert len(known) > 100
    assert known.by_db_table == {(model._meta.db_table, trigger.name): trigger for model, trigger in known.values()}
    assert known.pg_function_names == {trigger.get_pgid(model) for model, trigger in known.values()}


def test_two_triggers_of_one_name_on_one_table_are_refused() -> None:
    with pytest.raises(KeyError, match="already used"):
        a_trigger("append_only").register(LogEntry)


def test_a_trigger_that_goes_leaves_its_name_to_another() -> None:
    for _ in range(2):
        with a_trigger("for_a_moment").register(LogEntry):
            assert len(pgtrigger.registered("history.LogEntry:for_a_moment")) == 1
    assert "for_a_moment" not in {name for _, name in registry._registry.by_db_table}


def test_it_is_not_exchanged_once_something_is_in_it() -> None:
    with pytest.raises(RuntimeError, match="before the first model"):
        find_triggers_at_once()
