"""Forms of outages that hit several authorities."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority
from tickets.models import Ticket
from ui.forms import KernForm


class Outage(KernForm):
    """What the authorities concerned read, and which they are."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    title = forms.CharField(
        label="Was ist gestört?", max_length=120, help_text="Steht bei den Behörden als Überschrift, zum Beispiel: „Einwohnerwesen nicht erreichbar“"
    )  # fmt: skip
    text = forms.CharField(
        label="Text für die Behörden",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Was nicht geht, was Sie tun und wie man sich behelfen kann. Bitte keine Namen von Behörden oder Personen.",
    )
    expected_until = forms.DateTimeField(label="Voraussichtlich behoben", required=False, widget=forms.DateTimeInput)
    application = forms.ModelChoiceField(
        SpecialistApplication.objects.none(), label="Alle, die dieses Fachverfahren nutzen", required=False, empty_label="keines"
    )  # fmt: skip
    authorities = forms.ModelMultipleChoiceField(
        Authority.objects.none(),
        label="Betroffene Behörden",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nur diese Behörden sehen den Hinweis; keine erfährt, wer sonst betroffen ist.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        served = Authority.objects.visible_to(user).served(timezone.localdate())
        fields["authorities"].queryset = (
            served | Authority.objects.visible_to(user).filter(pk__in=self.initial.get("authorities") or [])
        ).order_by("name")
        fields["application"].queryset = SpecialistApplication.objects.visible_to(user).order_by("name")

    def clean(self) -> dict[str, Any]:
        """Those chosen by hand, and those that use the Fachverfahren today."""
        data = super().clean() or self.cleaned_data
        chosen = set(data.get("authorities") or ())
        if application := data.get("application"):
            uses = ApplicationUse.objects.current(timezone.localdate()).filter(application=application)
            chosen |= {use.authority for use in uses.select_related("authority")}
        if not chosen and "authorities" not in self.errors:
            self.add_error("authorities", "Bitte wählen Sie, welche Behörden betroffen sind.")
        data["authorities"] = chosen
        return data


class ToAll(KernForm):
    """One text for everybody who reported the outage."""

    body = forms.CharField(label="Text", max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: str = "Text", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = label


class Collect(forms.Form):
    """Which reports belong to the outage."""

    tickets = forms.ModelMultipleChoiceField(Ticket.objects.none(), to_field_name="number")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["tickets"].queryset = Ticket.objects.visible_to(user)
