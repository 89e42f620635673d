"""The gates of a takeover: what stands behind them, what they ask for, and when they are open."""

from collections.abc import Collection, Iterable
from typing import NamedTuple, Protocol

from django.db import models


class Gate(models.TextChoices):
    """What must not happen too early.

    Execution: § 77 with § 167c KV M-V, nothing is carried out before the Rechtsaufsicht has cleared it. Going live: no
    operation without processing agreement, contacts, emergency contacts and a signed-off inventory. Deletion: nothing is
    deleted before the authority has its data back.
    """

    EXECUTION = "execution", "Vollzug"
    GO_LIVE = "go_live", "Betriebsaufnahme"
    DELETION = "deletion", "Löschung"


class Step(Protocol):
    """What a gate has to know of a task."""

    title: str
    needed_for: str
    scope_id: int | None

    @property
    def is_settled(self) -> bool: ...


class Passage(NamedTuple):
    """A gate for a case as a whole, or for one of its scopes: what is missing, and whether it was opened by decision."""

    gate: Gate
    scope_id: int | None
    missing: tuple[str, ...]
    is_overridden: bool

    @property
    def is_open(self) -> bool:
        return self.is_overridden or not self.missing


def passage(
    gate: Gate, scope_id: int | None, tasks: Iterable[Step], overridden: Collection[tuple[str, int | None]]
) -> Passage:
    """Whether a gate is open for a scope (None: for the whole case).

    It asks for the tasks of that scope and for those of the case as a whole; for the whole case, for those of every
    scope. Who opens a gate for the whole case opens it for every scope.
    """
    asked = [task for task in tasks if task.needed_for == gate]
    wanted = [task for task in asked if scope_id is None or task.scope_id in {None, scope_id}]
    missing = tuple(task.title for task in wanted if not task.is_settled)
    is_overridden = (gate.value, None) in overridden or (gate.value, scope_id) in overridden
    return Passage(gate, scope_id, missing, is_overridden)
