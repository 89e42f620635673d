"""What has to be done about a report, point by point."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.querysets import ForServiceQuerySet
from history.models import tracked
from tickets.models.tickets import Category, Ticket
from tickets.querysets import ChecklistTemplateQuerySet


@tracked()
class ChecklistTemplate(models.Model):
    """Points that reports of one kind or category have in common; without either it is attached by hand only."""

    title = models.CharField("Titel", max_length=100, unique=True)
    points = models.TextField("Punkte", help_text="Jede Zeile ist ein Punkt.")
    category = models.ForeignKey(
        Category,
        verbose_name="bei Kategorie",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Ohne Kategorie und ohne Art wird die Liste nur von Hand angehängt.",
    )
    kind = models.CharField("bei Art", max_length=20, choices=Ticket.Kind, blank=True)
    is_active = models.BooleanField("wählbar", default=True)
    is_demo = models.BooleanField("Demodaten", default=False, editable=False)

    objects = ChecklistTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "Vorlage einer Checkliste"
        verbose_name_plural = "Vorlagen von Checklisten"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def texts(self) -> list[str]:
        """The points one by one."""
        return [line.strip()[:200] for line in self.points.splitlines() if line.strip()]


@tracked()
class Checklist(models.Model):
    """A list of points on a report: from a template, or those that people added themselves."""

    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="checklists")
    template = models.ForeignKey(
        ChecklistTemplate, verbose_name="Vorlage", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField("Titel", max_length=100)
    attached_at = models.DateTimeField("angehängt am", default=timezone.now)

    objects = ForServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Checkliste"
        verbose_name_plural = "Checklisten"
        ordering = ["attached_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "template"], nulls_distinct=False, name="checklist_once_per_template"
            )
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class ChecklistItem(models.Model):
    """One point of a checklist, open or done."""

    checklist = models.ForeignKey(Checklist, verbose_name="Checkliste", on_delete=models.CASCADE, related_name="items")
    text = models.CharField("Punkt", max_length=200)
    position = models.PositiveSmallIntegerField("Reihenfolge")
    done_at = models.DateTimeField("erledigt am", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="erledigt von",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = ForServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Punkt einer Checkliste"
        verbose_name_plural = "Punkte von Checklisten"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="checklist_item_done_by_somebody",
            ),
            models.UniqueConstraint(fields=["checklist", "position"], name="checklist_item_place"),
            models.CheckConstraint(condition=~Q(text=""), name="checklist_item_has_text"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        """Whether somebody has ticked it off."""
        return self.done_at is not None
