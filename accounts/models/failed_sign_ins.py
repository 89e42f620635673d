"""The brake on guessing passwords."""

from django.db import models


class FailedSignIns(models.Model):
    """How often signing in has failed lately for an account, an address, or both together; shared by all processes."""

    key = models.CharField("Schlüssel", max_length=64, primary_key=True)  # a hash: no name and no address is kept
    failures = models.PositiveIntegerField("Fehlversuche")
    last_at = models.DateTimeField("zuletzt")
    forget_at = models.DateTimeField("vergessen ab", db_index=True)

    class Meta:
        verbose_name = "Fehlversuche bei der Anmeldung"
        verbose_name_plural = "Fehlversuche bei der Anmeldung"

    def __str__(self) -> str:
        return f"{self.failures} Fehlversuche"
