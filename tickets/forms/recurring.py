"""The form of a recurring report."""

from typing import Any
from uuid import uuid4

from django import forms

from accounts.models import User
from customers.models import Authority, Contact
from customers.models.service_points import Weekday
from tickets.models import Category, ChecklistTemplate, RecurringTicket
from ui.forms import KernModelForm

Rhythm = RecurringTicket.Rhythm
USED_BY = {
    "every_weeks": (Rhythm.WEEKLY,),
    "weekdays": (Rhythm.WEEKLY, Rhythm.WEEKDAY_OF_MONTH),
    "ordinal": (Rhythm.WEEKDAY_OF_MONTH,),
    "day": (Rhythm.DAY_OF_MONTH, Rhythm.QUARTERLY, Rhythm.YEARLY),
    "month": (Rhythm.YEARLY,),
}
"""Which rhythms look at a field; frontend/css/recurring.css shows it for these alone."""


class RecurringForm(KernModelForm):
    """What is reported, and on which days. A rule uses only the fields that belong to it."""

    weekdays = forms.TypedMultipleChoiceField(
        label="Wochentage",
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Für „an einem Wochentag im Monat“ genau einer.",
    )

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    mark = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = RecurringTicket
        fields = (
            "requester", "kind", "category", "subject", "description", "impact", "urgency", "checklist",
            "rhythm", "every_weeks", "weekdays", "ordinal", "day", "month", "otherwise", "on_working_days_only",
            "avoids_blocked", "time_of_day", "starts_on", "ends_on", "is_active",
        )  # fmt: skip
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "time_of_day": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "starts_on": forms.DateInput(),
            "ends_on": forms.DateInput(),
        }
        help_texts = {
            "day": "Tag im Monat, 1 bis 31. Ist der Monat kürzer, gilt sein letzter Tag.",
            "on_working_days_only": "Montag bis Freitag, ohne Feiertage.",
            "avoids_blocked": "Nicht an Tagen, an denen für diese Behörde nichts geändert werden darf.",
        }

    def __init__(self, *args: Any, authority: Authority, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.authority = authority
        self.fields["version"].initial = self.instance.version
        fields: dict[str, Any] = self.fields
        fields["requester"].queryset = Contact.objects.visible_to(user).reporting().filter(authority=authority)
        fields["category"].queryset = Category.objects.active()
        fields["checklist"].queryset = ChecklistTemplate.objects.visible_to(user).active()

    def clean(self) -> dict[str, Any]:
        """What stands in a field that the rhythm does not use, and nobody sees, is neither wrong nor kept."""
        cleaned = super().clean() or self.cleaned_data
        rhythm = cleaned.get("rhythm")
        for name, rhythms in USED_BY.items():
            if rhythm and rhythm not in rhythms:
                self.errors.pop(name, None)
                cleaned.pop(name, None)
        return cleaned
