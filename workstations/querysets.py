"""Sets of workstations, devices and what belongs to them, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from accounts.querysets import ForServiceQuerySet
from customers.access import narrowed
from workstations.lifecycle import GONE, PlaceState, State

if TYPE_CHECKING:
    from accounts.models import User
    from customers.models import ServicePoint
    from workstations.models import DataErasure, Device, Lease, Loan, StockMinimum, Workstation, WorkstationTally


ALIKE = ("model_id", "provider_id", "authority_id", "lease_id", "purchased_on", "is_for_loan")
"""By what ordered devices belong together."""


def of_system(column: str, device: str = "") -> Case:
    """A column of the operating system on devices or infrastructure: what was entered, else what the model comes with.

    `device` is the path that leads there, with its underscores.
    """
    own, delivered = f"{device}operating_system", f"{device}model__operating_system"
    return Case(When(**{f"{own}__isnull": False}, then=F(f"{own}__{column}")), default=F(f"{delivered}__{column}"))


class WorkstationQuerySet(models.QuerySet["Workstation"]):
    """Workstations."""

    def visible_to(self, user: "User") -> "WorkstationQuerySet":
        """A coordinator sees those of the authority, a reporter those where they work."""
        return narrowed(self, user, authority="authority_id", own=works_at)

    def in_service(self) -> "WorkstationQuerySet":
        """Workstations in daily use."""
        return self.filter(state=PlaceState.IN_SERVICE)

    def used_by_any(self, contacts: Any) -> "WorkstationQuerySet":
        """Workstations where one of these people works, alone or among others."""
        return self.filter(works_at(contacts))


class WorkstationTallyQuerySet(ForServiceQuerySet["WorkstationTally"]):
    """How many workstations there are."""

    def in_service(self) -> "WorkstationTallyQuerySet":
        """Those in daily use."""
        return self.filter(state=PlaceState.IN_SERVICE)


def works_at(contacts: Any) -> Q:
    """Workstations of these people, alone or shared.

    Each side by its own index: asked for as „or“, the database would look at every workstation there is.
    """
    from workstations.models import Workstation  # noqa: PLC0415  # models import their querysets

    alone = Workstation.objects.order_by().filter(used_by__in=contacts).values("pk")
    shared = Workstation.shared_with.through.objects.order_by().filter(contact__in=contacts).values("workstation")
    return Q(pk__in=alone.union(shared))


class DeviceQuerySet(models.QuerySet["Device"]):
    """Devices."""

    def visible_to(self, user: "User") -> "DeviceQuerySet":
        """A coordinator sees the devices of the authority, a reporter their own and those of their workstation."""
        return narrowed(self, user, authority="authority_id", own=held_or_used)

    def of_people(self, contacts: Any) -> "DeviceQuerySet":
        """What these people were given, and what stands where they work."""
        return self.filter(held_or_used(contacts))

    def living(self) -> "DeviceQuerySet":
        """Devices that are ordered or there: neither retired nor given away nor cancelled."""
        return self.exclude(state__in=GONE)

    def on_order(self) -> "DeviceQuerySet":
        """Devices that are still to come."""
        return self.filter(state=State.ORDERED)

    def on_order_like(self, device: "Device") -> "DeviceQuerySet":
        """What is still to come of the order that a device belongs to."""
        return self.on_order().filter(**{name: getattr(device, name) for name in ALIKE})

    def in_stock(self) -> "DeviceQuerySet":
        """Devices that lie ready."""
        return self.filter(state=State.IN_STOCK)

    def for_loan(self) -> "DeviceQuerySet":
        """Devices that can be reserved for some days."""
        return self.living().filter(is_for_loan=True)

    def free_between(self, first: date, last: date, day: date) -> "DeviceQuerySet":
        """Devices that nobody has, or has reserved for any of these days, as things are on a day."""
        from workstations.models import Loan  # noqa: PLC0415  # models import their querysets

        taken = Loan.objects.keeping(first, last, day).filter(device=OuterRef("pk"))
        return self.exclude(Exists(taken))

    def ready(self) -> "DeviceQuerySet":
        """Devices in stock that can be given to whoever needs one; what is kept for loans is not among them."""
        return self.in_stock().filter(is_for_loan=False)

    def waiting_for_disposal(self) -> "DeviceQuerySet":
        """Devices that are retired and not yet given away."""
        return self.filter(state=State.RETIRED)


def held_or_used(contacts: Any) -> Q:
    """Devices that these people hold or that belong to a workstation of theirs."""
    from workstations.models import Workstation  # noqa: PLC0415  # models import their querysets

    there = Workstation.objects.used_by_any(contacts).order_by().values("pk")
    nearby = Workstation.nearby_devices.through.objects.filter(
        workstation__in=there, workstation__authority=OuterRef("authority"), device=OuterRef("pk")
    )
    return Q(held_by__in=contacts) | Q(workstation__in=there) | Q(Exists(nearby))


class OfWorkstationQuerySet(models.QuerySet[Any]):
    """Links of workstations."""

    def visible_to(self, user: "User") -> "OfWorkstationQuerySet":
        """Where the workstation is seen."""
        from workstations.models import Workstation  # noqa: PLC0415  # models import their querysets

        return self.filter(workstation__in=Workstation.objects.visible_to(user).order_by().values("pk"))


class LeaseQuerySet(models.QuerySet["Lease"]):
    """Leases."""

    def visible_to(self, user: "User") -> "LeaseQuerySet":
        """What an authority pays is seen by those who see all of it."""
        return narrowed(self, user, authority="authority_id", is_for_all_of_it=False)

    def running(self, day: date) -> "LeaseQuerySet":
        """Leases that hold on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def due_for_return(self, day: date) -> "LeaseQuerySet":
        """Leases that end so soon that their return has to be announced, or have ended with devices not given back."""
        announced_from = ExpressionWrapper(F("ends_on") - F("return_notice_days"), output_field=DateField())
        return self.filter(Exists(self._not_given_back())).annotate(due_from=announced_from).filter(due_from__lte=day)

    def with_outstanding(self) -> "LeaseQuerySet":
        """Each with `outstanding`, how many of its devices are not given back."""
        return self.annotate(outstanding=_counted(self._not_given_back()))

    def _not_given_back(self) -> "DeviceQuerySet":
        from workstations.models import Device  # noqa: PLC0415  # models import their querysets

        return Device.objects.filter(lease=OuterRef("pk")).exclude(state__in=(State.DISPOSED, State.CANCELLED))


