"""When the clock of a report stood still."""

from django.db import models
from django.db.models import F, Q

from history.models import tracked
from tickets.lifecycle import PAUSES, State
from tickets.models.tickets import Ticket
from tickets.querysets import ClockPauseQuerySet


@tracked()
class ClockPause(models.Model):
    """A stretch in which the clock of a report stood still, and what was waited for meanwhile."""

    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="pauses")
    state = models.CharField("Status", max_length=20, choices=State)
    started_at = models.DateTimeField("von")
    ended_at = models.DateTimeField("bis", null=True, blank=True)

    objects = ClockPauseQuerySet.as_manager()

    class Meta:
        verbose_name = "Pause der Frist"
        verbose_name_plural = "Pausen der Frist"
        ordering = ["started_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="clock_pause_order"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.RESOLVED.value, *(state.value for state in PAUSES)]),
                name="clock_pause_only_where_it_may",
            ),
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="clock_pause_one_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["ticket", "started_at"], name="clock_pause_of_ticket")]

    def __str__(self) -> str:
        return f"{self.get_state_display()} seit {self.started_at:%d.%m.%Y}"
