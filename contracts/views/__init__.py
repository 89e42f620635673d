"""Pages of agreements, their steps and papers, and of decisions; authorities read their own."""

from contracts.views.agreements import AddAgreementPage, AgreementList, AgreementPage, EditAgreementPage
from contracts.views.decisions import AddDecisionPage, DecisionList, DecisionPage, EditDecisionPage
from contracts.views.papers import (
    AddDocumentPage,
    AddSpecificationPage,
    RenewDocumentPage,
    RenewSpecificationPage,
    document,
)
from contracts.views.steps import StepPage

__all__ = [
    "AddAgreementPage",
    "AddDecisionPage",
    "AddDocumentPage",
    "AddSpecificationPage",
    "AgreementList",
    "AgreementPage",
    "DecisionList",
    "DecisionPage",
    "EditAgreementPage",
    "EditDecisionPage",
    "RenewDocumentPage",
    "RenewSpecificationPage",
    "StepPage",
    "document",
]
