"""By what the cost of an instance is shared: keys with their periods, agreed parts, and figures that nobody can count here."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value

from applications.models import SpecialistApplication
from customers.models import Authority
from history.models import INVENTED, SourcedRecord, tracked
from history.validity import check_order
from sharing.allocation import WHOLE
from sharing.models.costs import FIRST_YEAR, LAST_YEAR, YEAR_VALIDATORS
from sharing.querysets import KeyFigureQuerySet, OfServiceQuerySet


class Basis(models.TextChoices):
    """What the weight of an authority is counted in; each is also the name of a column of a key."""

    NAMED_USERS = "named_users", "benannte Nutzende"
    WORKSTATIONS = "workstations", "IT-Arbeitsplätze"
    INHABITANTS = "inhabitants", "Einwohnerinnen und Einwohner"
    EQUAL_PARTS = "equal_parts", "gleiche Teile"
    FIXED_SHARES = "fixed_shares", "feste Anteile"


class ReferenceDay(models.TextChoices):
    """The day of the year on which weights are counted."""

    BEGINNING = "01-01", "1. Januar"
    MIDDLE = "06-30", "30. Juni"
    END = "12-31", "31. Dezember"


@tracked()
class AllocationKey(models.Model):
    """By what the cost of an instance is shared in some years: one basis, or several of them in per mille."""

    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.PROTECT, related_name="allocation_keys"
    )
    first_year = models.PositiveSmallIntegerField("gilt ab Jahr", validators=YEAR_VALIDATORS)
    last_year = models.PositiveSmallIntegerField(
        "gilt bis Jahr",
        null=True,
        blank=True,
        validators=YEAR_VALIDATORS,
        help_text="Letztes Jahr; leer heißt: bis auf Weiteres.",
    )
    named_users = models.PositiveSmallIntegerField("nach benannten Nutzenden", default=0)
    workstations = models.PositiveSmallIntegerField("nach IT-Arbeitsplätzen", default=0)
    inhabitants = models.PositiveSmallIntegerField("nach Einwohnerinnen und Einwohnern", default=0)
    equal_parts = models.PositiveSmallIntegerField("zu gleichen Teilen", default=0)
    fixed_shares = models.PositiveSmallIntegerField("nach festen Anteilen", default=0)
    reference_day = models.CharField(
        "Stichtag",
        max_length=5,
        choices=ReferenceDay,
        default=ReferenceDay.MIDDLE,
        help_text="An diesem Tag jedes Jahres wird gezählt, wer das Fachverfahren nutzt und womit.",
    )
    agreed_in = models.CharField(
        "vereinbart in",
        max_length=300,
        blank=True,
        help_text="Vertrag oder Beschluss, in dem der Schlüssel steht. Lesen auch die Behörden.",
    )
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Verteilschlüssel"
        verbose_name_plural = "Verteilschlüssel"
        ordering = ["application_id", "-first_year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(last_year__gte=F("first_year")), name="allocation_key_period_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(first_year__range=(FIRST_YEAR, LAST_YEAR)), name="allocation_key_year",
                violation_error_message="Bitte geben Sie ein Jahr mit vier Ziffern an.",
            ),
            models.CheckConstraint(
                condition=Q(
                    equal_parts=Value(WHOLE) - F("named_users") - F("workstations") - F("inhabitants") - F("fixed_shares")
                ),
                name="allocation_key_is_whole",
                violation_error_message=f"Alle Teile zusammen müssen {WHOLE} Promille ergeben.",
            ),
            ExclusionConstraint(
                name="allocation_key_periods_apart",
                expressions=[
                    ("application", RangeOperators.EQUAL),
                    (
                        Func(
                            F("first_year"), F("last_year"), Value("[]"), function="int4range", output_field=IntegerRangeField()
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="In diesen Jahren gilt für das Fachverfahren schon ein anderer Schlüssel.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Verteilschlüssel {self.years_in_words()}"

    def clean(self) -> None:
        """The last year comes after the first."""
        check_order(self, "first_year", "last_year")

    def years_in_words(self) -> str:
        """„ab 2026“ or „2024 bis 2026“."""
        if self.last_year is None:
            return f"ab {self.first_year}"
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year} bis {self.last_year}"

    def parts(self) -> list[tuple[Basis, int]]:
        """The bases that count, each with its per mille."""
        return [(basis, per_mille) for basis in Basis if (per_mille := getattr(self, basis.value))]

    def in_words(self) -> str:
        """„benannte Nutzende“, or „60 % benannte Nutzende, 40 % gleiche Teile“."""
        parts = self.parts()
        if len(parts) == 1:
            return str(parts[0][0].label)
        return ", ".join(f"{percent(per_mille)} {basis.label}" for basis, per_mille in parts)

    def day_in(self, year: int) -> date:
        """The reference day of a year."""
        return date.fromisoformat(f"{year}-{self.reference_day}")


@tracked()
class FixedShare(models.Model):
    """The parts that one authority bears by agreement."""

    key = models.ForeignKey(
        AllocationKey, verbose_name="Verteilschlüssel", on_delete=models.CASCADE, related_name="fixed"
    )
    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="+")
    parts = models.PositiveIntegerField("Anteile", validators=[MinValueValidator(1)])

    objects = OfServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "fester Anteil"
        verbose_name_plural = "feste Anteile"
        default_permissions = ()
        ordering = ["key_id", "authority_id"]
        constraints = [
            models.UniqueConstraint(fields=["key", "authority"], name="fixed_share_once"),
            models.CheckConstraint(condition=Q(parts__gte=1), name="fixed_share_is_something"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.parts} Anteile"


FIGURES = (Basis.INHABITANTS, Basis.NAMED_USERS, Basis.WORKSTATIONS)
"""What is stored as a figure: inhabitants always, the others only where a count was agreed."""


@tracked()
class KeyFigure(SourcedRecord):
    """A number that is not counted here: inhabitants of an authority, or a count that was agreed for a Fachverfahren."""

    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="key_figures"
    )
    application = models.ForeignKey(
        SpecialistApplication,
        verbose_name="Fachverfahren",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="key_figures",
    )
    basis = models.CharField("Was", max_length=12, choices=[(basis.value, basis.label) for basis in FIGURES])
    value = models.PositiveIntegerField("Anzahl")
    as_of = models.DateField("Stand", help_text="Von welchem Tag die Zahl ist.")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = KeyFigureQuerySet.as_manager()

    class Meta:
        verbose_name = "Zahl für Verteilschlüssel"
        verbose_name_plural = "Zahlen für Verteilschlüssel"
        ordering = ["authority_id", "basis", "-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "application", "basis", "as_of"], name="key_figure_once", nulls_distinct=False,
                violation_error_message="Für diesen Tag ist die Zahl schon eingetragen.",
            ),
            models.CheckConstraint(
                condition=Q(basis="inhabitants", application__isnull=True) | ~Q(basis="inhabitants") & Q(application__isnull=False),
                name="key_figure_of_application",
                violation_error_message="Einwohner hat die Behörde; andere Zahlen gelten für ein Fachverfahren.",
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(certainty=""), name="key_figure_has_source",
                violation_error_message="Bitte geben Sie an, woher die Zahl kommt und wie sicher sie ist.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_basis_display()} am {self.as_of:%d.%m.%Y}"


def percent(per_mille: int) -> str:
    """Per mille as percent: „60 %“, „33,3 %“."""
    whole, rest = divmod(per_mille, 10)
    return f"{whole},{rest}\u00a0%" if rest else f"{whole}\u00a0%"
