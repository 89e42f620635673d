"""The form of a saved view."""

from typing import Any

from django import forms

from tickets.models import SavedView


class ViewForm(forms.Form):
    """What a view of the queue is called, and who sees it."""

    name = forms.CharField(max_length=40, error_messages={"required": "Bitte geben Sie der Ansicht einen Namen."})
    audience = forms.ChoiceField(
        choices=SavedView.Audience.choices,
        error_messages={"invalid_choice": "Bitte wählen Sie, wer die Ansicht sieht."},
    )
    query = forms.CharField(required=False, max_length=2000)

    def first_problem(self) -> str:
        """The first thing that has to be corrected."""
        return next(str(error) for errors in self.errors.values() for error in errors)

    @property
    def values(self) -> dict[str, Any]:
        """Name and audience as the actions take them."""
        return {"name": self.cleaned_data["name"], "audience": SavedView.Audience(self.cleaned_data["audience"])}
