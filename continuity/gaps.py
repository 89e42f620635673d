"""What is missing before a Fachverfahren could be started again as planned; each gap as a condition of the database."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from applications.models import SpecialistApplication
from continuity.models import Exercise, PlanDocument
from dependencies.models import Relation

YEARS_WITHOUT_EXERCISE = 2


class Gap(models.TextChoices):
    """What is missing."""

    NEED = "need", "kein Schutzbedarf"
    RANK = "rank", "kein Rang vereinbart"
    PLAN = "plan", "kein Plandokument"
    RTO = "rto", "keine Wiederanlaufzeit"
    PAPER = "paper", "kein Ersatzverfahren auf Papier"
    EXERCISE = "exercise", f"keine Übung in {YEARS_WITHOUT_EXERCISE} Jahren"
    RELATION = "relation", "im eigenen Rechenzentrum, aber ohne Beziehung zu Infrastruktur"


def years_before(day: date, years: int) -> date:
    """The same day some years before; of 29 February the last of that month."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def condition_of(gap: str, day: date) -> Q:
    """The Fachverfahren with this gap, among rows that `with_facts` has looked at."""
    own = Q(hosting=SpecialistApplication.Hosting.OWN_DATA_CENTRE)
    lately = years_before(day, YEARS_WITHOUT_EXERCISE)
    conditions = {
        Gap.NEED: Q(protection_need__isnull=True),
        Gap.RANK: Q(continuity_plan__restart_rank__isnull=True),
        Gap.PLAN: Q(has_document=False),
        Gap.RTO: Q(continuity_plan__rto_hours__isnull=True),
        Gap.PAPER: Q(continuity_plan__isnull=True) | Q(continuity_plan__paper_fallback=""),
        Gap.EXERCISE: Q(last_held_on__isnull=True) | Q(last_held_on__lt=lately),
        Gap.RELATION: own & Q(is_related=False),
    }
    return conditions[Gap(gap)]


def with_facts(rows: QuerySet[SpecialistApplication]) -> QuerySet[Any]:
    """The rows with their need and plan, the newest exercise, open findings, and whether there is a plan on paper."""
    of_row = Exercise.objects.filter(application=OuterRef("pk"))
    newest = of_row.order_by("-held_on", "-pk")
    papers = PlanDocument.objects.filter(application=OuterRef("pk"))
    needs = Relation.objects.filter(source_application=OuterRef("pk"), target_item__isnull=False)
    open_ = of_row.order_by().values("application").annotate(open=Sum("open_findings")).values("open")
    return rows.select_related("protection_need", "continuity_plan").annotate(
        last_held_on=Subquery(newest.values("held_on")[:1]),
        last_outcome=Subquery(newest.values("outcome")[:1]),
        next_exercise_on=Subquery(newest.values("next_on")[:1]),
        open_findings=Coalesce(Subquery(open_), Value(0)),
        has_document=Exists(papers),
        is_related=Exists(needs),
    )


def gaps_of(row: Any, day: date) -> list[Gap]:
    """The gaps of one row of `with_facts`, as the conditions above see them."""
    plan = getattr(row, "continuity_plan", None)
    lately = years_before(day, YEARS_WITHOUT_EXERCISE)
    found = {
        Gap.NEED: getattr(row, "protection_need", None) is None,
        Gap.RANK: plan is None or plan.restart_rank is None,
        Gap.PLAN: not row.has_document,
        Gap.RTO: plan is None or plan.rto_hours is None,
        Gap.PAPER: plan is None or not plan.paper_fallback,
        Gap.EXERCISE: row.last_held_on is None or row.last_held_on < lately,
        Gap.RELATION: row.hosting == SpecialistApplication.Hosting.OWN_DATA_CENTRE and not row.is_related,
    }
    return [gap for gap in Gap if found[gap]]
