"""Operated Fachverfahren as rows of a file."""

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import Team, User
from applications import actions
from applications.importing.storing import found_or_refused, stored_one_by_one
from applications.models import Product, ProductVersion, SpecialistApplication
from customers.importing.references import let_rules_speak
from imports.fields import Field, day, one_of, word_of, written_day
from imports.kinds import Entry, Kind, Stock
from workstations.importing.naming import Named, folded

HOSTING = dict(SpecialistApplication.Hosting.choices)
OWN = ("name", "hosting", "operated_since", "operated_until", "legal_basis", "note")
RELATED = ("product__vendor", "product_version", "team")


class InstanceStock(Stock):
    """All Fachverfahren, and what their columns can name; there are some hundred of them."""

    def __init__(self, *, lock: bool) -> None:
        rows = SpecialistApplication.objects.select_related(*RELATED).order_by("pk")
        self.stored = {row.pk: row for row in (rows.select_for_update(of=("self",)) if lock else rows)}
        self.by_name = {folded(row.name): row for row in self.stored.values()}
        self.products = Named[Product]("Ein Produkt")
        for product in Product.objects.select_related("vendor").order_by("pk"):
            self.products.add(product, product.name)
            self.products.add(product, product.name, within=product.vendor_id or 0)
        self.vendors = {folded(row.vendor.name): row.vendor.pk for row in self._all_products() if row.vendor}
        self.versions = Named[ProductVersion]("Eine Version")
        for version in ProductVersion.objects.order_by("pk"):
            self.versions.add(version, version.name, within=version.product_id)
        self.teams = Named[Team]("Ein Team")
        for team in Team.objects.order_by("pk"):
            self.teams.add(team, team.key, team.name)
        self.named: dict[int, dict[str, Any]] = {}

    def _all_products(self) -> list[Product]:
        return [row for rows in self.products.rows.values() for row in rows]

    def find(self, entry: Entry) -> int | None:
        values = entry.values
        found = self.by_name.get(folded(values.get("name", "")))
        named: dict[str, Any] = {"product": None, "product_version": None, "team": None}
        if found is not None:
            values["name"] = found.name
            named = {name: getattr(found, name) for name in named}
        self.named[entry.number] = named
        if {"product", "vendor"} & values.keys():
            self._name_product(entry, found)
        if "version" in values:
            self._name_version(entry)
        if team := found_or_refused(KIND, entry, "team", self.teams.find):
            named["team"], values["team"] = team, team.name
        return found.pk if found else None

    def _name_product(self, entry: Entry, found: SpecialistApplication | None) -> None:
        """The product by its name, among those of a maker where the row names one."""
        values, named = entry.values, self.named[entry.number]
        name = values.get("product", found.product.name if found else "")
        if found and "vendor" not in values and folded(name) == folded(found.product.name):
            values["product"] = found.product.name
            return
        if not name:
            return
        within = None
        if "vendor" in values:
            within = self.vendors.get(folded(values["vendor"]), -1) if values["vendor"] else 0
        try:
            product = self.products.find(name, within)
        except ValidationError as error:
            entry.refuse(KIND.label_of("product"), " ".join(error.messages))
            return
        named["product"] = product
        values["product"], values["vendor"] = product.name, product.vendor.name if product.vendor else ""
        if found and product != found.product and "version" not in values and found.product_version:
            values["version"] = ""
            entry.doubts.append("Mit dem Produkt entfällt die bisherige Version.")

    def _name_version(self, entry: Entry) -> None:
        named, text = self.named[entry.number], entry.values["version"]
        named["product_version"] = None
        if text and named["product"]:
            within = named["product"].pk
            version = found_or_refused(KIND, entry, "version", lambda name: self.versions.find(name, within))
            if version:
                named["product_version"], entry.values["version"] = version, version.name

    def values_of(self, key: int) -> dict[str, Any]:
        return values_of(self.stored[key])

    def identity(self, entry: Entry) -> tuple[Any, ...] | None:
        name = folded(entry.values.get("name", ""))
        return (name,) if name else None

    def check(self, entry: Entry) -> None:
        let_rules_speak(KIND, entry, self._row(entry), OWN)

    def title(self, entry: Entry) -> str:
        return str(entry.after["name"])

    def save(self, entries: Sequence[Entry], source: str, by: User) -> Iterator[int]:
        yield from stored_one_by_one(entries, lambda entry: self._store(entry, by))

    def _store(self, entry: Entry, by: User) -> int:
        row = self.stored[entry.target] if entry.target else SpecialistApplication()
        values = {name: entry.after[name] for name in OWN} | self.named[entry.number]
        return int(actions.keep_part(part=row, by=by, **values).pk)

    def _row(self, entry: Entry) -> SpecialistApplication:
        row = copy.copy(self.stored[entry.target]) if entry.target else SpecialistApplication()
        for name in OWN:
            setattr(row, name, entry.after[name])
        for name, value in self.named[entry.number].items():
            if value is not None or name == "product_version":
                setattr(row, name, value)
        return row


