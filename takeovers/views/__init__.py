"""Pages of cases: lists, the case itself, its steps, and everything that is done with them."""

from takeovers.views.cases import CaseList, CasePage, TaskList
from takeovers.views.changing import AddScope, AddTask, DropScope, EditCase, OpenCase, PlanScope, WriteNote
from takeovers.views.deciding import (
    ConsentDecision,
    DropConsent,
    ListCarriers,
    PlanConsent,
    RecordPolicy,
    RecordResolution,
)
from takeovers.views.inventory import MarkItem, SignOff, SnapshotPage, TakeInventory
from takeovers.views.operating import Accede, Complete, EndOperation, EndWithout, GoLive, OverrideGate
from takeovers.views.splitting import OneByOne
from takeovers.views.tasks import AddEvidence, PlanTask, ReopenTask, SettleTask, SkipTask, TaskPage, evidence
from takeovers.views.telling import AddItem, EditBaseline, EditItem, RemoveItem

__all__ = [
    "Accede",
    "AddEvidence",
    "AddItem",
    "AddScope",
    "AddTask",
    "CaseList",
    "CasePage",
    "Complete",
    "ConsentDecision",
    "DropConsent",
    "DropScope",
    "EditBaseline",
    "EditCase",
    "EditItem",
    "EndOperation",
    "EndWithout",
    "GoLive",
    "ListCarriers",
    "MarkItem",
    "OneByOne",
    "OpenCase",
    "OverrideGate",
    "PlanConsent",
    "PlanScope",
    "PlanTask",
    "RecordPolicy",
    "RecordResolution",
    "RemoveItem",
    "ReopenTask",
    "SettleTask",
    "SignOff",
    "SkipTask",
    "SnapshotPage",
    "TakeInventory",
    "TaskList",
    "TaskPage",
    "WriteNote",
    "evidence",
]
