"""Sets of hand-overs and what belongs to them, and who may see them."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from customers.access import narrowed
from handovers.lifecycle import State

if TYPE_CHECKING:
    from accounts.models import User
    from handovers.models import Handover


def concerns(contacts: Collection[int]) -> Q:
    """Hand-overs to, from or by way of these people."""
    return Q(contact__in=contacts) | Q(collected_by__in=contacts)


def answered_by(contacts: Collection[int]) -> Q:
    """Hand-overs to which these people say yes: who takes or brings the devices, be it for a colleague.

    Where a colleague came who is not stored any more, nobody does: the first person was not there.
    """
    return Q(collected_by__in=contacts) | Q(collected_by=None, collected_name="", contact__in=contacts)


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Hand-overs."""

    def visible_to(self, user: "User") -> "HandoverQuerySet":
        """A coordinator sees those of the authority, a reporter their own; what is only prepared is seen by staff alone."""
        rows = self if user.access.is_staff else self.exclude(state=State.DRAFT)
        return narrowed(rows, user, authority="authority_id", own=concerns)

    def waiting_for(self, user: "User") -> "HandoverQuerySet":
        """What this person has to confirm."""
        return self.filter(answered_by(user.access.contacts), state=State.WAITING)

    def over_before(self, moment: datetime) -> "HandoverQuerySet":
        """Ended before a moment, still with names, and no device of it is with the person any more."""
        from workstations.models import Device  # noqa: PLC0415  # models import their querysets

        kept = Device.objects.filter(handover_items__handover=OuterRef("pk"), held_by=OuterRef("contact"))
        ended = Q(signed_at__lt=moment) | Q(cancelled_at__lt=moment)
        return self.filter(ended, ~Exists(kept), names_removed_at=None)


class OfHandoverQuerySet(models.QuerySet[Any]):
    """Devices and documents of hand-overs."""

    def visible_to(self, user: "User") -> "OfHandoverQuerySet":
        """Where the hand-over is seen."""
        from handovers.models import Handover  # noqa: PLC0415  # models import their querysets

        return self.filter(handover__in=Handover.objects.visible_to(user).order_by().values("pk"))
