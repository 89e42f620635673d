"""The protection need of a Fachverfahren, and where infrastructure deviates from what it inherits."""

from django.db import models
from django.db.models import Q

from accounts.querysets import ForServiceQuerySet
from applications.models import SpecialistApplication
from continuity.querysets import OfApplicationQuerySet
from history.models import INVENTED, tracked
from ui.addresses import address
from workstations.models import InfrastructureItem


class Level(models.IntegerChoices):
    """How much protection is needed."""

    NORMAL = 1, "normal"
    HIGH = 2, "hoch"
    VERY_HIGH = 3, "sehr hoch"


class Value(models.TextChoices):
    """What is protected."""

    CONFIDENTIALITY = "confidentiality", "Vertraulichkeit"
    INTEGRITY = "integrity", "Integrität"
    AVAILABILITY = "availability", "Verfügbarkeit"


class Effect(models.TextChoices):
    """Why infrastructure needs more or less protection than what it inherits."""

    CUMULATION = "cumulation", "Kumulation"
    DISTRIBUTION = "distribution", "Verteilung"
    OTHER = "other", "anderer Grund"


def _level(label: str) -> models.PositiveSmallIntegerField:  # type: ignore[type-arg]  # generic for type checkers only
    return models.PositiveSmallIntegerField(label, choices=Level)


def _reason(label: str) -> models.TextField:  # type: ignore[type-arg]  # as above
    return models.TextField(label, max_length=1000, help_text="Welcher Schaden droht, und warum in dieser Höhe.")


@tracked()
class ProtectionNeed(models.Model):
    """How much protection a Fachverfahren needs, each value with its reason."""

    application = models.OneToOneField(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.CASCADE, related_name="protection_need"
    )
    confidentiality = _level("Vertraulichkeit")
    confidentiality_reason = _reason("Begründung der Vertraulichkeit")
    integrity = _level("Integrität")
    integrity_reason = _reason("Begründung der Integrität")
    availability = _level("Verfügbarkeit")
    availability_reason = _reason("Begründung der Verfügbarkeit")
    assessed_on = models.DateField("festgestellt am")
    review_on = models.DateField("zu prüfen am", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = OfApplicationQuerySet["ProtectionNeed"].as_manager()

    class Meta:
        verbose_name = "Schutzbedarf"
        verbose_name_plural = "Schutzbedarf der Fachverfahren"
        ordering = ["application_id"]
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{value}__range": (1, 3)}) & ~Q(**{f"{value}_reason": ""}),
                    name=f"protection_need_{value}",
                    violation_error_message=f"{value.label}: Bitte wählen Sie eine Stufe und begründen Sie sie.",
                )
                for value in Value
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gt=models.F("assessed_on")),
                name="protection_need_review_later",
                violation_error_message="Geprüft wird der Schutzbedarf nach dem Tag, an dem er festgestellt wurde.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Schutzbedarf: {self.application if self.application_id else 'neu'}"

    def get_absolute_url(self) -> str:
        """It is read on the page of its Fachverfahren."""
        return address("continuity:application", self.application_id)

    def level(self, value: str) -> Level:
        """The level of one value."""
        return Level(getattr(self, value))

    def reason(self, value: str) -> str:
        """Why it is so."""
        return str(getattr(self, f"{value}_reason"))


@tracked()
class ProtectionDeviation(models.Model):
    """That a piece of infrastructure needs more or less protection than it inherits, with the reason and what it then inherited."""

    item = models.ForeignKey(
        InfrastructureItem, verbose_name="Infrastruktur", on_delete=models.CASCADE, related_name="protection_deviations"
    )
    value = models.CharField("Grundwert", max_length=15, choices=Value)
    effect = models.CharField("Anlass", max_length=12, choices=Effect)
    level = _level("Schutzbedarf")
    reason = models.TextField("Begründung", max_length=1000)
    decided_on = models.DateField("entschieden am")
    review_on = models.DateField("zu prüfen am", null=True, blank=True)
    basis_level = models.PositiveSmallIntegerField(
        "geerbt, als entschieden wurde", default=0, editable=False, help_text="0 heißt: nichts geerbt."
    )
    basis_count = models.PositiveIntegerField("davon verursacht von so vielen Fachverfahren", default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = ForServiceQuerySet["ProtectionDeviation"].as_manager()

    class Meta:
        verbose_name = "Abweichung vom geerbten Schutzbedarf"
        verbose_name_plural = "Abweichungen vom geerbten Schutzbedarf"
        ordering = ["item_id", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "value"], name="protection_deviation_once",
                violation_error_message="Für diesen Grundwert ist schon eine Abweichung eingetragen.",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(1, 3), basis_level__range=(0, 3)) & ~Q(reason=""),
                name="protection_deviation_reasoned",
                violation_error_message="Bitte wählen Sie eine Stufe und begründen Sie die Abweichung.",
            ),
            models.CheckConstraint(
                condition=~Q(effect="distribution") | Q(value="availability"), name="protection_deviation_distribution",
                violation_error_message="Verteilung senkt nur die Verfügbarkeit.",
            ),
            models.CheckConstraint(
                condition=~Q(effect="distribution") | Q(level__lt=models.F("basis_level")),
                name="protection_deviation_lowers",
                violation_error_message="Verteilung senkt den geerbten Schutzbedarf.",
            ),
            models.CheckConstraint(
                condition=~Q(effect="cumulation") | Q(level__gt=models.F("basis_level")),
                name="protection_deviation_raises",
                violation_error_message="Kumulation erhöht den geerbten Schutzbedarf.",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gt=models.F("decided_on")),
                name="protection_deviation_review_later",
                violation_error_message="Geprüft wird die Abweichung nach dem Tag der Entscheidung.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_value_display()}: {self.get_level_display()} ({self.get_effect_display()})"

    def get_absolute_url(self) -> str:
        """It is read on the page of its infrastructure."""
        return address("continuity:item", self.item_id)
