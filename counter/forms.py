"""What is asked at service points: who is there, and on which days it is open otherwise."""

from typing import Any

from django import forms

from customers.models import OpeningException, ServicePoint, Shift
from ui.forms import KernForm, KernModelForm

CLOCK = {"type": "time"}


class ExceptionForm(KernModelForm):
    """Days on which the service point is closed, or open at other hours."""

    class Meta:
        model = OpeningException
        fields = ("first_day", "last_day", "opens_at", "closes_at", "reason")
        widgets = {
            "first_day": forms.DateInput(),
            "last_day": forms.DateInput(),
            "opens_at": forms.TimeInput(attrs=CLOCK, format="%H:%M"),
            "closes_at": forms.TimeInput(attrs=CLOCK, format="%H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].help_text = "Bei einem einzelnen Tag derselbe wie der erste."


class ShiftForm(KernModelForm):
    """Who is on duty when, and who steps in."""

    class Meta:
        model = Shift
        fields = ("day", "begins_at", "ends_at", "member", "deputy")
        widgets = {
            "day": forms.DateInput(),
            "begins_at": forms.TimeInput(attrs=CLOCK, format="%H:%M"),
            "ends_at": forms.TimeInput(attrs=CLOCK, format="%H:%M"),
        }

    no_choice = {"member": "Bitte wählen", "deputy": "niemand"}  # read, never written

    def __init__(self, *args: Any, place: ServicePoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name in ("member", "deputy"):
            fields[name].queryset = place.staff.working()


class CopyWeekForm(KernForm):
    """From which week into which; any day of a week stands for it."""

    source = forms.DateField(label="Ein Tag der Woche, die übernommen wird")
    target = forms.DateField(label="Ein Tag der Woche, für die geplant wird")
