"""What pages are put together from: links, properties, sections."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.urls import reverse
from django.utils.text import slugify

from ui.export import UMLAUTS


@dataclass(frozen=True)
class Link:
    """A link with its words; `icon` names a symbol. What changes something at once is posted, with the given values."""

    label: str
    url: str
    icon: str = ""
    post: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Property:
    """One line of a definition list; `value` is text or safe HTML, nothing shows as a dash."""

    label: str
    value: Any


@dataclass(frozen=True)
class Section:
    """A titled part of an object's page: properties or rows; `hint` is said when there is nothing, `more` leads to all."""

    title: str
    properties: Sequence[Property] = ()
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()
    hint: str = ""
    more: Link | None = None

    @property
    def is_shown(self) -> bool:
        return bool(self.properties or self.rows or self.hint)

    @property
    def anchor(self) -> str:
        """The name of its place on the page, for links to it."""
        return slugify(self.title.translate(UMLAUTS))

    @property
    def labelled_rows(self) -> list[list[tuple[str, Any]]]:
        """The rows with the heading of each cell, which on the phone stands beside it."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]


def filtered(name: str, **values: Any) -> str:
    """The address of a list narrowed by its filters, e.g. the workstations of one authority; several values as a list.

    A board has some hundred of these.
    """
    return f"{_address(name)}?{'&'.join(_pairs(values))}"


@lru_cache(maxsize=256)
def _address(name: str) -> str:
    """Addresses of pages without a row stay what they are as long as the process lives."""
    return reverse(name)


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        for one in value if isinstance(value, list | tuple | set) else (value,):
            yield f"{name}={one if type(one) is int else quote_plus(str(one))}"
