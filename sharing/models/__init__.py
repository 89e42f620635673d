"""What an instance costs, how its authorities share that, what it would cost them alone, and what was fixed of all this."""

from sharing.models.apportionments import (
    Apportionment,
    ApportionmentCost,
    ApportionmentCounter,
    Share,
    ShareWeight,
)
from sharing.models.costs import FIRST_YEAR, LAST_YEAR, CostItem, CostKind
from sharing.models.keys import FIGURES, AllocationKey, Basis, FixedShare, KeyFigure
from sharing.models.quotes import Quote

__all__ = [
    "FIGURES",
    "FIRST_YEAR",
    "LAST_YEAR",
    "AllocationKey",
    "Apportionment",
    "ApportionmentCost",
    "ApportionmentCounter",
    "Basis",
    "CostItem",
    "CostKind",
    "FixedShare",
    "KeyFigure",
    "Quote",
    "Share",
    "ShareWeight",
]
