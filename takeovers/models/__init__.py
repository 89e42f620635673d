"""Cases in which an authority joins the provider or leaves it: templates, steps, gates, decisions, evidence."""

from takeovers.models.baseline import Baseline, BaselineItem
from takeovers.models.cases import CaseScope, Consent, Reason, TakeoverCase
from takeovers.models.inventory import InventorySnapshot, SnapshotItem
from takeovers.models.tasks import CaseEvent, CaseTask, Evidence, GateOverride, TaskReminder
from takeovers.models.templates import CaseKind, ProcessTemplate, Proof, Side, TemplatePhase, TemplateTask

__all__ = [
    "Baseline",
    "BaselineItem",
    "CaseEvent",
    "CaseKind",
    "CaseScope",
    "CaseTask",
    "Consent",
    "Evidence",
    "GateOverride",
    "InventorySnapshot",
    "ProcessTemplate",
    "Proof",
    "Reason",
    "Side",
    "SnapshotItem",
    "TakeoverCase",
    "TaskReminder",
    "TemplatePhase",
    "TemplateTask",
]
