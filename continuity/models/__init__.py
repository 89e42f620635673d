"""How an instance must be protected, and what is prepared for the day on which it fails."""

from continuity.models.needs import Effect, Level, ProtectionDeviation, ProtectionNeed, Value
from continuity.models.plans import ContinuityPlan, Exercise, PlanDocument

__all__ = [
    "ContinuityPlan",
    "Effect",
    "Exercise",
    "Level",
    "PlanDocument",
    "ProtectionDeviation",
    "ProtectionNeed",
    "Value",
]
