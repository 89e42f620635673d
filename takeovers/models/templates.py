"""How a takeover or a leaving goes, as a template in versions: phases, and in each of them tasks."""

from django.db import models

from history.models import SourcedRecord, tracked
from takeovers.gates import Gate


class CaseKind(models.TextChoices):
    """An authority comes, or goes."""

    JOINING = "joining", "Aufnahme"
    LEAVING = "leaving", "Austritt"


class Side(models.TextChoices):
    """Who does a task."""

    SERVICE = "service", "Service"
    AUTHORITY = "authority", "Behörde"


class Proof(models.TextChoices):
    """What must be on record before a task counts as done; the data says so, not the person who ticks it."""

    FILE = "file", "eine Datei als Nachweis"
    BASELINE = "baseline", "Ausgangslage erfasst"
    POLICY_RESOLUTION = "policy_resolution", "Grundsatzbeschluss eingetragen"
    JOINING_RESOLUTION = "joining_resolution", "Beschluss über Beitritt oder Austritt eingetragen"
    CONSENTS = "consents", "Zustimmung aller Träger"
    SIGNED = "signed", "Vereinbarung unterzeichnet"
    NOTIFIED = "notified", "der Rechtsaufsicht angezeigt"
    CLEARED = "cleared", "Freigabe: kein Widerspruch in zwei Monaten, oder frühere Erklärung"
    PUBLISHED = "published", "öffentlich bekannt gemacht"
    CONTACTS = "contacts", "IT-Koordination und Verwaltungsleitung benannt"
    EMERGENCY_CONTACTS = "emergency_contacts", "Notfallkontakt benannt"
    INVENTORY = "inventory", "Bestand aufgenommen und bestätigt"
    LIVE = "live", "Betrieb aufgenommen"
    ENDED = "ended", "Vereinbarung gekündigt oder aufgehoben"


@tracked()
class ProcessTemplate(SourcedRecord):
    """One version of how it goes. Once published it stays as it is: cases that began under it refer to it."""

    kind = models.CharField("Art", max_length=10, choices=CaseKind)
    version = models.PositiveSmallIntegerField("Fassung")
    published_on = models.DateField(
        "veröffentlicht am", null=True, blank=True, help_text="Leer: Entwurf. Danach ist die Fassung unveränderlich."
    )
    note = models.TextField("Was ist neu?", blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "Ablaufvorlage"
        verbose_name_plural = "Ablaufvorlagen"
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "version"], name="process_template_version",
                violation_error_message="Diese Fassung gibt es schon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, Fassung {self.version}"


@tracked()
class TemplatePhase(SourcedRecord):
    """A stretch of the way; with `is_per_scope` it is gone through for each scope by itself."""

    template = models.ForeignKey(
        ProcessTemplate, verbose_name="Vorlage", on_delete=models.CASCADE, related_name="phases"
    )
    key = models.SlugField("Schlüssel", max_length=40)
    position = models.PositiveSmallIntegerField("Reihenfolge")
    name = models.CharField("Name", max_length=80)
    is_per_scope = models.BooleanField(
        "je Aufgabe", default=False, help_text="Wird für jede übertragene Aufgabe eigens durchlaufen."
    )
    behind = models.CharField(
        "erst nach", max_length=10, choices=Gate, blank=True, help_text="Vorher lässt sich hier nichts erledigen."
    )

    objects = models.Manager()

    class Meta:
        verbose_name = "Phase"
        verbose_name_plural = "Phasen"
        ordering = ["template_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "key"], name="template_phase_key",
                violation_error_message="Diesen Schlüssel gibt es in der Vorlage schon.",
            ),
            models.UniqueConstraint(
                fields=["template", "position"], name="template_phase_position", deferrable=models.Deferrable.DEFERRED,
                violation_error_message="An dieser Stelle steht schon eine Phase.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


@tracked()
class TemplateTask(SourcedRecord):
    """Something that is to be done in a phase, by which side, what proves it, and what waits for it."""

    phase = models.ForeignKey(TemplatePhase, verbose_name="Phase", on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField("Reihenfolge")
    title = models.CharField("Schritt", max_length=160)
    explanation = models.TextField("Erläuterung", blank=True)
    side = models.CharField("Wer", max_length=10, choices=Side, default=Side.SERVICE)
    proof = models.CharField("Nachweis", max_length=20, choices=Proof, blank=True)
    needed_for = models.CharField("Voraussetzung für", max_length=10, choices=Gate, blank=True)
    days_after_start = models.SmallIntegerField(
        "fällig nach Betriebsbeginn (Tage)", null=True, blank=True,
        help_text="Negativ: so viele Tage davor. Leer: kein Termin.",
    )  # fmt: skip

    objects = models.Manager()

    class Meta:
        verbose_name = "Schritt der Vorlage"
        verbose_name_plural = "Schritte der Vorlage"
        ordering = ["phase_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "position"], name="template_task_position", deferrable=models.Deferrable.DEFERRED,
                violation_error_message="An dieser Stelle steht schon ein Schritt.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title
