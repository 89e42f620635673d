"""Pages of changes, of how Fachverfahren stand, of versions in use, and of calendar addresses."""

from changes.views.affected import AddAffected, AddThing, LeaveOut, Recompute, RemoveThing, UndoByHand, choices
from changes.views.calendar import CalendarKeys, NewKeyPage, RevokeKey, feed
from changes.views.cohorts import CohortList
from changes.views.moving import MoveChange
from changes.views.planning import EditChange, NewChange, SubmitChange
from changes.views.records import ChangeDetail, ChangeList
from changes.views.standing import (
    ChangeStatus,
    EndStatus,
    HistoryPage,
    SetStatus,
    StandingsPage,
    StatusList,
    StatusPage,
    status_now,
)
from changes.views.steps import (
    ApproveChange,
    CancelChange,
    FinishChange,
    RejectChange,
    RollBackChange,
    StartChange,
    TakeUpAgain,
    WithdrawChange,
)
from changes.views.weeks import CalendarPage

__all__ = [
    "AddAffected",
    "AddThing",
    "ApproveChange",
    "CalendarKeys",
    "CalendarPage",
    "CancelChange",
    "ChangeDetail",
    "ChangeList",
    "ChangeStatus",
    "CohortList",
    "EditChange",
    "EndStatus",
    "FinishChange",
    "HistoryPage",
    "LeaveOut",
    "MoveChange",
    "NewChange",
    "NewKeyPage",
    "Recompute",
    "RejectChange",
    "RemoveThing",
    "RevokeKey",
    "RollBackChange",
    "SetStatus",
    "StandingsPage",
    "StartChange",
    "StatusList",
    "StatusPage",
    "SubmitChange",
    "TakeUpAgain",
    "UndoByHand",
    "WithdrawChange",
    "choices",
    "feed",
    "status_now",
]
