"""What a team writes and does again and again: text modules, and macros that also take steps."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.models import Team
from accounts.querysets import ForServiceQuerySet
from history.models import tracked
from tickets.models.tickets import Category
from tickets.placeholders import unknown_in
from tickets.priorities import Impact, Urgency
from tickets.querysets import TextModuleQuerySet


def check_placeholders(text: str) -> None:
    """Refuse a text with a placeholder that nothing would be put in for."""
    if unknown := unknown_in(text):
        words = ", ".join("{{" + name + "}}" for name in unknown)
        raise ValidationError(f"Diesen Platzhalter gibt es nicht: {words}", code="placeholder")


@tracked()
class TextModule(models.Model):
    """A text that is put into replies and notes, with placeholders for what differs from report to report."""

    title = models.CharField("Titel", max_length=80, unique=True)
    body = models.TextField("Text", max_length=5_000, validators=[check_placeholders])
    team = models.ForeignKey(
        Team, verbose_name="Team", on_delete=models.SET_NULL, null=True, blank=True, related_name="text_modules"
    )
    category = models.ForeignKey(
        Category, verbose_name="Kategorie", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_active = models.BooleanField("wählbar", default=True)
    is_demo = models.BooleanField("Demodaten", default=False, editable=False)

    objects = TextModuleQuerySet.as_manager()

    class Meta:
        verbose_name = "Textbaustein"
        verbose_name_plural = "Textbausteine"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


@tracked()
class Macro(models.Model):
    """Several steps that belong together, taken with one click: all of them or none."""

    class Then(models.TextChoices):
        """What becomes of the report with the reply."""

        STAY = "", "bleibt, wie sie ist"
        WAIT = "wait", "wartet auf Rückmeldung der Behörde"
        RESOLVE = "resolve", "ist gelöst"

    title = models.CharField("Titel", max_length=80, unique=True)
    text = models.ForeignKey(
        TextModule, verbose_name="Antwort", on_delete=models.PROTECT, null=True, blank=True, related_name="macros"
    )
    note = models.TextField("Interne Notiz", max_length=5_000, blank=True, validators=[check_placeholders])
    team = models.ForeignKey(
        Team, verbose_name="an das Team", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    category = models.ForeignKey(
        Category, verbose_name="Kategorie", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    impact = models.PositiveSmallIntegerField("Auswirkung", choices=Impact, null=True, blank=True)
    urgency = models.PositiveSmallIntegerField("Dringlichkeit", choices=Urgency, null=True, blank=True)
    then = models.CharField("Danach", max_length=7, choices=Then, blank=True, default=Then.STAY)
    is_active = models.BooleanField("wählbar", default=True)
    is_demo = models.BooleanField("Demodaten", default=False, editable=False)

    objects = ForServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Makro"
        verbose_name_plural = "Makros"
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=Q(then="") | Q(text__isnull=False), name="macro_ends_with_a_reply"),
            models.CheckConstraint(
                condition=Q(impact__isnull=True, urgency__isnull=True) | Q(impact__isnull=False, urgency__isnull=False),
                name="macro_has_both_halves_of_priority",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """What is sent or solved needs a text; a priority needs both halves."""
        if self.then and self.text_id is None:
            raise ValidationError({"text": "Bitte wählen Sie die Antwort, mit der die Meldung wartet oder gelöst ist."})
        if (self.impact is None) != (self.urgency is None):
            raise ValidationError({"urgency": "Bitte geben Sie Auswirkung und Dringlichkeit zusammen an."})
