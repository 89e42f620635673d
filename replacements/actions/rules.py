"""Setting what the plan follows from."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from replacements.models import ReplacementRule, UpgradePath
from workstations.models import OperatingSystem

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def set_rule(
    *,
    kind: str,
    valid_from: date,
    service_years: int,
    price: Decimal | None,
    growth: Decimal,
    warranty_counts: bool,
    source: str,
    certainty: str,
    by: "User",
) -> ReplacementRule:
    """Say how long devices of a kind serve and what they cost from a day on; one of the same day is put right."""
    if not by.has_perm("replacements.add_replacementrule"):
        raise PermissionDenied
    rule = ReplacementRule.objects.select_for_update().filter(kind=kind, valid_from=valid_from).first()
    rule = rule or ReplacementRule(kind=kind, valid_from=valid_from)
    rule.service_years, rule.price, rule.growth = service_years, price, growth
    rule.warranty_counts, rule.source, rule.certainty = warranty_counts, source, certainty
    rule.is_demo = False  # whatever was invented before, this somebody has said
    rule.full_clean()
    rule.save()
    return rule


@transaction.atomic
def set_upgrades(
    *, systems: Collection[OperatingSystem], seen: Collection[OperatingSystem] | None = None, by: "User"
) -> None:
    """Name the operating systems that are changed for others, so that their end replaces no device.

    Of those that were `seen` named, what is not any more is taken away; what somebody else has named meanwhile stays.
    """
    if not by.has_perm("replacements.add_upgradepath"):
        raise PermissionDenied
    before = {system.pk for system in seen or ()}
    wanted = {system.pk for system in systems}
    UpgradePath.objects.filter(operating_system__in=before - wanted).delete()
    UpgradePath.objects.bulk_create(
        [UpgradePath(operating_system_id=key) for key in sorted(wanted - before)], ignore_conflicts=True
    )
