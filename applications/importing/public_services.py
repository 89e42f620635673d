"""Services to the public as rows of a file, with the Fachverfahren that serve them."""

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch

from accounts.models import User
from applications import actions
from applications.importing.storing import (
    named_applications,
    names_in_words,
    names_of,
    stored_one_by_one,
)
from applications.keys import in_groups, leika_key
from applications.models import ProvidedService, PublicService
from customers.importing.references import let_rules_speak
from history.models import Certainty
from imports.fields import Field, one_of, word_of
from imports.kinds import Entry, Kind, Stock

CERTAINTIES = dict(Certainty.choices)
OWN = ("leika", "name", "ozg", "source", "certainty")


def checked_key(text: str) -> str:
    """The key in its digits; what is wrong with it is said in words."""
    try:
        return leika_key(text)
    except ValueError as problem:
        raise ValidationError(str(problem)) from problem


class ServiceStock(Stock):
    """The services that a file names by their keys, and all Fachverfahren by their names."""

    def __init__(self, entries: Sequence[Entry], *, lock: bool) -> None:
        keys = {entry.values.get("leika") for entry in entries} - {None}
        rows = _with_servers(PublicService.objects.filter(leika__in=keys))
        self.stored = {row.pk: row for row in (rows.select_for_update(of=("self",)) if lock else rows)}
        self.by_key = {row.leika: row for row in self.stored.values()}
        self.applications = named_applications()

    def find(self, entry: Entry) -> int | None:
        values = entry.values
        if "applications" in values:
            names = []
            for name in values["applications"]:
                try:
                    names.append(self.applications.find(name).name)
                except ValidationError as error:
                    entry.refuse(KIND.label_of("applications"), " ".join(error.messages))
            values["applications"] = tuple(sorted(set(names)))
        found = self.by_key.get(values.get("leika", ""))
        return found.pk if found else None

    def values_of(self, key: int) -> dict[str, Any]:
        return values_of(self.stored[key])

    def identity(self, entry: Entry) -> tuple[Any, ...] | None:
        key = entry.values.get("leika")
        return (key,) if key else None

    def title(self, entry: Entry) -> str:
        return str(entry.after["name"] or in_groups(entry.after["leika"]))

    def check(self, entry: Entry) -> None:
        let_rules_speak(KIND, entry, self._row(entry), OWN)

    def save(self, entries: Sequence[Entry], source: str, by: User) -> Iterator[int]:
        yield from stored_one_by_one(entries, lambda entry: self._store(entry, source, by))

    def _store(self, entry: Entry, source: str, by: User) -> int:
        values = {name: entry.after[name] for name in OWN}
        if entry.is_new and not values["source"]:
            values["source"] = source
        row = self.stored[entry.target] if entry.target else PublicService()
        service = actions.keep_service(service=row, by=by, **values)
        if "applications" in entry.values:
            servers = [self.applications.find(name) for name in entry.values["applications"]]
            actions.set_servers(service=service, applications=servers, by=by)
        return int(service.pk)

    def _row(self, entry: Entry) -> PublicService:
        row = copy.copy(self.stored[entry.target]) if entry.target else PublicService()
        for name in OWN:
            setattr(row, name, entry.after[name])
        return row


def values_of(row: PublicService) -> dict[str, Any]:
    """All fields of a service."""
    servers = sorted(provided.application.name for provided in row.provided_by.all())
    return {**{name: getattr(row, name) for name in OWN}, "applications": tuple(servers)}


def _with_servers(rows: Any) -> Any:
    provided = ProvidedService.objects.select_related("application")
    return rows.order_by("leika").prefetch_related(Prefetch("provided_by", provided))


class Services(Kind):
    """Services to the public."""

    key = "public-services"
    label = "Verwaltungsleistungen"
    icon = "key"
    permissions = (
        "applications.add_publicservice",
        "applications.change_publicservice",
        "applications.add_providedservice",
        "applications.delete_providedservice",
    )
    needs = (("leika",),)
    hints = (
        "Eine Leistung wird an ihrem LeiKa-Schlüssel wiedergefunden, wie auch immer er geschrieben ist.",
        "Die Fachverfahren stehen in einer Zelle, getrennt durch ; und danach bedienen genau diese die Leistung. Eine leere Zelle lässt alles, wie es ist.",
    )
    fields = (
        Field("leika", "LeiKa-Schlüssel", ("LeiKa", "Leistungsschlüssel", "Schlüssel"), is_required=True, is_key=True, may_be_emptied=False,
              read=checked_key, write=in_groups, hint="14 Ziffern, zum Beispiel 99 107 108 017 000"),
        Field("name", "Bezeichnung", ("Name", "Leistung", "Leistungsbezeichnung"), is_required=True),
        Field("ozg", "OZG-Nummer", ("OZG", "OZG-ID")),
        Field("applications", "Fachverfahren", ("bedient von", "Verfahren"), read=names_of, write=names_in_words, nothing=(),
              hint="Namen, zum Beispiel Sozialwesen; Wohngeld"),
        Field("source", "Quelle", hint="woher die Angabe kommt"),
        Field("certainty", "Sicherheit", read=one_of(CERTAINTIES), write=word_of(CERTAINTIES), hint=", ".join(str(word) for word in CERTAINTIES.values())),
    )  # fmt: skip

    def stock(self, entries: Sequence[Entry], day: date, *, lock: bool) -> ServiceStock:
        return ServiceStock(entries, lock=lock)

    def all_values(self, day: date) -> Iterator[dict[str, Any]]:
        for row in _with_servers(PublicService.objects).iterator(chunk_size=2000):
            yield values_of(row)

    def addresses(self, keys: Collection[int]) -> Mapping[int, str]:
        return {key: PublicService(pk=key).get_absolute_url() for key in keys}


KIND = Services()
