"""What somebody filled in when they ordered a service, line by line."""

from django.db import models

from history.models import append_only
from tickets.models.tickets import Ticket
from tickets.querysets import ParticularQuerySet


class Particular(models.Model):
    """One answer in the words of the form as it was then; never changed afterwards, whatever becomes of the form."""

    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="particulars")
    position = models.PositiveSmallIntegerField("Reihenfolge")
    label = models.CharField("Frage", max_length=200)
    value = models.TextField("Antwort")

    objects = ParticularQuerySet.as_manager()

    class Meta:
        verbose_name = "Angabe zur Bestellung"
        verbose_name_plural = "Angaben zur Bestellung"
        ordering = ["ticket_id", "position"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["ticket", "position"], name="particular_once_per_place")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"
