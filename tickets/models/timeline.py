"""What was done about a report, step by step."""

from django.conf import settings
from django.db import models

from history.models import append_only
from tickets.models.tickets import Ticket
from tickets.querysets import TicketEventQuerySet


class TicketEvent(models.Model):
    """One step in the life of a report: who did what, from what to what. Never changed afterwards."""

    class Kind(models.TextChoices):
        OPENED = "opened", "gemeldet"
        TAKEN = "taken", "übernommen"
        ASSIGNED = "assigned", "zugewiesen"
        RELEASED = "released", "zurückgegeben"
        TEAM = "team", "Team geändert"
        STATE = "state", "Status geändert"
        PRIORITY = "priority", "Priorität geändert"
        CATEGORY = "category", "Kategorie geändert"
        RESOLVED = "resolved", "gelöst"
        CONFIRMED = "confirmed", "Lösung bestätigt"
        REOPENED = "reopened", "wieder geöffnet"
        CLOSED = "closed", "geschlossen"
        CANCELLED = "cancelled", "zurückgezogen"
        WOKEN = "woken", "wieder vorgelegt"
        MALWARE = "malware", "Schadsoftware gefunden"
        EDITED = "edited", "Angaben geändert"
        WARNED = "warned", "Frist bald erreicht"
        BREACHED = "breached", "Frist überschritten"
        LINKED = "linked", "verknüpft"
        UNLINKED = "unlinked", "Verknüpfung gelöst"
        MERGED = "merged", "zusammengeführt"
        SPLIT = "split", "aufgeteilt"
        OUTAGE = "outage", "Großstörung"
        APPROVED = "approved", "freigegeben"
        REFUSED = "refused", "nicht freigegeben"
        OVERRIDDEN = "overridden", "anstelle der Behörde freigegeben"
        REMINDED = "reminded", "an die Freigabe erinnert"

    PUBLIC = (
        Kind.OPENED,
        Kind.STATE,
        Kind.RESOLVED,
        Kind.CONFIRMED,
        Kind.REOPENED,
        Kind.CLOSED,
        Kind.CANCELLED,
        Kind.WOKEN,
        Kind.MERGED,
        Kind.OUTAGE,
        Kind.APPROVED,
        Kind.REFUSED,
        Kind.OVERRIDDEN,
        Kind.REMINDED,
    )

    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="events")
    kind = models.CharField("Schritt", max_length=10, choices=Kind)
    # Empty when the system itself took the step, such as closing after the period for objections.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="durch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField("am")
    before = models.CharField("vorher", max_length=160, blank=True)
    after = models.CharField("nachher", max_length=160, blank=True)
    reason = models.CharField("Grund", max_length=300, blank=True)
    is_public = models.BooleanField("für die Behörde sichtbar")

    objects = TicketEventQuerySet.as_manager()

    class Meta:
        verbose_name = "Verlaufseintrag"
        verbose_name_plural = "Verlaufseinträge"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["ticket", "at"], name="ticket_event_of_ticket")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return self.get_kind_display()
