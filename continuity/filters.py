"""Filters of the lists of needs, inherited needs, plans, and of what an authority sees."""

from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.signed_in import signed_in
from applications.models import ApplicationUse, SpecialistApplication
from continuity.gaps import Gap, condition_of
from continuity.house import authorities_with_use
from continuity.models import Exercise, Level, Value
from continuity.standing import Standing
from ui.filters import AnyOf, BaseFilterSet, OneChoice, OneOf
from workstations.models import InfrastructureItem

DUE = (("overdue", "fällig"), ("planned", "mit Termin"), ("none", "ohne Termin"))
ORIGINS = (
    ("deviation", "mit Abweichung"),
    ("review", "Abweichung zu prüfen"),
    ("hint", "mit Hinweis auf Kumulation oder Verteilung"),
    ("nothing", "erbt nichts"),
)


def users_of_applications(request: HttpRequest) -> QuerySet[Any]:
    """The authorities that can be chosen."""
    rows: QuerySet[Any] = authorities_with_use(signed_in(request), timezone.localdate())
    return rows


class OfAuthority(BaseFilterSet):
    """Lists of Fachverfahren by the authority that uses them today."""

    search_fields = ("name", "product__name")

    authority = OneOf(label="Behörde", queryset=users_of_applications, method="by_authority")

    def by_authority(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Those that an authority uses."""
        uses = ApplicationUse.objects.visible_to(signed_in(self.request)).current(timezone.localdate())
        return rows.filter(Exists(uses.filter(application=OuterRef("pk"), authority=value)))


class NeedFilter(OfAuthority):
    """The protection need of Fachverfahren by value, gap and date."""

    further = ("hosting", "review")

    confidentiality = AnyOf(
        label="Vertraulichkeit", choices=Level.choices, field_name="protection_need__confidentiality"
    )
    integrity = AnyOf(label="Integrität", choices=Level.choices, field_name="protection_need__integrity")
    availability = AnyOf(label="Verfügbarkeit", choices=Level.choices, field_name="protection_need__availability")
    assessed = OneChoice(label="Feststellung", choices=(("yes", "festgestellt"), ("no", "fehlt")), method="by_assessed")
    review = OneChoice(label="Prüfung", choices=DUE, method="by_review")
    hosting = AnyOf(label="Betrieb", choices=SpecialistApplication.Hosting.choices)

    def by_assessed(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those whose need is known, or is not."""
        return rows.filter(protection_need__isnull=value == "no")

    def by_review(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those whose need is to be looked at again."""
        return rows.filter(due_condition("protection_need__review_on", value))


class PlanFilter(OfAuthority):
    """Plans and exercises by what is missing and what is due."""

    further = ("hosting", "findings", "outcome")

    gap = OneChoice(label="Lücke", choices=Gap.choices, method="by_gap")
    review = OneChoice(label="Prüfung des Plans", choices=DUE, method="by_review")
    exercise = OneChoice(label="Nächste Übung", choices=DUE, method="by_exercise")
    outcome = AnyOf(label="Ergebnis der letzten Übung", choices=Exercise.Outcome.choices, field_name="last_outcome")
    findings = OneChoice(
        label="Feststellungen", choices=(("open", "offen"), ("none", "keine offen")), method="by_findings"
    )
    hosting = AnyOf(label="Betrieb", choices=SpecialistApplication.Hosting.choices)

    def by_gap(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those where something is missing."""
        return rows.filter(condition_of(value, timezone.localdate()))

    def by_review(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those whose plan is to be looked at again."""
        return rows.filter(due_condition("continuity_plan__review_on", value))

    def by_exercise(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that are to be practised again."""
        return rows.filter(due_condition("next_exercise_on", value))

    def by_findings(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those of which an exercise has left something to do."""
        return rows.filter(open_findings__gt=0) if value == "open" else rows.filter(open_findings=0)


class ItemFilter(BaseFilterSet):
    """What infrastructure inherits, by kind, level and what was decided."""

    search_fields = ("inventory_number", "name")

    kind = AnyOf(label="Art", choices=InfrastructureItem.Kind.choices)
    confidentiality = AnyOf(label="Vertraulichkeit", choices=Level.choices, method="by_level")
    integrity = AnyOf(label="Integrität", choices=Level.choices, method="by_level")
    availability = AnyOf(label="Verfügbarkeit", choices=Level.choices, method="by_level")
    origin = OneChoice(label="Herkunft", choices=ORIGINS, method="by_origin")

    @cached_property
    def standing(self) -> Standing:
        """What holds for all infrastructure, reckoned once for filters and table."""
        return Standing(signed_in(self.request), timezone.localdate())

    def by_level(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Those for which one of these levels holds."""
        return rows.filter(pk__in=self.standing.with_level(Value(name), {int(one) for one in value})) if value else rows

    def by_origin(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those with a deviation, with one to be looked at again, with a hint, or with nothing inherited."""
        return rows.filter(pk__in=self.standing.of_origin(value))


class OwnFilter(BaseFilterSet):
    """What an authority sees: by name."""

    search_fields = ("name", "product__name")


def due_condition(path: str, value: str) -> Q:
    """A day that has come, one that is set, or none."""
    if value == "none":
        return Q(**{f"{path}__isnull": True})
    return Q(**{f"{path}__lte": timezone.localdate()}) if value == "overdue" else Q(**{f"{path}__isnull": False})
