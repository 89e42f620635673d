"""Pages about the restart, protection needs, plans and exercises."""

from continuity.views.application import (
    AddDocument,
    AddExercise,
    ApplicationPage,
    EditExercise,
    EditNeed,
    EditPlan,
    RemoveExercise,
    document,
)
from continuity.views.infrastructure import Deviate, ItemPage, WithdrawDeviation
from continuity.views.lists import ItemList, NeedList, PlanList
from continuity.views.own import OwnDocument, OwnOrder
from continuity.views.ranks import RanksPage
from continuity.views.restart import RestartDocument, RestartPage

__all__ = [
    "AddDocument",
    "AddExercise",
    "ApplicationPage",
    "Deviate",
    "EditExercise",
    "EditNeed",
    "EditPlan",
    "ItemList",
    "ItemPage",
    "NeedList",
    "OwnDocument",
    "OwnOrder",
    "PlanList",
    "RanksPage",
    "RemoveExercise",
    "RestartDocument",
    "RestartPage",
    "WithdrawDeviation",
    "document",
]
