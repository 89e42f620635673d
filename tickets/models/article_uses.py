"""Which articles helped with which reports."""

from django.db import models

from accounts.querysets import ForServiceQuerySet
from history.models import tracked
from knowledge.models import Article
from tickets.models.tickets import Ticket


@tracked()
class ArticleUse(models.Model):
    """That an article was used for a report, or written from it; counted by article, never by person."""

    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="article_uses")
    article = models.ForeignKey(Article, verbose_name="Artikel", on_delete=models.CASCADE, related_name="ticket_uses")
    used_at = models.DateTimeField("verwendet am")

    objects = ForServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Verwendung eines Artikels"
        verbose_name_plural = "Verwendungen von Artikeln"
        ordering = ["used_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["ticket", "article"], name="article_use_once_per_ticket")]

    def __str__(self) -> str:
        return f"Verwendung {self.pk or 'neu'}"
