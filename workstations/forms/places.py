"""What is asked about a workstation: its computer, its people, the devices nearby; and about new devices."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Provider, User
from customers.models import Contact, ServicePoint
from ui.forms import KernForm, KernModelForm, TilesWidget
from ui.keys import key_of
from workstations.actions.taking_in import MOST_AT_ONCE
from workstations.forms.choices import CHOICES, offer
from workstations.forms.states import let_choose_stock
from workstations.lifecycle import State
from workstations.models import Device, Workstation

LONGEST_KEY = 12


class SwapForm(KernForm):
    """Which computer comes, and where the one goes that stands there."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    device = forms.ModelChoiceField(
        label="Neuer Rechner",
        queryset=Device.objects.none(),
        help_text="Aus den Lagern: was der Behörde gehört, und die Reserve.",
    )
    service_point = forms.ModelChoiceField(label="Der bisherige kommt ins Lager", queryset=ServicePoint.objects.none())
    shelf = forms.CharField(label="Fach", max_length=60, required=False)

    def __init__(self, *args: Any, user: User, workstation: Workstation, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, user, workstation.authority_id, device="stored_computer")
        let_choose_stock(self, user)
        if workstation.computer is None or workstation.computer.state == State.IN_REPAIR:
            del self.fields["service_point"], self.fields["shelf"]


