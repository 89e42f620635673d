"""What people do with the plan: decide about devices, set rules, open, freeze and close budget rounds, take note."""

from replacements.actions.deciding import (
    MOST_AT_ONCE,
    Foreseen,
    Wish,
    decide,
    foresee,
    kinds_after,
    mark_of,
    withdraw,
)
from replacements.actions.rounds import (
    change_round,
    close_round,
    discard_round,
    freeze_round,
    open_round,
    set_deadline,
    take_note,
)
from replacements.actions.rules import set_rule, set_upgrades

__all__ = [
    "MOST_AT_ONCE",
    "Foreseen",
    "Wish",
    "change_round",
    "close_round",
    "decide",
    "discard_round",
    "foresee",
    "freeze_round",
    "kinds_after",
    "mark_of",
    "open_round",
    "set_deadline",
    "set_rule",
    "set_upgrades",
    "take_note",
    "withdraw",
]
