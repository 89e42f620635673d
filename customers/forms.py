"""What is asked on the pages of authorities."""

from django import forms

from ui.forms import KernForm


class DayForm(KernForm):
    """For which day a page tells what holds; empty is today."""

    day = forms.DateField(label="Stand am", required=False)
