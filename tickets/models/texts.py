"""What people write and do again and again: text modules, and macros that also take steps."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.models import Team
from history.models import tracked
from tickets.lifecycle import State
from tickets.models.tickets import Category
from tickets.placeholders import unknown_in
from tickets.priorities import Impact, Urgency
from tickets.querysets import PreparedQuerySet
from ui.addresses import address


def check_placeholders(text: str) -> None:
    """Refuse a text with a placeholder that nothing would be put in for."""
    if unknown := unknown_in(text):
        words = ", ".join("{{" + name + "}}" for name in unknown)
        raise ValidationError(f"Diesen Platzhalter gibt es nicht: {words}", code="placeholder")


class Prepared(models.Model):
    """What is offered at a report to be put in or carried out: to its owner alone, at reports of one team, or everywhere."""

    team_field: ClassVar[str]
    """The field with the team at whose reports it is offered."""

    title = models.CharField("Titel", max_length=80)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="nur für",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="own_%(class)ss",
    )
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    is_active = models.BooleanField("wählbar", default=True)
    version = models.PositiveIntegerField("Fassung", default=1, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def offered_to(self) -> str:
        """In words where it is offered."""
        if self.owner_id:
            return "nur für Sie"
        team = getattr(self, self.team_field)
        return f"bei Meldungen des Teams {team}" if team else "überall"


@tracked()
class TextModule(Prepared):
    """A text that is put into replies and notes, with placeholders for what differs from report to report."""

    team_field = "team"

    body = models.TextField("Text", max_length=5_000, validators=[check_placeholders])
    team = models.ForeignKey(
        Team, verbose_name="Team", on_delete=models.SET_NULL, null=True, blank=True, related_name="text_modules"
    )
    category = models.ForeignKey(
        Category, verbose_name="Kategorie", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PreparedQuerySet["TextModule"].as_manager()

    class Meta(Prepared.Meta):
        verbose_name = "Textbaustein"
        verbose_name_plural = "Textbausteine"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "owner"], nulls_distinct=False, name="text_module_title_once",
                violation_error_message="Einen Textbaustein mit diesem Titel gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(team__isnull=True), name="text_module_own_or_of_team"
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return address("tickets:text-module", self.pk)


@tracked()
class Macro(Prepared):
    """Several steps that belong together, taken with one click: all of them or none."""

    class Then(models.TextChoices):
        """What becomes of the report with the reply."""

        STAY = "", "bleibt, wie sie ist"
        WAIT = "wait", "wartet auf Rückmeldung der Behörde"
        VENDOR = "vendor", "wartet auf den Hersteller"
        CHANGE = "change", "wartet auf eine Änderung oder Umstellung"
        VISIT = "visit", "wartet auf einen Termin vor Ort"
        RESOLVE = "resolve", "ist gelöst"

    WAITS: ClassVar[dict[str, State]] = {
        Then.WAIT: State.WAITING_FOR_CUSTOMER,
        Then.VENDOR: State.WAITING_FOR_VENDOR,
        Then.CHANGE: State.WAITING_FOR_CHANGE,
        Then.VISIT: State.WAITING_FOR_VISIT,
    }
    ENDS_WITH_A_REPLY: ClassVar[tuple[str, ...]] = (Then.WAIT, Then.RESOLVE)
    team_field = "offered_at"

    offered_at = models.ForeignKey(
        Team, verbose_name="angeboten bei Meldungen des Teams", on_delete=models.SET_NULL, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
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
    wakes_after = models.PositiveSmallIntegerField(
        "Wiedervorlage nach Tagen", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )

    objects = PreparedQuerySet["Macro"].as_manager()

    class Meta(Prepared.Meta):
        verbose_name = "Makro"
        verbose_name_plural = "Makros"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "owner"], nulls_distinct=False, name="macro_title_once",
                violation_error_message="Ein Makro mit diesem Titel gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(offered_at__isnull=True), name="macro_own_or_of_team"
            ),
            models.CheckConstraint(
                condition=~Q(then__in=["wait", "resolve"]) | Q(text__isnull=False), name="macro_ends_with_a_reply"
            ),
            models.CheckConstraint(
                condition=Q(wakes_after__isnull=True) | ~Q(then__in=["", "resolve"]) & Q(wakes_after__gte=1),
                name="macro_wakes_what_waits",
            ),
            models.CheckConstraint(
                condition=Q(impact__isnull=True, urgency__isnull=True) | Q(impact__isnull=False, urgency__isnull=False),
                name="macro_has_both_halves_of_priority",
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return address("tickets:macro", self.pk)

    def clean(self) -> None:
        """What is asked or solved needs a text that others may see too; a priority needs both halves."""
        if self.then in self.ENDS_WITH_A_REPLY and self.text_id is None:
            raise ValidationError({"text": "Bitte wählen Sie die Antwort, mit der die Meldung wartet oder gelöst ist."})
        if (self.impact is None) != (self.urgency is None):
            raise ValidationError({"urgency": "Bitte geben Sie Auswirkung und Dringlichkeit zusammen an."})
        if self.wakes_after and self.then not in self.WAITS:
            raise ValidationError({"wakes_after": "Wiedervorgelegt wird nur eine Meldung, die wartet."})
        if self.text and self.text.owner_id not in (None, self.owner_id):
            raise ValidationError({"text": "Dieser Textbaustein ist nur für eine Person. Geben Sie ihn zuerst frei."})
