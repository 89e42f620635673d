"""What the three kinds share: the stored rows of a file, what its cells name, and storing in pieces."""

import copy
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from imports.kinds import Entry, Kind, Stock
from workstations.actions import take_in_catalogue
from workstations.importing.naming import Catalogue, brought, folded

if TYPE_CHECKING:
    from accounts.models import User

AT_ONCE = 500
CATALOGUE = ("model", "operating_system")
NEW_MODEL = "Das Modell „{}“ ({}) gibt es noch nicht. Es wird angelegt."
NEW_SYSTEM = "Das Betriebssystem „{}“ gibt es noch nicht. Es wird angelegt."


class FleetStock(Stock):
    """Stored rows, what the cells of each entry name, and the models and systems that come along."""

    row_class: ClassVar[type[Model]]
    own: ClassVar[tuple[str, ...]]  # fields that hold what stands in the cell

    def __init__(self, kind: Kind, entries: Sequence[Entry]) -> None:
        self.kind = kind
        self.columns = {key for entry in entries for key in entry.values}
        self.stored: dict[int, Any] = {}
        self.named: dict[int, dict[str, Any]] = {}
        self.catalogue = Catalogue()
        self.owners: dict[tuple[Any, ...], int] = {}

    @abstractmethod
    def values(self, row: Any) -> dict[str, Any]:
        """All fields of a stored row."""

    @abstractmethod
    def take_in(self, rows: Sequence[Any], by: "User") -> None:
        """Store new rows through the actions."""

    @abstractmethod
    def keep(self, rows: Sequence[Any], by: "User") -> None:
        """Store changed rows through the actions."""

    def values_of(self, key: int) -> dict[str, Any]:
        return self.values(self.stored[key])

    def row(self, entry: Entry) -> Any:
        """The row as it would stand afterwards."""
        row = copy.copy(self.stored[entry.target]) if entry.target else self.row_class()
        for name in self.own:
            value = entry.after[name]
            setattr(row, name, list(value) if isinstance(value, tuple) else value)
        for name, named in self.named.get(entry.number, {}).items():
            setattr(row, name, named)
        return row

    def name(self, entry: Entry, key: str, stored: str, find: Callable[[str], Any], write: Callable[[Any], str]) -> Any:
        """What a cell names, kept for the row; what is stored already is not looked up, so that it stays what it is."""
        text = entry.values.get(key)
        if text is None:
            return None
        if not text:
            self.remember(entry, key, None)
            return None
        if stored and folded(text) == folded(stored):
            entry.values[key] = stored
            return None
        try:
            found = find(text)
        except ValidationError as error:
            entry.refuse(self.kind.label_of(key), " ".join(error.messages))
            return None
        entry.values[key] = write(found)
        self.remember(entry, key, found)
        return found

    def remember(self, entry: Entry, key: str, found: Any) -> None:
        """Let a row refer to what was found."""
        self.named.setdefault(entry.number, {})[key] = found

    def name_model(self, entry: Entry, stored: dict[str, Any], kind: str = "") -> None:
        """The model that manufacturer, name and kind mean together; a new one is of `kind` where the file does not say."""
        values, keys = entry.values, ("manufacturer", "model", *(() if kind else ("kind",)))
        wanted = {key: values.get(key, stored.get(key, "")) for key in keys}
        if not wanted["model"]:
            if "model" in values:
                values["manufacturer"] = ""
                self.remember(entry, "model", None)
            return
        if all(folded(wanted[key]) == folded(stored.get(key, "")) for key in keys):
            values |= {key: stored[key] for key in keys if key in values}
            return
        said = {key: values.get(key, "") for key in keys} | {"model": wanted["model"]}
        if "model" not in values:
            said |= wanted
        try:
            found = self.catalogue.model(said["manufacturer"], said["model"], said.get("kind", ""))
            if found is None:
                found = self.catalogue.model(wanted["manufacturer"], wanted["model"], kind or wanted["kind"])
        except ValidationError as error:
            entry.refuse(self.kind.label_of("model"), " ".join(error.messages))
            return
        if found is not None:
            values |= {"manufacturer": found.manufacturer, "model": found.name} | ({} if kind else {"kind": found.kind})
            self.remember(entry, "model", found)

    def name_system(self, entry: Entry, stored: dict[str, Any]) -> None:
        """The operating system that name and version mean together."""
        values, keys = entry.values, ("operating_system", "system_version")
        if not values.keys() & set(keys):
            return
        wanted = {key: values.get(key, stored.get(key, "")) for key in keys}
        if not wanted["operating_system"]:
            values |= dict.fromkeys(keys, "")
            self.remember(entry, "operating_system", None)
            return
        if all(folded(wanted[key]) == folded(stored.get(key, "")) for key in keys):
            values |= {key: stored[key] for key in keys}
            return
        try:
            found = self.catalogue.system(*(wanted[key] for key in keys))
        except ValidationError as error:
            entry.refuse(self.kind.label_of("operating_system"), " ".join(error.messages))
            return
        values |= {"operating_system": found.name, "system_version": found.version}
        self.remember(entry, "operating_system", found)

    def doubt_what_is_new(self, entry: Entry) -> None:
        """Tell which model and which system would come into the catalogue."""
        named = self.named.get(entry.number, {})
        if (model := named.get("model")) is not None and model.pk is None:
            entry.doubts.append(NEW_MODEL.format(model, model.get_kind_display()))
        if (system := named.get("operating_system")) is not None and system.pk is None:
            entry.doubts.append(NEW_SYSTEM.format(system))

    def claim(self, entry: Entry, key: str, value: str, owner: Any) -> None:
        """No two things of one owner share a number, be they stored or in the file."""
        me = entry.target or -entry.number
        holder = self.owners.setdefault((owner, key, value.upper()), me) if value else me
        if holder != me:
            whose = f"„{self.stored[holder]}“" if holder > 0 else f"Zeile {-holder}"
            entry.refuse(self.kind.label_of(key), f"Das hat hier schon {whose}.")

    def save(self, entries: Sequence[Entry], source: str, by: "User") -> Iterator[int]:
        named = [self.named.get(entry.number, {}) for entry in entries]
        models, systems = (brought(one.get(key) for one in named) for key in CATALOGUE)
        for row in (*models, *systems):
            row.source = source
        take_in_catalogue(models=models, systems=systems, by=by)
        for start in range(0, len(entries), AT_ONCE):
            some = [(entry, self.row(entry)) for entry in entries[start : start + AT_ONCE]]
            self.take_in([row for entry, row in some if entry.is_new], by)
            self.keep([row for entry, row in some if not entry.is_new], by)
            for entry, row in some:
                entry.target = row.pk
            yield start + len(some)
