"""How content an authority was with what became of a report."""

from django.db import models

from history.models import tracked
from tickets.models.tickets import Ticket
from tickets.querysets import OfReportQuerySet


@tracked()
class Rating(models.Model):
    """The word of an authority about one solved report; it names nobody and counts for no employee."""

    class Satisfaction(models.IntegerChoices):
        """One click each."""

        CONTENT = 3, "zufrieden"
        PARTLY = 2, "teils, teils"
        DISCONTENT = 1, "unzufrieden"

    ticket = models.OneToOneField(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="rating")
    satisfaction = models.PositiveSmallIntegerField("Zufriedenheit", choices=Satisfaction)
    comment = models.CharField("Was können wir besser machen?", max_length=500, blank=True)
    rated_at = models.DateTimeField("bewertet am")

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Bewertung"
        verbose_name_plural = "Bewertungen"
        ordering = ["-rated_at", "-pk"]

    def __str__(self) -> str:
        return self.get_satisfaction_display()
