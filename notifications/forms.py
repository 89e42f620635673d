"""The form in which people wish how to be told."""

from typing import Any

from django import forms

from notifications.topics import Group, Way
from ui.forms import KernForm


class WishesForm(KernForm):
    """One choice for each group of things that concern the person."""

    def __init__(self, *args: Any, ways: dict[Group, Way], **kwargs: Any) -> None:
        super().__init__(*args, initial={group.value: way.value for group, way in ways.items()}, **kwargs)
        for group in ways:
            self.fields[group.value] = forms.ChoiceField(label=group.label, choices=Way.choices)

    def ways(self) -> dict[Group, Way]:
        """What was chosen."""
        return {Group(name): Way(value) for name, value in self.cleaned_data.items()}
