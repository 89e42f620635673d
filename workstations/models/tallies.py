"""How many workstations there are, kept by the database itself, never written by the program."""

from django.db import models

from customers.models import Authority
from workstations.lifecycle import PlaceState
from workstations.querysets import WorkstationTallyQuerySet


class WorkstationTally(models.Model):
    """What the workstations of an authority add to those of a state and a first day; the sum over the rows counts.

    Every change adds rows of its own, so that two people never wait for each other. At night the rows become one.
    """

    # What is counted holds it; a sum that became 0 must not.
    authority = models.ForeignKey(
        Authority,
        verbose_name="Behörde",
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    state = models.CharField("Zustand", max_length=12, choices=PlaceState)
    in_service_on = models.DateField("in Betrieb seit", null=True)
    number = models.IntegerField("Anzahl")

    objects = WorkstationTallyQuerySet.as_manager()

    class Meta:
        verbose_name = "Zählung von IT-Arbeitsplätzen"
        verbose_name_plural = "Zählungen von IT-Arbeitsplätzen"
        indexes = [
            models.Index(fields=["state"], include=["authority", "in_service_on", "number"], name="tally_of_state")
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} seit {self.in_service_on or 'unbekannt'}"