def values_of(row: SpecialistApplication) -> dict[str, Any]:
    """All fields of a Fachverfahren."""
    return {
        **{name: getattr(row, name) for name in OWN},
        "product": row.product.name,
        "vendor": row.product.vendor.name if row.product.vendor else "",
        "version": row.product_version.name if row.product_version else "",
        "team": row.team.name,
    }


class Instances(Kind):
    """Operated Fachverfahren."""

    key = "applications"
    label = "Fachverfahren"
    icon = "apps"
    permissions = ("applications.add_specialistapplication", "applications.change_specialistapplication")
    needs = (("name",),)
    hints = (
        "Ein Fachverfahren wird an seinem Namen wiedergefunden.",
        "Produkte und Versionen werden nicht angelegt. Tragen Sie neue bitte zuerst unter „Produkte“ ein.",
    )
    fields = (
        Field("name", "Name", ("Fachverfahren", "Verfahren", "Bezeichnung"), is_required=True, is_key=True, may_be_emptied=False),
        Field("product", "Produkt", ("Software",), is_required=True, may_be_emptied=False),
        Field("vendor", "Hersteller", ("Anbieter",), hint="nötig, wenn zwei Produkte gleich heißen"),
        Field("version", "Version", ("Programmversion",), hint="wie sie beim Produkt eingetragen ist"),
        Field("hosting", "Betrieb", ("Betriebsart", "Hosting"), is_required=True, may_be_emptied=False, read=one_of(HOSTING), write=word_of(HOSTING),
              hint=", ".join(str(word) for word in HOSTING.values())),
        Field("team", "Team", ("betreuendes Team", "Betreuung"), is_required=True, may_be_emptied=False, hint="Schlüssel oder Name"),
        Field("operated_since", "Betrieben seit", ("Betriebsbeginn",), read=day, write=written_day, nothing=None, hint="Tag, zum Beispiel 01.01.2026"),
        Field("operated_until", "Betrieben bis", ("Betriebsende",), read=day, write=written_day, nothing=None, hint="letzter Tag"),
        Field("legal_basis", "Rechtsgrundlage", ("Grundlage",)),
        Field("note", "Bemerkung", ("Notiz", "Kommentar")),
    )  # fmt: skip

    def stock(self, entries: Sequence[Entry], day: date, *, lock: bool) -> InstanceStock:
        return InstanceStock(lock=lock)

    def all_values(self, day: date) -> Iterator[dict[str, Any]]:
        rows = SpecialistApplication.objects.select_related(*RELATED)
        for row in rows.iterator(chunk_size=2000):
            yield values_of(row)

    def addresses(self, keys: Collection[int]) -> Mapping[int, str]:
        return {key: SpecialistApplication(pk=key).get_absolute_url() for key in keys}


KIND = Instances()
