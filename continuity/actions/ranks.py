"""Agreeing the ranks of many Fachverfahren at once."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.access import require_staff
from accounts.models import User
from applications.models import SpecialistApplication
from continuity.models import ContinuityPlan


@transaction.atomic
def agree_ranks(
    *,
    ranks: Mapping[int, int | None],
    seen: Mapping[int, int | None],
    agreed_on: date,
    agreed_with: str,
    by: User,
    today: date,
) -> int:
    """Write down which ranks were agreed, when and with whom; return how many have changed.

    `seen` are the ranks that the person had before them, by the keys of the Fachverfahren: where another one stands now,
    somebody else was quicker, and nothing is written.
    """
    plans = check_ranks(ranks=ranks, seen=seen, agreed_on=agreed_on, agreed_with=agreed_with, by=by, today=today)
    for plan in plans:
        plan.version += 1
        plan.save()
    return len(plans)


@transaction.atomic
def check_ranks(
    *,
    ranks: Mapping[int, int | None],
    seen: Mapping[int, int | None],
    agreed_on: date,
    agreed_with: str,
    by: User,
    today: date,
) -> list[ContinuityPlan]:
    """The plans that would change, with their new ranks; refuse what could not be saved, so that a preview promises nothing."""
    require_staff(by, "continuity.agree_ranks")
    if agreed_on > today:
        raise ValidationError({"agreed_on": "Dieser Tag liegt in der Zukunft."})
    changed = {key: rank for key, rank in ranks.items() if rank != seen.get(key)}
    if not changed:
        raise ValidationError("Es wurde kein Rang geändert.", code="unchanged")
    applications = SpecialistApplication.objects.select_for_update(of=("self",)).order_by("pk").in_bulk(changed)
    plans = {row.application_id: row for row in ContinuityPlan.objects.filter(application__in=changed)}
    for key, rank in changed.items():
        if key not in applications:
            raise ValidationError("Eines dieser Fachverfahren gibt es nicht mehr. Bitte laden Sie die Seite neu.")
        plan = plans.setdefault(
            key, ContinuityPlan(application=applications[key], is_demo=applications[key].is_demo, version=0)
        )
        if plan.restart_rank != seen.get(key):
            raise ValidationError(
                f"Jemand anderes hat den Rang von „{applications[key]}“ inzwischen geändert. Bitte laden Sie die Seite neu.",
                code="stale",
            )
        _put(plan, rank, agreed_on, agreed_with.strip())
    return list(plans.values())


def _put(plan: ContinuityPlan, rank: int | None, agreed_on: date, agreed_with: str) -> None:
    plan.restart_rank = rank
    plan.rank_agreed_on = None if rank is None else agreed_on
    plan.rank_agreed_with = "" if rank is None else agreed_with
    plan.full_clean()
