"""Whose data is processed for whom: agreements, register, sub-processors, measures, and the documents made of them."""

from processing.models.agreements import CoveredApplication, ProcessingAgreement, SignedPaper
from processing.models.issued import IssuedDocument
from processing.models.register import RegisterEntry, SecurityMeasure
from processing.models.sub_processors import SubProcessing, SubProcessor, SubProcessorApproval

__all__ = [
    "CoveredApplication",
    "IssuedDocument",
    "ProcessingAgreement",
    "RegisterEntry",
    "SecurityMeasure",
    "SignedPaper",
    "SubProcessing",
    "SubProcessor",
    "SubProcessorApproval",
]
