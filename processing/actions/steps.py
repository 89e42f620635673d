"""The pieces that these actions are made of: storing a row that counts its versions."""

from typing import Any

from history.versions import refuse_stale


def change(row: Any, version: int | None, said: dict[str, Any]) -> Any:
    """Write what was said into the row as it stands now, unless somebody else was quicker."""
    current = locked(row)
    refuse_stale(current, version)
    for name, value in said.items():
        setattr(current, name, value)
    current.version += 1
    return store(current)


def locked(row: Any) -> Any:
    """The row as it stands now; whoever wants to write it at the same moment waits."""
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def store(row: Any) -> Any:
    """Check and save."""
    row.full_clean()
    row.save()
    return row
