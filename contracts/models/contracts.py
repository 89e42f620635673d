"""What was agreed with an authority about a task: the contract, what it promises in detail, and its papers."""

from datetime import date
from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from contracts.lifecycle import BINDS_NOBODY, ONLY_WITH_NOTICE, State, before, chain, steps_of
from contracts.models.decisions import Decision
from contracts.notice import NoticeTo, Terms, minimum_until
from contracts.querysets import AgreementQuerySet
from customers.models import Authority, TaskTransfer
from history.models import SourcedRecord, tracked
from history.validity import check_order, period
from ui.addresses import address

Scope = TaskTransfer.Scope


def warn_half_a_year_before() -> list[int]:
    """How many days before a deadline people hear of it, unless the agreement says otherwise."""
    return [180, 90, 30]


@tracked()
class Agreement(SourcedRecord):
    """A contract with an authority about one task, from the draft to its end; one at a time for each task."""

    class Kind(models.TextChoices):
        """What it is in law."""

        PUBLIC_LAW = "public_law", "öffentlich-rechtlicher Vertrag"
        SERVICE = "service", "Dienstleistungsvertrag"

    class Clearance(models.TextChoices):
        """Why the Rechtsaufsicht no longer stands against it."""

        PERIOD = "period", "Frist ohne Beanstandung abgelaufen"
        DECLARATION = "declaration", "Erklärung der Rechtsaufsicht"

    class Ending(models.TextChoices):
        """How it comes to its end."""

        BY_AUTHORITY = "by_authority", "Kündigung durch die Behörde"
        BY_PROVIDER = "by_provider", "Kündigung durch den Anbieter"
        FOR_CAUSE = "for_cause", "Kündigung aus wichtigem Grund"
        MUTUAL = "mutual", "Aufhebung im Einvernehmen"

    ORDINARY = (Ending.BY_AUTHORITY, Ending.BY_PROVIDER)

    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="agreements"
    )
    kind = models.CharField("Art", max_length=10, choices=Kind, default=Kind.PUBLIC_LAW)
    scope = models.CharField("Aufgabe", max_length=20, choices=Scope)
    subject = models.CharField(
        "Fachverfahren", max_length=160, blank=True, help_text="Nur bei der Aufgabe „einzelnes Fachverfahren“."
    )
    name = models.CharField("Bezeichnung", max_length=200)
    number = models.CharField("Vertragsnummer", max_length=60, blank=True)
    state = models.CharField("Stand", max_length=10, choices=State, default=State.DRAFTED)
    needs_notice = models.BooleanField(
        "wird der Rechtsaufsicht angezeigt",
        default=True,
        help_text="Öffentlich-rechtliche Verträge über den Beitritt immer (§ 77 mit § 167c KV M-V).",
    )

    decision = models.ForeignKey(
        Decision, verbose_name="Beschluss", on_delete=models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    resolved_on = models.DateField("beschlossen am", null=True, blank=True)
    signed_on = models.DateField("unterzeichnet am", null=True, blank=True)
    notified_on = models.DateField("angezeigt am", null=True, blank=True)
    complete_on = models.DateField("Unterlagen vollständig am", null=True, blank=True)
    standstill_until = models.DateField("Frist der Rechtsaufsicht bis", null=True, blank=True)
    objected_on = models.DateField("beanstandet am", null=True, blank=True)
    objection = models.TextField("Beanstandung", blank=True)
    cleared_on = models.DateField("nicht beanstandet am", null=True, blank=True)
    clearance = models.CharField("Grundlage", max_length=11, choices=Clearance, blank=True)
    clearance_reference = models.CharField("Aktenzeichen der Rechtsaufsicht", max_length=80, blank=True)
    published_on = models.DateField("bekannt gemacht am", null=True, blank=True)
    publication = models.CharField("Fundstelle", max_length=200, blank=True)
    effective_from = models.DateField(
        "gilt ab", null=True, blank=True, help_text="Vorher der geplante Beginn; leer heißt: nicht bekannt."
    )
    effective_until = models.DateField(
        "gilt bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )
    ending = models.CharField("Art der Beendigung", max_length=12, choices=Ending, blank=True)
    ending_on = models.DateField("Kündigung oder Aufhebung vom", null=True, blank=True)

    share = models.DecimalField(
        "Anteil am Stammkapital in Euro", max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )  # fmt: skip
    notice_months = models.PositiveSmallIntegerField("Kündigungsfrist in Monaten", null=True, blank=True)
    notice_to = models.CharField("Kündigung möglich", max_length=10, choices=NoticeTo, blank=True)
    minimum_months = models.PositiveSmallIntegerField(
        "Mindestlaufzeit in Monaten", null=True, blank=True, help_text="Gerechnet ab dem Tag, ab dem sie gilt."
    )
    warn_days = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name="Hinweise, Tage vor einer Frist",
        default=warn_half_a_year_before,
        size=6,
    )
    note = models.TextField("Interne Bemerkung", blank=True, help_text="Liest nur der Service.")
    last_reason = models.TextField("Begründung des letzten Schritts", blank=True)
    version = models.PositiveIntegerField("Fassung", default=1)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "Vereinbarung"
        verbose_name_plural = "Vereinbarungen"
        ordering = ["name", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="agreement_number_unique",
                violation_error_message="Diese Vertragsnummer hat schon eine andere Vereinbarung.",
            ),
            models.CheckConstraint(
                condition=Q(scope="procedure_only") & ~Q(subject="") | ~Q(scope="procedure_only") & Q(subject=""),
                name="agreement_subject_of_procedure",
                violation_error_message="Ein Fachverfahren nennt genau die Vereinbarung über ein einzelnes Fachverfahren.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="public_law") | Q(needs_notice=True), name="agreement_public_law_is_notified",
                violation_error_message="Ein öffentlich-rechtlicher Vertrag wird der Rechtsaufsicht angezeigt.",
            ),
            models.CheckConstraint(
                condition=Q(needs_notice=True) | ~Q(state__in=ONLY_WITH_NOTICE), name="agreement_state_on_its_way",
                violation_error_message="Was nicht angezeigt wird, hat diesen Stand nie.",
            ),
            models.CheckConstraint(
                condition=(Q(notified_on__isnull=True) | Q(signed_on__isnull=True) | Q(notified_on__gte=F("signed_on")))
                & (Q(cleared_on__isnull=True) | Q(notified_on__isnull=True) | Q(cleared_on__gte=F("notified_on")))
                & (Q(published_on__isnull=True) | Q(cleared_on__isnull=True) | Q(published_on__gte=F("cleared_on"))),
                name="agreement_steps_in_order",
                violation_error_message="Unterzeichnung, Anzeige, Ergebnis und Bekanntmachung folgen aufeinander.",
            ),
            models.CheckConstraint(
                condition=Q(effective_until__isnull=True) | Q(effective_from__isnull=True) | Q(effective_until__gte=F("effective_from")),
                name="agreement_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(notice_months__isnull=True, notice_to="") | Q(notice_months__isnull=False) & ~Q(notice_to=""),
                name="agreement_notice_is_whole",
                violation_error_message="Zur Kündigungsfrist gehört, zu welchem Tag gekündigt werden kann.",
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=0), name="agreement_share_not_negative",
                violation_error_message="Ein Anteil ist nie negativ.",
            ),
            models.CheckConstraint(
                condition=Q(ending="") | Q(effective_until__isnull=False), name="agreement_ending_has_day",
                violation_error_message="Zur Kündigung oder Aufhebung gehört der letzte Tag.",
            ),
            ExclusionConstraint(
                name="agreement_one_at_a_time",
                expressions=[
                    ("authority", RangeOperators.EQUAL), ("scope", RangeOperators.EQUAL),
                    (Lower("subject"), RangeOperators.EQUAL),
                    (period("effective_from", "effective_until"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(state__in=BINDS_NOBODY),
                violation_error_message="Für diese Aufgabe der Behörde gibt es in diesem Zeitraum schon eine Vereinbarung. "
                "Bitte beenden Sie diese zuerst, oder tragen Sie ein, ab wann die neue gilt.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The agreement's page."""
        return address("contracts:agreement", self.pk)

    def clean(self) -> None:
        """Each message stands at its field."""
        check_order(self, "effective_from", "effective_until")
        if self.scope == Scope.PROCEDURE_ONLY and not self.subject:
            raise ValidationError({"subject": "Bitte nennen Sie das Fachverfahren."})
        if self.scope != Scope.PROCEDURE_ONLY and self.subject:
            raise ValidationError({"subject": "Ein Fachverfahren nennt nur, wer „einzelnes Fachverfahren“ wählt."})
        if (self.notice_months is None) != (not self.notice_to):
            field = "notice_to" if self.notice_months is not None else "notice_months"
            raise ValidationError({field: "Zur Kündigungsfrist gehören die Monate und der Tag, zu dem sie endet."})

    @property
    def scope_in_words(self) -> str:
        """The task, or the Fachverfahren where it is about a single one."""
        return self.subject or self.get_scope_display()

    @property
    def is_open(self) -> bool:
        """Whether it is on its way: neither in force nor ended."""
        return self.state not in (State.EFFECTIVE, State.ENDED, State.WITHDRAWN)

    @property
    def is_draft(self) -> bool:
        """Whether nothing was resolved yet, so that all of it can be changed."""
        return self.state == State.DRAFTED

    @property
    def chain(self) -> list[State]:
        """The states it passes, in their order."""
        return chain(needs_notice=self.needs_notice)

    @property
    def next_steps(self) -> list[State]:
        """The states that may follow, the main one first."""
        return steps_of(State(self.state), needs_notice=self.needs_notice)

    @property
    def state_before(self) -> State | None:
        """Where it stands again if its last step is taken back."""
        if self.state == State.WITHDRAWN:
            days = {
                State.OBJECTED: self.objected_on,
                State.NOTIFIED: self.notified_on,
                State.SIGNED: self.signed_on,
                State.RESOLVED: self.resolved_on,
            }
            return next((state for state, day in days.items() if day), State.DRAFTED)
        return before(State(self.state), needs_notice=self.needs_notice)

    @property
    def minimum_until(self) -> date | None:
        """The last day of the minimum term, where one was agreed and its beginning is known."""
        if not self.minimum_months or not self.effective_from:
            return None
        return minimum_until(self.effective_from, self.minimum_months)

    @property
    def terms(self) -> Terms | None:
        """What was agreed about notice; None where nothing is known or its earliest day cannot be."""
        if self.notice_months is None or (self.minimum_months and not self.effective_from):
            return None
        return Terms(self.notice_months, NoticeTo(self.notice_to), self.minimum_until or self.effective_from)
