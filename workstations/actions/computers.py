"""The computer of a workstation stands there: who takes its part when devices have come and gone."""

from collections.abc import Iterable, Sequence

from django.db.models import F, OuterRef, QuerySet, Subquery

from workstations.lifecycle import State
from workstations.models import COMPUTERS, Device, Workstation


def settle_computers(devices: Sequence[Device], left: Iterable[int] = ()) -> None:
    """After devices went elsewhere, and from workstations that were `left`: another one there takes the part, or a new one."""
    gone = Workstation.objects.filter(computer__in=[device.pk for device in devices])
    gone = gone.exclude(computer__workstation=F("pk"))
    _choose(Workstation.objects.filter(pk__in=list(gone.values_list("pk", flat=True))))
    places = {device.workstation_id for device in devices if device.workstation_id}
    _choose(Workstation.objects.filter(pk__in={*places, *left}, computer=None))


def _choose(places: QuerySet[Workstation]) -> None:
    there = Device.objects.filter(workstation=OuterRef("pk"), state=State.IN_SERVICE, model__kind__in=COMPUTERS)
    places.update(computer=Subquery(there.order_by("pk").values("pk")[:1]))
