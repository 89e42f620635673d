"""Forms for keys, decisions and values that people keep."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.models import Provider, User
from customers.models import Authority, Site
from inventory.marks import mac_of
from inventory.models import KnownField, ReviewCase
from ui.forms import DayInput, KernForm
from workstations.models import Device, DeviceKind, DeviceModel, OperatingSystem, Workstation

WITHOUT = "Bitte geben Sie eine Inventar- oder Seriennummer an."


class NewToken(KernForm):
    """For which authority, and how one recognises the key later."""

    authority = forms.ModelChoiceField(Authority.objects.none(), label="Behörde", empty_label="Bitte wählen")
    name = forms.CharField(
        label="Bezeichnung", max_length=80, help_text="Wofür er ist, zum Beispiel „Verteilung Rathaus“."
    )
    valid_until = forms.DateField(
        label="Gültig bis", required=False, widget=DayInput, help_text="Leer heißt: bis er gesperrt wird."
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["authority"].queryset = Authority.objects.visible_to(user).served(timezone.localdate())


class MatchDevice(KernForm):
    """Which device of the stock it is: one of those beside the report, or another one by its number."""

    candidate = forms.ModelChoiceField(Device.objects.none(), required=False, widget=forms.HiddenInput)
    number = forms.CharField(
        label="Inventar- oder Seriennummer", max_length=80, required=False, help_text="Oder der Rechnername."
    )

    def __init__(self, *args: Any, user: User, case: ReviewCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.case = user, case
        fields: dict[str, Any] = self.fields
        fields["candidate"].queryset = Device.objects.visible_to(user)

    def clean(self) -> dict[str, Any]:
        """The one device that is meant."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("candidate"):
            return {"device": cleaned["candidate"]}
        number = cleaned.get("number", "").strip()
        if not number:
            raise forms.ValidationError({"number": WITHOUT})
        named = Q(inventory_number__iexact=number) | Q(serial_number__iexact=number) | Q(host_name__iexact=number)
        found = list(Device.objects.visible_to(self.user).filter(named, authority=self.case.authority)[:2])
        if len(found) != 1:
            text = (
                "Diese Angabe trägt mehr als ein Gerät." if found else "Bei dieser Behörde gibt es kein solches Gerät."
            )
            raise forms.ValidationError({"number": text})
        return {"device": found[0]}


class RegisterDevice(KernForm):
    """What becomes of an unknown device in the stock."""

    model = forms.ModelChoiceField(
        DeviceModel.objects.none(), label="Modell", required=False, empty_label="Neues Modell, wie unten angegeben"
    )
    manufacturer = forms.CharField(label="Hersteller des neuen Modells", max_length=80, required=False)
    model_name = forms.CharField(label="Name des neuen Modells", max_length=120, required=False)
    kind = forms.ChoiceField(label="Art des neuen Modells", choices=DeviceKind.choices, required=False)
    inventory_number = forms.CharField(label="Inventarnummer", max_length=30, required=False)
    provider = forms.ModelChoiceField(
        Provider.objects.all(), label="Eigentum von", required=False, empty_label="Behörde"
    )
    workstation = forms.CharField(
        label="Inventarnummer des IT-Arbeitsplatzes", max_length=30, required=False, help_text="Wenn er bekannt ist."
    )
    site = forms.ModelChoiceField(
        Site.objects.none(), label="Standort", required=False, empty_label="nicht bekannt",
        help_text="Nur wenn es an keinem IT-Arbeitsplatz steht.",
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, case: ReviewCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.case = user, case
        fields: dict[str, Any] = self.fields
        fields["model"].queryset = DeviceModel.objects.order_by("manufacturer", "name")
        fields["site"].queryset = Site.objects.visible_to(user).filter(authority=case.authority)
        report = case.reported
        alike = DeviceModel.objects.filter(manufacturer__iexact=report.manufacturer, name__iexact=report.model)
        suggested: dict[str, Any] = {
            "model": alike.order_by("pk").first() if report.model else None,
            "manufacturer": report.manufacturer,
            "model_name": report.model,
            "kind": report.kind,
        }
        self.initial = suggested | dict(self.initial)

    def clean_workstation(self) -> Workstation | None:
        number = self.cleaned_data["workstation"].strip()
        if not number:
            return None
        rows = Workstation.objects.visible_to(self.user).filter(authority=self.case.authority)
        found = rows.filter(inventory_number__iexact=number).first()
        if found is None:
            raise forms.ValidationError("Bei dieser Behörde gibt es keinen IT-Arbeitsplatz mit dieser Nummer.")
        return found


class DiscardCase(KernForm):
    """Why it becomes nothing."""

    reason = forms.CharField(
        label="Grund", max_length=300, error_messages={"required": "Bitte geben Sie einen Grund an."}
    )


class ChangeField(KernForm):
    """One value that an agent knows too, and whether its reports may change it."""

    value = forms.CharField(label="Angabe", required=False)
    keep = forms.BooleanField(
        label="Gegen Meldungen festhalten", required=False, initial=True,
        help_text="Dann bleibt die Angabe, was immer der Agent meldet. Der Unterschied wird am Gerät gezeigt.",
    )  # fmt: skip
    reason = forms.CharField(label="Grund", max_length=300, required=False, help_text="Nötig, wenn festgehalten wird.")

    def __init__(self, *args: Any, device: Device, field: KnownField, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field = field
        self.fields["value"] = field_for(field)
        self.initial = {"value": _shown(field, getattr(device, field)), **self.initial}

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        if self.field == KnownField.MAC_ADDRESSES:
            return _addresses(value)
        return value


def field_for(field: KnownField) -> forms.Field:
    """The input for a column, with the limits of its model."""
    column: Any = Device._meta.get_field(field)
    label = str(field.label)
    if field == KnownField.OPERATING_SYSTEM:
        return forms.ModelChoiceField(
            OperatingSystem.objects.all(), label=label, required=False, empty_label="nicht bekannt"
        )
    if field == KnownField.MEMORY:
        return forms.IntegerField(label=f"{label} in MiB", min_value=1, max_value=2**31 - 1, required=False)
    if field == KnownField.STORAGE:
        return forms.IntegerField(label=f"{label} in GiB", min_value=1, max_value=2**31 - 1, required=False)
    if field == KnownField.MAC_ADDRESSES:
        return forms.CharField(
            label=label,
            required=False,
            max_length=600,
            help_text="Mehrere durch Komma getrennt, zum Beispiel 48:9e:bd:11:22:33.",
        )
    return forms.CharField(label=label, required=False, max_length=column.max_length)


def _shown(field: KnownField, value: Any) -> Any:
    return ", ".join(value) if field == KnownField.MAC_ADDRESSES else value


def _addresses(text: str) -> list[str]:
    words = [word for word in text.replace(",", " ").replace(";", " ").split() if word]
    found = [mac_of(word) for word in words]
    for word, address in zip(words, found, strict=True):
        if not address:
            raise forms.ValidationError(f"„{word}“ ist keine MAC-Adresse eines Geräts.")
    return sorted(set(found))
