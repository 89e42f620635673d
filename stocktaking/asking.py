"""Which devices a stock-taking asks about, and whom: read from the stock as it is now."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from customers.models import Authority, Contact
from history.validity import holds
from stocktaking.models import CampaignDevice
from workstations.lifecycle import State
from workstations.models import Device, Workstation
from workstations.querysets import DeviceQuerySet


class Preview(NamedTuple):
    """What a stock-taking would ask: so many devices of so many people, and what nobody can answer in the portal."""

    devices: int
    people: int
    without_account: int  # devices of people who have no account for the portal
    without_person: int

    @property
    def in_portal(self) -> int:
        """Devices about which people can answer in the portal."""
        return self.devices - self.left_to_others

    @property
    def left_to_others(self) -> int:
        """Devices that the IT-Koordination answers for, or that are checked on site."""
        return self.without_account + self.without_person


def devices_in_question(authorities: Collection[Authority]) -> DeviceQuerySet:
    """The devices in service at some authorities, with all that tells where they are and who has them."""
    rows = Device.objects.filter(authority__in=authorities, state=State.IN_SERVICE)
    return rows.select_related(
        "model", "held_by__user", "site", "room", "workstation__used_by__user", "workstation__site", "workstation__room"
    ).order_by("pk")


def whom_to_ask(device: Device, day: date) -> Contact | None:
    """Who was given the device, or else who works where it stands; nobody who is not there any more."""
    place = device.workstation
    for person in (device.held_by, place.used_by if place else None):
        if person is not None and _is_there(person, day):
            return person
    return None


def who_can_answer(row: CampaignDevice, day: date) -> list[Contact]:
    """Whoever was asked, and all who work where the device stands, alone or together; `asked_or_used` for one row."""
    place = row.device.workstation if row.device else None
    people = [row.asked, *([place.used_by, *place.shared_with.all()] if place else [])]
    return list(dict.fromkeys(person for person in people if person is not None and _is_there(person, day)))


def preview(devices: DeviceQuerySet, day: date) -> Preview:
    """Count what would be asked on a day, by the same rule."""
    there = Contact.objects.acting_on(day).order_by()
    shared = Workstation.shared_with.through._default_manager
    sharing = shared.filter(workstation=OuterRef(OuterRef("workstation"))).values("contact")
    of_device = there.filter(Q(pk=OuterRef("held_by")) | Q(pk=OuterRef("workstation__used_by")) | Q(pk__in=sharing))
    asked = devices.order_by()
    without_person = asked.filter(~Exists(of_device))
    without_account = asked.filter(Exists(of_device), ~Exists(of_device.filter(user__is_active=True)))
    places = asked.filter(workstation__isnull=False).values("workstation")
    people = there.filter(
        Q(pk__in=asked.filter(held_by__isnull=False).values("held_by"))
        | Q(pk__in=Workstation.objects.filter(pk__in=places, used_by__isnull=False).order_by().values("used_by"))
        | Q(pk__in=shared.filter(workstation__in=places).values("contact"))
    )
    return Preview(
        devices=asked.count(),
        people=people.count(),
        without_account=without_account.count(),
        without_person=without_person.count(),
    )


def _is_there(person: Contact, day: date) -> bool:
    return person.is_active and holds(person, day)
