"""The forms of text modules and macros, and with which report they are looked at beforehand."""

from typing import Any

from django import forms

from accounts.models import Team, User
from tickets.models import Category, ChecklistTemplate, Macro, TextModule, Ticket, TicketTemplate
from tickets.models.texts import Prepared
from ui.forms import KernModelForm

OWN, EVERYWHERE = "own", "everywhere"


class PreparedForm(KernModelForm):
    """What both have in common: where they are offered."""

    everywhere = "bei allen Meldungen"
    of_a_team = "bei Meldungen des Teams"
    offered = forms.ChoiceField(label="Angeboten")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    sample = forms.CharField(
        label="Vorschau mit Meldung",
        required=False,
        max_length=20,
        help_text="Die Nummer einer Meldung, zum Beispiel Ihrer letzten.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        row: Prepared = self.instance
        self.fields["version"].initial = row.version
        offered: Any = self.fields["offered"]
        offered.choices = [
            (EVERYWHERE, self.everywhere),
            *((str(team.pk), f"{self.of_a_team} {team}") for team in Team.objects.all()),
            (OWN, "nur mir"),
        ]
        offered.initial = OWN if row.owner_id else str(getattr(row, f"{row.team_field}_id") or EVERYWHERE)
        fields: dict[str, Any] = self.fields
        fields["category"].queryset = Category.objects.active()

    def clean(self) -> dict[str, Any]:
        """Put owner and team in before the row is checked as a whole."""
        cleaned = super().clean() or {}
        offered, row = cleaned.get("offered", EVERYWHERE), self.instance
        row.owner = self.user if offered == OWN else None
        setattr(row, f"{row.team_field}_id", int(offered) if offered.isdecimal() else None)
        return cleaned

    def sample_ticket(self) -> Ticket | None:
        """The report to look with: the named one, or else the newest one of one's own, or of all."""
        rows = Ticket.objects.visible_to(self.user).select_related(
            "requester", "authority", "workstation", "application", "team"
        )  # fmt: skip
        number = str(self["sample"].value() or "").replace("\x00", "").strip()
        if number:
            return rows.filter(number=number).first()
        return rows.assigned_to(self.user).order_by("-created_at").first() or rows.order_by("-created_at").first()


class TextModuleForm(PreparedForm):
    """A text with placeholders."""

    class Meta:
        model = TextModule
        fields = ("title", "body", "category", "is_active")
        widgets = {"body": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "category": "Leer heißt: bei jeder Kategorie.",
            "is_active": "Was nicht wählbar ist, bleibt hier stehen und wird an Meldungen nicht angeboten.",
        }

    field_order = ("title", "body", "offered", "category", "is_active", "sample")


class MacroForm(PreparedForm):
    """Steps that are taken together."""

    class Meta:
        model = Macro
        fields = (
            "title", "category", "impact", "urgency", "team", "note", "text", "then", "wakes_after", "is_active",
        )  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "category": "Kategorie ändern in",
            "impact": "Auswirkung ändern in",
            "urgency": "Dringlichkeit ändern in",
            "team": "An das Team geben",
            "note": "Interne Notiz schreiben",
            "text": "Antwort senden",
            "then": "Danach ist die Meldung",
        }
        help_texts = {
            "text": "Einer der Textbausteine.",
            "wakes_after": "Nur wenn die Meldung danach wartet: so viele Tage später kommt sie von selbst zurück.",
            "is_active": "Was nicht wählbar ist, bleibt hier stehen und wird an Meldungen nicht angeboten.",
        }

    field_order = ("title", "offered", *Meta.fields[1:], "sample")
    no_choice = {**dict.fromkeys(("category", "impact", "urgency", "team"), "nichts ändern"), "text": "keine Antwort"}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        texts: Any = self.fields["text"]
        texts.queryset = TextModule.objects.visible_to(user).filter(is_active=True)


class TicketTemplateForm(PreparedForm):
    """What a new report begins with."""

    everywhere = "allen"
    of_a_team = "dem Team"

    class Meta:
        model = TicketTemplate
        fields = (
            "title", "kind", "category", "subject", "description", "impact", "urgency", "checklist", "is_active",
        )  # fmt: skip
        widgets = {"description": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "title": "Unter diesem Namen wird die Vorlage gewählt, zum Beispiel: Neues Konto",
            "description": "Was erst beim Anruf bekannt ist, fragen Sie hier Zeile für Zeile ab.",
            "checklist": "Wird an jede Meldung gehängt, die mit dieser Vorlage beginnt.",
            "is_active": "Was nicht wählbar ist, bleibt hier stehen und wird bei neuen Meldungen nicht angeboten.",
        }

    field_order = ("title", "offered", *Meta.fields[1:], "sample")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["checklist"].queryset = ChecklistTemplate.objects.filter(is_active=True)
