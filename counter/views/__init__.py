"""Pages of service points: what is open, who is there, what waits."""

from counter.views.exceptions import AddException, EditException, RemoveException
from counter.views.places import ServicePointDetail, ServicePointList
from counter.views.planning import AddShift, CopyWeek, EditShift, RemoveShift
from counter.views.rota import RotaPage

__all__ = [
    "AddException",
    "AddShift",
    "CopyWeek",
    "EditException",
    "EditShift",
    "RemoveException",
    "RemoveShift",
    "RotaPage",
    "ServicePointDetail",
    "ServicePointList",
]
