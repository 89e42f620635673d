"""What reports of one kind have in common from their first line on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.models import Team
from history.models import tracked
from tickets.models.checklists import ChecklistTemplate
from tickets.models.texts import Prepared
from tickets.models.tickets import Category, Ticket
from tickets.placeholders import BEFORE_THE_REPORT, unknown_in
from tickets.priorities import Impact, Urgency
from tickets.querysets import TicketTemplateQuerySet
from ui.addresses import address


def check_placeholders_before(text: str) -> None:
    """Refuse a placeholder for what cannot be known before the report is there, or not at all."""
    if unknown := unknown_in(text, BEFORE_THE_REPORT):
        words = ", ".join("{{" + name + "}}" for name in unknown)
        raise ValidationError(f"Diesen Platzhalter gibt es in Vorlagen nicht: {words}", code="placeholder")


@tracked()
class TicketTemplate(Prepared):
    """What a new report of one kind begins with; whoever takes the report fills in what is missing."""

    team_field = "team"

    team = models.ForeignKey(
        Team, verbose_name="für das Team", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField("Art", max_length=20, choices=Ticket.Kind, blank=True)
    category = models.ForeignKey(
        Category, verbose_name="Kategorie", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    subject = models.CharField("Betreff", max_length=160, blank=True, validators=[check_placeholders_before])
    description = models.TextField("Beschreibung", max_length=5_000, blank=True, validators=[check_placeholders_before])
    impact = models.PositiveSmallIntegerField("Auswirkung", choices=Impact, null=True, blank=True)
    urgency = models.PositiveSmallIntegerField("Dringlichkeit", choices=Urgency, null=True, blank=True)
    checklist = models.ForeignKey(
        ChecklistTemplate, verbose_name="Checkliste", on_delete=models.SET_NULL, null=True, blank=True,
        related_name="+",
    )  # fmt: skip

    objects = TicketTemplateQuerySet.as_manager()

    class Meta(Prepared.Meta):
        verbose_name = "Vorlage für Meldungen"
        verbose_name_plural = "Vorlagen für Meldungen"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "owner"], nulls_distinct=False, name="ticket_template_title_once",
                violation_error_message="Eine Vorlage mit diesem Titel gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(team__isnull=True), name="ticket_template_own_or_of_team"
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return address("tickets:ticket-template", self.pk)

    @property
    def offered_to(self) -> str:
        """In words for whom it is offered."""
        if self.owner_id:
            return "nur für Sie"
        return f"für das Team {self.team}" if self.team else "für alle"
