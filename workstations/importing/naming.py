"""How a file names what is there already: people, places, companies, contracts, models, systems."""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from accounts.models import Provider
from customers.models import Contact, Room, ServicePoint, Site
from workstations.models import DeviceModel, Lease, OperatingSystem

Row = TypeVar("Row", bound=models.Model)


class Named(Generic[Row]):
    """Rows by the names that a file may use for them, each within what it belongs to."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.rows: dict[tuple[int | None, str], list[Row]] = {}

    def add(self, row: Row, *names: str, within: int | None = None) -> None:
        """Let a row be found by names."""
        for name in {folded(name) for name in names if name}:
            self.rows.setdefault((within, name), []).append(row)

    def find(self, text: str, within: int | None = None) -> Row:
        """The one row that a text names; raises a ValidationError if it names none or several."""
        found = self.rows.get((within, folded(text)), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(f"„{text[:80]}“ ist hier nicht eindeutig: {self.what} gibt es damit mehrmals.")
        raise ValidationError(f"{self.what} „{text[:80]}“ gibt es hier nicht.")


class Numbered(Generic[Row]):
    """Rows by inventory number, which each owner gives once, however it is written."""

    def __init__(self, owner: str) -> None:
        self.owner = owner  # the column that says whose they are
        self.rows: dict[str, list[Row]] = {}

    def add(self, row: Row) -> None:
        """Let a row be found."""
        self.rows.setdefault(row.inventory_number.upper(), []).append(row)  # type: ignore[attr-defined]  # all have one

    def everywhere(self, number: str) -> list[Row]:
        """All rows of that number, whoever owns them."""
        return self.rows.get(number.upper(), [])

    def find(self, number: str, owner: int | None) -> Row | None:
        """The row of that number, if there is one; raises a ValidationError where only the owner could tell which."""
        found = [row for row in self.everywhere(number) if owner is None or getattr(row, self.owner) == owner]
        if len(found) > 1:
            raise ValidationError("Diese Inventarnummer gibt es mehrmals. Bitte geben Sie auch an, bei wem.")
        return found[0] if found else None


def folded(text: str) -> str:
    """A name without what people write in different ways."""
    return " ".join(text.casefold().split())


def people(authorities: Iterable[int]) -> Named[Contact]:
    """The contacts of authorities, by address, else by name either way round."""
    found = Named[Contact]("Eine Ansprechperson")
    for row in Contact.objects.filter(authority__in=authorities, is_active=True).order_by("pk"):
        first, last = row.first_name, row.last_name
        found.add(row, row.email, f"{first} {last}", f"{last} {first}", f"{last}, {first}", within=row.authority_id)
    return found


def person_in_words(row: Contact | None) -> str:
    """A person as a file names them."""
    return str(row.email or row) if row else ""


def sites(**owners: Iterable[int]) -> Named[Site]:
    """The sites of authorities or companies, by key or name, within their owner."""
    found = Named[Site]("Einen Standort")
    for name, keys in owners.items():
        for row in Site.objects.filter(**{f"{name}__in": keys}).order_by("pk"):
            found.add(row, row.key, row.name, within=getattr(row, f"{name}_id"))
    return found


def rooms(places: Named[Site]) -> Named[Room]:
    """The rooms of these sites."""
    found = Named[Room]("Einen Raum")
    keys = {site.pk for rows in places.rows.values() for site in rows}
    for row in Room.objects.filter(site__in=keys).order_by("pk"):
        found.add(row, row.name, within=row.site_id)
    return found


def service_points() -> Named[ServicePoint]:
    found = Named[ServicePoint]("Einen Service-Point")
    for row in ServicePoint.objects.order_by("pk"):
        found.add(row, row.key, row.name)
    return found


def providers() -> Named[Provider]:
    found = Named[Provider]("Ein Unternehmen")
    for row in Provider.objects.order_by("pk"):
        found.add(row, row.code, row.name)
    return found


def leases(authorities: Iterable[int]) -> Named[Lease]:
    """The leases of authorities, by the number of the contract, alone or behind the lessor."""
    found = Named[Lease]("Einen Leasingvertrag")
    for row in Lease.objects.filter(authority__in=authorities).order_by("pk"):
        found.add(row, row.contract_number, str(row), within=row.authority_id)
    return found


class Catalogue:
    """Models and operating systems: those that are there, and those that a file brings along."""

    def __init__(self) -> None:
        self.models: dict[str, list[DeviceModel]] = {}
        for model in DeviceModel.objects.order_by("pk"):
            self.models.setdefault(folded(model.name), []).append(model)
        self.systems: dict[str, list[OperatingSystem]] = {}
        for system in OperatingSystem.objects.order_by("pk"):
            self.systems.setdefault(folded(system.name), []).append(system)

    def model(self, manufacturer: str, name: str, kind: str) -> DeviceModel | None:
        """The model that a file means; what it leaves out matters only where there are several. A new one needs its kind."""
        namesakes = self.models.setdefault(folded(name), [])
        found = [one for one in namesakes if not manufacturer or folded(one.manufacturer) == folded(manufacturer)]
        found = [one for one in found if not kind or one.kind == kind]
        exact = [one for one in found if folded(one.manufacturer) == folded(manufacturer)]
        candidates = exact or [one for one in found if one.pk]
        if len(candidates) == 1:
            return candidates[0]
        if len(candidates) > 1:
            what = "Art" if len({one.manufacturer for one in candidates}) == 1 else "Hersteller"
            raise ValidationError(f"Mehrere Modelle heißen „{name[:80]}“. Bitte geben Sie auch „{what}“ an.")
        if not kind:
            return None
        new = DeviceModel(manufacturer=manufacturer, name=name, kind=kind)
        new.clean_fields()
        namesakes.append(new)
        return new

    def system(self, name: str, version: str) -> OperatingSystem:
        """The operating system that a file means; without a version the only one of its name."""
        namesakes = self.systems.setdefault(folded(name), [])
        exact = [one for one in namesakes if folded(one.version) == folded(version)]
        stored = [one for one in namesakes if one.pk]
        if exact or (not version and len(stored) == 1):
            return (exact or stored)[0]
        if not version and stored:
            raise ValidationError(f"„{name[:80]}“ gibt es in mehreren Versionen. Bitte geben Sie auch die Version an.")
        new = OperatingSystem(name=name, version=version)
        new.clean_fields()
        namesakes.append(new)
        return new


def brought(rows: Iterable[Any]) -> list[Any]:
    """Those of some models or systems that are not stored yet, each once."""
    return list({id(row): row for row in rows if row is not None and row.pk is None}.values())
