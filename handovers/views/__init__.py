"""Pages of hand-overs, labels and scans."""

from handovers.views.answers import ConfirmHandover, ObjectToHandover
from handovers.views.drafts import (
    AddDevice,
    CorrectHandover,
    DiscardHandover,
    EditHandover,
    EditItem,
    RemoveDevice,
    StartHandover,
    people,
)
from handovers.views.labels import Labels, LabelsOfTicked
from handovers.views.records import Document, HandoverDetail, HandoverList
from handovers.views.scans import Scan, resolve
from handovers.views.signing import AskForConfirmation, CancelHandover, SignHandover

__all__ = [
    "AddDevice",
    "AskForConfirmation",
    "CancelHandover",
    "ConfirmHandover",
    "CorrectHandover",
    "DiscardHandover",
    "Document",
    "EditHandover",
    "EditItem",
    "HandoverDetail",
    "HandoverList",
    "Labels",
    "LabelsOfTicked",
    "ObjectToHandover",
    "RemoveDevice",
    "Scan",
    "SignHandover",
    "StartHandover",
    "people",
    "resolve",
]
