"""Where a device goes and whom it goes to: a search instead of all workstations, people and places."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from customers.models import Authority, Contact, Room, Site
from ui.choosing import Choice, let_search
from workstations.lifecycle import PlaceState, State
from workstations.models import COMPUTERS, Device, DeviceModel, Lease, Workstation


def _of(rows: QuerySet[Any], authority: int | None, path: str = "authority") -> QuerySet[Any]:
    """Narrowed to one authority, if there is one."""
    return rows if authority is None else rows.filter(**{path: authority})


def _workstations(user: User, authority: int | None) -> QuerySet[Any]:
    rows = _of(Workstation.objects.visible_to(user), authority).exclude(state=PlaceState.CLOSED)
    return rows.select_related("authority", "used_by")


def _people(user: User, authority: int | None) -> QuerySet[Any]:
    return _of(Contact.objects.visible_to(user).reporting(), authority).select_related("authority")


def _sites(user: User, authority: int | None) -> QuerySet[Any]:
    return _of(Site.objects.visible_to(user).filter(authority__isnull=False), authority).select_related("authority")


def _rooms(user: User, authority: int | None) -> QuerySet[Any]:
    rows = Room.objects.visible_to(user).filter(site__authority__isnull=False)
    return _of(rows, authority, "site__authority").select_related("site__authority")


def _stored_computers(user: User, authority: int | None) -> QuerySet[Any]:
    """What lies in stock and may come to the authority: its own, and the reserve."""
    rows = Device.objects.visible_to(user).in_stock().filter(model__kind__in=COMPUTERS)
    if authority is not None:
        rows = rows.filter(Q(authority=authority) | Q(authority__isnull=True))
    return rows.select_related("model", "authority", "stored_at")


def _standing_alone(user: User, authority: int | None) -> QuerySet[Any]:
    """What is used by many: in service, and at no single workstation."""
    rows = Device.objects.visible_to(user).filter(
        state=State.IN_SERVICE, workstation__isnull=True, held_by__isnull=True
    )
    return _of(rows, authority).select_related("model", "site", "room")


def _for_loan(user: User, authority: int | None) -> QuerySet[Any]:
    rows = Device.objects.visible_to(user).for_loan()
    return rows.select_related("model", "authority")


def _models(user: User, authority: int | None) -> QuerySet[Any]:
    return DeviceModel.objects.all()


def _leases(user: User, authority: int | None) -> QuerySet[Any]:
    return _of(Lease.objects.visible_to(user), authority).select_related("authority")


def _authorities(user: User, authority: int | None) -> QuerySet[Any]:
    return Authority.objects.visible_to(user)


def _workstation_in_words(row: Any) -> str:
    return " · ".join(filter(None, [row.inventory_number, str(row.used_by or ""), row.authority.short_name]))


def _person_in_words(row: Any) -> str:
    return f"{row} · {row.authority.short_name}"


def _site_in_words(row: Any) -> str:
    return f"{row.name} · {row.authority.short_name}"


def _room_in_words(row: Any) -> str:
    return f"{row.name} · {row.site.name} · {row.site.authority.short_name}"


def _stored_in_words(row: Any) -> str:
    owner = row.authority.short_name if row.authority else "Reserve"
    return f"{row} · {row.model} · {row.stored_at.name} · {owner}"


def _place_in_words(row: Any) -> str:
    place = " ".join(part.name for part in (row.site, row.room) if part)
    return " · ".join(filter(None, [str(row), f"{row.model.get_kind_display()} {row.model}", place]))


def device_in_words(row: Device) -> str:
    """A device with its kind and model."""
    return f"{row} · {row.model.get_kind_display()} {row.model}"


CHOICES = {
    "workstation": Choice(
        _workstations,
        ("inventory_number", "name", "used_by__first_name", "used_by__last_name"),
        _workstation_in_words,
        none="keiner",
    ),
    "contact": Choice(_people, ("first_name", "last_name", "function"), _person_in_words, none="niemand"),
    "site": Choice(_sites, ("name", "authority__name"), _site_in_words, none="keiner"),
    "room": Choice(_rooms, ("name", "site__name", "site__authority__name"), _room_in_words, none="keiner"),
    "stored_computer": Choice(
        _stored_computers,
        ("inventory_number", "serial_number", "model__name", "stored_at__name"),
        _stored_in_words,
    ),
    "nearby": Choice(
        _standing_alone,
        ("inventory_number", "serial_number", "model__name", "site__name", "room__name"),
        _place_in_words,
        none="keines",
    ),
    "loan_device": Choice(
        _for_loan,
        ("inventory_number", "serial_number", "model__manufacturer", "model__name"),
        device_in_words,
        none="irgendeines der gewählten Art",
    ),
    "model": Choice(
        _models, ("manufacturer", "name"), lambda row: f"{row} ({row.get_kind_display()})", none="Bitte wählen"
    ),
    "lease": Choice(_leases, ("lessor", "contract_number", "authority__name"), none="nicht geleast"),
    "authority": Choice(_authorities, ("name", "short_name"), none="Reserve des Service"),
}  # fmt: skip
"""What can be chosen, by the name that addresses use."""


def rows_to_choose(kind: str, user: User, authority: int | None) -> QuerySet[Any]:
    """All rows that may be chosen; what a field accepts."""
    return CHOICES[kind].rows(user, authority)


def offer(form: Any, user: User, authority: int | None, /, **fields: str) -> None:
    """Let the named fields of a form search, each among rows of one kind."""
    for name, kind in fields.items():
        form.fields[name].queryset = rows_to_choose(kind, user, authority)
        url = reverse("workstations:choices", args=[kind])
        if authority is not None:
            url = f"{url}?{urlencode({'authority': authority})}"
        let_search(form, name, CHOICES[kind], url, user, authority)
