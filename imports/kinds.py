"""What can be imported: each floor above tells its kinds here, and the pages offer them."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from imports.fields import Field

if TYPE_CHECKING:
    from accounts.models import User


@dataclass
class Entry:
    """One row of a file on its way: what it states, what was found wrong with it, what it would change."""

    number: int
    values: dict[str, Any]
    problems: list[tuple[str, str]] = field(default_factory=list)  # column and reason
    doubts: list[str] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)  # column, old, new
    title: str = ""
    target: int | None = None  # the key of the stored row
    after: dict[str, Any] = field(default_factory=dict)  # every field as it would stand afterwards
    before: dict[str, Any] = field(default_factory=dict)  # every field as it stands; nothing for a new row

    def refuse(self, column: str, reason: str) -> None:
        """Note why this row cannot be taken; of a column that is refused already, the first reason counts."""
        if not column or all(column != refused for refused, _ in self.problems):
            self.problems.append((column, reason))

    @property
    def is_new(self) -> bool:
        """Whether no stored row was found."""
        return self.target is None


class Stock(ABC):
    """What is stored already, read once for all rows of a file; made anew for each comparison."""

    @abstractmethod
    def find(self, entry: Entry) -> int | None:
        """The key of the stored row that an entry means; whatever is unclear is refused or noted as a doubt."""

    @abstractmethod
    def values_of(self, key: int) -> dict[str, Any]:
        """All fields of a stored row."""

    @abstractmethod
    def identity(self, entry: Entry) -> tuple[Any, ...] | None:
        """What no two rows of a file may share."""

    @abstractmethod
    def check(self, entry: Entry) -> None:
        """Let the rules of the models speak about what the entry would store."""

    @abstractmethod
    def title(self, entry: Entry) -> str:
        """What the row is called in the preview."""

    @abstractmethod
    def save(self, entries: Sequence[Entry], source: str, by: "User") -> Iterator[int]:
        """Store entries that are new or changed, through the actions; gives how many are done by now.

        Afterwards the `target` of each is the key of its row. `source` names the import as the origin of what is new.
        """


class Kind(ABC):
    """A kind of rows that can be imported and exported in the same shape."""

    key: ClassVar[str]
    label: ClassVar[str]  # in the plural
    icon: ClassVar[str]
    permissions: ClassVar[tuple[str, ...]]
    fields: ClassVar[tuple[Field, ...]]
    needs: ClassVar[tuple[tuple[str, ...], ...]]  # of each group one field at least has to be in the file
    hints: ClassVar[tuple[str, ...]] = ()  # what people should know before they prepare a file
    gives_rights: ClassVar[bool] = False  # rights of accounts may follow from it: who applies it proves who they are

    @abstractmethod
    def stock(self, entries: Sequence[Entry], day: date, *, lock: bool) -> Stock:
        """What is stored and what these entries need to know of it; locked until the transaction ends, if one asks for it."""

    @abstractmethod
    def all_values(self, day: date) -> Iterator[dict[str, Any]]:
        """Every stored row that an export holds, as values by field."""

    @abstractmethod
    def addresses(self, keys: Collection[int]) -> Mapping[int, str]:
        """The pages of stored rows."""

    def field(self, key: str) -> Field:
        """The field of that name."""
        return next(one for one in self.fields if one.key == key)

    def label_of(self, key: str) -> str:
        """What a field is called; what names none belongs to the row as a whole."""
        return next((one.label for one in self.fields if one.key == key), "")

    def may_be_imported_by(self, user: "User") -> bool:
        """Whether a person keeps these rows."""
        return all(user.has_perm(permission) for permission in self.permissions)


KINDS: dict[str, Kind] = {}
"""Every kind by its name, in the order in which they are offered."""


def offer(*kinds: Kind) -> None:
    """Let rows of these kinds be imported; called once by the app that keeps them."""
    for kind in kinds:
        KINDS[kind.key] = kind


def kinds_for(user: "User") -> list[Kind]:
    """The kinds that a person may import."""
    if not user.has_perm("imports.add_import"):
        return []
    return [kind for kind in KINDS.values() if kind.may_be_imported_by(user)]
