"""Pages of what is shared: a year at a glance, one instance in a year, recording, fixing, and what is fixed."""

from sharing.views.fixed import ApportionmentDocument, ApportionmentPage, ShareDocument, ShareList, SharePage
from sharing.views.fixing import Correct, Fix
from sharing.views.keys import AddKey, EditKey, RemoveKey
from sharing.views.overview import Overview
from sharing.views.recording import (
    AddCost,
    AddFigure,
    AddQuote,
    EditCost,
    EditFigure,
    EditQuote,
    RemoveCost,
    RemoveFigure,
    RemoveQuote,
)
from sharing.views.year import YearPage

__all__ = [
    "AddCost",
    "AddFigure",
    "AddKey",
    "AddQuote",
    "ApportionmentDocument",
    "ApportionmentPage",
    "Correct",
    "EditCost",
    "EditFigure",
    "EditKey",
    "EditQuote",
    "Fix",
    "Overview",
    "RemoveCost",
    "RemoveFigure",
    "RemoveKey",
    "RemoveQuote",
    "ShareDocument",
    "ShareList",
    "SharePage",
    "YearPage",
]
