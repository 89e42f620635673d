"""Forms of the panels: what has to be done, the time it took, and what to be reminded of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tickets.durations import seconds_of
from tickets.models import ChecklistTemplate, TimeEntry


class DurationField(forms.CharField):
    """A span as people type it; cleaned to seconds."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        seconds = seconds_of(text)
        if seconds is None:
            raise ValidationError("Diese Zeit ist nicht zu verstehen. Zum Beispiel: 0:15, 15 min oder 1,5 h.")
        return seconds


class AddTime(forms.Form):
    """How long, doing what."""

    duration = DurationField(
        max_length=20, error_messages={"required": "Bitte geben Sie an, wie lange es gedauert hat."}
    )
    kind = forms.ChoiceField(choices=TimeEntry.Kind.choices)
    worked_on = forms.DateField(required=False)
    note = forms.CharField(required=False, max_length=200)


class StartStopwatch(forms.Form):
    """As what kind of work the time measured at another report is entered there first."""

    enter_other_as = forms.ChoiceField(choices=TimeEntry.Kind.choices, required=False)


class Remind(forms.Form):
    """When, and of what."""

    due_at = forms.DateTimeField(error_messages={"required": "Bitte wählen Sie einen Zeitpunkt."})
    note = forms.CharField(required=False, max_length=200)


class AttachChecklist(forms.Form):
    """Which list."""

    template = forms.ModelChoiceField(
        ChecklistTemplate.objects.active(), error_messages={"required": "Bitte wählen Sie eine Checkliste."}
    )


class AddPoint(forms.Form):
    """What else has to be done."""

    text = forms.CharField(max_length=200, error_messages={"required": "Bitte schreiben Sie, was zu tun ist."})
