"""The central infrastructure as rows of a file."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.functions import Upper

from accounts.models import Provider, User
from customers.importing.references import let_rules_speak
from customers.models import Site
from imports.fields import Field, day, one_of, word_of, written_day
from imports.kinds import Entry, Kind, Stock
from workstations.actions import keep_infrastructure, take_in_infrastructure
from workstations.importing import amounts
from workstations.importing.naming import Numbered, providers, rooms, sites
from workstations.importing.rows import FleetStock
from workstations.lifecycle import BEGINNINGS, State
from workstations.models import DeviceKind, InfrastructureItem

KINDS = dict(InfrastructureItem.Kind.choices)
STATES = dict(State.choices)
RELATED = ("model", "provider", "site", "room__site", "operating_system")
OWN = (
    "inventory_number", "name", "kind", "serial_number", "position", "carrier", "line_number", "bandwidth_mbit", "state", "in_service_on",
    "purchased_on", "price", "warranty_until", "note",
)  # fmt: skip
OF_KIND = {
    InfrastructureItem.Kind.SERVER: DeviceKind.SERVER,
    InfrastructureItem.Kind.STORAGE: DeviceKind.STORAGE,
    InfrastructureItem.Kind.BACKUP: DeviceKind.STORAGE,
    InfrastructureItem.Kind.NETWORK_DEVICE: DeviceKind.NETWORK,
    InfrastructureItem.Kind.FIREWALL: DeviceKind.NETWORK,
}
"""What a model is that comes with a piece of infrastructure."""


class InfrastructureStock(FleetStock):
    """The pieces of infrastructure that a file may mean, and what its cells name."""

    row_class = InfrastructureItem
    own = OWN

    def __init__(self, entries: Sequence[Entry], *, lock: bool) -> None:
        super().__init__(KIND, entries)
        self.providers = providers()
        self.sites = sites(provider={row.pk for rows in self.providers.rows.values() for row in rows})
        for site in Site.objects.order_by("pk"):  # by its key a site is found wherever it is
            self.sites.add(site, site.key)
        self.rooms = rooms(self.sites)
        numbers, serials = (
            {entry.values.get(key, "").upper() for entry in entries} - {""}
            for key in ("inventory_number", "serial_number")
        )
        rows = InfrastructureItem.objects.annotate(number=Upper("inventory_number"), serial=Upper("serial_number"))
        rows = rows.filter(Q(number__in=numbers) | Q(serial__in=serials)).select_related(*RELATED).order_by("pk")
        self.by_number = Numbered[InfrastructureItem]("provider_id")
        for row in rows.select_for_update(of=("self",)) if lock else rows:
            self.stored[row.pk] = row
            self.by_number.add(row)
            if row.serial_number:
                self.owners[row.provider_id, "serial_number", row.serial_number.upper()] = row.pk

    def find(self, entry: Entry) -> int | None:
        values, label = entry.values, KIND.label_of
        found, provider = self._recognised(entry)
        stored = values_of(found) if found else {}
        within = provider.pk if provider else None
        site = self.name(
            entry, "site", stored.get("site", ""), lambda text: self._site(text, within), lambda row: row.key
        )
        is_elsewhere = "site" in self.named.get(entry.number, {})
        at_site = site.pk if site else None if is_elsewhere or found is None else found.site_id
        same_room = "" if is_elsewhere else stored.get("room", "")
        self.name(entry, "room", same_room, lambda text: self.rooms.find(text, at_site), lambda row: row.name)
        if is_elsewhere and found is not None and found.room_id and "room" not in values:
            values["room"] = ""
            self.remember(entry, "room", None)
        if values.keys() & {"manufacturer", "model"}:
            kind = values.get("kind", stored.get("kind", ""))
            self.name_model(entry, stored, OF_KIND.get(kind, DeviceKind.OTHER).value)
        self.name_system(entry, stored)
        if found is None and values.get("manufacturer") and not values.get("model"):
            entry.refuse(label("model"), "Ohne Modell sagt der Hersteller nichts.")
        if found is None and "state" not in values:
            values["state"] = State.IN_STOCK if values.get("in_service_on") is None else State.IN_SERVICE
        return found.pk if found else None

    def _recognised(self, entry: Entry) -> tuple[InfrastructureItem | None, Provider | None]:
        """The piece of that number at the company that the row names, else the only one; and that company."""
        values, label = entry.values, KIND.label_of
        number = values.get("inventory_number", "")
        provider = self.name(entry, "provider", "", self.providers.find, lambda row: row.code)
        if values.get("provider") and provider is None:
            return None, None
        try:
            found = self.by_number.find(number, provider.pk if provider else None)
        except ValidationError as error:
            entry.refuse(label("inventory_number"), " ".join(error.messages))
            return None, None
        if found is not None:
            values["inventory_number"] = found.inventory_number
        elif others := self.by_number.everywhere(number):
            whose = ", ".join(row.provider.name for row in others)
            entry.doubts.append(f"Ein Element mit dieser Inventarnummer gibt es schon bei: {whose}.")
        return found, provider or (found.provider if found else None)

    def _site(self, text: str, provider: int | None) -> Site:
        try:
            return self.sites.find(text)
        except ValidationError:
            return self.sites.find(text, provider)

    def values(self, row: InfrastructureItem) -> dict[str, Any]:
        return values_of(row)

    def identity(self, entry: Entry) -> tuple[Any, ...] | None:
        number = entry.values.get("inventory_number", "")
        return (entry.after["provider"], number.upper()) if number else None

    def title(self, entry: Entry) -> str:
        return " ".join(filter(None, [entry.after["inventory_number"], entry.after["name"]]))

    def check(self, entry: Entry) -> None:
        label, state = KIND.label_of, entry.after["state"]
        row = self.row(entry)
        let_rules_speak(KIND, entry, row, OWN)
        self.claim(entry, "serial_number", entry.after["serial_number"], row.provider_id)
        if entry.is_new and state not in BEGINNINGS:
            entry.refuse(label("state"), "Was neu ist, ist bestellt, im Lager oder in Betrieb.")
        if not entry.is_new and state != entry.before["state"]:
            entry.refuse(label("state"), "Der Zustand wird auf der Seite des Elements geändert.")
            return
        if state == State.IN_SERVICE and entry.after["in_service_on"] is None:
            entry.refuse(label("in_service_on"), "Was in Betrieb ist, braucht den Tag, seit dem es in Betrieb ist.")
        self.doubt_what_is_new(entry)

    def take_in(self, rows: Sequence[Any], by: User) -> None:
        take_in_infrastructure(items=rows, by=by)

    def keep(self, rows: Sequence[Any], by: User) -> None:
        keep_infrastructure(items=rows, by=by)


def values_of(row: InfrastructureItem) -> dict[str, Any]:
    """All fields of a piece of infrastructure."""
    return {
        **{name: getattr(row, name) for name in OWN},
        "provider": row.provider.code,
        "site": row.site.key,
        "room": row.room.name if row.room else "",
        "manufacturer": row.model.manufacturer if row.model else "",
        "model": row.model.name if row.model else "",
        "operating_system": row.operating_system.name if row.operating_system else "",
        "system_version": row.operating_system.version if row.operating_system else "",
    }


class Infrastructure(Kind):
    """The central infrastructure."""

    key = "infrastructure"
    label = "Zentrale Infrastruktur"
    icon = "dns"
    permissions = (
        "workstations.add_infrastructureitem",
        "workstations.change_infrastructureitem",
        "workstations.add_devicemodel",
        "workstations.add_operatingsystem",
    )
    needs = (("inventory_number",),)
    hints = (
        "Was zur zentralen Infrastruktur gehört, wird an der Inventarnummer bei seinem Unternehmen wiedergefunden.",
        "Gibt es die Inventarnummer nur einmal, darf das Unternehmen fehlen.",
        "Neues ist bestellt, im Lager oder in Betrieb. Bei Vorhandenem bleibt der Zustand, wie er ist; er wird auf der Seite des Elements geändert.",
    )
    fields = (
        Field("inventory_number", "Inventarnummer", ("Inventar-Nr", "InvNr"), is_required=True, is_key=True, may_be_emptied=False),
        Field("name", "Name", ("Bezeichnung", "Hostname"), is_required=True),
        Field("kind", "Art", ("Typ",), is_required=True, read=one_of(KINDS), write=word_of(KINDS),
              hint=", ".join(str(word) for word in KINDS.values())),
        Field("provider", "Unternehmen", ("Eigentum von", "Betreiber"), is_required=True, may_be_emptied=False, hint="Kürzel oder Name"),
        Field("site", "Standort", ("Rechenzentrum", "Gebäude"), is_required=True, may_be_emptied=False,
              hint="Schlüssel, bei einem Standort des Unternehmens auch der Name"),
        Field("room", "Raum", ("Zimmer",)),
        Field("position", "Platz", ("Höheneinheit", "Schrank"), hint="zum Beispiel R03, HE 12–14"),
        Field("manufacturer", "Hersteller", ("Marke",), may_be_emptied=False),
        Field("model", "Modell", ("Modellbezeichnung",)),
        Field("serial_number", "Seriennummer", ("Serien-Nr", "S/N", "SN")),
        Field("operating_system", "Betriebssystem", ("OS",)),
        Field("system_version", "Version des Betriebssystems", ("Version", "OS-Version", "Betriebssystemversion")),
        Field("carrier", "Leitungsanbieter", ("Provider", "Anbieter")),
        Field("line_number", "Leitungsnummer", ("Leitung",)),
        Field("bandwidth_mbit", "Bandbreite in Mbit/s", ("Bandbreite",), read=amounts.whole, write=amounts.written_whole, nothing=None),
        Field("state", "Zustand", ("Status",), may_be_emptied=False, read=one_of(STATES), write=word_of(STATES), hint="bestellt, im Lager oder in Betrieb"),
        Field("in_service_on", "In Betrieb seit", ("Inbetriebnahme",), read=day, write=written_day, nothing=None, hint="Tag, zum Beispiel 31.01.2026"),
        Field("purchased_on", "Beschafft am", ("Kaufdatum", "Anschaffungsdatum"), read=day, write=written_day, nothing=None),
        Field("price", "Preis", ("Kaufpreis", "Anschaffungspreis"), read=amounts.price, write=amounts.written_price, nothing=None,
              hint="in Euro mit Umsatzsteuer, zum Beispiel 1.234,50"),
        Field("warranty_until", "Garantie bis", ("Garantieende",), read=day, write=written_day, nothing=None),
        Field("note", "Bemerkung", ("Notiz", "Kommentar")),
    )  # fmt: skip

    def stock(self, entries: Sequence[Entry], day: date, *, lock: bool) -> Stock:
        return InfrastructureStock(entries, lock=lock)

    def all_values(self, day: date) -> Iterator[dict[str, Any]]:
        rows = InfrastructureItem.objects.select_related(*RELATED).order_by("inventory_number")
        for row in rows.iterator(chunk_size=2000):
            yield values_of(row)

    def addresses(self, keys: Collection[int]) -> Mapping[int, str]:
        return {key: InfrastructureItem(pk=key).get_absolute_url() for key in keys}


KIND = Infrastructure()
