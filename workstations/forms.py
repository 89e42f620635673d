"""The form behind the buttons that change a state."""

from django import forms

from ui.forms import KernForm
from workstations.lifecycle import State


class StateChange(KernForm):
    """The wanted state, and the one the person saw when deciding."""

    state = forms.ChoiceField(choices=State.choices, widget=forms.HiddenInput)
    seen = forms.ChoiceField(choices=State.choices, widget=forms.HiddenInput)
