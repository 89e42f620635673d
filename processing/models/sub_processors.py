"""Sub-processors (Art. 28 Abs. 2 und 4 DSGVO): who works for the provider, on what, and which authority was told."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from applications.models import SpecialistApplication
from history.models import INVENTED, SourcedRecord, tracked
from history.validity import check_order
from processing.models.agreements import ProcessingAgreement
from processing.querysets import OfAgreementQuerySet, SubProcessingQuerySet, SubProcessorQuerySet
from ui.addresses import address
from ui.ordering import GermanOrder


@tracked()
class SubProcessor(SourcedRecord):
    """A company that processes data for the provider."""

    name = models.CharField("Name", max_length=160, unique=True)
    seat = models.CharField("Sitz", max_length=120, blank=True)
    country = models.CharField("Land", max_length=80, default="Deutschland")
    is_third_country = models.BooleanField(
        "Drittland", default=False, help_text="Außerhalb der Europäischen Union und des Europäischen Wirtschaftsraums."
    )
    safeguard = models.TextField(
        "Garantien für das Drittland", blank=True, max_length=1000,
        help_text="Nötig bei einem Drittland: Angemessenheitsbeschluss, Standardvertragsklauseln oder anderes (Art. 44 ff. DSGVO).",
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SubProcessorQuerySet.as_manager()

    class Meta:
        verbose_name = "Unterauftragsverarbeiter"
        verbose_name_plural = "Unterauftragsverarbeiter"
        ordering = [GermanOrder("name"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_third_country=False) | ~Q(safeguard=""), name="sub_processor_safeguard",
                violation_error_message="Für ein Drittland nennen Sie bitte die Garantien.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The sub-processor's page."""
        return address("processing:sub_processor", self.pk)

    def clean(self) -> None:
        """A third country has its safeguards."""
        if self.is_third_country and not self.safeguard.strip():
            raise ValidationError({"safeguard": "Für ein Drittland nennen Sie bitte die Garantien."})


@tracked()
class SubProcessing(models.Model):
    """A sub-processor has a task in a Fachverfahren for a time."""

    sub_processor = models.ForeignKey(
        SubProcessor, verbose_name="Unterauftragsverarbeiter", on_delete=models.PROTECT, related_name="tasks"
    )
    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.PROTECT, related_name="sub_processings"
    )
    task = models.CharField("Aufgabe", max_length=200, help_text="Zum Beispiel: Fernwartung, Rechenzentrum.")
    since = models.DateField("seit")
    until = models.DateField("bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres.")
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SubProcessingQuerySet.as_manager()

    class Meta:
        verbose_name = "Aufgabe eines Unterauftragsverarbeiters"
        verbose_name_plural = "Aufgaben der Unterauftragsverarbeiter"
        ordering = ["sub_processor_id", "application_id", "-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="sub_processing_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.UniqueConstraint(
                fields=["sub_processor", "application", "task"], condition=Q(until__isnull=True),
                name="sub_processing_open_once", violation_error_message="Diese Aufgabe ist schon eingetragen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Aufgabe {self.pk or 'neu'}"

    def get_absolute_url(self) -> str:
        """It stands on the page of its sub-processor."""
        return address("processing:sub_processor", self.sub_processor_id)

    def clean(self) -> None:
        """The end comes after the beginning."""
        check_order(self, "since", "until")


@tracked()
class SubProcessorApproval(models.Model):
    """An authority was told of a sub-processor; it approves, objects, or lets the time for that go by."""

    class State(models.TextChoices):
        """What the authority said."""

        INFORMED = "informed", "mitgeteilt"
        APPROVED = "approved", "genehmigt"
        OBJECTED = "objected", "widersprochen"

    agreement = models.ForeignKey(
        ProcessingAgreement, verbose_name="Vereinbarung", on_delete=models.CASCADE, related_name="approvals"
    )
    sub_processing = models.ForeignKey(
        SubProcessing, verbose_name="Aufgabe", on_delete=models.PROTECT, related_name="approvals"
    )
    informed_on = models.DateField("mitgeteilt am")
    objection_until = models.DateField("Widerspruch möglich bis", null=True, blank=True)
    state = models.CharField("Stand", max_length=8, choices=State, default=State.INFORMED)
    decided_on = models.DateField("entschieden am", null=True, blank=True)
    remark = models.TextField("Begründung", blank=True, max_length=1000)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitteilung eines Unterauftragsverarbeiters"
        verbose_name_plural = "Mitteilungen der Unterauftragsverarbeiter"
        ordering = ["agreement_id", "-informed_on", "pk"]
        permissions = [("decide_subprocessorapproval", "Kann Unterauftragsverarbeiter genehmigen oder widersprechen")]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "sub_processing"], name="sub_processor_told_once",
                violation_error_message="Das wurde der Behörde schon mitgeteilt.",
            ),
            models.CheckConstraint(
                condition=Q(state="informed", decided_on__isnull=True) | ~Q(state="informed") & Q(decided_on__isnull=False),
                name="sub_processor_decided_on", violation_error_message="Zu einer Entscheidung gehört ihr Tag.",
            ),
            models.CheckConstraint(
                condition=Q(objection_until__isnull=True) | Q(objection_until__gte=F("informed_on")),
                name="sub_processor_objection_order",
                violation_error_message="Die Frist endet vor der Mitteilung.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Mitteilung {self.pk or 'neu'}"

    def clean(self) -> None:
        """The time to object begins with the news."""
        check_order(self, "informed_on", "objection_until")
        if self.agreement_id and self.sub_processing_id and self._is_of_another_authority():
            raise ValidationError({"sub_processing": "Die Behörde nutzt dieses Fachverfahren nicht."})

    def _is_of_another_authority(self) -> bool:
        uses = self.sub_processing.application.uses
        return not uses.filter(authority=self.agreement.authority_id).exists()
