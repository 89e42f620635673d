"""Who works at a workstation, and where it is."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from customers.models import Contact
from customers.views.facts import mail, phone
from history.validity import holds
from ui import cells
from ui.pages import Property, Section
from ui.together import Together
from workstations.models import Workstation

MOST_PEOPLE = 20


def keys_of_people(workstation: int) -> QuerySet[Any, Any]:
    """The keys of whoever works there, each side by its own index: „or“ would have every contact looked at."""
    shared = Workstation.shared_with.through.objects.order_by().filter(workstation=workstation).values("contact")
    return Workstation.objects.order_by().filter(pk=workstation).values("used_by").union(shared)


def people(row: Workstation, user: User, day: date, page: Together) -> Callable[[], Section]:
    """The people who work there, with the number under which one calls back."""

    def there(workstation: int) -> QuerySet[Contact]:
        return Contact.objects.visible_to(user).filter(pk__in=keys_of_people(workstation))[:MOST_PEOPLE]

    found = page.objects(Contact, there, words=("people here", user.reach), given=[row.pk])

    def section() -> Section:
        is_linked = user.has_perm("customers.view_contact")
        rows = [
            (
                cells.link(person.get_absolute_url(), str(person)) if is_linked else str(person),
                phone(person.phone),
                mail(person.email),
                _part(person, row, day),
            )
            for person in sorted(found, key=lambda person: person.pk != row.used_by_id)
        ]
        hint = "Hier ist niemand eingetragen."
        return Section("Wer hier arbeitet", headings=("Name", "Telefon", "E-Mail", "Platz"), rows=rows, hint=hint)

    return section


def _part(person: Contact, row: Workstation, day: date) -> str:
    if not (person.is_active and holds(person, day)):
        return cells.badge("warning", "person_off", "nicht mehr tätig")
    return "eigener Platz" if person.pk == row.used_by_id else "nutzt ihn mit"


def particulars(row: Workstation, user: User, day: date) -> Section:
    """Name, authority, place and net; remarks are for staff."""
    authority = cells.link(reverse("dashboards:authority", args=[row.authority_id]), row.authority.name)
    properties = [
        Property("Rechnername", row.name),
        Property("Behörde", authority),
        Property("Standort", row.site.name if row.site else ""),
        Property("Raum", row.room.name if row.room else ""),
        Property("Netz", row.get_network_display()),
        Property("In Betrieb seit", cells.day(row.in_service_on)),
    ]
    if user.is_service_staff:
        properties.append(Property("Bemerkung", row.note))
    return Section("Angaben", properties)
