"""What agents tell of devices, what a person has to decide about it, and what people have locked."""

from inventory.models.locks import FieldLock, KnownField
from inventory.models.reports import InventoryReport, Outcome
from inventory.models.review import Decision, ReviewCase
from inventory.models.software import InstalledSoftware, SoftwareTitle
from inventory.models.tokens import AgentToken

__all__ = [
    "AgentToken",
    "Decision",
    "FieldLock",
    "InstalledSoftware",
    "InventoryReport",
    "KnownField",
    "Outcome",
    "ReviewCase",
    "SoftwareTitle",
]
