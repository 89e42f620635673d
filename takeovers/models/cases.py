"""A case: an authority on its way to the provider, or away from it, from the first talk to its end."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import StaffMember
from contracts.models import Agreement, Decision
from customers.models import Authority, Contact, TaskTransfer
from history.models import INVENTED, SourcedRecord, tracked
from takeovers.models.templates import CaseKind, ProcessTemplate
from takeovers.querysets import OfCaseQuerySet, TakeoverCaseQuerySet
from ui.addresses import address

if TYPE_CHECKING:
    from takeovers.models.baseline import Baseline
    from takeovers.models.inventory import InventorySnapshot


class Reason(models.TextChoices):
    """Why an authority decided against it; what authorities named so far."""

    COST = "cost", "Kosten"
    STAFF_CAPACITY = "staff_capacity", "keine Kraft für ein weiteres Vorhaben"
    DATA_LOCATION = "data_location", "Ort der Daten"
    OWN_IT_IN_GOOD_SHAPE = "own_it", "eigene Technik in gutem Zustand"
    OTHER_PROVIDER = "other_provider", "anderer Dienstleister"
    OTHER = "other", "anderer Grund"


@tracked()
class TakeoverCase(SourcedRecord):
    """The way of one authority; it ends completed, declined or withdrawn, and each end is kept as well as the others."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", "läuft"
        COMPLETED = "completed", "abgeschlossen"
        DECLINED = "declined", "abgelehnt"
        WITHDRAWN = "withdrawn", "zurückgezogen"

    ENDED_WITHOUT = (State.DECLINED, State.WITHDRAWN)

    kind = models.CharField("Art", max_length=10, choices=CaseKind, default=CaseKind.JOINING)
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="takeover_cases"
    )
    template = models.ForeignKey(ProcessTemplate, verbose_name="Ablauf", on_delete=models.PROTECT, related_name="cases")
    state = models.CharField("Stand", max_length=10, choices=State, default=State.OPEN)
    started_on = models.DateField("begonnen am", null=True, blank=True, help_text="Leer heißt: nicht bekannt.")
    ended_on = models.DateField("beendet am", null=True, blank=True)
    responsible = models.ForeignKey(
        StaffMember,
        verbose_name="zuständig im Service",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    coordinator = models.ForeignKey(
        Contact,
        verbose_name="zuständig in der Behörde",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    policy_resolution = models.ForeignKey(
        Decision, verbose_name="Grundsatzbeschluss", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolution = models.ForeignKey(
        Decision, verbose_name="Beschluss", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreement = models.ForeignKey(
        Agreement,
        verbose_name="Vereinbarung",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="takeover_cases",
    )
    reasons = ArrayField(
        models.CharField(max_length=20, choices=Reason), verbose_name="Gründe", default=list, blank=True
    )
    reason = models.TextField("Begründung", blank=True)
    follow_up_on = models.DateField("Wiedervorlage am", null=True, blank=True)
    note = models.TextField("Bemerkung", blank=True, help_text="Liest nur der Service.")

    objects = TakeoverCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "Vorhaben"
        verbose_name_plural = "Vorhaben"
        ordering = [F("started_on").desc(nulls_last=True), "-pk"]
        permissions = [("override_gate", "Kann eine Sperre mit Begründung aufheben")]
        constraints = [
            models.UniqueConstraint(
                fields=["authority"], condition=Q(state="open"), name="takeover_case_one_open",
                violation_error_message="Für diese Behörde läuft schon ein Vorhaben.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_on__isnull=True) | ~Q(state="open") & Q(ended_on__isnull=False),
                name="takeover_case_end_has_day", violation_error_message="Ein beendetes Vorhaben braucht den Tag, ein laufendes hat keinen.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="takeover_case_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("declined", "withdrawn")) | ~Q(reasons=[]) | ~Q(reason=""),
                name="takeover_case_no_needs_reason", violation_error_message="Bitte nennen Sie den Grund.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["follow_up_on"], condition=Q(follow_up_on__isnull=False), name="takeover_case_follow_up"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.authority_id}"

    def get_absolute_url(self) -> str:
        """The case's page."""
        return address("takeovers:case", self.pk)

    @property
    def is_open(self) -> bool:
        """Whether it still goes on."""
        return self.state == self.State.OPEN

    @property
    def reasons_in_words(self) -> str:
        """Why not, as a list in one line."""
        return ", ".join(str(Reason(reason).label) for reason in self.reasons)

    @property
    def told(self) -> "Baseline | None":
        """What the authority told of its own operation, if it was asked."""
        return getattr(self, "baseline", None)

    def is_due_again(self, day: date) -> bool:
        """Whether it is time to ask once more."""
        return self.follow_up_on is not None and self.follow_up_on <= day


@tracked()
class CaseScope(models.Model):
    """One of the tasks that change hands, with a start of its own."""

    case = models.ForeignKey(TakeoverCase, verbose_name="Vorhaben", on_delete=models.CASCADE, related_name="scopes")
    scope = models.CharField("Aufgabe", max_length=20, choices=TaskTransfer.Scope)
    subject = models.CharField(
        "Fachverfahren", max_length=120, blank=True, help_text="Nur bei einem einzelnen Fachverfahren: welches."
    )
    planned_on = models.DateField("Betrieb geplant ab", null=True, blank=True)
    transfer = models.ForeignKey(  # one that came by a case may go by another
        TaskTransfer,
        verbose_name="Übertragung",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="case_scopes",
    )
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "Aufgabe eines Vorhabens"
        verbose_name_plural = "Aufgaben der Vorhaben"
        ordering = ["case_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "scope", "subject"], name="case_scope_once",
                violation_error_message="Diese Aufgabe gehört schon zum Vorhaben.",
            ),
            models.CheckConstraint(
                condition=Q(scope="procedure_only") & ~Q(subject="") | ~Q(scope="procedure_only") & Q(subject=""),
                name="case_scope_subject", violation_error_message="Ein einzelnes Fachverfahren braucht seinen Namen; andere Aufgaben haben keinen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_scope_display()}: {self.subject}" if self.subject else str(self.get_scope_display())

    @property
    def inventory(self) -> "InventorySnapshot | None":
        """The workstations as they were found, if somebody has looked."""
        return getattr(self, "snapshot", None)

    @property
    def is_live(self) -> bool:
        """Whether operation has begun (or, when leaving, has ended)."""
        return self.transfer_id is not None


@tracked()
class Consent(models.Model):
    """The answer of one existing carrier to the joining: a new carrier needs the consent of every one (KV M-V § 167b)."""

    class Answer(models.TextChoices):
        """What is known of it."""

        OPEN = "open", "offen"
        AGREED = "agreed", "zugestimmt"
        REFUSED = "refused", "abgelehnt"

    case = models.ForeignKey(TakeoverCase, verbose_name="Vorhaben", on_delete=models.CASCADE, related_name="consents")
    carrier = models.ForeignKey(Authority, verbose_name="Träger", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField("angefragt am", null=True, blank=True)
    planned_on = models.DateField("Sitzung geplant am", null=True, blank=True)
    answer = models.CharField("Antwort", max_length=10, choices=Answer, default=Answer.OPEN)
    decision = models.ForeignKey(
        Decision, verbose_name="Beschluss", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField("Bemerkung", max_length=200, blank=True)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "Zustimmung eines Trägers"
        verbose_name_plural = "Zustimmungen der Träger"
        ordering = ["case_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "carrier"], name="consent_once", violation_error_message="Dieser Träger steht schon in der Übersicht.",
            ),
            models.CheckConstraint(
                condition=Q(answer="open", decision__isnull=True) | ~Q(answer="open") & Q(decision__isnull=False),
                name="consent_rests_on_decision", violation_error_message="Eine Antwort beruht auf einem Beschluss.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.carrier_id}: {self.get_answer_display()}"
