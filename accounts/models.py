"""Who signs in: users, and for those who work here their provider and team."""

from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower

from accounts.querysets import StaffMemberQuerySet
from history.log import record
from history.models import LogEntry, SourcedRecord, tracked


@tracked(exclude=("password", "last_login"))
class User(AbstractUser):
    """A person who can sign in: either service staff or a contact of an authority."""

    is_demo = models.BooleanField(
        "Demodaten", default=False, help_text="Erfunden; gehört zu keinem wirklichen Betrieb."
    )

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"
        ordering = ["last_name", "first_name", "username"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="user_email_unique",
                violation_error_message="Zu dieser E-Mail-Adresse gibt es schon ein Konto.",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the account; a new password is noted in the log on whichever page it was chosen."""
        has_new_password = getattr(self, "_password", None) is not None
        super().save(*args, **kwargs)
        if has_new_password:
            record(kind=LogEntry.Kind.PASSWORD_CHANGED, user=None, about=self)

    @cached_property
    def staff_profile(self) -> "StaffMember | None":
        """The person's place in the service organisation, or None; read once per request."""
        return StaffMember.objects.select_related("provider", "team").filter(user=self).first()

    @property
    def is_service_staff(self) -> bool:
        """Whether the person works for the provider and so may see the authorities' rows."""
        return self.is_active and (self.is_superuser or self.staff_profile is not None)


@tracked()
class Provider(SourcedRecord):
    """A company of the service operation that employs staff: KSM or SIS."""

    code = models.CharField("Kürzel", max_length=10, unique=True)
    name = models.CharField("Name", max_length=200)
    legal_form = models.CharField("Rechtsform", max_length=100)
    operating_since = models.DateField("In Betrieb seit", null=True, blank=True)
    street = models.CharField("Straße", max_length=200, blank=True)
    city = models.CharField("Ort", max_length=100, blank=True)

    class Meta:
        verbose_name = "Unternehmen"
        verbose_name_plural = "Unternehmen"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Team(SourcedRecord):
    """A group of staff with a queue of its own; both companies share the teams."""

    key = models.SlugField("Schlüssel", unique=True)
    name = models.CharField("Name", max_length=100, unique=True)
    description = models.CharField("Aufgabe", max_length=300, blank=True)

    class Meta:
        verbose_name = "Team"
        verbose_name_plural = "Teams"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class StaffMember(models.Model):
    """A person of the service operation: employed by a provider, working in a team."""

    user = models.OneToOneField(User, verbose_name="Konto", on_delete=models.PROTECT, related_name="staff_member")
    provider = models.ForeignKey(Provider, verbose_name="Unternehmen", on_delete=models.PROTECT, related_name="staff")
    team = models.ForeignKey(Team, verbose_name="Team", on_delete=models.PROTECT, related_name="members")
    job_title = models.CharField("Funktion", max_length=100, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    # The name is repeated here so that a list of rows can show a person without a second join.
    display_name = models.CharField("Anzeigename", max_length=160)
    is_demo = models.BooleanField(
        "Demodaten", default=False, help_text="Erfunden; gehört zu keinem wirklichen Betrieb."
    )

    objects = StaffMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitarbeiterin oder Mitarbeiter"
        verbose_name_plural = "Mitarbeiterinnen und Mitarbeiter"
        ordering = ["display_name"]

    def __str__(self) -> str:
        return self.display_name
