"""What a replacement plan consists of: rules, decisions about single devices, budget rounds with their frozen lines."""

from replacements.models.decisions import FIRST_YEAR, LAST_YEAR, PlannedReplacement
from replacements.models.rounds import BudgetRound, RoundAuthority, RoundLine
from replacements.models.rules import ReplacementRule, UpgradePath

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "BudgetRound",
    "PlannedReplacement",
    "ReplacementRule",
    "RoundAuthority",
    "RoundLine",
    "UpgradePath",
]
