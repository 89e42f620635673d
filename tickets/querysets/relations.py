"""Sets of links between reports and of outages, and who may see them."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.models import (
        AffectedAuthority,
        MajorIncident,
        Ticket,
        TicketLink,
    )


class TicketLinkQuerySet(models.QuerySet["TicketLink"]):
    """Links between reports."""

    def visible_to(self, user: "User") -> "TicketLinkQuerySet":
        """Staff see all; an authority only what became of its own report: handled under another number, or in an outage."""
        from tickets.models import MajorIncident  # noqa: PLC0415 – models import this module

        rows = self.all()
        if user.is_service_staff:
            return rows
        merged = narrowed(
            rows.filter(kind="merged"), user, authority="source__authority_id", person="source__requester_id"
        )
        collected = narrowed(
            # Not by way of the leading report, which belongs to somebody else.
            rows.filter(Exists(MajorIncident.objects.filter(ticket=OuterRef("source"))), kind="parent"),
            user,
            authority="target__authority_id",
            person="target__requester_id",
        )
        return rows.filter(Q(pk__in=merged.values("pk")) | Q(pk__in=collected.values("pk")))

    def of(self, ticket: "Ticket | int") -> "TicketLinkQuerySet":
        """The links that a report has in either direction."""
        return self.filter(Q(source=ticket) | Q(target=ticket))


class MajorIncidentQuerySet(models.QuerySet["MajorIncident"]):
    """Outages that hit several authorities."""

    def visible_to(self, user: "User") -> "MajorIncidentQuerySet":
        """Staff see all; a contact those that concern their authorities."""
        rows = narrowed(self, user, authority="affected__authority_id")
        return rows if user.is_service_staff else rows.distinct()

    def running(self) -> "MajorIncidentQuerySet":
        """Not ended yet."""
        return self.filter(ended_at__isnull=True)


class AffectedAuthorityQuerySet(models.QuerySet["AffectedAuthority"]):
    """Which authorities an outage concerns."""

    def visible_to(self, user: "User") -> "AffectedAuthorityQuerySet":
        """A contact sees that it concerns their own authorities, never whom else."""
        return narrowed(self, user, authority="authority_id")
