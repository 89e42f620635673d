"""The list of all triggers of the database, in which each is found at once.

For every trigger that is entered the library goes through all that it knows, to see that no two have one name. With six
hundred, entered twice, that is a second of every start: of each web process, job and command. Its list cannot be given to
it by a setting, so it is exchanged here, before the first model is there; what is checked, and by whom, stays as it is.
"""

from typing import Any

from pgtrigger import registry


class IndexedRegistry(registry._Registry):  # noqa: SLF001  # there is no other way
    """Keeps what the library would gather anew each time: the triggers of each table by name, and the names of their functions."""

    def __init__(self) -> None:
        self.triggers: dict[tuple[str, str], Any] = {}
        self.functions: set[str] = set()
        super().__init__()

    @property
    def by_db_table(self) -> dict[tuple[str, str], Any]:
        """The triggers by table and name."""
        return self.triggers

    @property
    def pg_function_names(self) -> set[str]:
        """What their functions are called in the database."""
        return self.functions

    def __setitem__(self, key: str, value: tuple[Any, Any]) -> None:
        super().__setitem__(key, value)  # type: ignore[no-untyped-call]  # the library's own
        model, trigger = value
        self.triggers[model._meta.db_table, trigger.name] = trigger
        self.functions.add(trigger.get_pgid(model))

    def __delitem__(self, key: str) -> None:
        model, trigger = self[key]
        super().__delitem__(key)  # type: ignore[no-untyped-call]  # the library's own
        del self.triggers[model._meta.db_table, trigger.name]
        self.functions.discard(trigger.get_pgid(model))


def find_triggers_at_once() -> None:
    """Exchange the list while it is empty."""
    if registry._registry:  # noqa: SLF001
        raise RuntimeError("Triggers are known already: this has to come before the first model.")
    registry._registry = IndexedRegistry()  # noqa: SLF001
