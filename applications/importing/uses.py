"""Who uses which Fachverfahren, as rows of a file."""

import copy
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from applications import actions
from applications.importing.storing import found_or_refused, named_applications, stored_one_by_one
from applications.models import ApplicationUse, SpecialistApplication
from customers.importing.references import References, let_rules_speak
from customers.models import Authority
from imports.fields import Field, day, written_day
from imports.kinds import Entry, Kind, Stock
from workstations.importing import amounts

OWN = ("used_since", "used_until", "user_count", "scope", "edition", "note")
ALREADY = "In diesem Zeitraum nutzt die Behörde das Fachverfahren schon."
WHICH = "Die Behörde hat das Fachverfahren in mehreren Zeiträumen genutzt. Bitte geben Sie an, seit wann."

Pair = tuple[int, int]
Period = tuple[date | None, date | None]


class UseStock(Stock):
    """All uses of the Fachverfahren, and the periods that would hold with the file."""

    def __init__(self, entries: Sequence[Entry], *, lock: bool) -> None:
        self.applications = named_applications()
        self.references = References(Authority.objects.all())
        self.keys = {authority.pk: authority.key for authority in self.references.by_key.values()}
        rows = ApplicationUse.objects.select_related("application").order_by("pk")
        self.stored = {row.pk: row for row in (rows.select_for_update(of=("self",)) if lock else rows)}
        self.of_pair: dict[Pair, list[ApplicationUse]] = defaultdict(list)
        self.periods: dict[Pair, dict[int, Period]] = defaultdict(dict)
        for row in self.stored.values():
            pair = (row.application_id, row.authority_id)
            self.of_pair[pair].append(row)
            self.periods[pair][row.pk] = (row.used_since, row.used_until)
        self.named: dict[int, tuple[SpecialistApplication, Authority]] = {}
        for entry in entries:
            self._plan(entry)

    def _plan(self, entry: Entry) -> None:
        """Which period an entry would make, so that rows of one file may follow each other in any order."""
        values = entry.values
        try:
            application = self.applications.find(values.get("application", ""))
            authority = self.references.find(values.get("authority", ""))
            found = self._use_of((application.pk, authority.pk), values)
        except ValidationError:
            return
        since, until = (found.used_since, found.used_until) if found else (None, None)
        period = (values.get("used_since", since), values.get("used_until", until))
        self.periods[application.pk, authority.pk][found.pk if found else -entry.number] = period

    def _use_of(self, pair: Pair, values: Mapping[str, Any]) -> ApplicationUse | None:
        """The use that begins on the day of the row; without a day the only one, or the one whose beginning is unknown."""
        rows, since = self.of_pair[pair], values.get("used_since")
        exact = [row for row in rows if row.used_since == since]
        if exact or since is not None:
            unknown = [row for row in rows if row.used_since is None]
            return exact[0] if exact else unknown[0] if len(rows) == 1 and unknown else None
        if len(rows) > 1:
            raise ValidationError(WHICH)
        return rows[0] if rows else None

    def find(self, entry: Entry) -> int | None:
        values = entry.values
        application = found_or_refused(KIND, entry, "application", self.applications.find)
        authority = found_or_refused(KIND, entry, "authority", self.references.find)
        if application is None or authority is None:
            return None
        values["application"], values["authority"] = application.name, authority.key
        self.named[entry.number] = application, authority
        try:
            found = self._use_of((application.pk, authority.pk), values)
        except ValidationError as error:
            entry.refuse(KIND.label_of("used_since"), " ".join(error.messages))
            return None
        return found.pk if found else None

    def values_of(self, key: int) -> dict[str, Any]:
        return self.values(self.stored[key])

    def values(self, row: ApplicationUse) -> dict[str, Any]:
        """All fields of a use."""
        own = {name: getattr(row, name) for name in OWN}
        return own | {"application": row.application.name, "authority": self.keys[row.authority_id]}

    def identity(self, entry: Entry) -> tuple[Any, ...] | None:
        if entry.target:
            return ("stored", entry.target)
        after = entry.after
        return ("new", after["application"], after["authority"], after["used_since"])

    def title(self, entry: Entry) -> str:
        known = self.references.by_key.get(entry.after["authority"])
        return f"{entry.after['application']}, {known.short_name}" if known else str(entry.after["application"])

    def check(self, entry: Entry) -> None:
        if entry.number not in self.named:
            return
        let_rules_speak(KIND, entry, self._row(entry), OWN)
        application, authority = self.named[entry.number]
        mine = entry.target or -entry.number
        period = (entry.after["used_since"], entry.after["used_until"])
        others = self.periods[application.pk, authority.pk].items()
        if any(overlap(period, other) for key, other in others if key != mine):
            entry.refuse(KIND.label_of("used_since"), ALREADY)

    def save(self, entries: Sequence[Entry], source: str, by: User) -> Iterator[int]:
        """Those that end an older use come first, so that the next one finds its place free."""
        ordered = sorted(entries, key=lambda entry: (entry.target is None, entry.after["used_until"] is None))
        yield from stored_one_by_one(ordered, lambda entry: self._store(entry, by))

    def _store(self, entry: Entry, by: User) -> int:
        values = {name: entry.after[name] for name in OWN}
        row = self.stored[entry.target] if entry.target else self._row(entry)
        return int(actions.keep_part(part=row, by=by, **values).pk)

    def _row(self, entry: Entry) -> ApplicationUse:
        application, authority = self.named[entry.number]
        if entry.target:
            row = copy.copy(self.stored[entry.target])
        else:
            row = ApplicationUse(application=application, authority=authority)
        for name in OWN:
            setattr(row, name, entry.after[name])
        return row


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share a day; an empty end is open."""
    (begin, end), (other_begin, other_end) = one, other
    begins_in_time = begin is None or other_end is None or begin <= other_end
    ends_in_time = end is None or other_begin is None or other_begin <= end
    return begins_in_time and ends_in_time


class Uses(Kind):
    """Uses of Fachverfahren."""

    key = "application-uses"
    label = "Nutzung der Fachverfahren"
    icon = "group"
    permissions = ("applications.add_applicationuse", "applications.change_applicationuse")
    needs = (("application",), ("authority",))
    hints = (
        "Eine Nutzung wird an Fachverfahren, Behörde und Beginn wiedergefunden; gibt es nur eine, darf der Beginn fehlen.",
        "Beginnt eine weitere Nutzung, muss die frühere davor enden. Beides kann in einer Datei stehen.",
    )
    fields = (
        Field("application", "Fachverfahren", ("Verfahren", "Name"), is_required=True, is_key=True, may_be_emptied=False),
        Field("authority", "Behörde", ("Dienststelle", "Organisation", "Schlüssel der Behörde"), is_required=True, is_key=True,
              may_be_emptied=False, hint="Schlüssel, ARS, AGS oder Name"),
        Field("used_since", "Genutzt seit", ("seit", "Beginn", "Nutzungsbeginn"), is_key=True, may_be_emptied=False, read=day, write=written_day,
              nothing=None, hint="Tag, zum Beispiel 01.01.2026"),
        Field("used_until", "Genutzt bis", ("bis", "Ende", "Nutzungsende"), read=day, write=written_day, nothing=None, hint="letzter Tag"),
        Field("user_count", "Nutzende", ("Anzahl Nutzende", "Anzahl"), may_be_emptied=False, read=amounts.whole, write=amounts.written_whole,
              nothing=None, default=0, hint="benannte Nutzende"),
        Field("scope", "Umfang", ("Module",)),
        Field("edition", "Ausgabe", ("Edition", "Lizenz")),
        Field("note", "Bemerkung", ("Notiz", "Kommentar")),
    )  # fmt: skip

    def stock(self, entries: Sequence[Entry], day: date, *, lock: bool) -> UseStock:
        return UseStock(entries, lock=lock)

    def all_values(self, day: date) -> Iterator[dict[str, Any]]:
        stock = UseStock((), lock=False)
        for row in stock.stored.values():
            yield stock.values(row)

    def addresses(self, keys: Collection[int]) -> Mapping[int, str]:
        owners = ApplicationUse.objects.filter(pk__in=keys).values_list("pk", "application_id")
        return {key: SpecialistApplication(pk=owner).get_absolute_url() for key, owner in owners}


KIND = Uses()
