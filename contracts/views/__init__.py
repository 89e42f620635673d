"""Pages of agreements, their steps and papers, of decisions, and of blocked times; authorities read their own."""

from contracts.views.agreements import AddAgreementPage, AgreementList, AgreementPage, EditAgreementPage
from contracts.views.blocked import (
    AddBlockedTime,
    AddWeekly,
    BlockedTimeList,
    EditBlockedTime,
    EditWeekly,
    RemoveBlockedTime,
    RemoveWeekly,
    WeeklyList,
)
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
    "AddBlockedTime",
    "AddDecisionPage",
    "AddDocumentPage",
    "AddSpecificationPage",
    "AddWeekly",
    "AgreementList",
    "AgreementPage",
    "BlockedTimeList",
    "DecisionList",
    "DecisionPage",
    "EditAgreementPage",
    "EditBlockedTime",
    "EditDecisionPage",
    "EditWeekly",
    "RemoveBlockedTime",
    "RemoveWeekly",
    "RenewDocumentPage",
    "RenewSpecificationPage",
    "StepPage",
    "WeeklyList",
    "document",
]
