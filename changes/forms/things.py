"""Choosing at what is worked: one Fachverfahren or one piece of infrastructure out of very many."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from applications.models import ProductVersion
from dependencies.forms import OtherEnd
from dependencies.nodes import OVER, Node, NodeKind, Row, rows_of
from ui.choosing import Choice
from ui.containing import containing
from ui.forms import SearchedSelect

MOST_OF_A_KIND = 10
FOUND_BY = {NodeKind.APPLICATION: ("name", "product__name"), NodeKind.ITEM: ("inventory_number", "name")}


def versions(products: Iterable[int] = ()) -> QuerySet[ProductVersion]:
    """The versions of some products (by their keys), or of all where none is named; the newest first."""
    rows = ProductVersion.objects.filter(product__in=products) if products else ProductVersion.objects.all()
    return rows.select_related("product").order_by("product__name", "-released_on", "-pk")


VERSIONS = Choice(
    rows=versions,
    found_by=("name", "product__name"),
    in_words=lambda row: f"{row.product} {row}",
    none="keine",
)
"""Versions of products, for the one after an update."""


def search_things(user: User, words: str) -> list[tuple[str, str]]:
    """The first Fachverfahren and pieces of infrastructure in which every word is found."""
    found: list[tuple[str, str]] = []
    for kind, fields in FOUND_BY.items():
        rows = containing(rows_of(kind, user), words, fields)
        if OVER[kind]:
            rows = rows.exclude(state__in=OVER[kind])
        found += [(node.value, node.full_name) for node in (Node.of(row) for row in rows[:MOST_OF_A_KIND])]
    return found


class ThingField(OtherEnd):
    """A Fachverfahren or a piece of infrastructure; cleaned to its row."""

    def row(self, value: str) -> Row | None:
        """Workstations are not changed this way."""
        return None if value.startswith(NodeKind.WORKSTATION.slug) else super().row(value)

    def offer_to(self, user: User, chosen: str) -> None:
        """Offer the first few, and what is chosen already, below a search."""
        self.user = user
        self.widget = SearchedSelect(reverse("changes:choices", args=["thing"]), label=str(self.label))
        self.widget.is_required = self.required
        offered = search_things(user, "")
        row = self.row(chosen) if chosen and chosen not in dict(offered) else None
        if row:
            offered.append((chosen, Node.of(row).full_name))
        self.choices = [("", "Bitte wählen"), *offered]

    def clean(self, value: Any) -> Row | None:
        """Nothing where nothing was chosen and nothing has to be."""
        return super().clean(value) if value or self.required else None
