"""Pages of data protection: retention, what is held about a person, erasure, and what a leaving authority is given back."""

from privacy.views.exit_packs import ExitPackList, ExitPackPage, OrderExitPack, progress
from privacy.views.own import OwnData
from privacy.views.persons import ErasePerson, FindPerson, PersonPage
from privacy.views.retention import Retention

__all__ = [
    "ErasePerson",
    "ExitPackList",
    "ExitPackPage",
    "FindPerson",
    "OrderExitPack",
    "OwnData",
    "PersonPage",
    "Retention",
    "progress",
]
