"""What pages are put together from: links, properties, sections; and how these look as HTML."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote_plus

from django.db.models import Model
from django.template.defaultfilters import default_if_none
from django.urls import NoReverseMatch, reverse
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]  # not in the stubs

from ui.addresses import address
from ui.export import UMLAUTS


class Link(NamedTuple):
    """A link with its words; `icon` names a symbol. What changes something at once is posted, with the given values."""

    label: str
    url: str
    icon: str = ""
    post: Mapping[str, str] | None = None


class Property(NamedTuple):
    """One line of a definition list; `value` is text or safe HTML, nothing shows as a dash."""

    label: str
    value: Any


class Section(NamedTuple):
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
    def card(self) -> SafeString:
        """It as a card that can be jumped to."""
        anchor = self.anchor
        more = f'<a class="ku-link" href="{_shown(self.more.url)}">{_shown(self.more.label)}</a>' if self.more else ""
        return SafeString(
            f'<section class="ku-card" aria-labelledby="{anchor}"><header><h2 id="{anchor}">'
            f'{_shown(self.title)}</h2> {more}</header><div class="ku-card__body">{self.body}</div></section>'
        )

    @property
    def body(self) -> SafeString:
        """What it holds."""
        properties = definition_list(self.properties) if self.properties else ""
        if self.rows:
            return SafeString(properties + self._table())
        return SafeString(f'{properties}<p class="ku-muted">{_shown(self.hint)}</p>' if self.hint else properties)

    def _table(self) -> str:
        """The rows; on the phone the heading of each cell but the first stands beside it."""
        title, headings = _shown(self.title), [_shown(heading) for heading in self.headings]
        labels = ["", *(f' data-label="{heading}"' for heading in headings[1:])]
        cell = '<td class="kern-table__cell" role="cell"{}>{}</td>'.format
        rows = (
            "".join(cell(label, _shown(default_if_none(value, "–"))) for label, value in zip(labels, row, strict=True))
            for row in self.rows
        )
        return (
            f'<div class="ku-rows ku-rows--cards" role="region" aria-label="{title}, Zeilen" tabindex="0">'
            '<table class="kern-table kern-table--small" role="table">'
            f'<caption class="kern-sr-only">{title}</caption>'
            '<thead class="kern-table__head" role="rowgroup"><tr class="kern-table__row" role="row">'
            + "".join(
                f'<th scope="col" role="columnheader" class="kern-table__header">{heading}</th>' for heading in headings
            )
            + '</tr></thead><tbody class="kern-table__body" role="rowgroup">'
            + "".join(f'<tr class="kern-table__row" role="row">{row}</tr>' for row in rows)
            + "</tbody></table></div>"
        )


NOT_SAID = (
    '<span class="ku-muted"><span aria-hidden="true">–</span><span class="kern-sr-only">keine Angabe</span></span>'
)


def definition_list(properties: Iterable[Property]) -> SafeString:
    """Properties as a list of words and what they mean here."""
    lines = (
        f"<dt>{_shown(one.label)}</dt><dd>{NOT_SAID if one.value is None or one.value == '' else _shown(one.value)}</dd>"
        for one in properties
    )
    return SafeString(f'<dl class="ku-props">{"".join(lines)}</dl>')


def _shown(value: Any) -> str:
    """A value as a template shows it."""
    return conditional_escape(value if isinstance(value, str) else localize(template_localtime(value)))


def filtered(name: str, **values: Any) -> str:
    """The address of a list narrowed by its filters, e.g. the workstations of one authority; several values as a list.

    A board has some hundred of these.
    """
    return f"{address(name)}?{'&'.join(_pairs(values))}"


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        for one in value if isinstance(value, list | tuple | set) else (value,):
            yield f"{name}={one if type(one) is int else quote_plus(str(one))}"


def admin_links(user: Any, row: Model) -> list[Link]:
    """Where those who keep the master data change this row and read its history."""
    meta = row._meta
    if not (user.is_staff and user.has_perm(f"{meta.app_label}.change_{meta.model_name}")):
        return []
    try:
        change = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
        past = reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[row.pk])
    except NoReverseMatch:  # this model is not kept in the web admin
        return []
    return [Link("Stammdaten bearbeiten", change, "edit"), Link("Änderungen ansehen", past, "history")]
