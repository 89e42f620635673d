"""Contacts: the people at an authority who report faults and decide."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from customers.models.organisations import Authority
from customers.querysets import ContactQuerySet
from history.models import INVENTED, tracked
from history.validity import check_order, holds
from ui.addresses import address

FOUND_BY = ("last_name", "first_name", "email", "phone", "function")
"""By what a contact is found in lists and in the search; each of them is in the index."""


@tracked()
class Contact(models.Model):
    """A person at an authority; with an account they use the portal.

    Whoever works for several authorities, such as a town and its Amt, is a contact at each, with one account.
    """

    class Role(models.TextChoices):
        REPORTER = "reporter", "Melder"
        IT_COORDINATOR = "it_coordinator", "IT-Koordination"
        AUTHORITY_HEAD = "authority_head", "Verwaltungsleitung"

    SEES_WHOLE_AUTHORITY = (Role.IT_COORDINATOR, Role.AUTHORITY_HEAD)

    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="contacts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="Konto",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contacts",
    )
    first_name = models.CharField("Vorname", max_length=80, blank=True)
    last_name = models.CharField("Nachname", max_length=80)
    function = models.CharField("Funktion oder Amt", max_length=120, blank=True)
    role = models.CharField("Rolle im Portal", max_length=20, choices=Role, default=Role.REPORTER)
    valid_from = models.DateField("Rolle gilt ab", null=True, blank=True, help_text="Leer heißt: von Anfang an.")
    valid_until = models.DateField(
        "Rolle gilt bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )
    email = models.EmailField("E-Mail", blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    is_served_by_mail = models.BooleanField(
        "ohne Konto per E-Mail",
        default=True,
        help_text="Ohne Konto meldet und antwortet die Person per E-Mail und erhält E-Mails zu ihren Meldungen.",
    )
    is_active = models.BooleanField("aktiv", default=True, help_text="Abgeschaltet kann die Person nichts mehr melden.")
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "Ansprechperson"
        verbose_name_plural = "Ansprechpersonen"
        ordering = ["last_name", "first_name", "pk"]
        indexes = [
            GinIndex(
                *(OpClass(Upper(field), name="gin_trgm_ops") for field in FOUND_BY),
                name="contact_parts",
                fastupdate=False,
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "email"], condition=~Q(email=""), name="contact_email_unique_in_authority",
                violation_error_message="Diese E-Mail-Adresse hat in dieser Behörde schon eine Ansprechperson.",
            ),
            models.UniqueConstraint(
                fields=["user", "authority"], name="contact_account_unique_in_authority",
                violation_error_message="Dieses Konto hat in dieser Behörde schon eine Ansprechperson.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="contact_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_absolute_url(self) -> str:
        """The contact's page in the workspace."""
        return address("customers:contact", self.pk)

    def clean(self) -> None:
        """The end of the role comes after its beginning."""
        check_order(self, "valid_from", "valid_until")

    def holds_role_on(self, day: date) -> bool:
        """Whether the person may act for the authority on a day."""
        return self.is_active and holds(self, day)

    @property
    def sees_whole_authority(self) -> bool:
        """Whether the person sees everything of the authority, or only what is their own."""
        return self.role in self.SEES_WHOLE_AUTHORITY
