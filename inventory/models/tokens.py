"""The keys with which agents of an authority open the door."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from customers.models import Authority
from history.models import INVENTED, tracked
from inventory.querysets import AgentTokenQuerySet
from ui.addresses import address


@tracked(exclude=("key_hash", "last_used_at"))
class AgentToken(models.Model):
    """A key for the agents of one authority; the key itself is shown once and never stored."""

    name = models.CharField("Bezeichnung", max_length=80, help_text="Wofür er ist, zum Beispiel „Verteilung Rathaus“.")
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="agent_tokens"
    )
    key_hash = models.CharField("Prüfsumme", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("angelegt am", editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="angelegt von",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    valid_until = models.DateField("gültig bis", null=True, blank=True, help_text="Leer heißt: bis zum Sperren.")
    revoked_at = models.DateTimeField("gesperrt am", null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="gesperrt von",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    last_used_at = models.DateTimeField("zuletzt benutzt", null=True, blank=True, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = AgentTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "Agentenschlüssel"
        verbose_name_plural = "Agentenschlüssel"
        ordering = ["authority__name", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="agent_token_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the key, without the key."""
        return address("inventory:token", self.pk)
