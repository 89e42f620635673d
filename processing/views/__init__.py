"""Pages of the overview, agreements, register, sub-processors, measures and documents; authorities read their own."""

from processing.views.agreements import AddAgreement, AgreementList, AgreementPage, EditAgreement
from processing.views.covering import AddPaper, Cover, Decide, StopCovering, Tell, paper
from processing.views.issuing import DocumentList, IssueAnnex, IssueRegister, document
from processing.views.measures import AddMeasure, EditMeasure, MeasureList, MeasurePage, RenewMeasure
from processing.views.overview import ApplicationSums, AuthoritySums, UseList
from processing.views.register import AddEntry, EditEntry, EntryList, EntryPage
from processing.views.sub_processors import (
    AddSubProcessor,
    AddTask,
    EditSubProcessor,
    EditTask,
    SubProcessorList,
    SubProcessorPage,
)

__all__ = [
    "AddAgreement",
    "AddEntry",
    "AddMeasure",
    "AddPaper",
    "AddSubProcessor",
    "AddTask",
    "AgreementList",
    "AgreementPage",
    "ApplicationSums",
    "AuthoritySums",
    "Cover",
    "Decide",
    "DocumentList",
    "EditAgreement",
    "EditEntry",
    "EditMeasure",
    "EditSubProcessor",
    "EditTask",
    "EntryList",
    "EntryPage",
    "IssueAnnex",
    "IssueRegister",
    "MeasureList",
    "MeasurePage",
    "RenewMeasure",
    "StopCovering",
    "SubProcessorList",
    "SubProcessorPage",
    "Tell",
    "UseList",
    "document",
    "paper",
]
