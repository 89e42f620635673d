"""IT-Arbeitsplätze as rows of a file: where they are and who works there. Their devices are files of their own."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.functions import Upper

from accounts.models import User
from customers.importing.references import References, let_rules_speak
from customers.models import Authority
from imports.fields import Field, day, one_of, word_of, written_day
from imports.kinds import Entry, Kind, Stock
from workstations.actions import keep_workstations, take_in_workstations
from workstations.importing.naming import Numbered, people, person_in_words, rooms, sites
from workstations.importing.rows import FleetStock
from workstations.lifecycle import PLACE_BEGINNINGS, PlaceState
from workstations.models import Workstation

NETWORKS = dict(Workstation.Network.choices)
STATES = dict(PlaceState.choices)
RELATED = ("authority", "site", "room__site", "used_by")
OWN = ("inventory_number", "name", "network", "state", "in_service_on", "note")


class WorkstationStock(FleetStock):
    """The workstations that a file means, and what its cells name."""

    row_class = Workstation
    own = OWN

    def __init__(self, entries: Sequence[Entry], *, lock: bool) -> None:
        super().__init__(KIND, entries)
        self.authorities = References(Authority.objects.all())
        numbers = {entry.values.get("inventory_number", "").upper() for entry in entries} - {""}
        rows = Workstation.objects.annotate(number=Upper("inventory_number")).filter(number__in=numbers)
        rows = rows.select_related(*RELATED).order_by("pk")
        self.by_number = Numbered[Workstation]("authority_id")
        for row in rows.select_for_update(of=("self",)) if lock else rows:
            self.stored[row.pk] = row
            self.by_number.add(row)
        named = {row.authority_id for row in self.stored.values()}
        for text in {entry.values.get("authority", "") for entry in entries} - {""}:
            try:
                named.add(self.authorities.find(text).pk)
            except ValidationError:
                continue
        self.people = people(named if "used_by" in self.columns else ())
        self.sites = sites(authority=named if {"site", "room"} & self.columns else ())
        self.rooms = rooms(self.sites)

    def find(self, entry: Entry) -> int | None:
        found, authority = self._recognised(entry)
        stored = values_of(found) if found else {}
        within = authority.pk if authority else found.authority_id if found else None
        person = stored.get("used_by", "")
        self.name(entry, "used_by", person, lambda text: self.people.find(text, within), person_in_words)
        site = self.name(
            entry, "site", stored.get("site", ""), lambda text: self.sites.find(text, within), lambda row: row.key
        )
        is_elsewhere = "site" in self.named.get(entry.number, {})
        at_site = site.pk if site else None if is_elsewhere or found is None else found.site_id
        same_room = "" if is_elsewhere else stored.get("room", "")
        self.name(entry, "room", same_room, lambda text: self.rooms.find(text, at_site), lambda row: row.name)
        if is_elsewhere and found is not None and found.room_id and "room" not in entry.values:
            entry.values["room"] = ""
            self.remember(entry, "room", None)
        if found is None and "state" not in entry.values:
            is_used = entry.values.get("in_service_on") is not None
            entry.values["state"] = PlaceState.IN_SERVICE if is_used else PlaceState.PLANNED
        return found.pk if found else None

    def _recognised(self, entry: Entry) -> tuple[Workstation | None, Authority | None]:
        """The workstation of that number at the authority that the row names, else the only one; and that authority."""
        number = entry.values.get("inventory_number", "")
        authority = self.name(entry, "authority", "", self.authorities.find, lambda row: row.key)
        if entry.values.get("authority") and authority is None:
            return None, None
        try:
            found = self.by_number.find(number, authority.pk if authority else None)
        except ValidationError as error:
            entry.refuse(KIND.label_of("inventory_number"), " ".join(error.messages))
            return None, None
        if found is not None:
            entry.values["inventory_number"] = found.inventory_number
        elif others := self.by_number.everywhere(number):
            whose = ", ".join(row.authority.short_name for row in others)
            entry.doubts.append(f"Einen Arbeitsplatz mit dieser Inventarnummer gibt es schon bei: {whose}.")
        return found, authority

    def values(self, row: Workstation) -> dict[str, Any]:
        return values_of(row)

    def identity(self, entry: Entry) -> tuple[Any, ...] | None:
        number = entry.values.get("inventory_number", "")
        return (entry.after["authority"], number.upper()) if number else None

    def title(self, entry: Entry) -> str:
        return " ".join(filter(None, [entry.after["inventory_number"], entry.after["name"]]))

    def check(self, entry: Entry) -> None:
        after, label, state = entry.after, KIND.label_of, entry.after["state"]
        row = self.row(entry)
        if row.authority_id:
            let_rules_speak(KIND, entry, row, OWN)
        if entry.is_new and state not in PLACE_BEGINNINGS:
            entry.refuse(label("state"), "Ein neuer Arbeitsplatz ist geplant oder in Betrieb.")
        if not entry.is_new and state != entry.before["state"]:
            entry.refuse(label("state"), "Der Zustand wird auf der Seite des Arbeitsplatzes geändert.")
            return
        if state == PlaceState.CLOSED and after["used_by"]:
            entry.refuse(label("used_by"), "Dieser Arbeitsplatz ist aufgegeben.")
        if state == PlaceState.IN_SERVICE and after["in_service_on"] is None:
            entry.refuse(
                label("in_service_on"), "Ein Arbeitsplatz in Betrieb braucht den Tag, seit dem er in Betrieb ist."
            )

    def take_in(self, rows: Sequence[Any], by: User) -> None:
        take_in_workstations(workstations=rows, by=by)

    def keep(self, rows: Sequence[Any], by: User) -> None:
        keep_workstations(workstations=rows, by=by)


def values_of(row: Workstation) -> dict[str, Any]:
    """All fields of a workstation."""
    return {
        **{name: getattr(row, name) for name in OWN},
        "authority": row.authority.key,
        "site": row.site.key if row.site else "",
        "room": row.room.name if row.room else "",
        "used_by": person_in_words(row.used_by),
    }


class Workstations(Kind):
    """IT-Arbeitsplätze."""

    key = "workstations"
    label = "IT-Arbeitsplätze"
    icon = "computer"
    permissions = ("workstations.add_workstation", "workstations.change_workstation")
    needs = (("inventory_number",),)
    hints = (
        "Ein Arbeitsplatz wird an der Inventarnummer bei seiner Behörde wiedergefunden.",
        "Gibt es die Inventarnummer nur einmal, darf die Behörde fehlen.",
        "Neue Arbeitsplätze sind geplant oder in Betrieb. Bei vorhandenen bleibt der Zustand, wie er ist; er wird auf der Seite des Arbeitsplatzes geändert.",
        "Welche Geräte dort stehen, steht in der Datei der Geräte.",
    )
    fields = (
        Field("inventory_number", "Inventarnummer", ("Inventar-Nr", "InvNr", "Arbeitsplatz", "Arbeitsplatznummer"), is_required=True, is_key=True,
              may_be_emptied=False),
        Field("name", "Rechnername", ("Name", "Hostname", "Computername"), is_required=True),
        Field("authority", "Behörde", ("Dienststelle", "Organisation", "Kunde"), is_required=True, may_be_emptied=False,
              hint="Schlüssel, ARS, AGS oder Name"),
        Field("site", "Standort", ("Gebäude",), hint="Schlüssel oder Name"),
        Field("room", "Raum", ("Zimmer",)),
        Field("used_by", "Genutzt von", ("Person", "Nutzer", "Benutzer"), hint="E-Mail-Adresse oder Name einer Ansprechperson der Behörde"),
        Field("network", "Netz", ("Netzwerk",), may_be_emptied=False, read=one_of(NETWORKS), write=word_of(NETWORKS),
              default=Workstation.Network.ADMINISTRATION.value, hint=f"{', '.join(str(word) for word in NETWORKS.values())}; neu ohne Angabe: Verwaltungsnetz"),
        Field("state", "Zustand", ("Status",), may_be_emptied=False, read=one_of(STATES), write=word_of(STATES), hint="geplant oder in Betrieb"),
        Field("in_service_on", "In Betrieb seit", ("Inbetriebnahme",), read=day, write=written_day, nothing=None, hint="Tag, zum Beispiel 31.01.2026"),
        Field("note", "Bemerkung", ("Notiz", "Kommentar")),
    )  # fmt: skip

    def stock(self, entries: Sequence[Entry], day: date, *, lock: bool) -> Stock:
        return WorkstationStock(entries, lock=lock)

    def all_values(self, day: date) -> Iterator[dict[str, Any]]:
        rows = Workstation.objects.select_related(*RELATED).order_by("authority__key", "inventory_number")
        for row in rows.iterator(chunk_size=2000):
            yield values_of(row)

    def addresses(self, keys: Collection[int]) -> Mapping[int, str]:
        return {key: Workstation(pk=key).get_absolute_url() for key in keys}


KIND = Workstations()
