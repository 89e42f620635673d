"""Forms of stock-takings: planning, answering, settling, checking on site."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.forms.boundfield import BoundField
from django.utils import timezone

from accounts.models import User
from customers.models import Authority, Contact, Room, ServicePoint, Site
from stocktaking.actions import Deed, Place
from stocktaking.actions.settling import STOCK_DEEDS
from stocktaking.lifecycle import Answer
from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice
from ui.forms import KernForm, KernModelForm, VersionedForm
from workstations.lifecycle import State
from workstations.models import Device, Workstation

LONG = forms.Textarea(attrs={"rows": 3})
SAID = (
    (Answer.CONFIRMED, "Ja, es ist bei mir"),
    (Answer.ELSEWHERE, "Es steht woanders"),
    (Answer.MISSING, "Es fehlt, ich weiß nicht, wo es ist"),
    (Answer.GONE, "Ich habe es nicht mehr, ich habe es abgegeben"),
)
SAID_FOR_OTHERS = (
    (Answer.CONFIRMED, "Das Gerät ist da"),
    (Answer.ELSEWHERE, "Es steht woanders"),
    (Answer.MISSING, "Es fehlt"),
    (Answer.GONE, "Es wurde abgegeben"),
)


class CampaignForm(VersionedForm):
    """What a stock-taking is about, where, and until when."""

    class Meta:
        model = Campaign
        fields = ["title", "authorities", "starts_on", "ends_on", "message"]
        widgets = {
            "authorities": forms.CheckboxSelectMultiple,
            "starts_on": forms.DateInput(),
            "ends_on": forms.DateInput(),
            "message": LONG,
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        has_devices = Exists(Device.objects.filter(authority=OuterRef("pk"), state=State.IN_SERVICE))
        fields: dict[str, Any] = self.fields
        rows = Authority.objects.visible_to(user)
        if self.instance.pk and self.instance.state != "planned":
            fields["authorities"].queryset = rows.filter(stocktakings=self.instance)
            for name in ("authorities", "starts_on"):
                self.fields[name].disabled = True
        else:
            fields["authorities"].queryset = rows.filter(has_devices)

    def _save_m2m(self) -> None:
        """The action keeps who takes part."""


class AnswerForm(KernForm):
    """What somebody says about a device."""

    answer = forms.ChoiceField(label="Was trifft zu?", widget=forms.RadioSelect)
    remark = forms.CharField(
        label="Anmerkung",
        required=False,
        max_length=300,
        help_text="Wenn es woanders steht: wo? Zum Beispiel „Raum 2.04“.",
    )

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["answer"].choices = SAID if is_own else SAID_FOR_OTHERS


class UnlistedForm(KernModelForm):
    """A device that stands in no list."""

    class Meta:
        model = UnlistedDevice
        fields = ["kind", "number", "place", "remark"]

    def _post_clean(self) -> None:
        """The action puts the values in the row and checks them."""


class OwnUnlistedForm(UnlistedForm):
    """The same for somebody who may work at several authorities."""

    campaign = forms.ModelChoiceField(Campaign.objects.none(), label="Abgleich")

    field_order = ["campaign", "kind", "number", "place", "remark"]

    def __init__(self, *args: Any, campaigns: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["campaign"].queryset = campaigns
        rows = list(campaigns[:2])
        if len(rows) == 1:
            fields["campaign"].initial = rows[0].pk
            fields["campaign"].widget = forms.HiddenInput()


class SettleForm(KernForm):
    """How a difference is settled; what a deed does not need is not asked where scripts run."""

    WHEN = {
        "workstation": Deed.MOVED, "contact": Deed.MOVED, "site": Deed.MOVED, "room": Deed.MOVED,
        "service_point": Deed.STORED, "shelf": Deed.STORED,
    }  # fmt: skip
    no_choice = {"contact": "niemand", "site": "kein Standort", "room": "kein Raum", "service_point": "Bitte wählen"}

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    deed = forms.ChoiceField(label="Was ist zu tun?", widget=forms.RadioSelect)
    workstation = forms.CharField(
        label="IT-Arbeitsplatz", required=False, max_length=30,
        help_text="Inventarnummer des Arbeitsplatzes. Sonst nennen Sie eine Person oder einen Standort.",
    )  # fmt: skip
    contact = forms.ModelChoiceField(Contact.objects.none(), label="Person, die es hat", required=False)
    site = forms.ModelChoiceField(Site.objects.none(), label="Standort", required=False)
    room = forms.ModelChoiceField(Room.objects.none(), label="Raum", required=False)
    service_point = forms.ModelChoiceField(ServicePoint.objects.none(), label="Lager", required=False)
    shelf = forms.CharField(label="Fach", required=False, max_length=60)
    note = forms.CharField(
        label="Anmerkung", required=False, max_length=200, help_text="Steht in der Klärung und im Bericht."
    )

    def __init__(self, *args: Any, row: CampaignDevice, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.initial.setdefault("seen", row.answer_seen)
        fields: dict[str, Any] = self.fields
        may_change = row.device_id is not None and user.has_perm("workstations.change_device")
        fields["deed"].choices = [(deed.value, deed.label) for deed in Deed if may_change or deed not in STOCK_DEEDS]
        if not may_change:
            for name in self.WHEN:
                del self.fields[name]
            return
        people = Contact.objects.visible_to(user).acting_on(timezone.localdate()).filter(authority=row.authority_id)
        fields["contact"].queryset = people.order_by("last_name", "first_name")
        fields["site"].queryset = Site.objects.visible_to(user).filter(authority=row.authority_id)
        rooms = Room.objects.visible_to(user).filter(site__authority=row.authority_id)
        fields["room"].queryset = rooms.select_related("site").order_by("site__name", "name")
        fields["room"].label_from_instance = lambda room: f"{room.site.name}, {room.name}"
        fields["service_point"].queryset = ServicePoint.objects.visible_to(user)

    def lines(self) -> list[tuple[BoundField, str]]:
        """Each field with the answer that it waits for, as the script reads it."""
        return [(field, self._waits_for(field.name)) for field in self.visible_fields()]

    def _waits_for(self, name: str) -> str:
        deed = self.WHEN.get(name)
        return json.dumps({"all": True, "terms": [["deed", "is", deed.value]]}) if deed else ""

    def clean_workstation(self) -> Workstation | None:
        """The workstation behind the number, of the same authority."""
        number = self.cleaned_data["workstation"].strip()
        if not number:
            return None
        found = Workstation.objects.filter(authority=self.row.authority_id, inventory_number__iexact=number).first()
        if found is None:
            raise ValidationError("Diesen Arbeitsplatz gibt es bei dieser Behörde nicht.")
        return found

    def clean(self) -> dict[str, Any]:
        """A room says at which site it is."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("room") and not values.get("site"):
            values["site"] = values["room"].site
        return values

    def place(self) -> Place:
        """Where the device goes."""
        names = ("workstation", "contact", "site", "room", "service_point")
        return Place(
            **{name: self.cleaned_data.get(name) for name in names}, shelf=self.cleaned_data.get("shelf") or ""
        )


class SettleUnlistedForm(KernForm):
    """What became of a device that stood in no list."""

    note = forms.CharField(
        label="Was ist aus dem Gerät geworden?", max_length=300,
        help_text="Zum Beispiel „als G-000812 in den Bestand aufgenommen“ oder „Privatgerät“.",
    )  # fmt: skip


class ScanForm(KernForm):
    """A number, typed or read by a hand scanner."""

    number = forms.CharField(
        label="Nummer oder Etikett scannen oder eingeben", max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "inputmode": "text"}),
    )  # fmt: skip
