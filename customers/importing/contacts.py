"""Contacts as rows of a file. Their accounts are neither made nor changed by it."""

import copy
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from customers.actions import save_contacts
from customers.actions.contacts import NO_LONGER
from customers.importing.references import References, let_rules_speak
from customers.models import Authority, Contact
from imports.fields import Field, day, one_of, word_of, written_day
from imports.kinds import Entry, Kind, Stock

ROLES = dict(Contact.Role.choices)
OWN = ("first_name", "last_name", "function", "role", "valid_from", "valid_until", "email", "phone")
AT_ONCE = 500

Name = tuple[int, str, str]


class ContactStock(Stock):
    """The contacts of the authorities that a file names."""

    def __init__(self, entries: Sequence[Entry], day: date, *, lock: bool) -> None:
        self.existing = set(Authority.objects.existing_on(day).values_list("pk", flat=True))
        self.references = References(Authority.objects.all())
        named = set()
        for entry in entries:
            try:
                authority = self.references.find(entry.values.get("authority", ""))
            except ValidationError:
                continue
            named.add(authority.pk)
        rows = Contact.objects.filter(authority__in=named).order_by("pk")
        self.stored = {row.pk: row for row in (rows.select_for_update() if lock else rows)}
        self.by_mail: dict[tuple[int, str], list[Contact]] = defaultdict(list)
        self.by_name: dict[Name, list[Contact]] = defaultdict(list)
        for row in self.stored.values():
            self.by_mail[row.authority_id, row.email.casefold()].append(row)
            self.by_name[_name(row.authority_id, row.first_name, row.last_name)].append(row)
        self.keys = {authority.pk: authority.key for authority in self.references.by_key.values()}

    def find(self, entry: Entry) -> int | None:
        values = entry.values
        try:
            authority = self.references.find(values.get("authority", ""))
        except ValidationError as error:
            if "authority" in values:
                entry.refuse("Behörde", " ".join(error.messages))
            return None
        values["authority"] = authority.key
        found = self._by_mail(authority, values.get("email", "")) or self._by_name(authority, entry)
        if found is not None and not found.is_active:
            entry.doubts.append("Diese Ansprechperson ist abgeschaltet und bleibt es.")
        return found.pk if found else None

    def _by_mail(self, authority: Authority, address: str) -> Contact | None:
        found = self.by_mail[authority.pk, address.casefold()] if address else []
        exact = [row for row in found if row.email == address]
        return (exact or found)[0] if found else None

    def _by_name(self, authority: Authority, entry: Entry) -> Contact | None:
        """Somebody of that name: without an address in the file whoever it is, with one only whoever has none yet."""
        values = entry.values
        if "last_name" not in values:
            return None
        name = _name(authority.pk, values.get("first_name", ""), values["last_name"])
        namesakes = self.by_name[name]
        without = [row for row in namesakes if not row.email]
        candidates = without or ([] if values.get("email") else namesakes)
        if len(candidates) > 1:
            entry.refuse(
                "Nachname",
                f"Mehrere Ansprechpersonen dieser Behörde heißen „{candidates[0]}“. Bitte geben Sie die E-Mail-Adresse an.",
            )
            return None
        if candidates:
            entry.doubts.append("Gefunden über den Namen, nicht über die E-Mail-Adresse.")
            return candidates[0]
        if namesakes:
            entry.doubts.append(
                "In dieser Behörde gibt es schon eine Ansprechperson dieses Namens mit einer anderen E-Mail-Adresse."
            )
        return None

    def values_of(self, key: int) -> dict[str, Any]:
        row = self.stored[key]
        return {"authority": self.keys[row.authority_id], **{name: getattr(row, name) for name in OWN}}

    def identity(self, entry: Entry) -> tuple[Any, ...] | None:
        if entry.target:
            return ("stored", entry.target)
        values = entry.values
        if values.get("email"):
            return ("mail", values.get("authority"), values["email"].casefold())
        names = (values.get("first_name", "").casefold(), values.get("last_name", "").casefold())
        return ("name", values.get("authority"), *names) if any(names) else None

    def title(self, entry: Entry) -> str:
        after = entry.after
        name = f"{after['first_name']} {after['last_name']}".strip()
        known = self.references.by_key.get(after["authority"])
        return f"{name}, {known.short_name}" if known else name

    def check(self, entry: Entry) -> None:
        row = self._row(entry)
        let_rules_speak(KIND, entry, row, OWN)
        if entry.is_new and row.authority_id and row.authority_id not in self.existing:
            entry.refuse("Behörde", NO_LONGER)
        if row.email and any(other.pk != row.pk for other in self._others(row)):
            entry.refuse("E-Mail", "Diese E-Mail-Adresse hat in dieser Behörde schon eine Ansprechperson.")
        if row.user_id and any(
            entry.before[name] != entry.after[name] for name in ("role", "valid_from", "valid_until")
        ):
            entry.doubts.append("Diese Person hat ein Konto: Ihre Rechte im Portal ändern sich.")

    def _others(self, row: Contact) -> list[Contact]:
        return [other for other in self.by_mail[row.authority_id, row.email.casefold()] if other.email == row.email]

    def save(self, entries: Sequence[Entry], source: str, by: User) -> Iterator[int]:
        for start in range(0, len(entries), AT_ONCE):
            some = entries[start : start + AT_ONCE]
            rows = [self._row(entry) for entry in some]
            save_contacts(contacts=rows)
            for entry, row in zip(some, rows, strict=True):
                entry.target = row.pk
            yield start + len(some)

    def _row(self, entry: Entry) -> Contact:
        authority = self.references.by_key.get(entry.after["authority"])  # none if that is what is wrong with the row
        row = copy.copy(self.stored[entry.target]) if entry.target else Contact(authority=authority)
        for name in OWN:
            setattr(row, name, entry.after[name])
        return row


