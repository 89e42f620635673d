"""What is asked about the stock, kits, loans and leases."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from accounts.models import User
from customers.models import Authority, Contact, ServicePoint
from ui.forms import KernForm, KernModelForm, VersionedForm
from workstations.forms.choices import device_in_words, offer
from workstations.forms.states import let_choose_stock
from workstations.kits import Part
from workstations.models import Device, DeviceKind, Kit, KitItem, Lease, StockMinimum, Workstation


class MinimumForm(VersionedForm):
    """How many of a kind or model should always lie ready."""

    class Meta:
        model = StockMinimum
        fields = ("kind", "model", "quantity")

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        of_any_model(self, user)


class KitForm(KernModelForm):
    """What somebody in a role gets."""

    class Meta:
        model = Kit
        fields = ("name", "description", "is_active")
        widgets: ClassVar = {"description": forms.Textarea({"rows": 3})}


class KitItemForm(KernModelForm):
    """One part of a kit."""

    class Meta:
        model = KitItem
        fields = ("kind", "model", "quantity")

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        of_any_model(self, user)


def of_any_model(form: Any, user: User) -> None:
    """Let a model be searched, and say that none of them is meant by leaving it open."""
    offer(form, user, None, model="model")
    form.fields["model"].choices = [("", "irgendeines dieser Art"), *list(form.fields["model"].choices)[1:]]


class IssueForm(KernForm):
    """Who gets which kit, from which stock."""

    kit = forms.ModelChoiceField(label="Ausstattung", queryset=Kit.objects.none())
    workstation = forms.ModelChoiceField(
        label="Für IT-Arbeitsplatz", queryset=Workstation.objects.none(), required=False
    )
    held_by = forms.ModelChoiceField(label="oder Person", queryset=Contact.objects.none(), required=False)
    service_point = forms.ModelChoiceField(label="Aus dem Lager", queryset=ServicePoint.objects.none())

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        kit: Any = self.fields["kit"]
        kit.queryset = Kit.objects.visible_to(user).filter(is_active=True)
        offer(self, user, None, workstation="workstation", held_by="contact")
        let_choose_stock(self, user)

    def clean(self) -> dict[str, Any]:
        """One receiver."""
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("workstation")) == bool(data.get("held_by")):
            self.add_error("workstation", "Bitte wählen Sie eines: einen Arbeitsplatz oder eine Person.")
        return data


class PartsForm(KernForm):
    """Which device is given out for each part of a kit; each part offers what lies ready, the first is suggested."""

    def __init__(self, *args: Any, parts: Sequence[Part], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parts = {f"part_{number}": part for number, part in enumerate(parts, start=1)}
        for name, part in self.parts.items():
            if part.offered:
                self.fields[name] = _field_for(part)

    def clean(self) -> dict[str, Any]:
        """What was chosen while it lay there, and lies there no more, is not passed over in silence."""
        data: dict[str, Any] = super().clean() or {}
        for name, part in self.parts.items():
            if name not in self.fields and self.data.get(name):
                self.add_error(None, f"{part.item.what}: Das gewählte Gerät liegt nicht mehr bereit.")
        return data

    def chosen(self) -> list[Device]:
        """The devices to give out, in the order of the parts."""
        return [device for device in self.cleaned_data.values() if device]


def _field_for(part: Part) -> "forms.ModelChoiceField[Device]":
    field = forms.ModelChoiceField(
        label=part.item.what,
        queryset=Device.objects.filter(pk__in=[device.pk for device in part.offered]),
        required=False,
        initial=part.suggested.pk if part.suggested else None,
        empty_label="nicht ausgeben",
    )
    field.choices = [("", "nicht ausgeben"), *((device.pk, _offered_in_words(device)) for device in part.offered)]
    return field


def _offered_in_words(device: Device) -> str:
    owner = device.authority.short_name if device.authority else "Reserve"
    warranty = f"Garantie bis {device.warranty_until:%d.%m.%Y}" if device.warranty_until else ""
    return " · ".join(filter(None, [device_in_words(device), device.shelf, owner, warranty]))


class ReserveForm(KernForm):
    """What is lent, to whom and when."""

    kind = forms.ChoiceField(label="Art", choices=(), required=False)
    device = forms.ModelChoiceField(
        label="Bestimmtes Gerät",
        queryset=Device.objects.none(),
        required=False,
        help_text="Ohne Angabe das erste freie Gerät der Art: was im Lager liegt zuerst, dann nach Inventarnummer.",
    )
    starts_on = forms.DateField(label="Von")
    ends_on = forms.DateField(label="Bis", help_text="Letzter Tag; an ihm kommt das Gerät zurück.")
    contact = forms.ModelChoiceField(label="Für wen?", queryset=Contact.objects.none(), required=False)
    authority = forms.ModelChoiceField(
        label="oder Behörde",
        queryset=Authority.objects.none(),
        required=False,
        help_text="Wenn es keine bestimmte Person ist.",
    )
    purpose = forms.CharField(
        label="Zweck", max_length=200, required=False, help_text="Zum Beispiel: Wahl, Sitzung, Schulung."
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = set(Device.objects.visible_to(user).for_loan().values_list("model__kind", flat=True))
        kind: Any = self.fields["kind"]
        kind.choices = [("", "keine Auswahl"), *(choice for choice in DeviceKind.choices if choice[0] in kinds)]
        offer(self, user, None, device="loan_device", contact="contact", authority="authority")
        authority: Any = self.fields["authority"]
        authority.choices = [("", "die der Person"), *list(authority.choices)[1:]]

    def clean(self) -> dict[str, Any]:
        """Something to lend and somebody to lend it to."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("kind") and not data.get("device") and not self.has_error("device"):
            self.add_error("kind", "Bitte wählen Sie eine Art oder ein bestimmtes Gerät.")
        if data.get("contact") and not data.get("authority"):
            data["authority"] = data["contact"].authority
        if not data.get("authority") and not self.has_error("contact"):
            self.add_error("contact", "Bitte wählen Sie eine Person oder eine Behörde.")
        return data