class SeveralForm(KernForm):
    """Some rows that are linked already, each to keep or to let go, and one more.

    What was linked when the page was opened comes along, so that only what this person changed is changed.
    """

    linked = forms.CharField(widget=forms.HiddenInput, required=False)
    kept = forms.ModelMultipleChoiceField(
        label="Zugeordnet", queryset=Contact.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    kind: str

    def offer_several(self, user: User, authority: int, rows: QuerySet[Any], linked: QuerySet[Any]) -> None:
        """Of all rows the linked ones to tick, and a search for one more."""
        kept: Any = self.fields["kept"]
        self.linked_now = set(linked.values_list("pk", flat=True))
        kept.queryset = rows.filter(pk__in=self.linked_now | self.linked_then())
        kept.label_from_instance = CHOICES[self.kind].in_words
        self.initial.update(kept=sorted(self.linked_now), linked=_as_text(self.linked_now))
        if not kept.queryset:
            del self.fields["kept"]
        offer(self, user, authority, further=self.kind)

    def linked_then(self) -> set[int]:
        """What was linked when the person opened the page."""
        text = str(self.data.get(self.add_prefix("linked"), ""))
        return {int(key) for key in text.split(",") if key.isdecimal() and len(key) <= LONGEST_KEY}

    def renew(self) -> None:
        """Before the form is shown again: what others linked or parted meanwhile is ticked or not as it is now."""
        data: Any = self.data
        data = data.copy()
        ticked = {key for key in map(key_of, data.getlist(self.add_prefix("kept"))) if key is not None}
        ticked = (ticked | (self.linked_now - self.linked_then())) - (self.linked_then() - self.linked_now)
        data.setlist(self.add_prefix("kept"), sorted(ticked))
        data[self.add_prefix("linked")] = _as_text(self.linked_now)
        self.data = data

    def chosen(self) -> list[Any]:
        """What is linked from now on."""
        further = self.cleaned_data["further"]
        kept = list(self.cleaned_data.get("kept") or ())
        return [*kept, further] if further and further not in kept else kept


def _as_text(keys: Iterable[int]) -> str:
    return ",".join(str(key) for key in sorted(keys))


class PeopleForm(SeveralForm):
    """Who works there."""

    kind = "contact"
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    used_by = forms.ModelChoiceField(label="Hauptnutzung", queryset=Contact.objects.none(), required=False)
    further = forms.ModelChoiceField(
        label="Weitere Person", queryset=Contact.objects.none(), required=False, help_text="Arbeitet auch hier."
    )
    field_order = ("seen", "linked", "used_by", "kept", "further")

    def __init__(self, *args: Any, user: User, workstation: Workstation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kept"].label = "Arbeiten auch hier"
        people = Contact.objects.visible_to(user).select_related("authority")
        self.offer_several(user, workstation.authority_id, people, workstation.shared_with.all())
        offer(self, user, workstation.authority_id, used_by="contact")


class NearbyForm(SeveralForm):
    """Which devices that stand elsewhere are used there."""

    kind = "nearby"
    further = forms.ModelChoiceField(
        label="Weiteres Gerät",
        queryset=Device.objects.none(),
        required=False,
        help_text="Geräte der Behörde, die an keinem Arbeitsplatz stehen, zum Beispiel der Drucker im Flur.",
    )

    def __init__(self, *args: Any, user: User, workstation: Workstation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kept"].label = "In der Nähe"
        devices = Device.objects.visible_to(user).select_related("model", "site", "room")
        self.offer_several(user, workstation.authority_id, devices, workstation.nearby_devices.all())


class TakeInForm(KernModelForm):
    """New devices of one model: ordered, or delivered into a stock."""

    quantity = forms.IntegerField(label="Anzahl", min_value=1, max_value=MOST_AT_ONCE, initial=1)
    state = forms.ChoiceField(
        label="Stand",
        choices=[(State.IN_STOCK.value, "geliefert"), (State.ORDERED.value, "bestellt")],
        initial=State.IN_STOCK.value,
        widget=TilesWidget(is_small=True, icons={"in_stock": "inventory_2", "ordered": "shopping_cart"}),
    )
    serial_numbers = forms.CharField(
        label="Seriennummern",
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text="Eine je Zeile, so viele wie Geräte. Bei einer Bestellung können sie fehlen; sie kommen mit der Lieferung.",
    )

    class Meta:
        model = Device
        fields = (
            "model", "quantity", "state", "stored_at", "shelf", "serial_numbers", "provider", "authority", "lease",
            "is_for_loan", "purchased_on", "price", "warranty_until",
        )  # fmt: skip

    field_order = Meta.fields

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["stored_at"].queryset = ServicePoint.objects.visible_to(user).order_by("name")
        fields["stored_at"].help_text = "Wo die gelieferten Geräte liegen."
        fields["provider"].queryset = Provider.objects.all()
        fields["provider"].label = "Gehören dem Unternehmen"
        fields["provider"].help_text = "Dann sind sie Reserve des Service, solange keine Behörde sie hat."
        fields["provider"].empty_label = "keinem Unternehmen"
        fields["authority"].label = "oder der Behörde"
        fields["authority"].help_text = ""
        fields["price"].label = "Preis je Gerät"
        offer(self, user, None, model="model", authority="authority", lease="lease")
        fields["authority"].choices = [("", "keiner Behörde"), *list(fields["authority"].choices)[1:]]

    def clean(self) -> dict[str, Any]:
        """Delivered lies somewhere, ordered nowhere; what is leased belongs to the authority that leases."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("state") == State.IN_STOCK and not data.get("stored_at"):
            self.add_error("stored_at", "Bitte geben Sie an, wo die Geräte liegen.")
        if data.get("state") == State.ORDERED:
            data["stored_at"], data["shelf"] = None, ""
        if (lease := data.get("lease")) and not data.get("authority"):
            data["authority"] = lease.authority
        if data.get("authority") and data.get("provider"):
            self.add_error("authority", "Bitte wählen Sie nur eines: ein Unternehmen oder eine Behörde.")
        if not data.get("authority") and not data.get("provider") and not self.has_error("authority"):
            self.add_error(
                "provider", "Bitte wählen Sie, wem die Geräte gehören: einem Unternehmen oder einer Behörde."
            )
        return data

    def clean_serial_numbers(self) -> list[str]:
        """One number a line; empty lines say nothing, but count as lines."""
        lines = [line.strip() for line in self.cleaned_data["serial_numbers"].splitlines()]
        longest = Device._meta.get_field("serial_number").max_length or 0
        for number, line in enumerate(lines, start=1):
            if len(line) > longest:
                self.add_error("serial_numbers", f"Zeile {number}: Die Nummer ist länger als {longest} Zeichen.")
        return lines

    def _post_clean(self) -> None:
        """Only what was typed goes into the device that all are like; the action checks each of them."""
        self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields)
