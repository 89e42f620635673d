"""Keys by which a calendar program reads the maintenance windows of one person."""

from django.conf import settings
from django.db import models

from changes.querysets import CalendarKeyQuerySet
from history.models import tracked


@tracked(exclude=("key_hash", "last_used_at"))
class CalendarKey(models.Model):
    """A secret address of the calendar for one person; it is shown once and only its hash is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Person", on_delete=models.CASCADE, related_name="calendar_keys",
        editable=False,
    )  # fmt: skip
    name = models.CharField("Bezeichnung", max_length=80, help_text="Wofür er ist, zum Beispiel „Outlook im Büro“.")
    key_hash = models.CharField("Prüfsumme", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("angelegt am", editable=False)
    revoked_at = models.DateTimeField("gesperrt am", null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField("zuletzt abgerufen", null=True, blank=True, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text="Erfunden; betrifft keinen wirklichen Betrieb.")

    objects = CalendarKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "Kalenderadresse"
        verbose_name_plural = "Kalenderadressen"
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "add", "change")

    def __str__(self) -> str:
        return self.name