class TakeBackForm(KernForm):
    """Where a lent device lies again."""

    service_point = forms.ModelChoiceField(label="Lager", queryset=ServicePoint.objects.none())
    shelf = forms.CharField(label="Fach", max_length=60, required=False)

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        let_choose_stock(self, user)


class LeaseForm(VersionedForm):
    """The terms of a lease."""

    class Meta:
        model = Lease
        fields = (
            "authority", "lessor", "contract_number", "starts_on", "ends_on", "monthly_rate", "return_notice_days", "may_be_swapped",
            "swap_terms", "note", "source", "certainty",
        )  # fmt: skip
        widgets: ClassVar = {"note": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            del self.fields["authority"]  # devices are under it; another authority makes a lease of its own
        else:
            offer(self, user, None, authority="authority")
            authority: Any = self.fields["authority"]
            authority.choices = [("", "Bitte wählen"), *list(authority.choices)[1:]]


class LeaseSwapForm(KernForm):
    """Which device under the same lease comes, and where the old one lies until it goes back."""

    replacement = forms.ModelChoiceField(label="Neues Gerät", queryset=Device.objects.none())
    service_point = forms.ModelChoiceField(
        label="Das bisherige liegt bis zur Rückgabe in",
        queryset=ServicePoint.objects.none(),
        required=False,
        empty_label="nicht in einem Lager",
    )
    shelf = forms.CharField(label="Fach", max_length=60, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args: Any, user: User, device: Device, **options: Any) -> None:
        super().__init__(*args, **options)
        replacement: Any = self.fields["replacement"]
        stored = Device.objects.visible_to(user).in_stock().filter(lease=device.lease_id)
        replacement.queryset = stored.select_related("model")
        replacement.label_from_instance = device_in_words
        let_choose_stock(self, user)
