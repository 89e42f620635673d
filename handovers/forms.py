"""What is asked about hand-overs, labels and scans."""

from typing import Any

from django import forms
from django.urls import reverse

from accounts.models import User
from customers.models import Authority, Contact, ServicePoint
from handovers.labels import SHEETS, sheet_of
from handovers.lifecycle import Direction
from handovers.models import Condition, Handover, HandoverItem
from handovers.people import found_people, in_words
from handovers.places import is_open_to, not_theirs
from handovers.strokes import NoSignatureError, Strokes, read
from ui.forms import KernForm, KernModelForm, SearchedSelect, TilesWidget
from ui.keys import key_of
from workstations.lifecycle import PlaceState
from workstations.models import Workstation

DIRECTION_ICONS = {Direction.ISSUE.value: "arrow_forward", Direction.RETURN.value: "arrow_back"}


def let_search_people(form: Any, name: str, user: User, *, authority: Authority | None = None) -> None:
    """Put a search above the selection of a person; offered at first are a few, and the chosen one."""
    field = form.fields[name]
    field.queryset = Contact.objects.visible_to(user).reporting().select_related("authority")
    address = reverse("handovers:people")
    if authority:
        field.queryset = field.queryset.filter(authority=authority)
        address += f"?authority={authority.pk}"
    field.label_from_instance = in_words
    field.widget = SearchedSelect(address, label=str(field.label))
    field.widget.is_required = field.required
    offered = found_people(field.queryset, "")
    chosen = form[name].value()
    if chosen and str(chosen).isdecimal() and int(chosen) not in dict(offered):
        offered += [(row.pk, in_words(row)) for row in field.queryset.filter(pk=int(chosen))]
    none = "Bitte wählen" if field.required else "niemand"
    field.choices = [("", none), *offered]


class StartForm(KernForm):
    """Who gets or returns devices, and at which service point."""

    direction = forms.ChoiceField(
        label="Was geschieht?",
        choices=[(Direction.ISSUE, "Ausgabe an eine Person"), (Direction.RETURN, "Rücknahme von einer Person")],
        widget=TilesWidget(icons=DIRECTION_ICONS),
        initial=Direction.ISSUE,
    )
    contact = forms.ModelChoiceField(
        label="Person", queryset=Contact.objects.none(), help_text="Name, Amt oder Telefon."
    )
    service_point = forms.ModelChoiceField(label="Service-Point", queryset=ServicePoint.objects.none())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_search_people(self, "contact", user)
        fields: dict[str, Any] = self.fields
        fields["service_point"].queryset = ServicePoint.objects.visible_to(user)


class DetailsForm(KernModelForm):
    """For whom, by way of whom, where to, and what is to be said."""

    class Meta:
        model = Handover
        fields = ("contact", "collected_by", "workstation", "service_point", "remark")
        widgets = {"remark": forms.Textarea(attrs={"rows": 3})}
        labels = {"collected_by": "Kommt eine Kollegin oder ein Kollege?"}

    no_choice = {"workstation": "keiner, nur bei der Person"}  # read, never written

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["contact"].required = True
        authority = self.instance.authority
        let_search_people(self, "contact", user, authority=authority)
        let_search_people(self, "collected_by", user, authority=authority)
        fields["service_point"].queryset = ServicePoint.objects.visible_to(user)
        if self.instance.is_issue:
            self._offer_places(fields["workstation"], user)
        else:
            del fields["workstation"]

    def _offer_places(self, field: Any, user: User) -> None:
        """Those of the person who is chosen now, who may be another one than before; and the present one if it fits."""
        contacts: Any = self.fields["contact"]
        key, place = key_of(str(self["contact"].value() or "")), self.instance.workstation
        person = contacts.queryset.filter(pk=key).first() if key is not None else None
        places = Workstation.objects.visible_to(user).exclude(state=PlaceState.CLOSED)
        offered = places.used_by_any([person.pk]) if person else places.none()
        if person and place and is_open_to(person, place, corrects=self.instance.corrects):
            offered |= places.filter(pk=place.pk)
        field.queryset = offered
        field.help_text = "Zur Wahl stehen die Arbeitsplätze der Person."
        if person:
            field.error_messages["invalid_choice"] = not_theirs(person)


class ItemForm(KernModelForm):
    """What comes with a device; on the way back in which condition it is."""

    class Meta:
        model = HandoverItem
        fields = ("condition", "goes_to_repair", "accessories", "remark")
        widgets = {"condition": forms.RadioSelect}
        help_texts = {"accessories": "Zum Beispiel: Netzteil, Tasche, Maus."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if self.instance.handover.is_issue:
            del fields["condition"], fields["goes_to_repair"]
            return
        fields["condition"].choices = Condition.choices
        fields["remark"].help_text = "Was beschädigt ist oder fehlt. Was fehlt, bleibt bei der Person eingetragen."
        fields["goes_to_repair"].help_text = "Nur bei „beschädigt“; sonst kommt das Gerät ins Lager."

    def _post_clean(self) -> None:
        """Nothing: the action checks and stores, so that the row keeps what stands in it until then."""


class SignatureForm(KernForm):
    """The lines of a signature, as the field for it wrote them."""

    signature = forms.CharField(label="Unterschrift", required=False, max_length=100_000, widget=forms.HiddenInput)

    def clean_signature(self) -> Strokes:
        """The lines, if they are a signature."""
        try:
            return read(self.cleaned_data["signature"])
        except NoSignatureError as error:
            raise forms.ValidationError(str(error)) from error


class ObjectionForm(KernForm):
    """What is wrong."""

    objection = forms.CharField(
        label="Was stimmt nicht?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Zum Beispiel: Das Netzteil war nicht dabei.",
    )  # fmt: skip


class CancelForm(KernForm):
    """Why a hand-over is withdrawn."""

    reason = forms.CharField(label="Grund", max_length=300)


class TypedForm(KernForm):
    """A label or a number, scanned or typed."""

    typed = forms.CharField(
        label="Etikett, Inventarnummer oder Seriennummer",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class LabelForm(KernForm):
    """Which labels are in the printer, and the first free one of a sheet that was begun."""

    sheet = forms.ChoiceField(
        label="Etiketten", choices=[(sheet.key, sheet.name) for sheet in SHEETS], widget=forms.RadioSelect
    )
    start = forms.IntegerField(
        label="Erstes freies Etikett", min_value=1, initial=1,
        help_text="Bei einem angefangenen Bogen: gezählt zeilenweise von links oben. Ein neuer Bogen beginnt bei 1.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The first free label is one of the sheet."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("sheet") and cleaned.get("start"):
            most = sheet_of(cleaned["sheet"]).per_page
            if cleaned["start"] > most:
                self.add_error(
                    "start",
                    f"Dieser Bogen hat nur {most} Etiketten." if most > 1 else "Hier gibt es nur das eine Etikett.",
                )
        return cleaned
