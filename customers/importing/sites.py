"""Sites of authorities as rows of a file, with their rooms."""

import copy
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import User
from customers.actions import take_in_site
from customers.importing.references import References, let_rules_speak, messages_of
from customers.models import Authority, Room, Site
from imports.fields import Field
from imports.kinds import Entry, Kind, Stock
from imports.sheets.cells import plain

OWN = ("key", "name", "street", "postcode", "city")
PIECES = re.compile(r"\\(.)|([;|])|([^\\;|]+|\\$)")
LONGEST_ROOM = Room._meta.get_field("name").max_length


def rooms_of(text: str) -> tuple[str, ...]:
    """The rooms that a cell lists; a backslash keeps a separator inside of a name."""
    parts = [""]
    for kept, separator, other in PIECES.findall(text):
        if separator:
            parts.append("")
        else:
            parts[-1] += kept or other
    names = [plain(part) for part in parts]
    if any(len(name) > (LONGEST_ROOM or 0) for name in names):
        raise ValidationError(f"Ein Raum hat höchstens {LONGEST_ROOM} Zeichen. Trennen Sie Räume mit ; oder |.")
    return tuple(dict.fromkeys(name for name in names if name))


def rooms_in_words(names: Sequence[str]) -> str:
    """Rooms as one cell."""
    return " | ".join(re.sub(r"([\\;|])", r"\\\1", name) for name in names)


class SiteStock(Stock):
    """All sites, since a key is taken wherever it stands, and the rooms of each."""

    def __init__(self, *, lock: bool) -> None:
        self.references = References(Authority.objects.all())
        self.keys = {authority.pk: authority.key for authority in self.references.by_key.values()}
        rows: QuerySet[Site] = Site.objects.select_for_update() if lock else Site.objects.all()
        self.stored = {row.pk: row for row in rows.order_by("pk")}
        self.by_key = {row.key: row for row in self.stored.values()}
        self.rooms: dict[int, list[str]] = {}
        for site, name in Room.objects.order_by("name").values_list("site_id", "name"):
            self.rooms.setdefault(site, []).append(name)

    def find(self, entry: Entry) -> int | None:
        values = entry.values
        found = self.by_key.get(values.get("key", ""))
        if "authority" in values:
            try:
                values["authority"] = self.references.find(values["authority"]).key
            except ValidationError as error:
                entry.refuse("Behörde", " ".join(error.messages))
                return found.pk if found else None
        if found is not None and found.authority_id is None:
            entry.refuse("Schlüssel", "Dieser Standort gehört einem Unternehmen. Er wird hier nicht geändert.")
        elif (
            found is not None
            and values.get("authority", self.keys[found.authority_id or 0]) != self.keys[found.authority_id or 0]
        ):
            entry.refuse(
                "Behörde", "Dieser Standort gehört einer anderen Behörde. Ein Standort bleibt bei seiner Behörde."
            )
        if found is not None and "rooms" in values:
            there = self.rooms.get(found.pk, [])
            values["rooms"] = (*there, *(name for name in values["rooms"] if name not in there))
        return found.pk if found else None

    def values_of(self, key: int) -> dict[str, Any]:
        return self.values(self.stored[key])

    def values(self, site: Site) -> dict[str, Any]:
        """All fields of a site."""
        own = {name: getattr(site, name) for name in OWN}
        return own | {
            "authority": self.keys.get(site.authority_id or 0, ""),
            "rooms": tuple(self.rooms.get(site.pk, ())),
        }

    def identity(self, entry: Entry) -> tuple[Any, ...] | None:
        key = entry.values.get("key")
        return (key,) if key else None

    def title(self, entry: Entry) -> str:
        known = self.references.by_key.get(entry.after["authority"])
        return f"{entry.after['name'] or entry.after['key']}, {known.short_name}" if known else str(entry.after["name"])

    def check(self, entry: Entry) -> None:
        let_rules_speak(KIND, entry, self._row(entry), OWN)

    def save(self, entries: Sequence[Entry], source: str, by: User) -> Iterator[int]:
        for done, entry in enumerate(entries, start=1):
            row = self._row(entry)
            row.source = row.source if row.pk else source
            try:
                take_in_site(site=row, rooms=entry.after["rooms"], by=by)
            except ValidationError as error:
                texts = " ".join(text for found in messages_of(error).values() for text in found)
                raise ValidationError(f"Zeile {entry.number}: {texts}") from error
            entry.target = row.pk
            yield done

    def _row(self, entry: Entry) -> Site:
        authority = self.references.by_key.get(entry.after["authority"])  # none if that is what is wrong with the row
        row = copy.copy(self.stored[entry.target]) if entry.target else Site(authority=authority)
        for name in OWN:
            setattr(row, name, entry.after[name])
        return row


class Sites(Kind):
    """Sites of authorities."""

    key = "sites"
    label = "Standorte"
    icon = "location_on"
    permissions = ("customers.add_site", "customers.change_site", "customers.add_room")
    needs = (("key",),)
    hints = (
        "Ein Standort wird an seinem Schlüssel wiedergefunden.",
        "Räume stehen in einer Zelle, getrennt durch ; oder |. Sie werden ergänzt; Räume, die nicht in der Datei stehen, bleiben.",
    )
    fields = (
        Field("key", "Schlüssel", ("Kürzel", "ID"), is_required=True, is_key=True, may_be_emptied=False,
              hint="kurzer, dauerhafter Name, zum Beispiel ludwigslust-rathaus"),
        Field("authority", "Behörde", ("Dienststelle", "Organisation"), is_required=True, may_be_emptied=False,
              hint="Schlüssel, ARS, AGS oder Name"),
        Field("name", "Name", ("Standort", "Gebäude", "Bezeichnung"), is_required=True),
        Field("street", "Straße", ("Straße und Hausnummer", "Anschrift")),
        Field("postcode", "Postleitzahl", ("PLZ",)),
        Field("city", "Ort", ("Stadt",)),
        Field("rooms", "Räume", ("Raum", "Zimmer"), may_be_emptied=False, read=rooms_of, write=rooms_in_words, nothing=(),
              hint="zum Beispiel 101 | 102 | Serverraum"),
    )  # fmt: skip

    def stock(self, entries: Sequence[Entry], day: date, *, lock: bool) -> SiteStock:
        return SiteStock(lock=lock)

    def all_values(self, day: date) -> Iterator[dict[str, Any]]:
        stock = SiteStock(lock=False)
        for row in Site.objects.exclude(authority=None).order_by("key"):
            yield stock.values(row)

    def addresses(self, keys: Collection[int]) -> Mapping[int, str]:
        owners = Site.objects.filter(pk__in=keys).values_list("pk", "authority_id")
        return {key: Authority(pk=owner).get_absolute_url() for key, owner in owners if owner}


KIND = Sites()
