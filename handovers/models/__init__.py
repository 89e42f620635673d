"""Hand-overs with their devices and documents."""

from handovers.models.documents import HandoverDocument
from handovers.models.handovers import Handover, HandoverCounter, SignatureKind
from handovers.models.items import Condition, HandoverItem

__all__ = ["Condition", "Handover", "HandoverCounter", "HandoverDocument", "HandoverItem", "SignatureKind"]
