"""The devices that a file may mean: found again by their marks, checked, and stored."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.db.models.functions import Upper

from accounts.models import User
from customers.importing.references import References, let_rules_speak
from customers.models import Authority
from imports.kinds import Entry, Kind
from workstations.actions import keep_devices, take_in_devices
from workstations.actions.devices import LENT
from workstations.importing.device_values import (
    ELSEWHERE,
    OWN,
    PLACES,
    RELATED,
    STATES,
    Owner,
    beginning,
    described,
    owner_of,
    values_of,
)
from workstations.importing.naming import (
    Named,
    leases,
    people,
    person_in_words,
    providers,
    rooms,
    service_points,
    sites,
)
from workstations.importing.rows import FleetStock
from workstations.lifecycle import BEGINNINGS, PlaceState, State
from workstations.models import Device, Loan, Workstation

ORDERED = (
    "Von diesem Modell sind noch {} bestellt. Gehört das Gerät dazu, nehmen Sie es unter „Lieferung annehmen“ auf; "
    "hier wird es ein weiteres."
)


class DeviceStock(FleetStock):
    """The devices that a file may mean, and what its cells name."""

    row_class = Device
    own = OWN

    def __init__(self, kind: Kind, entries: Sequence[Entry], *, lock: bool) -> None:
        super().__init__(kind, entries)
        self.authorities = References(Authority.objects.all())
        self.by_pk = {row.pk: row for row in self.authorities.by_key.values()}
        self.providers = providers()
        self.owner_of: dict[int, Owner] = {}
        self.by_mark: dict[tuple[Owner, str, str], Device] = {}
        self.by_serial: dict[str, list[Device]] = {}
        for row in self._read(entries, lock=lock):
            self._note(row)
        self.lent = set(Loan.objects.handed_out().filter(device__in=self.stored).values_list("device", flat=True))
        counted = Device.objects.on_order().order_by().values_list("provider", "authority", "model")
        self.ordered = {tuple(key): count for *key, count in counted.annotate(Count("pk"))}
        self._read_places(entries)

    def _read(self, entries: Sequence[Entry], *, lock: bool) -> Iterator[Device]:
        marks = {
            key: {str(entry.values[key]).upper() for entry in entries if entry.values.get(key)}
            for key in ("inventory_number", "serial_number")
        }
        rows = Device.objects.annotate(number=Upper("inventory_number"), serial=Upper("serial_number"))
        rows = rows.filter(
            Q(number__in=marks["inventory_number"]) | Q(serial__in=marks["serial_number"])
        ).select_related(*RELATED)
        yield from (rows.select_for_update(of=("self",)) if lock else rows).order_by("pk")

    def _note(self, row: Device) -> None:
        owner = owner_of(row)
        self.stored[row.pk] = row
        for key in ("inventory_number", "serial_number"):
            if value := getattr(row, key).upper():
                self.by_mark[owner, key, value] = row
                self.owners[owner, key, value] = row.pk
        if row.serial_number:
            self.by_serial.setdefault(row.serial_number.upper(), []).append(row)

    def _read_places(self, entries: Sequence[Entry]) -> None:
        """Only what the columns of this file can name."""
        named = {row.authority_id for row in self.stored.values() if row.authority_id}
        texts = {entry.values.get("authority", "") for entry in entries}
        for text in texts - {""}:
            try:
                named.add(self.authorities.find(text).pk)
            except ValidationError:
                continue
        numbers = {entry.values.get("workstation", "").upper() for entry in entries} - {""}
        self.workstations = Named[Workstation]("Einen Arbeitsplatz")
        for place in Workstation.objects.annotate(number=Upper("inventory_number")).filter(number__in=numbers):
            for within in (None, place.authority_id):
                self.workstations.add(place, place.inventory_number, within=within)
            named.add(place.authority_id)
        self.people = people(named if "held_by" in self.columns else ())
        self.sites = sites(authority=named if {"site", "room"} & self.columns else ())
        self.rooms = rooms(self.sites)
        self.leases = leases(named if "lease" in self.columns else ())
        self.service_points = service_points()

    def find(self, entry: Entry) -> int | None:
        owner = self._owner(entry)
        if owner is None:
            return None
        self.owner_of[entry.number] = owner
        found = self._recognised(entry, owner)
        self._name_all(entry, found)
        if found is None and "state" not in entry.values:
            entry.values["state"] = beginning(entry.values)
        return found.pk if found else None

    def _owner(self, entry: Entry) -> Owner | None:
        """Whose the device is: of the company that the row names, else of its authority."""
        values, provider, authority = entry.values, None, None
        if text := values.get("provider"):
            try:
                provider = self.providers.find(text)
            except ValidationError as error:
                entry.refuse(self.kind.label_of("provider"), " ".join(error.messages))
                return None
            values["provider"] = provider.code
            self.remember(entry, "provider", provider)
        if text := values.get("authority"):
            try:
                authority = self.authorities.find(text)
            except ValidationError as error:
                entry.refuse(self.kind.label_of("authority"), " ".join(error.messages))
                return None
            values["authority"] = authority.key
        if "authority" in values:
            self.remember(entry, "authority", authority)
        if provider is not None:
            return "provider", provider.pk
        if authority is not None:
            return "authority", authority.pk
        entry.refuse(
            self.kind.label_of("authority"),
            "Bitte geben Sie die Behörde an oder das Unternehmen, dem das Gerät gehört.",
        )
        return None

    def _recognised(self, entry: Entry, owner: Owner) -> Device | None:
        """The device of this owner with the number, else the one with the serial number; they must not contradict each other."""
        number, serial = (str(entry.values.get(key, "")) for key in ("inventory_number", "serial_number"))
        by_number = self.by_mark.get((owner, "inventory_number", number.upper())) if number else None
        by_serial = self.by_mark.get((owner, "serial_number", serial.upper())) if serial else None
        if by_number and by_serial and by_number.pk != by_serial.pk:
            entry.refuse(
                self.kind.label_of("serial_number"),
                f"Die Inventarnummer „{number}“ und die Seriennummer „{serial}“ gehören zu zwei Geräten: "
                f"{described(by_number)} und {described(by_serial)}.",
            )
        found = by_number or by_serial
        if found is None and not number and not serial:
            entry.refuse("", "Bitte geben Sie die Inventarnummer oder die Seriennummer an.")
        return found

    def _name_all(self, entry: Entry, row: Device | None) -> None:
        values, stored = entry.values, values_of(row) if row else {}
        named = self.named.get(entry.number, {})
        authority = named.get("authority", row.authority if row else None)
        at = self._name_workstation(entry, stored, authority.pk if authority else None)
        if row is None and at is not None and "authority" not in named:
            values["authority"] = self.by_pk[at.authority_id].key
            self.remember(entry, "authority", self.by_pk[at.authority_id])
        named = self.named.get(entry.number, {})
        authority = named.get("authority", row.authority if row else None)
        within = authority.pk if authority else None
        said = stored.get
        self.name(entry, "held_by", said("held_by", ""), lambda text: self.people.find(text, within), person_in_words)
        self.name(
            entry,
            "lease",
            said("lease", ""),
            lambda text: self.leases.find(text, within),
            lambda row: row.contract_number,
        )
        self.name(entry, "stored_at", said("stored_at", ""), self.service_points.find, lambda row: row.key)
        site = self.name(
            entry, "site", said("site", ""), lambda text: self.sites.find(text, within), lambda row: row.key
        )
        is_elsewhere = "site" in self.named.get(entry.number, {})
        at_site = site.pk if site else None if is_elsewhere or row is None else row.site_id
        same_room = "" if is_elsewhere else said("room", "")
        self.name(entry, "room", same_room, lambda text: self.rooms.find(text, at_site), lambda row: row.name)
        if is_elsewhere and row is not None and row.room_id and "room" not in values:
            values["room"] = ""
            self.remember(entry, "room", None)
        if values.keys() & {"manufacturer", "model", "kind"}:
            self.name_model(entry, stored)
        self.name_system(entry, stored)

    def _name_workstation(self, entry: Entry, stored: dict[str, Any], authority: int | None) -> Workstation | None:
        """That of the device's authority; one of another, if no other has the number, is found to be refused."""

        def find(text: str) -> Workstation:
            try:
                return self.workstations.find(text, authority)
            except ValidationError:
                return self.workstations.find(text)

        at = stored.get("workstation", "")
        found = self.name(entry, "workstation", at, find, lambda row: row.inventory_number)
        if found is not None and found.state == PlaceState.CLOSED:
            entry.refuse(self.kind.label_of("workstation"), f"{found} ist aufgegeben.")
        return found if isinstance(found, Workstation) else None

    def values(self, row: Device) -> dict[str, Any]:
        return values_of(row)

    def identity(self, entry: Entry) -> tuple[Any, ...] | None:
        if entry.target:
            return ("stored", entry.target)
        owner, values = self.owner_of.get(entry.number), entry.values
        if owner is None:
            return None
        for key in ("inventory_number", "serial_number"):
            if values.get(key):
                return (owner, key, values[key].upper())
        return None

    def title(self, entry: Entry) -> str:
        after = entry.after
        return " ".join(
            filter(None, [after["inventory_number"] or after["serial_number"], after["manufacturer"], after["model"]])
        )

    def check(self, entry: Entry) -> None:
        owner = self.owner_of.get(entry.number)
        row = self.row(entry)
        let_rules_speak(self.kind, entry, row, OWN)
        if owner is not None:
            for key in ("inventory_number", "serial_number"):
                self.claim(entry, key, entry.after[key], owner)
            self._doubt_marks(entry, owner)
        self._check_state(entry)
        if not row.authority_id and not row.provider_id:
            entry.refuse(self.kind.label_of("authority"), "Ein Gerät gehört einer Behörde oder einem Unternehmen.")
        self.doubt_what_is_new(entry)
        waiting = self.ordered.get((row.provider_id, row.authority_id, row.model_id))
        if entry.is_new and entry.after["state"] != State.ORDERED and waiting:
            entry.doubts.append(ORDERED.format(waiting))

    def _check_state(self, entry: Entry) -> None:
        after, label, state = entry.after, self.kind.label_of, entry.after["state"]
        if entry.is_new and state not in BEGINNINGS:
            entry.refuse(label("state"), "Ein neues Gerät ist bestellt, im Lager oder in Betrieb.")
        if not entry.is_new and state != entry.before["state"]:
            entry.refuse(label("state"), ELSEWHERE)
            return
        if entry.target in self.lent and any(after[key] != entry.before[key] for key in PLACES):
            entry.refuse(label("workstation"), LENT.format(self.stored[entry.target]))
        is_out = state in (State.IN_SERVICE, State.IN_REPAIR)
        for key in (*PLACES, "stored_at", "shelf"):
            fits = is_out if key in PLACES else state in (State.IN_STOCK, State.RETIRED)
            if after[key] and not fits and after[key] != entry.before.get(key):
                entry.refuse(
                    label(key),
                    f"Das passt nicht zum Zustand „{STATES[state]}“. {ELSEWHERE if entry.before else ''}".strip(),
                )
        if state == State.IN_STOCK and not after["stored_at"]:
            entry.refuse(label("stored_at"), "Ein Gerät im Lager braucht das Lager, in dem es liegt.")
        if state == State.IN_SERVICE and after["in_service_on"] is None:
            entry.refuse(label("in_service_on"), "Ein Gerät in Betrieb braucht den Tag, seit dem es in Betrieb ist.")
        if (
            state == State.IN_SERVICE
            and not any(after[key] for key in PLACES)
            and (entry.is_new or any(entry.before[key] for key in PLACES))
        ):
            entry.refuse(label("workstation"), "Bitte geben Sie an, wo das Gerät steht oder wer es hat.")

    def _doubt_marks(self, entry: Entry, owner: Owner) -> None:
        serial, before = entry.after["serial_number"], entry.before
        if before and serial != before["serial_number"] and before["serial_number"] and serial:
            entry.doubts.append("Gefunden an der Inventarnummer. Seine Seriennummer war bisher eine andere.")
        if before and before["state"] in (State.RETIRED, State.DISPOSED):
            entry.doubts.append(f"Dieses Gerät ist {STATES[before['state']]}.")
        others = [row for row in self.by_serial.get(serial.upper(), ()) if owner_of(row) != owner]
        if entry.is_new and others:
            whose = others[0].provider or others[0].authority
            entry.doubts.append(f"Diese Seriennummer hat schon {described(others[0])} ({whose}).")

    def take_in(self, rows: Sequence[Any], by: User) -> None:
        take_in_devices(devices=rows, by=by)

    def keep(self, rows: Sequence[Any], by: User) -> None:
        keep_devices(devices=rows, by=by)
