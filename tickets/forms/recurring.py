"""The form of a recurring report."""

from typing import Any

from django import forms

from accounts.models import User
from customers.models import Authority, Contact
from customers.models.service_points import Weekday
from tickets.models import Category, ChecklistTemplate, RecurringTicket
from ui.forms import KernModelForm


class RecurringForm(KernModelForm):
    """What is reported, and on which days. A rule uses only the fields that belong to it."""

    weekdays = forms.TypedMultipleChoiceField(
        label="Wochentage",
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Für „alle n Wochen“ beliebig viele, für „an einem Wochentag im Monat“ genau einer.",
    )

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
            "every_weeks": "Nur für „alle n Wochen an Wochentagen“.",
            "ordinal": "Nur für „an einem Wochentag im Monat“.",
            "day": "Tag im Monat, 1 bis 31. Ist der Monat kürzer, gilt sein letzter Tag.",
            "month": "Nur für „einmal im Jahr“.",
            "on_working_days_only": "Montag bis Freitag, ohne Feiertage.",
            "avoids_blocked": "Nicht an Tagen, an denen für diese Behörde nichts geändert werden darf.",
        }

    def __init__(self, *args: Any, authority: Authority, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.authority = authority
        fields: dict[str, Any] = self.fields
        fields["requester"].queryset = Contact.objects.visible_to(user).reporting().filter(authority=authority)
        fields["category"].queryset = Category.objects.filter(is_active=True)
        fields["checklist"].queryset = ChecklistTemplate.objects.visible_to(user).active()
