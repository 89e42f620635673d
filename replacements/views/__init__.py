"""Pages of the plan, of decisions about devices, of rules, and of budget rounds."""

from replacements.views.deciding import DecideDevice, DecideItem, DecideMany, WithdrawDevice, WithdrawItem
from replacements.views.overview import Overview
from replacements.views.planned import PlannedDevicePage, PlannedDevices, PlannedItemPage, PlannedItems
from replacements.views.rounds import RoundList, RoundPage
from replacements.views.rules import AddRule, Rules, Systems
from replacements.views.standing import Differences, RoundDocument, RoundLines, RoundSums
from replacements.views.steps import (
    CloseRound,
    DiscardRound,
    EditRound,
    FreezeRound,
    OpenRound,
    SetDeadline,
    TakeNote,
)

__all__ = [
    "AddRule",
    "CloseRound",
    "DecideDevice",
    "DecideItem",
    "DecideMany",
    "Differences",
    "DiscardRound",
    "EditRound",
    "FreezeRound",
    "OpenRound",
    "Overview",
    "PlannedDevicePage",
    "PlannedDevices",
    "PlannedItemPage",
    "PlannedItems",
    "RoundDocument",
    "RoundLines",
    "RoundList",
    "RoundPage",
    "RoundSums",
    "Rules",
    "SetDeadline",
    "Systems",
    "TakeNote",
    "WithdrawDevice",
    "WithdrawItem",
]
