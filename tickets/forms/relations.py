"""Forms that bring reports together or take them apart."""

from typing import Any
from uuid import uuid4

from django import forms

from accounts.models import User
from tickets.models import Message, Ticket
from ui.forms import KernForm

HOW = (
    ("related", "Beide sind verwandt"),
    ("child", "Die andere ist Teil von dieser"),
    ("parent", "Diese ist Teil der anderen"),
    ("merge", "Es ist dieselbe Sache: zusammenführen …"),
)
MOST_FOUND = 20


class Relate(forms.Form):
    """Which other report, and what it is to this one."""

    other = forms.CharField(required=False, max_length=160)
    how = forms.ChoiceField(choices=HOW, required=False)


class ChooseOther(KernForm):
    """The reports that were found for what was typed, and what the chosen one is to this report."""

    other = forms.ChoiceField(
        label="Welche Meldung?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Bitte wählen Sie eine der gefundenen Meldungen."),
    )
    how = forms.ChoiceField(label="Wie gehören sie zusammen?", choices=HOW, widget=forms.RadioSelect, initial="related")

    def __init__(self, *args: Any, ticket: Ticket, user: User, words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Ticket.objects.visible_to(user).exclude(pk=ticket.pk).matching(words, user) if words.strip() else None
        self.found = list(rows.select_related("authority")[:MOST_FOUND]) if rows is not None else []
        fields: dict[str, Any] = self.fields
        fields["other"].choices = [(row.number, found_in_words(row)) for row in self.found]
        if len(self.found) == 1:
            self.initial.setdefault("other", self.found[0].number)


class Split(KernForm):
    """The second matter of a report: what it is called, and which messages belong to it."""

    subject = forms.CharField(label="Betreff der neuen Meldung", min_length=3, max_length=160)
    description = forms.CharField(
        label="Beschreibung", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    messages = forms.ModelMultipleChoiceField(
        Message.objects.none(),
        label="Welche Beiträge gehören dazu?",
        help_text="Sie wandern mit ihren Dateien in die neue Meldung. Interne Notizen bleiben intern.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mark = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, ticket: Ticket, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        rows = Message.objects.visible_to(user).filter(ticket=ticket).select_related("author", "contact")
        fields["messages"].queryset = rows
        fields["messages"].label_from_instance = message_in_words
        if not rows.exists():
            fields["messages"].widget = forms.MultipleHiddenInput()  # nothing to choose from


def found_in_words(row: Ticket) -> str:
    """One line that tells a report from others."""
    return f"{row.number} {row.subject} ({row.authority.short_name}, {row.get_state_display()})"


def message_in_words(message: Message) -> str:
    """One line that tells a message from others."""
    words = " ".join(message.body.split())
    return f"{message.get_kind_display()} von {message.writer}: {words[:120]}{'…' if len(words) > 120 else ''}"
