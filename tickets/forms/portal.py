"""Forms of the portal: report something, write an answer."""

from typing import Any, NamedTuple
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from accounts.models import User
from applications.models import SpecialistApplication
from customers.models import Contact
from tickets.forms.choices import applications_in_use, workstations_at
from tickets.models import Category, Rating, Ticket
from tickets.priorities import Impact, Urgency
from ui.addresses import address
from ui.choosing import MOST
from ui.containing import containing
from ui.forms import KernForm, MultipleFileField, SearchedSelect, TilesWidget
from ui.keys import key_of
from ui.together import Together
from workstations.models import Workstation


class Severity(NamedTuple):
    """An answer to „Wie dringend ist es?“ and what it means for the priority."""

    words: str
    impact: Impact
    urgency: Urgency


INCIDENT_SEVERITIES = {
    "many": Severity(
        "Mehrere Personen oder der Bürgerbereich können nicht arbeiten", Impact.CONSIDERABLE, Urgency.CRITICAL
    ),
    "blocked": Severity("Ich kann nicht arbeiten", Impact.SINGLE, Urgency.CRITICAL),
    "hindered": Severity("Es stört, ich kann aber weiterarbeiten", Impact.SINGLE, Urgency.MEDIUM),
    "later": Severity("Es hat Zeit", Impact.SINGLE, Urgency.LOW),
}
REQUEST_SEVERITIES = {
    "today": Severity("Ich brauche es heute", Impact.SINGLE, Urgency.HIGH),
    "soon": Severity("In den nächsten Tagen", Impact.SINGLE, Urgency.MEDIUM),
    "later": Severity("Es hat Zeit", Impact.SINGLE, Urgency.LOW),
}
MOST_OFFERED = 100
"""Of so many workstations one is found by scrolling; of more by a search."""
WORKSTATION = (
    "inventory_number", "name", "state", "authority_id", "used_by_id", "room_id", "room__name",
)  # fmt: skip
"""What is told of a workstation, and what filing asks of it."""
NOTHING_CERTAIN = ("", "Etwas anderes oder weiß ich nicht")
UNKNOWN_WORKSTATION = "Diesen IT-Arbeitsplatz kennen wir bei Ihnen nicht. Bitte wählen Sie einen aus der Liste."
UNKNOWN_APPLICATION = "Dieses Fachverfahren kennen wir bei Ihnen nicht. Bitte wählen Sie eines aus der Liste."


class AffectedField(forms.ChoiceField):
    """Which device or Fachverfahren is meant; the choices are filled for one person and nothing else is accepted."""

    def to_python(self, value: Any) -> str:
        """The same refusal whether a thing belongs to somebody else or does not exist."""
        return str(value or "")

    def validate(self, value: str) -> None:
        if value and not self.valid_value(value):
            raise ValidationError(
                UNKNOWN_APPLICATION if value.startswith("application:") else UNKNOWN_WORKSTATION, code="unknown"
            )


