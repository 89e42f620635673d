"""How many reports came in and were resolved, kept by the database itself, never written by the program."""

from django.db import models
from django.db.models import Q

from customers.models import Authority
from tickets.models.tickets import Category
from tickets.querysets import TallyQuerySet


class Tally(models.Model):
    """What the reports of an authority add to a day, week or month, all or of a category; the sum over the rows counts.

    Every report adds rows of its own, so that two people who report at once never wait for each other. At night the
    rows of a step become one.
    """

    class Unit(models.TextChoices):
        """As PostgreSQL's date_trunc calls it, and a period its `unit`."""

        DAY = "day", "Tag"
        WEEK = "week", "Woche"
        MONTH = "month", "Monat"

    # What is counted holds them; a sum that became 0 must not.
    authority = models.ForeignKey(
        Authority,
        verbose_name="Behörde",
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    category = models.ForeignKey(
        Category,
        verbose_name="Kategorie",
        on_delete=models.DO_NOTHING,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        db_constraint=False,
        help_text="Leer: alle Kategorien.",
    )
    unit = models.CharField("Schritt", max_length=5, choices=Unit)
    begins_on = models.DateField("beginnt am")
    created = models.IntegerField("eingegangen")
    resolved = models.IntegerField("gelöst")

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = "Zählung von Meldungen"
        verbose_name_plural = "Zählungen von Meldungen"
        indexes = [
            models.Index(
                fields=["unit", "begins_on"],
                include=["authority", "created", "resolved"],
                condition=Q(category=None),
                name="tally_of_step",
            ),
            models.Index(
                fields=["authority", "unit", "begins_on"],
                include=["category", "created"],
                condition=Q(category__isnull=False),
                name="tally_of_category",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_unit_display()} ab {self.begins_on:%d.%m.%Y}"
