"""Contacts: the people at an authority who report faults and decide."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from customers.models.organisations import Authority
from customers.querysets import ContactQuerySet
from history.models import tracked


@tracked()
class Contact(models.Model):
    """A person at an authority; with an account they use the portal."""

    class Role(models.TextChoices):
        REPORTER = "reporter", "Melder"
        IT_COORDINATOR = "it_coordinator", "IT-Koordination"
        AUTHORITY_HEAD = "authority_head", "Verwaltungsleitung"

    SEES_WHOLE_AUTHORITY = (Role.IT_COORDINATOR, Role.AUTHORITY_HEAD)

    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="contacts")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="Konto",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contact",
    )
    first_name = models.CharField("Vorname", max_length=80, blank=True)
    last_name = models.CharField("Nachname", max_length=80)
    function = models.CharField("Funktion oder Amt", max_length=120, blank=True)
    role = models.CharField("Rolle im Portal", max_length=20, choices=Role, default=Role.REPORTER)
    email = models.EmailField("E-Mail", blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    is_active = models.BooleanField("aktiv", default=True, help_text="Abgeschaltet kann die Person nichts mehr melden.")
    is_demo = models.BooleanField(
        "Demodaten", default=False, help_text="Erfunden; gehört zu keinem wirklichen Betrieb."
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "Ansprechperson"
        verbose_name_plural = "Ansprechpersonen"
        ordering = ["last_name", "first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "email"], condition=~Q(email=""), name="contact_email_unique_in_authority",
                violation_error_message="Diese E-Mail-Adresse hat in dieser Behörde schon eine Ansprechperson.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_absolute_url(self) -> str:
        """The contact's page in the workspace."""
        return reverse("customers:contact", args=[self.pk])

    @property
    def sees_whole_authority(self) -> bool:
        """Whether the person sees everything of the authority, or only what is their own."""
        return self.role in self.SEES_WHOLE_AUTHORITY
