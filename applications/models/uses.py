"""What authorities use: since when, how much of it, who answers for it there, and who was trained."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from applications.models.instances import SpecialistApplication
from applications.querysets import ApplicationUseQuerySet, OfUseQuerySet
from customers.models import Authority, Contact
from history.models import INVENTED, tracked
from history.validity import check_order, period
from ui.addresses import address


@tracked()
class ApplicationUse(models.Model):
    """An authority uses a Fachverfahren for a time with so many named users."""

    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.CASCADE, related_name="uses"
    )
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="application_uses"
    )
    used_since = models.DateField("genutzt seit", null=True, blank=True)
    used_until = models.DateField(
        "genutzt bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )
    user_count = models.PositiveIntegerField(
        "Anzahl Nutzende", default=0, help_text="Benannte Nutzende; danach richtet sich, was die Behörde trägt."
    )
    scope = models.CharField("Umfang", max_length=200, blank=True, help_text="Welche Module oder Aufgaben.")
    edition = models.CharField("Ausgabe", max_length=80, blank=True, help_text="Lizenz- oder Ausbaustufe.")
    note = models.TextField("Bemerkung", blank=True, max_length=1000)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = ApplicationUseQuerySet.as_manager()

    class Meta:
        verbose_name = "Nutzung eines Fachverfahrens"
        verbose_name_plural = "Nutzungen von Fachverfahren"
        ordering = ["application_id", "authority_id", F("used_since").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(used_until__isnull=True) | Q(used_since__isnull=True) | Q(used_until__gte=F("used_since")),
                name="application_use_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            ExclusionConstraint(
                name="application_use_periods_apart",
                expressions=[
                    ("application", RangeOperators.EQUAL), ("authority", RangeOperators.EQUAL),
                    (period("used_since", "used_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diese Behörde nutzt das Fachverfahren in diesem Zeitraum schon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Nutzung {self.pk or 'neu'}"

    def get_absolute_url(self) -> str:
        """The page of the use."""
        return address("applications:use", self.pk)

    def clean(self) -> None:
        """The end comes after the beginning."""
        check_order(self, "used_since", "used_until")


@tracked()
class UseContact(models.Model):
    """A person of the authority who answers for a Fachverfahren there."""

    class Role(models.TextChoices):
        PROCEDURE_OWNER = "owner", "Fachverantwortung"
        KEY_USER = "key_user", "Schlüsselnutzung"
        CONTACT = "contact", "Ansprechperson"

    use = models.ForeignKey(ApplicationUse, verbose_name="Nutzung", on_delete=models.CASCADE, related_name="people")
    contact = models.ForeignKey(
        Contact, verbose_name="Ansprechperson", on_delete=models.CASCADE, related_name="applications_in_charge"
    )
    role = models.CharField("Aufgabe", max_length=10, choices=Role, default=Role.KEY_USER)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = OfUseQuerySet.as_manager()

    class Meta:
        verbose_name = "Ansprechperson für ein Fachverfahren"
        verbose_name_plural = "Ansprechpersonen für Fachverfahren"
        ordering = ["use_id", "-role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["use", "contact", "role"], name="use_contact_once",
                violation_error_message="Diese Person hat diese Aufgabe schon.",
            ),
            models.UniqueConstraint(
                fields=["use"], condition=Q(role="owner"), name="use_one_procedure_owner",
                violation_error_message="Die Fachverantwortung ist schon vergeben. Bitte entfernen Sie diese zuerst.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.pk or 'neu'}"

    def clean(self) -> None:
        """Only people of the authority that uses it answer for it."""
        if self.use_id and self.contact_id and self.contact.authority_id != self.use.authority_id:
            raise ValidationError({"contact": "Diese Person gehört zu einer anderen Behörde."})


@tracked()
class Training(models.Model):
    """A training in a Fachverfahren for people of one authority: how many came, never who."""

    use = models.ForeignKey(ApplicationUse, verbose_name="Nutzung", on_delete=models.CASCADE, related_name="trainings")
    held_on = models.DateField("Tag")
    topic = models.CharField("Thema", max_length=160)
    participants = models.PositiveSmallIntegerField("Teilnehmende", default=0)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfUseQuerySet.as_manager()

    class Meta:
        verbose_name = "Schulung"
        verbose_name_plural = "Schulungen"
        ordering = ["use_id", "-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["use", "held_on", "topic"], name="training_once",
                violation_error_message="Diese Schulung ist schon eingetragen.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.topic
