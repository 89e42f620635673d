"""A change of what is operated: what is done, when, at what, and how it went."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.querysets import ForServiceQuerySet
from announcements.models import Announcement
from applications.models import ProductVersion, SpecialistApplication
from changes.levels import Effect
from changes.lifecycle import Kind, Risk, State
from changes.querysets import ChangeQuerySet, ReachedQuerySet
from history.models import tracked, tracked_link
from ui.addresses import address
from workstations.models import InfrastructureItem

YEARS = (2000, 2100)
LONGEST = timedelta(days=31)
"""What takes longer is a project of several changes."""


class ChangeCounter(models.Model):
    """The last number given out in a year."""

    year = models.PositiveSmallIntegerField("Jahr", primary_key=True)
    last = models.PositiveIntegerField("letzte Nummer")

    objects = models.Manager()

    class Meta:
        verbose_name = "Nummernkreis der Änderungen"
        verbose_name_plural = "Nummernkreise der Änderungen"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


@tracked()
class Change(models.Model):
    """Planned work on Fachverfahren or central infrastructure: an update, a repair, a move.

    Whom it affects is computed while it is planned and kept from its approval on, since that is whom people agreed to
    trouble and whom they told.
    """

    number = models.CharField("Nummer", max_length=16, unique=True, editable=False)
    title = models.CharField(
        "Worum geht es?", max_length=120, help_text="In einem Satz; so steht es auch in Mitteilung und Kalender."
    )
    kind = models.CharField("Art", max_length=9, choices=Kind, default=Kind.NORMAL)
    reason = models.TextField("Grund", max_length=2000)
    work = models.TextField("Was wird gemacht?", max_length=4000)
    risk = models.CharField("Risiko", max_length=6, choices=Risk, default=Risk.LOW)
    backout = models.TextField(
        "Rückfallplan",
        max_length=4000,
        help_text="Wie der alte Stand wiederhergestellt wird und wann das entschieden wird.",
    )
    public_text = models.TextField(
        "Text für die Behörden",
        max_length=2000,
        help_text="Was die Behörden lesen: was sich ändert und was zu tun ist.",
    )
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende")
    effect = models.PositiveSmallIntegerField(
        "Auswirkung währenddessen", choices=Effect, default=Effect.NONE,
        help_text="Wie es um die Fachverfahren steht, solange daran gearbeitet wird.",
    )  # fmt: skip
    applications = models.ManyToManyField(
        SpecialistApplication, verbose_name="Fachverfahren", blank=True, related_name="changes_of"
    )
    items = models.ManyToManyField(
        InfrastructureItem, verbose_name="Infrastruktur", blank=True, related_name="changes_of"
    )
    reached = models.ManyToManyField(
        SpecialistApplication, verbose_name="erreichte Fachverfahren", blank=True, editable=False, related_name="reached_by"
    )  # fmt: skip
    weakened = models.ManyToManyField(
        SpecialistApplication, verbose_name="nur beeinträchtigte Fachverfahren", blank=True, editable=False, related_name="weakened_by"
    )  # fmt: skip
    target_version = models.ForeignKey(
        ProductVersion, verbose_name="Version danach", on_delete=models.PROTECT, null=True, blank=True,
        related_name="target_of", help_text="Bei einer Aktualisierung: gilt nach dem Abschluss für die genannten Fachverfahren.",
    )  # fmt: skip
    state = models.CharField("Stand", max_length=11, choices=State, default=State.PLANNED, editable=False)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="geplant von", on_delete=models.PROTECT, related_name="+", editable=False
    )
    planned_at = models.DateTimeField("geplant am", editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="vorgelegt von", on_delete=models.PROTECT, null=True, blank=True,
        related_name="+", editable=False,
    )  # fmt: skip
    conflict_reason = models.TextField("Trotzdem, weil", blank=True, max_length=1000, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="entschieden von", on_delete=models.PROTECT, null=True, blank=True,
        related_name="+", editable=False,
    )  # fmt: skip
    decided_at = models.DateTimeField("entschieden am", null=True, blank=True, editable=False)
    decision_note = models.TextField("Begründung der Entscheidung", blank=True, max_length=1000, editable=False)
    frozen_at = models.DateTimeField("Betroffene festgehalten am", null=True, blank=True, editable=False)
    started_at = models.DateTimeField("begonnen am", null=True, blank=True, editable=False)
    finished_at = models.DateTimeField("beendet am", null=True, blank=True, editable=False)
    result = models.TextField("Ergebnis", blank=True, max_length=2000, editable=False)
    announcement = models.OneToOneField(
        Announcement, verbose_name="Mitteilung", on_delete=models.SET_NULL, null=True, blank=True,
        related_name="change", editable=False,
    )  # fmt: skip
    published_at = models.DateTimeField("bekannt gegeben am", null=True, blank=True, editable=False)
    told_at = models.DateTimeField("zuletzt bekannt gegeben am", null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField("Fassung der Bekanntgabe", default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text="Erfunden; betrifft keinen wirklichen Betrieb.")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "Änderung"
        verbose_name_plural = "Änderungen"
        ordering = ["-starts_at", "-pk"]
        default_permissions = ("view", "add", "change")
        permissions = [("approve_change", "Kann Änderungen freigeben")]
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="change_newest"),
            models.Index(fields=["state", "starts_at"], name="change_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="change_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(condition=Q(effect__range=(1, 4)), name="change_effect_known"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | (
                    ~Q(decided_by=F("planned_by")) & (Q(submitted_by__isnull=True) | ~Q(decided_by=F("submitted_by")))
                ),
                name="change_decided_by_somebody_else",
                violation_error_message="Über eine Änderung entscheidet jemand anderes als die Person, die sie plant.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="change_decided_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "rejected")) | Q(decided_by__isnull=False), name="change_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("running", "done", "rolled_back")) | Q(started_at__isnull=False)
                & (Q(kind="emergency") | Q(decided_by__isnull=False)),
                name="change_begun_after_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("done", "rolled_back")) | Q(finished_at__isnull=False) & ~Q(result=""),
                name="change_ended_with_result",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        """The change's page in the workspace."""
        return address("changes:change", self.pk)

    def clean(self) -> None:
        """The end comes after the beginning but not long after it, and both lie in years that people plan in."""
        starts, ends = self.__dict__.get("starts_at"), self.__dict__.get("ends_at")  # none yet where a form had errors
        wrong = f"Bitte geben Sie ein Jahr von {YEARS[0]} bis {YEARS[1]} an."
        outside = {
            name: wrong
            for name, moment in (("starts_at", starts), ("ends_at", ends))
            if moment and not YEARS[0] <= moment.year <= YEARS[1]
        }
        if outside:
            raise ValidationError(outside)
        if starts and ends and ends <= starts:
            raise ValidationError({"ends_at": "Das Ende liegt vor dem Beginn."})
        if starts and ends and ends - starts > LONGEST:
            words = f"Eine Änderung dauert höchstens {LONGEST.days} Tage. Bitte teilen Sie sie auf."
            raise ValidationError({"ends_at": words})

    @property
    def is_frozen(self) -> bool:
        """Whether it is kept whom it affects."""
        return self.frozen_at is not None

    @property
    def lacks_approval(self) -> bool:
        """An emergency that was begun and that nobody has approved afterwards."""
        return self.started_at is not None and self.decided_by_id is None


@tracked_link()
class ChangedApplication(Change.applications.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """At which Fachverfahren something is done, for the change history alone."""

    objects = ForServiceQuerySet[Any].as_manager()

    class Meta:
        proxy = True
        verbose_name = "Fachverfahren einer Änderung"


@tracked_link()
class ChangedItem(Change.items.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """At which infrastructure something is done, for the change history alone."""

    objects = ForServiceQuerySet[Any].as_manager()

    class Meta:
        proxy = True
        verbose_name = "Infrastruktur einer Änderung"


@tracked_link()
class ReachedApplication(Change.reached.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """Which Fachverfahren feel it, for the change history alone."""

    objects = ReachedQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "von einer Änderung erreichtes Fachverfahren"


@tracked_link()
class WeakenedApplication(Change.weakened.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """Which of the Fachverfahren that feel it are only weakened, for the change history alone."""

    objects = ReachedQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "von einer Änderung nur beeinträchtigtes Fachverfahren"
