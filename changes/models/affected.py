"""Whom a change affects and why, and who was told of it."""

from django.db import models
from django.db.models import Q

from accounts.querysets import ForServiceQuerySet
from changes.models.changes import Change
from changes.querysets import AffectedQuerySet
from customers.models import Authority, Contact
from history.models import tracked


@tracked()
class AffectedByChange(models.Model):
    """An authority that a change affects: computed, or added or left out by hand with a reason."""

    change = models.ForeignKey(Change, verbose_name="Änderung", on_delete=models.CASCADE, related_name="affected")
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="affected_by_changes"
    )
    why = models.CharField("weil", max_length=600, blank=True)
    is_by_hand = models.BooleanField("von Hand ergänzt", default=False)
    is_left_out = models.BooleanField("von Hand ausgenommen", default=False)
    reason = models.CharField("Begründung", max_length=300, blank=True)
    is_demo = models.BooleanField("Demodaten", default=False, help_text="Erfunden; betrifft keinen wirklichen Betrieb.")

    objects = AffectedQuerySet.as_manager()

    class Meta:
        verbose_name = "von einer Änderung betroffene Behörde"
        verbose_name_plural = "von Änderungen betroffene Behörden"
        ordering = ["change_id", "authority_id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["change", "authority"], name="affected_by_change_once",
                violation_error_message="Diese Behörde steht schon auf der Liste.",
            ),
            models.CheckConstraint(
                condition=~Q(is_by_hand=True) & ~Q(is_left_out=True) | ~Q(reason=""), name="affected_by_hand_says_why",
                violation_error_message="Bitte begründen Sie das.",
            ),
            models.CheckConstraint(
                condition=~Q(is_by_hand=True, is_left_out=True), name="affected_added_or_left_out",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Betroffene Behörde {self.pk or 'neu'}"


class ChangeNotice(models.Model):
    """That a contact concerned is to be told of a change in one of its published versions, and when the letter went out."""

    class Occasion(models.TextChoices):
        """What there is to tell."""

        PLANNED = "planned", "angekündigt"
        MOVED = "moved", "verschoben"
        CANCELLED = "cancelled", "abgesagt"

    change = models.ForeignKey(Change, verbose_name="Änderung", on_delete=models.CASCADE, related_name="notices")
    contact = models.ForeignKey(
        Contact, verbose_name="Ansprechperson", on_delete=models.CASCADE, related_name="change_notices"
    )
    occasion = models.CharField("Anlass", max_length=9, choices=Occasion)
    sequence = models.PositiveIntegerField("Fassung der Bekanntgabe")
    created_at = models.DateTimeField("am")
    mailed_at = models.DateTimeField("verschickt am", null=True, blank=True)

    objects = ForServiceQuerySet["ChangeNotice"].as_manager()

    class Meta:
        verbose_name = "Benachrichtigung über eine Änderung"
        verbose_name_plural = "Benachrichtigungen über Änderungen"
        ordering = ["created_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["change", "contact", "sequence"], name="change_notice_once"),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="change_notice_by_age"),
            models.Index(fields=["change"], condition=Q(mailed_at__isnull=True), name="change_notice_to_send"),
        ]

    def __str__(self) -> str:
        return f"{self.get_occasion_display()} {self.pk or 'neu'}"
