"""Forms of data protection."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from customers.models import Authority
from ui.forms import KernForm


class FindForm(KernForm):
    """Look for a person."""

    name = forms.CharField(label="Name, Anmeldename oder E-Mail-Adresse", min_length=2, max_length=80)


class EraseForm(KernForm):
    """Whoever erases a person types the name first: a wrong row is noticed, and no slip of the hand suffices."""

    typed = forms.CharField(
        label="Vor- und Nachname der Person", help_text="Zur Sicherheit bitte genau so eingeben.", max_length=200
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["typed"].widget.attrs["autocomplete"] = "off"

    def clean_typed(self) -> str:
        """The name, apart from blanks."""
        typed = " ".join(str(self.cleaned_data["typed"]).split())
        if typed != " ".join(self.name.split()):
            raise ValidationError(f"Das ist nicht der Name dieser Person. Bitte geben Sie „{self.name}“ ein.")
        return typed


class OrderExitPackForm(KernForm):
    """Which authority gets its data back."""

    authority = forms.ModelChoiceField(Authority.objects.none(), label="Behörde")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["authority"].queryset = Authority.objects.visible_to(user).order_by("name")
