"""Forms for mails that a person decides about."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from customers.models import Authority, Contact
from tickets.models import Category, Ticket
from ui.forms import KernForm


class ChooseAuthority(KernForm):
    """At which authority the sender is to be looked for."""

    authority = forms.ModelChoiceField(Authority.objects.none(), label="Behörde", empty_label="Bitte wählen")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["authority"].queryset = Authority.objects.visible_to(user).served(timezone.localdate())


class OpenAsReport(KernForm):
    """Whose report it becomes, and what it is about."""

    contact = forms.ModelChoiceField(Contact.objects.none(), label="Ansprechperson", empty_label="Bitte wählen")
    category = forms.ModelChoiceField(Category.objects.active(), label="Kategorie", empty_label="Bitte wählen")

    def __init__(self, *args: Any, user: User, authority: Authority | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        contacts = Contact.objects.visible_to(user).reporting()
        fields["contact"].queryset = contacts.filter(authority=authority) if authority else contacts.none()


class AddToReport(KernForm):
    """Which report it belongs to."""

    ticket = forms.CharField(
        label="Nummer der Meldung",
        max_length=12,
        help_text="Zum Beispiel 26-000123",
        error_messages={"required": "Bitte geben Sie die Nummer der Meldung an."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_ticket(self) -> Ticket:
        number = self.cleaned_data["ticket"].strip().strip("[]#")
        found = Ticket.objects.visible_to(self.user).surviving(number).first()
        if found is None:
            raise forms.ValidationError("Diese Nummer gibt es nicht.")
        return found


class Discard(KernForm):
    """Why it becomes nothing."""

    remark = forms.CharField(
        label="Grund", max_length=300, error_messages={"required": "Bitte geben Sie einen Grund an."}
    )