class DataErasureQuerySet(models.QuerySet["DataErasure"]):
    """Proofs of erasure."""

    def visible_to(self, user: "User") -> "DataErasureQuerySet":
        """Staff see all, an authority those of its devices."""
        return narrowed(self, user, authority="device__authority_id", is_for_all_of_it=False)

    def valid(self) -> "DataErasureQuerySet":
        """Those after which the thing was not used again."""
        return self.filter(outdated_on__isnull=True)


class LoanQuerySet(models.QuerySet["Loan"]):
    """Loans."""

    def visible_to(self, user: "User") -> "LoanQuerySet":
        """A coordinator sees those of the authority, a reporter their own."""
        return narrowed(self, user, authority="authority_id", person="contact")

    def open(self) -> "LoanQuerySet":
        """Neither cancelled nor returned."""
        return self.filter(is_cancelled=False, returned_on__isnull=True)

    def keeping(self, first: date, last: date, day: date) -> "LoanQuerySet":
        """Those that keep their device on any of these days; what is overdue on a day goes on until it is back."""
        is_kept = Q(ends_on__gte=first)
        if first <= day:
            is_kept |= Q(handed_out_on__isnull=False)
        return self.open().filter(is_kept, starts_on__lte=last)

    def handed_out(self) -> "LoanQuerySet":
        """Those whose device is with somebody now."""
        return self.open().filter(handed_out_on__isnull=False)

    def overdue(self, day: date) -> "LoanQuerySet":
        """Those whose device should be back by now."""
        return self.handed_out().filter(ends_on__lt=day)

    def binding(self, day: date) -> "LoanQuerySet":
        """Those that keep their device from going elsewhere: with somebody now, or reserved from today on."""
        return self.open().filter(Q(handed_out_on__isnull=False) | Q(ends_on__gte=day))


class StockMinimumQuerySet(ForServiceQuerySet["StockMinimum"]):
    """How much should lie ready where."""

    def with_ready(self) -> "StockMinimumQuerySet":
        """Each with `ready`, how many lie there now, and `missing`, how many more should."""
        from workstations.models import Device  # noqa: PLC0415  # models import their querysets

        there = Device.objects.ready().filter(stored_at=OuterRef("service_point"), model__kind=OuterRef("kind"))
        # Counted by a condition: among those to be found it would make the database expect one row and join badly.
        fits = Q(IsNull(OuterRef("model"), True)) | Q(model=OuterRef("model"))
        return self.annotate(ready=_counted(there, fits)).annotate(missing=F("quantity") - F("ready"))

    def short(self) -> "StockMinimumQuerySet":
        """Those of which too little is there."""
        return self.with_ready().filter(missing__gt=0)  # type: ignore[misc]  # annotated


def _counted(rows: models.QuerySet[Any], fits: Q | None = None) -> Coalesce:
    """How many rows a subquery has, or how many of them fit; it groups by nothing but a constant, so that there is one number."""
    constant = rows.order_by().annotate(one=models.Value(1)).values("one")
    one = constant.annotate(number=Count("pk", filter=fits)).values("number")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)


def with_stock(rows: models.QuerySet["ServicePoint"]) -> models.QuerySet["ServicePoint"]:
    """Service points with what lies there: `ready`, `retired`, and how many are `missing` by their minimums."""
    from workstations.models import Device, StockMinimum  # noqa: PLC0415  # models import their querysets

    there = Device.objects.filter(stored_at=OuterRef("pk"))
    short = StockMinimum.objects.short().filter(service_point=OuterRef("pk")).order_by()
    total = short.annotate(one=models.Value(1)).values("one").annotate(total=Sum("missing")).values("total")
    return rows.annotate(
        ready=_counted(there.ready()),
        retired=_counted(there.waiting_for_disposal()),
        missing=Coalesce(Subquery(total, output_field=IntegerField()), 0),
        has_minimum=Exists(StockMinimum.objects.filter(service_point=OuterRef("pk"))),
    ).order_by("-missing", "city", "name")
