"""Sets of stock-takings, of what was asked in them and what was answered, and who may see them."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from customers.access import narrowed
from stocktaking.lifecycle import DIFFERENCES, Answer, State
from workstations.models import Device, Workstation

if TYPE_CHECKING:
    from accounts.models import User
    from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Stock-takings."""

    def visible_to(self, user: "User") -> Self:
        """Staff see all; whoever works at an authority that takes part sees it once it has begun."""
        if user.is_service_staff:
            return self
        through = self.model.authorities.through
        own = through._default_manager.filter(campaign=OuterRef("pk"), authority__in=user.access.authorities)
        return self.filter(Exists(own)).exclude(state=State.PLANNED)

    def running(self) -> Self:
        """Those that take answers."""
        return self.filter(state=State.RUNNING)


class CampaignDeviceQuerySet(models.QuerySet["CampaignDevice"]):
    """Devices of stock-takings."""

    def visible_to(self, user: "User") -> Self:
        """A coordinator sees those of the authority, others what they were asked for and what stands where they work."""
        return narrowed(self, user, authority="authority_id", own=asked_or_used)

    def of_people(self, contacts: Collection[int]) -> Self:
        """What these people were asked for, and what stands where they work."""
        return self.filter(asked_or_used(contacts))

    def running(self) -> Self:
        """Those that can still be answered."""
        return self.filter(campaign__state=State.RUNNING)

    def unanswered(self) -> Self:
        """Nobody has said anything about them yet."""
        return self.filter(answer=Answer.OPEN)

    def to_settle(self) -> Self:
        """Differences that nobody has settled yet."""
        return self.filter(answer__in=DIFFERENCES, settled_at__isnull=True)


def asked_or_used(contacts: Collection[int]) -> Q:
    """Devices that these people were asked for, or that stand where they work: `asking.who_can_answer` for many rows."""
    there = Workstation.objects.used_by_any(contacts).order_by().values("pk")
    stands_there = Device.objects.filter(pk=OuterRef("device_id"), workstation__in=there)
    return Q(asked__in=contacts) | Q(Exists(stands_there))


class UnlistedDeviceQuerySet(models.QuerySet["UnlistedDevice"]):
    """Devices without a record."""

    def visible_to(self, user: "User") -> Self:
        """A coordinator sees those of the authority, others what they reported themselves."""
        return narrowed(self, user, authority="authority_id", person="reported_by")

    def to_settle(self) -> Self:
        """Those that nobody has settled yet."""
        return self.filter(settled_at__isnull=True)
