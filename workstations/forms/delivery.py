"""What is asked when ordered devices are delivered."""

from hashlib import sha256
from typing import Any

from django import forms
from django.db.models import Count, Min

from accounts.models import User
from customers.models import ServicePoint
from ui.charts import counted
from ui.forms import KernForm
from workstations.actions.delivering import Delivered
from workstations.actions.taking_in import MOST_AT_ONCE
from workstations.forms.states import let_choose_stock
from workstations.models import Device
from workstations.querysets import ALIKE

SIGNS = ("\t", ";")
"""What parts the columns of a line: what is copied from a table has tabs."""


class DeliveryForm(KernForm):
    """Which order was delivered, where the devices lie, and their numbers."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    order = forms.ChoiceField(label="Bestellung", choices=())
    service_point = forms.ModelChoiceField(label="Lager", queryset=ServicePoint.objects.none())
    shelf = forms.CharField(label="Fach", max_length=60, required=False)
    numbers = forms.CharField(
        label="Gelieferte Geräte",
        widget=forms.Textarea({"rows": 8}),
        strip=False,
        help_text="Je Gerät eine Zeile: Seriennummer; Inventarnummer. Die Inventarnummer kann fehlen. "
        "Zwei Spalten aus einer Tabelle lassen sich so einfügen, wie sie sind.",
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.orders = orders_of(user)
        order: Any = self.fields["order"]
        order.choices = [("", "Bitte wählen"), *((pk, words) for pk, (_, words) in self.orders.items())]
        let_choose_stock(self, user)

    def clean_order(self) -> Device:
        """The first of the devices that were ordered together."""
        return self.orders[int(self.cleaned_data["order"])][0]

    def clean_numbers(self) -> list[Delivered]:
        """The lines that say something."""
        found, problems = [], []
        for line, text in enumerate(self.cleaned_data["numbers"].splitlines(), start=1):
            sign = next((sign for sign in SIGNS if sign in text), SIGNS[0])
            cells = [cell.strip() for cell in text.split(sign)]
            if any(cells[2:]):
                problems.append(f"Zeile {line}: Bitte nur die Seriennummer und die Inventarnummer.")
            elif any(cells):
                found.append(Delivered(line, *cells[:2]))
        if len(found) > MOST_AT_ONCE:
            problems.append(f"Bitte höchstens {MOST_AT_ONCE} Geräte auf einmal.")
        if problems:
            raise forms.ValidationError(problems)
        return found


def orders_of(user: User) -> dict[int, tuple[Device, str]]:
    """What is still to come: by the key of the first device each order, and how it is called."""
    rows = Device.objects.visible_to(user).on_order().order_by()
    found = {row["first"]: row["number"] for row in rows.values(*ALIKE).annotate(first=Min("pk"), number=Count("pk"))}
    devices = Device.objects.filter(pk__in=found).select_related("model", "authority", "provider", "lease")
    return {
        device.pk: (device, _in_words(device, found[device.pk])) for device in devices.order_by("purchased_on", "pk")
    }


def _in_words(device: Device, number: int) -> str:
    owner = device.authority.short_name if device.authority else f"Reserve ({device.provider})"
    parts = [
        counted(number, "Gerät", "Geräte"),
        f"{device.model.get_kind_display()} {device.model}",
        owner,
        f"Leasing {device.lease.contract_number}" if device.lease else "",
        f"beschafft am {device.purchased_on:%d.%m.%Y}" if device.purchased_on else "",
    ]
    return " · ".join(filter(None, parts))


def mark_of(pairs: list[tuple[Delivered, Device]], *where: object) -> str:
    """A mark that changes with whatever the preview showed."""
    said = [*map(str, where), *(f"{one.serial_number};{one.inventory_number};{device.pk}" for one, device in pairs)]
    return sha256("\n".join(said).encode()).hexdigest()
