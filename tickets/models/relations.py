"""How reports belong together: what is linked, what became one, what was taken out of another."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from history.models import tracked
from tickets.models.tickets import Ticket
from tickets.querysets import TicketLinkQuerySet


@tracked()
class TicketLink(models.Model):
    """That two reports have to do with each other; read from `source` to `target`."""

    class Kind(models.TextChoices):
        RELATED = "related", "verwandt"
        PARENT = "parent", "übergeordnet"  # the source is above the target
        MERGED = "merged", "zusammengeführt"  # the source was absorbed by the target
        SPLIT = "split", "abgeteilt"  # the target was taken out of the source

    source = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="links")
    target = models.ForeignKey(
        Ticket, verbose_name="andere Meldung", on_delete=models.CASCADE, related_name="linked_from"
    )
    kind = models.CharField("Art", max_length=7, choices=Kind)
    created_at = models.DateTimeField("verknüpft am")

    objects = TicketLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "Verknüpfung"
        verbose_name_plural = "Verknüpfungen"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="ticket_link_between_two"),
            models.UniqueConstraint(
                Least("source", "target"), Greatest("source", "target"), name="ticket_link_once_per_pair"
            ),
            models.UniqueConstraint(fields=["target"], condition=Q(kind="parent"), name="ticket_link_one_parent"),
            models.UniqueConstraint(fields=["source"], condition=Q(kind="merged"), name="ticket_link_one_survivor"),
        ]

    def __str__(self) -> str:
        return f"Verknüpfung {self.pk or 'neu'}"
