"""Forms of the service desk."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from accounts.models import StaffMember, Team, User
from applications.models import SpecialistApplication
from customers.models import Authority, Contact
from tickets.forms.choices import CHOICES, offer
from tickets.models import Category, Macro, Message, Ticket, TicketTemplate
from tickets.priorities import Impact, Urgency
from tickets.ticket_templates import WORDS, finished, known_before
from ui.forms import FileDropWidget, KernForm, MultipleFileField
from workstations.models import Workstation


class Write(KernForm):
    """A reply or a note, and what becomes of the report with it."""

    THEN = (
        ("", "Senden"),
        ("wait", "Senden, wartet auf Rückmeldung"),
        ("workaround", "Senden als Übergangslösung"),
        ("resolve", "Senden und lösen"),
        ("reopen", "Senden und öffnen"),
    )

    kind = forms.ChoiceField(choices=Message.Kind.choices)
    body = forms.CharField(
        label="Text",
        widget=forms.Textarea,
        max_length=20_000,
        error_messages={"required": "Bitte schreiben Sie einen Text."},
    )
    files = MultipleFileField(
        label="Dateien", required=False, widget=FileDropWidget(attrs={"aria-label": "Dateien anhängen"}, is_small=True)
    )  # type: ignore[assignment]  # a declared field, not the form's own files
    then = forms.ChoiceField(choices=THEN, required=False)
    version = forms.IntegerField(required=False)


class SaveDraft(forms.Form):
    """What is typed so far."""

    kind = forms.ChoiceField(choices=Message.Kind.choices)
    body = forms.CharField(required=False, max_length=20_000, strip=False)


class RunMacro(forms.Form):
    """Which steps to take at once."""

    macro = forms.ModelChoiceField(Macro.objects.all())
    version = forms.IntegerField(required=False)


class Assign(forms.Form):
    """Who works on it."""

    assignee = forms.ModelChoiceField(StaffMember.objects.working(), required=False)
    version = forms.IntegerField(required=False)


class ChangeTeam(forms.Form):
    """Which team works on it."""

    team = forms.ModelChoiceField(Team.objects.all())
    version = forms.IntegerField(required=False)


class ChangeCategory(forms.Form):
    """What it is about."""

    category = forms.ModelChoiceField(Category.objects.active())
    version = forms.IntegerField(required=False)


class ChangePriority(forms.Form):
    """How much is hit and how long it can wait."""

    impact = forms.TypedChoiceField(choices=Impact.choices, coerce=lambda value: Impact(int(value)))
    urgency = forms.TypedChoiceField(choices=Urgency.choices, coerce=lambda value: Urgency(int(value)))
    version = forms.IntegerField(required=False)


class ChangeState(forms.Form):
    """Where it stands."""

    state = forms.ChoiceField(choices=Ticket._meta.get_field("state").choices or ())
    wakes_on = forms.DateField(required=False)
    version = forms.IntegerField(required=False)


class Cancel(forms.Form):
    """Why it is not worked on any more."""

    reason = forms.CharField(required=False, max_length=300)
    version = forms.IntegerField(required=False)


TAKEN_BY = [
    (way.value, way.label) for way in Ticket.Channel if way not in (Ticket.Channel.PORTAL, Ticket.Channel.PLANNED)
]
"""The ways by which somebody takes a report for somebody else."""


class OpenTicket(KernForm):
    """A report that comes by telephone or at the counter: the person first, the rest follows from them."""

    requester = forms.ModelChoiceField(Contact.objects.none(), label="Wer meldet?", empty_label="Bitte wählen")
    kind = forms.ChoiceField(
        label="Art", choices=Ticket.Kind.choices, widget=forms.RadioSelect, initial=Ticket.Kind.INCIDENT
    )
    category = forms.ModelChoiceField(Category.objects.active(), label="Kategorie", empty_label="Bitte wählen")
    workstation = forms.ModelChoiceField(
        Workstation.objects.none(), label="IT-Arbeitsplatz", required=False, empty_label="keiner"
    )
    application = forms.ModelChoiceField(
        SpecialistApplication.objects.none(), label="Fachverfahren", required=False, empty_label="keines"
    )
    subject = forms.CharField(
        label="Betreff", min_length=3, max_length=160, help_text="Zum Beispiel: Drucker im Bürgerbüro druckt nicht"
    )
    description = forms.CharField(
        label="Beschreibung", widget=forms.Textarea(attrs={"rows": 5}), required=False, max_length=20_000
    )
    impact = forms.TypedChoiceField(
        label="Auswirkung", choices=Impact.choices, coerce=lambda value: Impact(int(value)), initial=Impact.SINGLE
    )
    urgency = forms.TypedChoiceField(
        label="Dringlichkeit", choices=Urgency.choices, coerce=lambda value: Urgency(int(value)), initial=Urgency.MEDIUM
    )
    channel = forms.ChoiceField(label="Eingang über", choices=TAKEN_BY, initial=Ticket.Channel.PHONE)
    files = MultipleFileField(label="Dateien", required=False)  # type: ignore[assignment]  # a declared field, not the form's own files
    mark = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self, *args: Any, authority: Authority, user: User, template: TicketTemplate | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.authority, self.user, self.template = authority, user, template
        offer(self, authority, user)

    def clean(self) -> dict[str, Any]:
        """Put into the words of a template what is known by now; what is still open asks to be filled in."""
        cleaned = super().clean() or {}
        if self.template and not self.errors:
            values = known_before(self.authority, self.user, cleaned)
            cleaned |= finished({name: cleaned[name] for name in WORDS}, values)
        return cleaned


class EditFacts(KernForm):
    """What a report is about, corrected."""

    subject = forms.CharField(label="Betreff", min_length=3, max_length=160)
    kind = forms.ChoiceField(label="Art", choices=Ticket.Kind.choices)
    requester = forms.ModelChoiceField(Contact.objects.none(), label="Ansprechperson")
    workstation = forms.ModelChoiceField(Workstation.objects.none(), label="IT-Arbeitsplatz", required=False)
    application = forms.ModelChoiceField(SpecialistApplication.objects.none(), label="Fachverfahren", required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, ticket: Ticket, user: User, **kwargs: Any) -> None:
        names = ("subject", "kind", "version")
        kwargs["initial"] = {name: getattr(ticket, name) for name in names} | {
            name: getattr(ticket, f"{name}_id") for name in CHOICES
        }
        super().__init__(*args, **kwargs)
        offer(self, ticket.authority, user, keeps=ticket)


class ChooseAuthority(KernForm):
    """Where the call comes from."""

    authority = forms.ModelChoiceField(Authority.objects.none(), label="Behörde", empty_label="Bitte wählen")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["authority"].queryset = Authority.objects.visible_to(user).served(timezone.localdate())
