"""The steps of a case, what proves them, what was decided about its gates, and what happened."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import StaffMember
from accounts.querysets import ForServiceQuerySet
from customers.models import Contact
from files.models import StoredFile
from history.models import INVENTED, append_only, tracked
from takeovers.gates import Gate
from takeovers.models.cases import CaseScope, TakeoverCase
from takeovers.models.templates import Proof, Side, TemplatePhase
from takeovers.querysets import CaseTaskQuerySet, OfCaseEventQuerySet, OfCaseQuerySet, OfTaskQuerySet
from ui.addresses import address


@tracked()
class CaseTask(models.Model):
    """A step of a case, copied from the template or added by hand."""

    class State(models.TextChoices):
        """Whether it is still to be done."""

        OPEN = "open", "offen"
        DONE = "done", "erledigt"
        NOT_NEEDED = "not_needed", "entfällt"

    case = models.ForeignKey(TakeoverCase, verbose_name="Vorhaben", on_delete=models.CASCADE, related_name="tasks")
    scope = models.ForeignKey(
        CaseScope, verbose_name="Aufgabe", on_delete=models.CASCADE, null=True, blank=True, related_name="tasks"
    )
    phase = models.ForeignKey(TemplatePhase, verbose_name="Phase", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("Reihenfolge")
    title = models.CharField("Schritt", max_length=160)
    explanation = models.TextField("Erläuterung", blank=True)
    side = models.CharField("Wer", max_length=10, choices=Side, default=Side.SERVICE)
    proof = models.CharField("Nachweis", max_length=20, choices=Proof, blank=True)
    needed_for = models.CharField("Voraussetzung für", max_length=10, choices=Gate, blank=True)
    owner = models.ForeignKey(
        StaffMember,
        verbose_name="zuständig im Service",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    contact = models.ForeignKey(
        Contact,
        verbose_name="zuständig in der Behörde",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = models.DateField("fällig am", null=True, blank=True)
    state = models.CharField("Stand", max_length=10, choices=State, default=State.OPEN)
    settled_at = models.DateTimeField("erledigt am", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="erledigt von",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    remark = models.TextField("Bemerkung", blank=True, help_text="Lesen beide Seiten.")
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = CaseTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "Schritt eines Vorhabens"
        verbose_name_plural = "Schritte der Vorhaben"
        ordering = ["case_id", "phase__position", "scope_id", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True) | ~Q(state="open") & Q(settled_at__isnull=False),
                name="case_task_settled_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_needed") | ~Q(remark=""), name="case_task_not_needed_says_why",
                violation_error_message="Bitte nennen Sie den Grund, warum dieser Schritt entfällt.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["due_on"], condition=Q(state="open"), name="case_task_open_by_day")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The step's page."""
        return address("takeovers:task", self.pk)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is to be done any more."""
        return self.state != self.State.OPEN


@tracked()
class Evidence(StoredFile):
    """A file that proves a step: the signed minutes, the contract, the network plan."""

    FOLDER: ClassVar[str] = "takeovers"

    task = models.ForeignKey(CaseTask, verbose_name="Schritt", on_delete=models.CASCADE, related_name="evidence")

    objects = OfTaskQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        abstract = False
        verbose_name = "Nachweis"
        verbose_name_plural = "Nachweise"


class GateOverride(models.Model):
    """A gate that was opened although something was missing: by whom, when, and why. Never changed, never deleted."""

    case = models.ForeignKey(TakeoverCase, verbose_name="Vorhaben", on_delete=models.CASCADE, related_name="overrides")
    scope = models.ForeignKey(
        CaseScope, verbose_name="Aufgabe", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    gate = models.CharField("Sperre", max_length=10, choices=Gate)
    missing = models.TextField("es fehlte")
    reason = models.TextField("Begründung")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="entschieden von", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("entschieden am")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "aufgehobene Sperre"
        verbose_name_plural = "aufgehobene Sperren"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "scope", "gate"], name="gate_override_once", nulls_distinct=False,
                violation_error_message="Diese Sperre ist schon aufgehoben.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="gate_override_says_why"),
        ]  # fmt: skip
        triggers = [append_only()]

    def __str__(self) -> str:
        return str(self.get_gate_display())


class CaseEvent(models.Model):
    """An entry in the timeline of a case; what `is_shared` is read by both sides. Never changed."""

    class Kind(models.TextChoices):
        """What happened."""

        OPENED = "opened", "Vorhaben angelegt"
        EDITED = "edited", "Angaben geändert"
        SCOPE = "scope", "Aufgabe ergänzt oder geändert"
        SETTLED = "settled", "Schritt erledigt"
        NOT_NEEDED = "not_needed", "Schritt entfällt"
        REOPENED = "reopened", "Schritt wieder offen"
        EVIDENCE = "evidence", "Nachweis hochgeladen"
        DECISION = "decision", "Beschluss eingetragen"
        CONSENT = "consent", "Zustimmung eines Trägers"
        OVERRIDDEN = "overridden", "Sperre aufgehoben"
        INVENTORY = "inventory", "Bestand"
        LIVE = "live", "Betrieb"
        ROLE = "role", "Rolle"
        NOTE = "note", "Notiz"
        ENDED = "ended", "Vorhaben beendet"

    case = models.ForeignKey(TakeoverCase, verbose_name="Vorhaben", on_delete=models.CASCADE, related_name="events")
    task = models.ForeignKey(
        CaseTask, verbose_name="Schritt", on_delete=models.CASCADE, null=True, blank=True, related_name="events"
    )
    kind = models.CharField("Vorgang", max_length=12, choices=Kind)
    text = models.TextField("Text", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="von", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField("Zeitpunkt")
    is_shared = models.BooleanField("für beide Seiten", default=True)

    objects = OfCaseEventQuerySet.as_manager()

    class Meta:
        verbose_name = "Eintrag im Verlauf eines Vorhabens"
        verbose_name_plural = "Verlauf der Vorhaben"
        ordering = [F("at").desc(), "-pk"]
        indexes = [models.Index(fields=["case", "-at"], name="case_event_newest")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class TaskReminder(models.Model):
    """That somebody in charge of a step is told that its day comes near or has passed; once for each number of days."""

    task = models.ForeignKey(CaseTask, verbose_name="Schritt", on_delete=models.CASCADE, related_name="reminders")
    # Who is in charge on that side is asked when the letter is written, so that nobody's name is kept here.
    side = models.CharField("für", max_length=10, choices=Side)
    due_on = models.DateField("fällig am")
    days_after = models.SmallIntegerField("Tage danach", help_text="Negativ: so viele Tage davor.")
    created_at = models.DateTimeField("am")
    mailed_at = models.DateTimeField("verschickt am", null=True, blank=True)

    objects = ForServiceQuerySet["TaskReminder"].as_manager()

    class Meta:
        verbose_name = "Hinweis auf einen fälligen Schritt"
        verbose_name_plural = "Hinweise auf fällige Schritte"
        ordering = ["due_on", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["task", "side", "due_on", "days_after"], name="task_reminder_once"),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="task_reminder_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.due_on:%d.%m.%Y}"
