"""Who is around a report without working on it: writing just now, listening, or asked to look."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import StaffMember
from accounts.querysets import ForServiceQuerySet, OnesOwnQuerySet
from tickets.models.messages import Message
from tickets.models.tickets import Ticket
from tickets.querysets import DraftQuerySet


class Draft(models.Model):
    """What somebody has typed about a report and not sent yet; one per person and report."""

    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="von", on_delete=models.CASCADE, related_name="ticket_drafts"
    )
    kind = models.CharField("Art", max_length=5, choices=Message.Kind)
    body = models.TextField("Text")
    saved_at = models.DateTimeField("gespeichert am")

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "Entwurf"
        verbose_name_plural = "Entwürfe"
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "ticket"], name="draft_one_per_person_and_ticket"),
            models.CheckConstraint(condition=~Q(body=""), name="draft_has_text"),
        ]
        indexes = [models.Index(fields=["saved_at"], name="draft_by_age")]

    def __str__(self) -> str:
        return f"Entwurf {self.pk or 'neu'}"


class Watcher(models.Model):
    """Somebody of the staff wants to hear what happens to a report that is not theirs."""

    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="watchers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Konto", on_delete=models.CASCADE, related_name="watched_tickets"
    )
    since = models.DateTimeField("seit")

    objects = OnesOwnQuerySet.as_manager()

    class Meta:
        verbose_name = "Beobachtung"
        verbose_name_plural = "Beobachtungen"
        ordering = ["since"]
        constraints = [models.UniqueConstraint(fields=["ticket", "user"], name="watcher_once_per_ticket")]

    def __str__(self) -> str:
        return f"Beobachtung {self.pk or 'neu'}"


class Mention(models.Model):
    """A note asks a colleague to look at it."""

    message = models.ForeignKey(Message, verbose_name="Beitrag", on_delete=models.CASCADE, related_name="mentions")
    member = models.ForeignKey(StaffMember, verbose_name="genannt", on_delete=models.CASCADE, related_name="mentions")

    objects = ForServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Nennung"
        verbose_name_plural = "Nennungen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["message", "member"], name="mention_once_per_message")]

    def __str__(self) -> str:
        return f"Nennung {self.pk or 'neu'}"
