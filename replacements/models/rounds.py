"""Budget rounds: which years are planned until when, and the plan as it was frozen for the councils."""

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from accounts.models import Provider
from customers.models import Authority
from history.models import INVENTED, append_only, tracked
from replacements.due import Cause, PriceSource
from replacements.models.decisions import FIRST_YEAR, LAST_YEAR
from replacements.querysets import BudgetRoundQuerySet, OfRoundQuerySet
from ui.addresses import address
from workstations.models import DeviceKind

MOST_YEARS = 10


@tracked()
class BudgetRound(models.Model):
    """One budget planning: open while people still change the plan, frozen for the councils, closed when all is decided."""

    class State(models.TextChoices):
        """Where a round stands."""

        OPEN = "open", "in Arbeit"
        FROZEN = "frozen", "festgeschrieben"
        CLOSED = "closed", "abgeschlossen"

    name = models.CharField("Name", max_length=80, unique=True, help_text="Zum Beispiel „Haushaltsrunde 2028“.")
    first_year = models.PositiveSmallIntegerField(
        "erstes Haushaltsjahr", validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    last_year = models.PositiveSmallIntegerField(
        "letztes Haushaltsjahr", validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    deadline = models.DateField(
        "Anmeldeschluss", null=True, blank=True, help_text="Bis wann die Zahlen bei den Behörden sein müssen."
    )
    previous = models.ForeignKey(
        "self",
        verbose_name="vorige Runde",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="following",
        help_text="Gegen deren Zahlen wird verglichen.",
    )
    note = models.TextField("Bemerkung", blank=True, help_text="Steht auch auf dem Plan der Behörden.")
    state = models.CharField("Stand", max_length=10, choices=State, default=State.OPEN)
    frozen_at = models.DateTimeField("festgeschrieben am", null=True, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="festgeschrieben von",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    closed_on = models.DateField("abgeschlossen am", null=True, blank=True)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BudgetRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "Haushaltsrunde"
        verbose_name_plural = "Haushaltsrunden"
        ordering = ["-first_year", "-pk"]
        permissions = [("freeze_budgetround", "Kann Haushaltsrunden festschreiben und abschließen")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year"), last_year__lt=F("first_year") + MOST_YEARS),
                name="budget_round_years",
                violation_error_message=f"Eine Runde umfasst ein bis {MOST_YEARS} Jahre.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", frozen_at__isnull=True, frozen_by__isnull=True)
                | ~Q(state="open") & Q(frozen_at__isnull=False, frozen_by__isnull=False),
                name="budget_round_frozen_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) | ~Q(state="closed") & Q(closed_on__isnull=True),
                name="budget_round_closed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(previous__isnull=True) | ~Q(previous=F("pk")), name="budget_round_not_its_own_previous"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(
                name="frozen_stays",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="open")
                & (
                    pgtrigger.Q(new__state="open")
                    | pgtrigger.Q(new__first_year__df=pgtrigger.F("old__first_year"))
                    | pgtrigger.Q(new__last_year__df=pgtrigger.F("old__last_year"))
                    | pgtrigger.Q(new__frozen_at__df=pgtrigger.F("old__frozen_at"))
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The round's page."""
        return address("replacements:round", self.pk)

    @property
    def is_open(self) -> bool:
        """Whether the plan still moves."""
        return self.state == self.State.OPEN

    @property
    def years(self) -> range:
        """The budget years."""
        return range(self.first_year, self.last_year + 1)

    def clean(self) -> None:
        if self.first_year and self.last_year and not 0 <= self.last_year - self.first_year < MOST_YEARS:
            raise ValidationError({"last_year": f"Eine Runde umfasst ein bis {MOST_YEARS} Jahre, das letzte zuletzt."})
        if self.previous_id and self.previous_id == self.pk:
            raise ValidationError({"previous": "Eine Runde folgt nicht auf sich selbst."})


@tracked()
class RoundAuthority(models.Model):
    """An authority in a budget round: until when it needs its figures, and who there took note of them."""

    round = models.ForeignKey(
        BudgetRound, verbose_name="Haushaltsrunde", on_delete=models.CASCADE, related_name="authorities"
    )
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="budget_rounds"
    )
    deadline = models.DateField("Anmeldeschluss", null=True, blank=True, help_text="Leer heißt: wie bei der Runde.")
    noted_at = models.DateTimeField("zur Kenntnis genommen am", null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="zur Kenntnis genommen von",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "Behörde einer Haushaltsrunde"
        verbose_name_plural = "Behörden der Haushaltsrunden"
        ordering = ["authority__name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "authority"], name="round_authority_once"),
            models.CheckConstraint(
                condition=Q(noted_at__isnull=True, noted_by__isnull=True) | Q(noted_at__isnull=False, noted_by__isnull=False),
                name="round_authority_noted_by_somebody",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.authority} in {self.round}"


class RoundLine(models.Model):
    """One device of a frozen plan, with everything as it was that day; written once, while its round is frozen."""

    round = models.ForeignKey(
        BudgetRound, verbose_name="Haushaltsrunde", on_delete=models.PROTECT, related_name="lines"
    )
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    provider = models.ForeignKey(
        Provider,
        verbose_name="Unternehmen",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Wessen Reserve oder zentrale Infrastruktur es ist.",
    )
    # Keys without a constraint: the line outlives the device.
    device_key = models.BigIntegerField("Schlüssel des Geräts", null=True, blank=True)
    item_key = models.BigIntegerField("Schlüssel des Infrastrukturelements", null=True, blank=True)
    number = models.CharField("Inventarnummer", max_length=130)
    kind = models.CharField("Art", max_length=20, choices=DeviceKind)
    model = models.CharField("Modell", max_length=210, blank=True)
    begun_on = models.DateField("in Nutzung seit", null=True, blank=True)
    due_on = models.DateField("fällig am", null=True, blank=True)
    cause = models.CharField("Anlass", max_length=10, choices=Cause, blank=True)
    reason = models.CharField("maßgeblicher Grund", max_length=300, blank=True)
    further_reasons = models.TextField("weitere Gründe", blank=True)
    budget_year = models.PositiveSmallIntegerField("Haushaltsjahr", null=True, blank=True)
    price = models.DecimalField("Preis", max_digits=12, decimal_places=2, null=True, blank=True)
    price_source = models.CharField("Herkunft des Preises", max_length=12, choices=PriceSource)
    decision = models.CharField("abweichende Planung", max_length=400, blank=True)
    decision_reason = models.CharField("Begründung", max_length=300, blank=True)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "Zeile einer Haushaltsrunde"
        verbose_name_plural = "Zeilen der Haushaltsrunden"
        ordering = ["budget_year", "kind", "number", "pk"]
        indexes = [models.Index(fields=["round", "authority", "budget_year"], name="round_line_of_authority")]
        constraints = [
            models.CheckConstraint(
                condition=Q(authority__isnull=False, provider__isnull=True) | Q(authority__isnull=True, provider__isnull=False),
                name="round_line_of_one_side",
            ),
            models.CheckConstraint(
                condition=Q(device_key__isnull=False, item_key__isnull=True) | Q(device_key__isnull=True, item_key__isnull=False),
                name="round_line_of_one_thing",
            ),
            models.UniqueConstraint(fields=["round", "device_key"], name="round_line_device_once"),
            models.UniqueConstraint(fields=["round", "item_key"], name="round_line_item_once"),
        ]  # fmt: skip
        triggers = [
            append_only(),
            pgtrigger.Trigger(
                name="only_while_open",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (SELECT FROM replacements_budgetround r WHERE r.id = NEW.round_id AND r.state <> 'open') THEN
                        RAISE EXCEPTION 'pgtrigger: the round is frozen';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_kept(self) -> bool:
        """Whether somebody decided that it is not replaced."""
        return self.budget_year is None
