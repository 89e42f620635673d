"""Authorities as rows of a file, with their Amt and what they are to the provider."""

import copy
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from customers.actions import join_amt, save_authority, take_role
from customers.following import OLDEST_FIRST, follow_up, standing
from customers.importing.references import References, let_rules_speak, messages_of
from customers.models import Authority, AuthorityRole, Membership, Succession
from imports.fields import Field, day, one_of, word_of, written_day
from imports.kinds import Entry, Kind, Stock

KINDS = dict(Authority.Kind.choices)
ROLES = dict(AuthorityRole.Role.choices)
OWN = ("key", "name", "short_name", "kind", "ags", "ars", "street", "postcode", "city")
UNIQUE = {"key": "Schlüssel", "ags": "AGS", "ars": "ARS"}


class AuthorityStock(Stock):
    """All authorities with their Amt and their role over time."""

    def __init__(self, entries: Sequence[Entry], day: date, *, lock: bool) -> None:
        rows = Authority.objects.select_for_update() if lock else Authority.objects.all()
        self.day = day
        self.stored = {row.pk: row for row in rows.order_by("pk")}
        self.references = References(self.stored.values())
        self.in_file = {entry.values["key"]: entry for entry in entries if entry.values.get("key")}
        self.amts: dict[int, list[Membership]] = defaultdict(list)
        self.roles: dict[int, list[AuthorityRole]] = defaultdict(list)
        of_amt = Membership.objects.filter(kind=Membership.Kind.MEMBER_OF_AMT).select_related("body")
        for membership in of_amt.order_by(*OLDEST_FIRST):
            self.amts[membership.member_id].append(membership)
        for role in AuthorityRole.objects.order_by(*OLDEST_FIRST):
            self.roles[role.authority_id].append(role)
        self.gone = dict(Succession.objects.values_list("predecessor_id", "effective_on"))
        self.owners = {
            (name, value): row.pk for row in self.stored.values() for name in UNIQUE if (value := getattr(row, name))
        }

    def find(self, entry: Entry) -> int | None:
        values, known = entry.values, self.references
        found = None
        for name, rows in (("key", known.by_key), ("ars", known.by_ars), ("ags", known.by_ags)):
            if found is None and values.get(name):
                found = rows.get(values[name])
        if found is not None and values.get("key", found.key) != found.key:
            entry.refuse("Schlüssel", f"„{found}“ hat schon den Schlüssel „{found.key}“. Er bleibt, wie er ist.")
        if amt := values.get("amt"):
            try:
                values["amt"] = self._amt(amt)
            except ValidationError as error:
                entry.refuse("Amt", " ".join(error.messages))
        return found.pk if found else None

    def _amt(self, text: str) -> str:
        """The key of the Amt that a text names; it may come with the same file."""
        if text not in self.references.by_key and text in self.in_file:
            kind = self.in_file[text].values.get("kind")
        else:
            amt = self.references.find(text)
            text = amt.key
            kind = self.in_file[text].values.get("kind", amt.kind) if text in self.in_file else amt.kind
        if kind != Authority.Kind.AMT:
            raise ValidationError(f"„{text}“ ist kein Amt.")
        return text

    def values_of(self, key: int) -> dict[str, Any]:
        return self.values(self.stored[key])

    def values(self, authority: Authority) -> dict[str, Any]:
        """All fields of an authority, with the newest Amt and role that are not over."""
        amt, role = standing(self.amts[authority.pk], self.day), standing(self.roles[authority.pk], self.day)
        return {
            **{name: getattr(authority, name) for name in OWN},
            "amt": amt.body.key if amt else "",
            "amt_since": amt.valid_from if amt else None,
            "role": role.role if role else "",
            "role_since": role.valid_from if role else None,
        }

    def identity(self, entry: Entry) -> tuple[Any, ...] | None:
        return ("stored", entry.target) if entry.target else ("new", entry.values.get("key"))

    def title(self, entry: Entry) -> str:
        return str(entry.after.get("name") or entry.after.get("key") or "")

    def check(self, entry: Entry) -> None:
        let_rules_speak(KIND, entry, self._row(entry), OWN)
        for name, label in UNIQUE.items():
            value = entry.after[name]
            me = entry.target or -entry.number
            owner = self.owners.setdefault((name, value), me) if value else me
            if owner != me:
                whose = f"„{self.stored[owner]}“" if owner > 0 else f"Zeile {-owner}"
                entry.refuse(label, f"Diesen {label} hat schon {whose}.")
        if entry.after["amt"] and entry.after["amt"] == entry.after["key"]:
            entry.refuse("Amt", "Eine Behörde kann nicht zu sich selbst gehören.")
        if "amt" in entry.values and entry.after["amt"] and entry.after["kind"] not in Authority.MUNICIPALITIES:
            entry.refuse("Amt", "Zu einem Amt gehören nur Gemeinden.")
        amts, roles = self.amts[entry.target or 0], self.roles[entry.target or 0]
        self._check_since(entry, "amt", amts, lambda row: bool(row.body.key == entry.after["amt"]))
        self._check_since(entry, "role", roles, lambda row: bool(row.role == entry.after["role"]))

    def _check_since(self, entry: Entry, name: str, rows: Sequence[Any], is_same: Any) -> None:
        """Whether the Amt or the role can begin on the day that is given for it."""
        label = KIND.label_of(f"{name}_since")
        if not {name, f"{name}_since"} & entry.values.keys():
            return
        if (gone := self.gone.get(entry.target or 0)) and any(
            column.startswith(KIND.label_of(name)) for column, *_ in entry.changes
        ):
            entry.refuse(KIND.label_of(name), f"Diese Behörde gibt es seit dem {gone:%d.%m.%Y} nicht mehr.")
        if not entry.after[name]:
            entry.refuse(label, f"Ohne „{KIND.label_of(name)}“ sagt dieser Tag nichts.")
            return
        try:
            follow_up(rows, is_same, entry.values.get(f"{name}_since"), self.day)
        except ValidationError as error:
            entry.refuse(label, " ".join(error.messages))

    def save(self, entries: Sequence[Entry], source: str, by: User) -> Iterator[int]:
        for entry in entries:
            row = self._row(entry)
            row.source = row.source if row.pk else source
            try:
                save_authority(authority=row, by=by)
            except ValidationError as error:
                raise _named(entry, error) from error
            entry.target = row.pk
            self.stored[row.pk] = self.references.by_key[row.key] = row
        for done, entry in enumerate(entries, start=1):  # an Amt of the same file is there by now
            try:
                self._save_periods(entry, source, by)
            except ValidationError as error:
                raise _named(entry, error) from error
            yield done

    def _save_periods(self, entry: Entry, source: str, by: User) -> None:
        assert entry.target is not None  # noqa: S101 – it has just been stored
        row, after = self.stored[entry.target], entry.after
        if {"amt", "amt_since"} & entry.values.keys() and after["amt"]:
            amt, since = self.references.by_key[after["amt"]], entry.values.get("amt_since")
            join_amt(member=row, amt=amt, since=since, day=self.day, source=source, by=by)
        if {"role", "role_since"} & entry.values.keys() and after["role"]:
            since = entry.values.get("role_since")
            take_role(authority=row, role=after["role"], since=since, day=self.day, source=source, by=by)

    def _row(self, entry: Entry) -> Authority:
        row = copy.copy(self.stored[entry.target]) if entry.target else Authority()
        for name in OWN:
            setattr(row, name, entry.after[name])
        return row