class ReportForm(KernForm):
    """Report a fault or ask for something: six questions, the first, third and fifth of which need an answer."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    category = forms.ChoiceField(
        label="Was ist betroffen?",
        widget=TilesWidget(),
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Bitte wählen Sie aus, was betroffen ist."),
    )
    affected = AffectedField(label="Um welches Gerät oder Fachverfahren geht es?", required=False, widget=forms.Select)
    subject = forms.CharField(
        label="Kurz gesagt: Was funktioniert nicht?",
        help_text="Zum Beispiel: „Drucker im Bürgerbüro druckt nicht“",
        min_length=3,
        max_length=160,
        error_messages={
            "required": "Bitte beschreiben Sie in einem Satz, was nicht funktioniert.",
            "min_length": "Bitte beschreiben Sie etwas ausführlicher, was nicht funktioniert.",
        },
    )
    description = forms.CharField(
        label="Was sehen Sie genau?",
        help_text="Fehlermeldung, seit wann, was Sie schon versucht haben",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "data-draft": "report"}),
    )
    severity = forms.ChoiceField(
        label="Wie dringend ist es?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Bitte wählen Sie aus, wie dringend es ist."),
    )
    files = MultipleFileField(label="Foto, Bildschirmfoto oder Datei", required=False)  # type: ignore[assignment]  # a declared field, not the form's own files

    def __init__(
        self, *args: Any, contact: Contact, user: User, kind: Ticket.Kind, page: Together, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        categories = page.objects(
            Category,
            Category.objects.active,
            "key",
            "name",
            "icon",
            "is_active",
            "team_id",
            "team__name",
            words="categories with their teams",
        )
        self.contact, self.user = contact, user
        own = page.objects(
            Workstation,
            lambda authority, person: workstations_at(authority, user).filter(used_by=person)[:MOST_OFFERED],
            *WORKSTATION,
            words=("own workstations to report", user.reach),
            given=[contact.authority_id, contact.pk],
        )
        others = page.objects(
            Workstation,
            lambda authority, person: _of_others(authority, person, user)[: MOST_OFFERED + 1],
            *WORKSTATION,
            words=("other workstations to report", user.reach),
            given=[contact.authority_id, contact.pk],
        )
        applications = page.objects(
            SpecialistApplication, lambda authority: applications_in_use(authority, user), "name",
            words=("applications to report", user.reach), given=[contact.authority_id],
        )  # fmt: skip
        self._categories = {row.key: row for row in categories}
        self._own = {f"workstation:{row.pk}": row for row in own}
        self._others = {f"workstation:{row.pk}": row for row in others.made[:MOST_OFFERED]}
        self._applications = {f"application:{row.pk}": row for row in applications}
        self.severities = REQUEST_SEVERITIES if kind == Ticket.Kind.SERVICE_REQUEST else INCIDENT_SEVERITIES
        self.initial.setdefault("token", str(uuid4()))
        self._offer_categories()
        if len(others.made) > MOST_OFFERED:
            self._let_search()
        self._offer_things()
        self._field("severity").choices = [(key, severity.words) for key, severity in self.severities.items()]
        if kind == Ticket.Kind.SERVICE_REQUEST:
            self._speak_of_requests()

    def clean_token(self) -> str:
        """The mark of this one form; a form that came without one gets its own."""
        return self.cleaned_data["token"] or str(uuid4())

    def clean_category(self) -> Category:
        return self._categories[self.cleaned_data["category"]]

    def clean_severity(self) -> Severity:
        return self.severities[self.cleaned_data["severity"]]

    @property
    def workstation(self) -> Workstation | None:
        """The workstation that was chosen."""
        return (self._own | self._others).get(self.cleaned_data["affected"])

    @property
    def application(self) -> SpecialistApplication | None:
        """The Fachverfahren that was chosen."""
        return self._applications.get(self.cleaned_data["affected"])

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def _offer_categories(self) -> None:
        field = self._field("category")
        field.choices = [(key, category.name) for key, category in self._categories.items()]
        field.widget.icons = {key: category.icon for key, category in self._categories.items()}

    def _let_search(self) -> None:
        """Where there are more workstations than a list is for: the first of them, the chosen one, and a search."""
        field, chosen = self.fields["affected"], str(self["affected"].value() or "")
        kind, _, text = chosen.partition(":")
        key = key_of(text)
        if kind == "workstation" and key is not None and chosen not in self._own | self._others:
            for row in workstations_at(self.contact.authority_id, self.user).filter(pk=key):
                self._others[chosen] = row
        url = f"{address('portal:things')}?authority={self.contact.authority_id}"
        field.widget = SearchedSelect(url, label="Gerät oder Fachverfahren")

    def _offer_things(self) -> None:
        """The person's own workstation first, then the Fachverfahren of the authority, then what else they may see."""
        own, others = (
            [(value, workstation_in_words(row)) for value, row in rows.items()] for rows in (self._own, self._others)
        )
        groups = [
            ("Ihr IT-Arbeitsplatz", own),
            ("Fachverfahren Ihrer Behörde", [(value, row.name) for value, row in self._applications.items()]),
            ("Weitere IT-Arbeitsplätze Ihrer Behörde", others),
        ]
        self._field("affected").choices = [*((label, rows) for label, rows in groups if rows), NOTHING_CERTAIN]
        if own and not self.initial.get("affected"):
            self.initial["affected"] = own[0][0]
            self.fields["affected"].help_text = "Ihr eigener IT-Arbeitsplatz ist schon ausgewählt."

    def _speak_of_requests(self) -> None:
        self.fields["category"].label = "Worum geht es?"
        self.fields["subject"].label = "Kurz gesagt: Was brauchen Sie?"
        self.fields["subject"].help_text = "Zum Beispiel: „Zweiter Bildschirm für Raum 1.08“"
        self.fields["subject"].error_messages["required"] = "Bitte beschreiben Sie in einem Satz, was Sie brauchen."
        self.fields["subject"].error_messages["min_length"] = (
            "Bitte beschreiben Sie etwas ausführlicher, was Sie brauchen."
        )
        self.fields["description"].label = "Was sollten wir noch wissen?"
        self.fields["description"].help_text = "Für wen, wozu, was schon besprochen ist"
        self.fields["severity"].label = "Bis wann brauchen Sie es?"
        self.fields["files"].label = "Foto oder Datei"


class RatingForm(forms.Form):
    """How content one is, and perhaps why."""

    satisfaction = forms.TypedChoiceField(choices=Rating.Satisfaction.choices, coerce=int)
    comment = forms.CharField(required=False, max_length=500)


class WritingForm(KernForm):
    """A text with files: an answer, or why it is not solved."""

    body = forms.CharField(
        label="Ihre Nachricht",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Bitte schreiben Sie einen Text."},
    )
    files = MultipleFileField(label="Fotos oder Dateien", required=False)  # type: ignore[assignment]  # a declared field, not the form's own files

    def __init__(self, *args: Any, ticket: Ticket, reopens: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        body.widget.attrs["data-draft"] = f"portal-{ticket.number}"
        if reopens:
            body.label = "Was funktioniert noch nicht?"
            body.error_messages["required"] = "Bitte schreiben Sie, was noch nicht funktioniert."


def _of_others(authority: int, contact: int, user: User) -> QuerySet[Workstation]:
    """The workstations of an authority that something can be reported about and that this contact does not use."""
    return workstations_at(authority, user).filter(~Q(used_by=contact) | Q(used_by=None))


def things_found(authority: int, user: User, typed: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Workstations and Fachverfahren of an authority by what was typed, up to `MOST` each, as the list of the form names them."""
    workstations = containing(workstations_at(authority, user), typed, ("inventory_number", "name", "room__name"))
    applications = containing(applications_in_use(authority, user), typed, ("name",))
    return (
        [(f"workstation:{row.pk}", workstation_in_words(row)) for row in workstations.select_related("room")[:MOST]],
        [(f"application:{row.pk}", row.name) for row in applications[:MOST]],
    )


def workstation_in_words(workstation: Workstation) -> str:
    """How a person recognises a workstation: number, name, room."""
    room = f"Raum {workstation.room}" if workstation.room else ""
    return ", ".join(filter(None, [f"{workstation.inventory_number} ({workstation.name})", room]))
