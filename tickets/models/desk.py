"""What people of the desk keep for themselves about the queue: views under a name, and what they have read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Team
from accounts.querysets import OnesOwnQuerySet
from history.models import tracked
from tickets.models.tickets import Ticket
from tickets.querysets import SavedViewQuerySet
from ui.addresses import address


@tracked()
class SavedView(models.Model):
    """Filters, order and columns of the queue under a name: for oneself, for one's team or for the whole service."""

    class Audience(models.TextChoices):
        OWN = "own", "nur für mich"
        TEAM = "team", "für mein Team"
        EVERYONE = "everyone", "für alle im Service"

    name = models.CharField("Name", max_length=40)
    query = models.CharField("Filter, Reihenfolge und Spalten", max_length=2000, blank=True)
    audience = models.CharField("sichtbar", max_length=10, choices=Audience, default=Audience.OWN)
    # Empty once the person is erased: a shared view is then its team's, or the administration's.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="angelegt von", on_delete=models.CASCADE, null=True, blank=True,
        related_name="saved_views",
    )  # fmt: skip
    team = models.ForeignKey(
        Team, verbose_name="Team", on_delete=models.CASCADE, null=True, blank=True, related_name="saved_views"
    )
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "Gespeicherte Ansicht"
        verbose_name_plural = "Gespeicherte Ansichten"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience="team", team__isnull=False) | (~Q(audience="team") & Q(team__isnull=True)),
                name="saved_view_of_team_has_team",
            ),
            models.CheckConstraint(
                condition=~Q(audience="own") | Q(owner__isnull=False), name="saved_view_own_has_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The queue with everything the view holds in the address, so that the link can be shared with anybody."""
        return f"{address('tickets:queue')}?{self.query}{'&' if self.query else ''}saved={self.pk}"

    @property
    def is_left_behind(self) -> bool:
        """Whether the person who made it does not work here any more."""
        return self.owner is None or not self.owner.is_active


class TicketRead(models.Model):
    """Up to which version one person has read a report. Nobody else sees it, and nothing counts it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="gelesen von", on_delete=models.CASCADE, related_name="+"
    )
    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="+")
    seen_version = models.PositiveIntegerField("gelesene Fassung")

    objects = OnesOwnQuerySet.as_manager()

    class Meta:
        verbose_name = "Lesevermerk"
        verbose_name_plural = "Lesevermerke"
        constraints = [models.UniqueConstraint(fields=["user", "ticket"], name="ticket_read_once_per_person")]

    def __str__(self) -> str:
        return f"Fassung {self.seen_version}"
