"""What is prepared for an outage of a Fachverfahren: times, rank, emergency operation, papers, exercises."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.querysets import ForServiceQuerySet
from applications.models import SpecialistApplication
from continuity.querysets import OfApplicationQuerySet, PlanDocumentQuerySet
from files.models import StoredFile
from history.models import INVENTED, tracked
from ui.addresses import address

MOST_HOURS = 24 * 366
HIGHEST_RANK = 9999


def _hours(label: str, help_text: str) -> models.PositiveIntegerField:  # type: ignore[type-arg]  # generic for type checkers only
    return models.PositiveIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(MOST_HOURS)], help_text=help_text
    )


@tracked()
class ContinuityPlan(models.Model):
    """How long a Fachverfahren may be out, when it is started again, and how work goes on meanwhile."""

    application = models.OneToOneField(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.CASCADE, related_name="continuity_plan"
    )
    mtpd_hours = _hours(
        "Längste tolerierbare Ausfallzeit in Stunden",
        "MTPD: Nach dieser Zeit entsteht ein Schaden, der nicht hinzunehmen ist.",
    )
    rto_hours = _hours(
        "Wiederanlaufzeit in Stunden",
        "RTO: In dieser Zeit soll es wieder laufen, wenigstens im Notbetrieb.",
    )
    rpo_hours = _hours(
        "Größter Datenverlust in Stunden", "RPO: So alt darf die letzte Sicherung höchstens sein. 0 heißt: keiner."
    )
    minimum_operation = models.TextField(
        "Notbetriebsniveau", blank=True, max_length=2000, help_text="Was im Notbetrieb mindestens gehen muss."
    )
    paper_fallback = models.TextField(
        "Ersatzverfahren auf Papier", blank=True, max_length=4000,
        help_text="Wie die Arbeit ohne das Fachverfahren weitergeht: Vordrucke, Wege, Nacherfassung.",
    )  # fmt: skip
    restart_rank = models.PositiveIntegerField(
        "Rang beim Wiederanlauf", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_RANK)],
        help_text="1 kommt zuerst. Gleiche Ränge sind erlaubt.",
    )  # fmt: skip
    rank_agreed_on = models.DateField("Rang vereinbart am", null=True, blank=True)
    rank_agreed_with = models.CharField("Rang vereinbart mit", max_length=200, blank=True)
    review_on = models.DateField("zu prüfen am", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = OfApplicationQuerySet["ContinuityPlan"].as_manager()

    class Meta:
        verbose_name = "Notfallplanung"
        verbose_name_plural = "Notfallplanung der Fachverfahren"
        ordering = ["application_id"]
        permissions = [("agree_ranks", "Kann Ränge des Wiederanlaufs vereinbaren")]
        constraints = [
            models.CheckConstraint(
                condition=Q(rto_hours__isnull=True) | Q(mtpd_hours__isnull=True) | Q(rto_hours__lte=F("mtpd_hours")),
                name="continuity_plan_rto_within_mtpd",
                violation_error_message="Die Wiederanlaufzeit ist länger als die tolerierbare Ausfallzeit.",
            ),
            models.CheckConstraint(
                condition=Q(restart_rank__isnull=True, rank_agreed_on__isnull=True, rank_agreed_with="")
                | (Q(restart_rank__gte=1, rank_agreed_on__isnull=False) & ~Q(rank_agreed_with="")),
                name="continuity_plan_rank_agreed",
                violation_error_message="Zu einem Rang gehört, wann und mit wem er vereinbart wurde.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Notfallplanung: {self.application if self.application_id else 'neu'}"

    def get_absolute_url(self) -> str:
        """It is read on the page of its Fachverfahren."""
        return address("continuity:application", self.application_id)

    @property
    def is_planned(self) -> bool:
        """Whether it says anything for an outage; a rank or a day to look again is no plan."""
        hours = (self.mtpd_hours, self.rto_hours, self.rpo_hours)
        return any(one is not None for one in hours) or bool(self.minimum_operation or self.paper_fallback)


@tracked()
class PlanDocument(StoredFile):
    """A plan on paper in one version, such as a Wiederanlaufplan; what a later one replaced stays."""

    FOLDER = "plans"

    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.CASCADE, related_name="plan_documents"
    )
    title = models.CharField("Titel", max_length=200)
    version = models.PositiveSmallIntegerField("Fassung", default=1)
    is_internal = models.BooleanField(
        "nur für den Service", default=False, help_text="Die Behörden sehen das Dokument nicht."
    )
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = PlanDocumentQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        abstract = False
        verbose_name = "Plandokument"
        verbose_name_plural = "Plandokumente"
        ordering = ["title", "-version"]
        constraints = [
            *StoredFile.Meta.constraints,
            models.UniqueConstraint(
                "application", Lower("title"), "version", name="plan_document_version",
                violation_error_message="Diese Fassung des Dokuments gibt es schon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title}, Fassung {self.version}"

    def get_absolute_url(self) -> str:
        """Where it is handed out."""
        return address("continuity:document", self.pk)


@tracked()
class Exercise(models.Model):
    """That an outage of a Fachverfahren was practised, and what came of it."""

    class Kind(models.TextChoices):
        """What was done."""

        TABLETOP = "tabletop", "Planbesprechung"
        FUNCTION = "function", "Funktionstest"
        RESTART = "restart", "Wiederanlauf"
        EMERGENCY = "emergency", "Notbetrieb"

    class Outcome(models.TextChoices):
        """How it went."""

        PASSED = "passed", "bestanden"
        FLAWED = "flawed", "mit Mängeln"
        FAILED = "failed", "nicht bestanden"

    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.CASCADE, related_name="exercises"
    )
    held_on = models.DateField("Tag")
    kind = models.CharField("Art", max_length=10, choices=Kind)
    outcome = models.CharField("Ergebnis", max_length=7, choices=Outcome)
    findings = models.TextField("Feststellungen", blank=True, max_length=4000)
    open_findings = models.PositiveSmallIntegerField("davon offen", default=0)
    next_on = models.DateField("nächste Übung am", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = ForServiceQuerySet["Exercise"].as_manager()

    class Meta:
        verbose_name = "Notfallübung"
        verbose_name_plural = "Notfallübungen"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(open_findings=0) | ~Q(findings=""), name="exercise_findings_told",
                violation_error_message="Bitte schreiben Sie auf, was noch offen ist.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="passed") | ~Q(findings=""), name="exercise_flaws_told",
                violation_error_message="Bitte schreiben Sie auf, woran es lag.",
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gt=F("held_on")), name="exercise_next_later",
                violation_error_message="Die nächste Übung liegt nach dieser.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["application", "-held_on"], name="exercise_newest_first")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} am {self.held_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """It is read on the page of its Fachverfahren."""
        return address("continuity:application", self.application_id)
