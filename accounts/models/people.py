"""Who signs in: users, for those who work here their provider and team, and what becomes of their sign-in."""

from collections.abc import Hashable
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.access import NOTHING, Access, access_on
from accounts.querysets import AccountManager, RoleAssignmentQuerySet, RoleProposalQuerySet, StaffMemberQuerySet
from accounts.roles import STAFF_ROLES, Role
from history.log import record
from history.models import INVENTED, LogEntry, SourcedRecord, tracked
from history.validity import check_order, holds, period
from ui.addresses import address


@tracked(exclude=("password", "last_login"))
class User(AbstractUser):
    """A person who can sign in: either service staff or a contact of an authority."""

    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = AccountManager()  # type: ignore[misc]  # the stubs declare it as a class variable

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
        """The person's place in the service organisation, or None; of whoever is signed in it is read with the account."""
        try:
            return self.staff_member
        except StaffMember.DoesNotExist:
            return None

    @property
    def is_service_staff(self) -> bool:
        """Whether the person works for the provider, holds a role today, and so may see the authorities' rows."""
        return self.access.is_staff

    @cached_property
    def access(self) -> Access:
        """What the person may reach today; in a request it is there already, read together with the scope."""
        return access_on(self.pk, timezone.localdate()) if self.pk else NOTHING

    @cached_property
    def reach(self) -> tuple[Hashable, ...]:
        """Everything about the person and the day that which rows they may see can depend on, to keep questions by."""
        access, profile = self.access, self.staff_profile if self.access.is_staff else None
        roles = tuple(role.key for role in access.roles)
        rows = (access.contacts, access.authorities, access.whole_authorities, profile and profile.team_id)
        return self.pk, self.is_superuser, access.is_staff, roles, rows, timezone.localdate()

    def forget_access(self) -> None:
        """Read anew what the person may reach: their roles have just changed."""
        for known in ("access", "reach"):
            self.__dict__.pop(known, None)

    @property
    def is_staff(self) -> bool:  # type: ignore[override]  # Django keeps it in a column, here it follows from the roles
        """Whether the person works in the web admin; `is_service_staff` says whether they are staff at all."""
        return self.is_active and (self.is_superuser or self.access.uses_admin)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Rights come from the roles held today and from nowhere else."""
        return self.is_active and (self.is_superuser or perm in self.access.permissions)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether any role held today gives a right in this app."""
        return self.is_active and (
            self.is_superuser or any(name.startswith(f"{app_label}.") for name in self.access.permissions)
        )

    def get_all_permissions(self, obj: Any = None) -> set[str]:
        """All rights of the roles held today."""
        return set(self.access.permissions) if self.is_active else set()


@tracked()
class RoleAssignment(models.Model):
    """Somebody of the service staff holds a role for a time; what the role may do is code (accounts/roles.py)."""

    user = models.ForeignKey(User, verbose_name="Konto", on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField("Rolle", max_length=30, choices=[(role.key, role.name) for role in STAFF_ROLES])
    valid_from = models.DateField("gültig ab", null=True, blank=True, help_text="Leer heißt: von Anfang an.")
    valid_until = models.DateField(
        "gültig bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Rollenzuweisung"
        verbose_name_plural = "Rollenzuweisungen"
        ordering = ["user_id", "role", F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="role_assignment_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            ExclusionConstraint(
                name="role_assignment_periods_apart",
                expressions=[
                    ("user", RangeOperators.EQUAL), ("role", RangeOperators.EQUAL),
                    (period("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diese Rolle hat die Person in diesem Zeitraum schon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_role_display()

    def clean(self) -> None:
        """The end comes after the beginning."""
        check_order(self, "valid_from", "valid_until")

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on a day."""
        return holds(self, day)

    @property
    def definition(self) -> Role | None:
        """The role as code, or None when the code no longer knows it."""
        return next((role for role in STAFF_ROLES if role.key == self.role), None)


@tracked()
class Provider(SourcedRecord):
    """A company of the service operation that employs staff: KSM or SIS."""

    code = models.CharField("Kürzel", max_length=10, unique=True)
    name = models.CharField("Name", max_length=200)
    legal_form = models.CharField("Rechtsform", max_length=100)
    operating_since = models.DateField("In Betrieb seit", null=True, blank=True)
    street = models.CharField("Straße", max_length=200, blank=True)
    city = models.CharField("Ort", max_length=100, blank=True)
    officer_contact = models.CharField(
        "Datenschutzbeauftragte Stelle", max_length=200, blank=True,
        help_text="Stelle mit Telefon oder E-Mail, keine Person; steht im Verzeichnis der Verarbeitungen (Art. 30 DSGVO).",
    )  # fmt: skip

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
    display_name = models.CharField("Anzeigename", max_length=160)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

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
        return address("accounts:role_proposal", self.pk)

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
