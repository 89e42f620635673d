"""What is asked about authorities, their relations, their places and the functions of their people."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from accounts.models import User
from customers.models import (
    Authority,
    AuthorityRole,
    Contact,
    ContactFunction,
    Membership,
    Room,
    Site,
    Succession,
    TaskTransfer,
)
from history.models import Certainty
from history.validity import valid_on
from ui.forms import KernForm, KernModelForm

SOURCE_HINT = "Woher Sie das wissen, zum Beispiel: Amtsblatt Nr. 7 vom 02.07.2021."


class DayForm(KernForm):
    """For which day a page tells what holds; empty is today."""

    day = forms.DateField(label="Stand am", required=False)


class LastDayForm(KernForm):
    """Until when something holds."""

    last_day = forms.DateField(
        label="Letzter Tag", help_text="An diesem Tag gilt die Angabe noch, am Tag danach nicht mehr."
    )


class RoleForm(KernModelForm):
    """What an authority is to the provider, and from which day on."""

    ends_previous = forms.BooleanField(
        label="Bisherige Rolle am Tag davor beenden",
        required=False,
        initial=True,
        help_text="Eine Behörde hat immer nur eine Rolle zur selben Zeit.",
    )

    class Meta:
        model = AuthorityRole
        fields = (
            "role", "valid_from", "valid_until", "ends_previous", "outcome", "reason", "note", "source", "certainty",
        )  # fmt: skip
        labels: ClassVar = {"valid_from": "Rolle gilt ab", "valid_until": "Rolle gilt bis"}
        help_texts: ClassVar = {
            "valid_from": "Bei einem Träger ist das der Tag, an dem der Beitritt wirkt. Der Vertrag und der Beginn des "
            "Betriebs haben oft andere Tage; sie stehen bei den übertragenen Aufgaben. Der Tag darf zurückliegen.",
            "source": SOURCE_HINT,
        }
        widgets: ClassVar = {"reason": forms.Textarea({"rows": 3}), "note": forms.Textarea({"rows": 2})}

    field_order = Meta.fields


class MembershipForm(KernModelForm):
    """Where an authority belongs, and from which day on."""

    class Meta:
        model = Membership
        fields = ("kind", "body", "valid_from", "valid_until", "source", "certainty")
        labels: ClassVar = {"kind": "Beziehung", "body": "Zu welcher Behörde"}
        help_texts: ClassVar = {"valid_from": "Leer heißt: Beginn nicht bekannt.", "source": SOURCE_HINT}

    def __init__(self, *args: Any, user: User, day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        others = Authority.objects.visible_to(user).existing_on(day).exclude(pk=self.instance.member_id)
        fields["body"].queryset = others.only("name")


class TransferForm(KernModelForm):
    """A task that an authority hands over, with its three days."""

    class Meta:
        model = TaskTransfer
        fields = (
            "scope", "subject", "resolved_on", "contracted_on", "starts_on", "ends_on", "workstations_at_start", "note",
            "source", "certainty",
        )  # fmt: skip
        help_texts: ClassVar = {
            "resolved_on": "Tag, an dem die Vertretung beschlossen hat, die Aufgabe zu übertragen.",
            "contracted_on": "Tag, an dem der Vertrag unterschrieben wurde. Leer heißt: nicht bekannt.",
            "starts_on": "Tag, ab dem der Service die Aufgabe ausführt. Er kann vor dem Vertrag liegen, wenn dieser "
            "rückwirkend gilt, und ist oft nicht der Tag, ab dem die Behörde Träger ist. Leer heißt: nicht bekannt.",
            "source": SOURCE_HINT,
        }
        widgets: ClassVar = {"note": forms.Textarea({"rows": 2})}


class MergeForm(KernForm):
    """Which authorities give way to which other, and when."""

    no_choice: ClassVar = {"certainty": "keine Angabe"}

    kind = forms.ChoiceField(label="Art", choices=[("", "Bitte wählen"), *Succession.Kind.choices])
    successor = forms.ModelChoiceField(
        Authority.objects.none(),
        label="Nachfolgerin",
        empty_label="Bitte wählen",
        help_text="Entsteht eine neue Behörde, legen Sie diese zuerst in den Stammdaten an.",
    )
    others = forms.ModelMultipleChoiceField(
        Authority.objects.none(),
        label="Weitere Behörden, die am selben Tag in derselben aufgehen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zur Wahl stehen Behörden derselben Art, bei Gemeinden die desselben Amtes. Für andere tragen Sie die Nachfolge auf deren Seite ein.",
    )
    effective_on = forms.DateField(
        label="Wirksam am", help_text="Erster Tag, an dem es die bisherige Behörde nicht mehr gibt."
    )
    hands_over = forms.BooleanField(
        label="Was zur bisherigen Behörde gehört, geht über",
        required=False,
        initial=True,
        help_text="Schulen, Kindertagesstätten und Betriebe, bei einem Amt auch die Gemeinden, gehören ab diesem Tag zur Nachfolgerin.",
    )
    source = forms.CharField(label="Quelle", required=False, max_length=300, help_text=SOURCE_HINT)
    certainty = forms.ChoiceField(
        label="Sicherheit", required=False, choices=[("", "keine Angabe"), *Certainty.choices]
    )

    def __init__(self, *args: Any, user: User, authority: Authority, day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        others = Authority.objects.visible_to(user).existing_on(day).exclude(pk=authority.pk).only("name", "kind")
        fields["successor"].queryset = others
        alike = others.filter(kind=authority.kind)
        if authority.kind == Authority.Kind.AMT_MEMBER_MUNICIPALITY:
            in_amt = Membership.objects.filter(valid_on(day), kind=Membership.Kind.MEMBER_OF_AMT)
            of_same_amt = in_amt.filter(body__in=in_amt.filter(member=authority).values("body"))
            alike = alike.filter(pk__in=of_same_amt.values("member"))
        fields["others"].queryset = alike
        if not alike.exists():
            del fields["others"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("successor") and cleaned["successor"] in (cleaned.get("others") or ()):
            self.add_error("others", "Die Nachfolgerin kann nicht zugleich Vorgängerin sein.")
        return cleaned


class FunctionForm(KernModelForm):
    """What somebody is there for; how they are reached is asked for emergency contacts alone."""

    class Meta:
        model = ContactFunction
        fields = ("kind", "is_deputy", "valid_from", "valid_until", "phone", "email", "consented_on")
        help_texts = {
            "phone": "Nur für den Notfallkontakt: erreichbar, auch wenn Netz und Telefonanlage der Behörde ausfallen.",
            "email": "Nur für den Notfallkontakt: ein Postfach außerhalb der Behörde.",
            "consented_on": "Nur für den Notfallkontakt: An diesem Tag hat die Person zugestimmt, dass ihre Nummer hier steht.",
        }

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.contact = contact
        if self.instance.pk:
            del self.fields["kind"]
            if not self.instance.is_emergency:
                for name in ("phone", "email", "consented_on"):
                    del self.fields[name]


class EndFunctionForm(KernForm):
    """Until when somebody has a function."""

    last_day = forms.DateField(label="Letzter Tag")


class SiteForm(KernModelForm):
    """A building of an authority."""

    class Meta:
        model = Site
        fields = ("name", "street", "postcode", "city")


class RoomForm(KernModelForm):
    """A room of a site."""

    class Meta:
        model = Room
        fields = ("name", "floor")
