"""Who signs in: users, for those who work here their provider and team, and what becomes of their sign-in."""

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from accounts.querysets import RoleProposalQuerySet, StaffMemberQuerySet
from history.models import SourcedRecord, tracked


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


@tracked()
class RoleProposal(models.Model):
    """Roles that a directory's groups would give to or take from a person; somebody with the right decides."""

    class State(models.TextChoices):
        OPEN = "open", "offen"
        APPLIED = "applied", "übernommen"
        REJECTED = "rejected", "abgelehnt"
        WITHDRAWN = "withdrawn", "erledigt, da die Gruppen wieder passen"

    user = models.ForeignKey(User, verbose_name="Konto", on_delete=models.CASCADE, related_name="role_proposals")
    directory = models.CharField("Verzeichnis", max_length=100)
    give = ArrayField(models.CharField(max_length=50), verbose_name="erhält", default=list, blank=True)
    take = ArrayField(models.CharField(max_length=50), verbose_name="verliert", default=list, blank=True)
    state = models.CharField("Stand", max_length=10, choices=State, default=State.OPEN)
    proposed_at = models.DateTimeField("vorgeschlagen")
    decided_at = models.DateTimeField("entschieden", null=True, blank=True)
    decided_by = models.ForeignKey(
        User, verbose_name="entschieden von", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RoleProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "Vorgeschlagene Rollen"
        verbose_name_plural = "Vorgeschlagene Rollen"
        ordering = ["-proposed_at", "-pk"]
        permissions = [("decide_roleproposal", "Kann über vorgeschlagene Rollen entscheiden")]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=models.Q(state="open"), name="role_proposal_one_open"),
            models.CheckConstraint(condition=~models.Q(give=[], take=[]), name="role_proposal_says_something"),
            models.CheckConstraint(
                condition=models.Q(state="open", decided_at=None)
                | ~models.Q(state="open") & ~models.Q(decided_at=None),
                name="role_proposal_decided_at",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("user")),
                name="role_proposal_not_by_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"Vorgeschlagene Rollen für {self.user}"

    def get_absolute_url(self) -> str:
        return reverse("accounts:role_proposal", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.state == self.State.OPEN


@tracked()
class SecondFactorReset(models.Model):
    """Somebody lost their second factor, and a colleague took it off the account so that a new one can be set up."""

    user = models.ForeignKey(User, verbose_name="Konto", on_delete=models.CASCADE, related_name="second_factor_resets")
    reset_by = models.ForeignKey(
        User, verbose_name="zurückgesetzt von", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField("zurückgesetzt")
    reason = models.CharField("Grund", max_length=300)

    class Meta:
        verbose_name = "Zurückgesetzte zweite Stufe"
        verbose_name_plural = "Zurückgesetzte zweite Stufen"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reset_by=None) | ~models.Q(reset_by=models.F("user")),
                name="second_factor_reset_not_by_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"Zweite Stufe von {self.user} zurückgesetzt"


class FailedSignIns(models.Model):
    """How often signing in has failed lately for an account, an address, or both together; shared by all processes."""

    key = models.CharField("Schlüssel", max_length=64, primary_key=True)  # a hash: no name and no address is kept
    failures = models.PositiveIntegerField("Fehlversuche")
    last_at = models.DateTimeField("zuletzt")
    forget_at = models.DateTimeField("vergessen ab", db_index=True)

    class Meta:
        verbose_name = "Fehlversuche bei der Anmeldung"
        verbose_name_plural = "Fehlversuche bei der Anmeldung"

    def __str__(self) -> str:
        return f"{self.failures} Fehlversuche"