def _named(entry: Entry, error: ValidationError) -> ValidationError:
    texts = " ".join(text for found in messages_of(error).values() for text in found)
    return ValidationError(f"Zeile {entry.number}: {texts}")


class Authorities(Kind):
    """Authorities."""

    key = "authorities"
    label = "Behörden"
    icon = "apartment"
    permissions = (
        "customers.add_authority",
        "customers.change_authority",
        "customers.change_membership",
        "customers.change_authorityrole",
    )
    needs = (("key", "ars", "ags"),)
    hints = (
        "Eine Behörde wird am Schlüssel wiedergefunden, ohne ihn am ARS oder AGS.",
        "Gehört eine Behörde seit einem Tag zu einem anderen Amt oder hat sie eine andere Rolle, endet am Tag davor, was bis dahin galt.",
    )
    fields = (
        Field("key", "Schlüssel", ("Kürzel", "ID"), is_required=True, is_key=True, may_be_emptied=False,
              hint="kurzer, dauerhafter Name, zum Beispiel stadt-ludwigslust"),
        Field("name", "Name", ("Behörde", "Bezeichnung"), is_required=True),
        Field("short_name", "Kurzname", ("Kurzbezeichnung",), is_required=True),
        Field("kind", "Art", ("Typ", "Behördenart"), is_required=True, read=one_of(KINDS), write=word_of(KINDS),
              hint=", ".join(str(word) for word in KINDS.values())),
        Field("ags", "AGS", ("Gemeindeschlüssel", "Amtlicher Gemeindeschlüssel"), is_key=True, hint="8 Ziffern, nur bei Gemeinden"),
        Field("ars", "ARS", ("Regionalschlüssel", "Amtlicher Regionalschlüssel"), is_key=True, hint="12, 9 oder 5 Ziffern"),
        Field("street", "Straße", ("Straße und Hausnummer", "Anschrift")),
        Field("postcode", "Postleitzahl", ("PLZ",)),
        Field("city", "Ort", ("Stadt",)),
        Field("amt", "Amt", ("gehört zum Amt", "Amtszugehörigkeit"), may_be_emptied=False, hint="Schlüssel, ARS oder Name des Amtes"),
        Field("amt_since", "Amt seit", may_be_emptied=False, read=day, write=written_day, nothing=None, hint="Tag, zum Beispiel 01.01.2026"),
        Field("role", "Rolle", ("Rolle heute",), may_be_emptied=False, read=one_of(ROLES), write=word_of(ROLES),
              hint=", ".join(str(word) for word in ROLES.values())),
        Field("role_since", "Rolle seit", may_be_emptied=False, read=day, write=written_day, nothing=None, hint="Tag, zum Beispiel 01.01.2026"),
    )  # fmt: skip

    def stock(self, entries: Sequence[Entry], day: date, *, lock: bool) -> AuthorityStock:
        return AuthorityStock(entries, day, lock=lock)

    def all_values(self, day: date) -> Iterator[dict[str, Any]]:
        stock = AuthorityStock((), day, lock=False)
        for row in Authority.objects.order_by("key"):
            yield stock.values(row)

    def addresses(self, keys: Collection[int]) -> Mapping[int, str]:
        return {key: Authority(pk=key).get_absolute_url() for key in keys}


KIND = Authorities()
