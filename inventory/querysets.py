"""Sets of what agents told, and who may see them: the service alone."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, TextChoices, Value, When

from accounts.querysets import ForServiceQuerySet

if TYPE_CHECKING:
    from customers.models import Authority
    from inventory.models import AgentToken, FieldLock, InstalledSoftware, InventoryReport, ReviewCase, SoftwareTitle


class Standing(TextChoices):
    """Whether a key opens, and if not, why."""

    USED = "used", "in Gebrauch"
    EXPIRED = "expired", "abgelaufen"
    NOT_SERVED = "not_served", "Behörde nicht betreut"
    REVOKED = "revoked", "gesperrt"


class AgentTokenQuerySet(ForServiceQuerySet["AgentToken"]):
    """Keys of agents."""

    def with_standing(self, day: date) -> "AgentTokenQuerySet":
        """Each with `standing`, whether it opens on a day."""
        from customers.models import Authority  # noqa: PLC0415 – models import this module

        standing = Case(
            When(revoked_at__isnull=False, then=Value(Standing.REVOKED)),
            When(valid_until__lt=day, then=Value(Standing.EXPIRED)),
            When(
                ~Exists(Authority.objects.served(day).filter(pk=OuterRef("authority"))), then=Value(Standing.NOT_SERVED)
            ),
            default=Value(Standing.USED),
        )
        return self.annotate(standing=standing)

    def valid(self, day: date) -> "AgentTokenQuerySet":
        """Those that open on a day."""
        return self.with_standing(day).filter(standing=Standing.USED)  # type: ignore[misc]  # annotated


class InventoryReportQuerySet(ForServiceQuerySet["InventoryReport"]):
    """Reports of agents."""


class ReviewCaseQuerySet(ForServiceQuerySet["ReviewCase"]):
    """Cases that a person decides."""

    def open(self) -> "ReviewCaseQuerySet":
        """Those that nobody has decided yet."""
        return self.filter(decision="")


class FieldLockQuerySet(ForServiceQuerySet["FieldLock"]):
    """What people keep against reports."""


class InstalledSoftwareQuerySet(ForServiceQuerySet["InstalledSoftware"]):
    """Programs on devices."""

    def present(self) -> "InstalledSoftwareQuerySet":
        """Those that the newest report of their device names."""
        return self.filter(last_seen_on__isnull=True)


class SoftwareTitleQuerySet(ForServiceQuerySet["SoftwareTitle"]):
    """Programs, whatever their version."""

    def with_counts(self, authority: "Authority | None" = None) -> "QuerySet[SoftwareTitle]":
        """Each with `devices` and `versions`, on how many devices and in how many versions it is there now; only such."""
        there = Q(installations__last_seen_on__isnull=True)
        if authority is not None:
            there &= Q(installations__device__authority=authority)
        counted = self.annotate(
            devices=Count("installations__device", filter=there, distinct=True),
            versions=Count("installations__version", filter=there, distinct=True),
        )
        return counted.filter(devices__gt=0).order_by(F("devices").desc(), "name", "pk")