def _name(authority: int, first: str, last: str) -> Name:
    return authority, " ".join(first.casefold().split()), " ".join(last.casefold().split())


class Contacts(Kind):
    """Contacts."""

    key = "contacts"
    label = "Ansprechpersonen"
    icon = "group"
    permissions = ("customers.add_contact", "customers.change_contact")
    gives_rights = True
    needs = (("authority",), ("email", "last_name"))
    hints = (
        "Eine Ansprechperson wird an Behörde und E-Mail-Adresse wiedergefunden, ohne Adresse am Namen; darauf weist die Vorschau hin.",
        "Konten werden weder angelegt noch geändert. Hat die Person ein Konto, richten sich seine Rechte nach der Rolle.",
    )
    fields = (
        Field("authority", "Behörde", ("Dienststelle", "Organisation", "Schlüssel der Behörde"), is_required=True, is_key=True,
              may_be_emptied=False, hint="Schlüssel, ARS, AGS oder Name"),
        Field("last_name", "Nachname", ("Name", "Familienname"), is_required=True, is_key=True),
        Field("first_name", "Vorname"),
        Field("email", "E-Mail", ("Mail", "E-Mail-Adresse", "Mailadresse"), is_key=True),
        Field("phone", "Telefon", ("Tel", "Telefonnummer", "Rufnummer", "Durchwahl")),
        Field("function", "Funktion", ("Funktion oder Amt", "Position", "Stelle")),
        Field("role", "Rolle im Portal", ("Rolle", "Portalrolle"), may_be_emptied=False, read=one_of(ROLES), write=word_of(ROLES),
              default=Contact.Role.REPORTER.value, hint=f"{', '.join(str(word) for word in ROLES.values())}; neu ohne Angabe: Melder"),
        Field("valid_from", "Rolle gilt ab", ("gültig ab", "ab", "von"), read=day, write=written_day, nothing=None),
        Field("valid_until", "Rolle gilt bis", ("gültig bis", "bis"), read=day, write=written_day, nothing=None),
    )  # fmt: skip

    def stock(self, entries: Sequence[Entry], day: date, *, lock: bool) -> ContactStock:
        return ContactStock(entries, day, lock=lock)

    def all_values(self, day: date) -> Iterator[dict[str, Any]]:
        names = ("authority__key", *OWN)
        rows = Contact.objects.filter(is_active=True).order_by("authority__key", "last_name", "first_name", "pk")
        for values in rows.values_list(*names).iterator(chunk_size=2000):
            yield dict(zip(("authority", *OWN), values, strict=True))

    def addresses(self, keys: Collection[int]) -> Mapping[int, str]:
        return {key: Contact(pk=key).get_absolute_url() for key in keys}


KIND = Contacts()
