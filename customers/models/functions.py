"""Functions of contacts: what somebody at an authority is there for, and since when."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from customers.models.contacts import Contact
from customers.querysets import ContactFunctionQuerySet
from history.models import INVENTED, tracked
from history.validity import check_order, holds, period


@tracked()
class ContactFunction(models.Model):
    """What a contact is there for beside their role in the portal, for a time; perhaps as the deputy of somebody else.

    IT-Koordination and Verwaltungsleitung are roles of the contact, since they give rights; they are kept there alone.
    """

    class Kind(models.TextChoices):
        DATA_PROTECTION_OFFICER = "data_protection_officer", "Datenschutzbeauftragte Person"
        INVOICES = "invoices", "Rechnungsempfang"
        EMERGENCY = "emergency", "Notfallkontakt"

    contact = models.ForeignKey(
        Contact, verbose_name="Ansprechperson", on_delete=models.CASCADE, related_name="functions"
    )
    kind = models.CharField("Funktion", max_length=30, choices=Kind)
    is_deputy = models.BooleanField("in Stellvertretung", default=False)
    valid_from = models.DateField("gilt ab", null=True, blank=True, help_text="Leer heißt: von Anfang an.")
    valid_until = models.DateField(
        "gilt bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )
    phone = models.CharField(
        "Telefon für den Notfall",
        max_length=40,
        blank=True,
        help_text="Erreichbar, auch wenn Netz und Telefonanlage der Behörde ausfallen.",
    )
    email = models.EmailField("E-Mail für den Notfall", blank=True, help_text="Ein Postfach außerhalb der Behörde.")
    consented_on = models.DateField(
        "Einwilligung vom", null=True, blank=True, help_text="Eine private Nummer steht hier nur mit Einwilligung."
    )
    number_removed_on = models.DateField("Nummer entfernt am", null=True, blank=True, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = ContactFunctionQuerySet.as_manager()

    class Meta:
        verbose_name = "Funktion einer Ansprechperson"
        verbose_name_plural = "Funktionen von Ansprechpersonen"
        ordering = ["kind", "is_deputy", F("valid_from").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="contact_function_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="emergency") | Q(number_removed_on__isnull=False)
                | Q(consented_on__isnull=False) & (~Q(phone="") | ~Q(email="")),
                name="contact_function_emergency_is_reachable",
                violation_error_message="Ein Notfallkontakt braucht Telefon oder E-Mail für den Notfall und den Tag der Einwilligung.",
            ),
            models.CheckConstraint(
                condition=Q(kind="emergency", number_removed_on__isnull=True)
                | Q(phone="", email="", consented_on__isnull=True),
                name="contact_function_number_for_emergency",
                violation_error_message="Telefon, E-Mail und Einwilligung gehören nur zu einem Notfallkontakt.",
            ),
            models.CheckConstraint(
                condition=Q(number_removed_on__isnull=True)
                | Q(kind="emergency", valid_until__isnull=False, number_removed_on__gt=F("valid_until")),
                name="contact_function_number_removed_after_end",
                violation_error_message="Eine Nummer wird erst nach dem Ende der Funktion entfernt.",
            ),
            ExclusionConstraint(
                name="contact_function_periods_apart",
                expressions=[
                    ("contact", RangeOperators.EQUAL), ("kind", RangeOperators.EQUAL),
                    (period("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="In diesem Zeitraum hat die Person diese Funktion schon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, in Stellvertretung" if self.is_deputy else self.get_kind_display()

    def clean(self) -> None:
        """The end comes after the beginning."""
        check_order(self, "valid_from", "valid_until")

    def holds_on(self, day: date) -> bool:
        """Whether the person has the function on a day."""
        return holds(self, day)

    @property
    def is_emergency(self) -> bool:
        """Whether the person is called when the authority's own systems are down."""
        return self.kind == self.Kind.EMERGENCY
