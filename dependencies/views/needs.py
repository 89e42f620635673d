"""What a node needs, directly and through others, and the relations that are entered at it."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.signed_in import signed_in
from dependencies.circles import circle_of, in_words
from dependencies.impact import needs_of
from dependencies.models import Relation
from dependencies.nodes import Node, named
from dependencies.views.node import NodePage
from ui import cells
from ui.pages import filtered
from ui.parts import Link, Section

MOST = 50


class NeedsPage(NodePage):
    """What it stands on, and what is entered about it."""

    template_name = "dependencies/needs.html"
    tab = "needs"

    @property
    def page_title(self) -> str:
        """The question the other way round."""
        return f"Wovon hängt „{self.node.name}“ ab?"

    @property
    def tab_title(self) -> str:
        """The question is the name of the tab already."""
        return self.page_title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, number = signed_in(self.request), self.node.number
        needs, circle = needs_of(number), circle_of(number)
        known = named({*needs.vital[:MOST], *needs.helpful[:MOST], *circle}, user)
        words = {key: node.name for key, node in known.items()}
        may_change = self.request.user.has_perm("dependencies.change_relation")
        relations = Relation.objects.visible_to(user).with_ends().order_by("pk")
        return super().get_context_data(
            circle=in_words(circle, words) if circle else "",
            finding=finding(
                self.node.name, len(needs.vital), len(needs.helpful), only=words.get(next(iter(needs.vital), 0))
            ),
            sections=[
                self._direct("Braucht", relations.filter(source_node=number), may_change, is_source=True),
                self._direct("Wird gebraucht von", relations.filter(target_node=number), may_change, is_source=False),
                _all("Ohne das fällt es aus", needs.vital, known),
                _all("Allein verzichtbar", needs.helpful, known),
            ],
            **kwargs,
        )

    def _direct(self, title: str, relations: Any, may_change: bool, *, is_source: bool) -> Section:
        found = list(relations[: MOST + 1])
        rows = []
        for relation in found[:MOST]:
            other = Node.of(relation.target if is_source else relation.source)
            row: list[Any] = [
                cells.link(other.page("needs" if is_source else "impact"), other.name),
                other.sort,
                relation.get_kind_display() if is_source else f"{relation.get_kind_display()} {self.node.name}",
                "ja" if relation.is_redundant else "nein",
                relation.note,
            ]
            rows.append([*row, *([_change(relation)] if may_change else [])])
        headings = ["Was", "Art", "Beziehung", "Allein verzichtbar", "Bemerkung", *(["Eintrag"] if may_change else [])]
        more = Link("Alle in der Liste", filtered("dependencies:relations", q=self.node.name)) if found[MOST:] else None
        return Section(title, headings=headings, rows=rows, hint="Dazu ist nichts eingetragen.", more=more)


def finding(name: str, vital: int, helpful: int, *, only: str | None = None) -> str:
    """The answer in one sentence; where it stands on one thing alone, `only` is the name of that."""
    if not vital + helpful:
        return f"Es ist nichts eingetragen, wovon „{name}“ abhängt."
    if not vital:
        return f"„{name}“ braucht {_elements(helpful)}, kann aber auf jedes davon allein verzichten."
    others = (
        "ein weiteres, auf das es allein" if helpful == 1 else f"{cells.number(helpful)} weitere, auf die es einzeln"
    )
    more = f", und braucht {others} verzichten kann" if helpful else ""
    cause = (
        f"eines von {cells.number(vital)} Elementen" if vital > 1 else f"„{only}“" if only else "ein bestimmtes Element"
    )
    return f"„{name}“ fällt aus, sobald {cause} ausfällt{more}."


def _elements(count: int) -> str:
    return "ein Element" if count == 1 else f"{cells.number(count)} Elemente"


def _change(relation: Relation) -> SafeString:
    url = reverse("dependencies:relation", args=[relation.pk])
    return format_html('<a class="ku-link" href="{}">Ändern<span class="kern-sr-only">: {}</span></a>', url, relation)


def _all(title: str, numbers: tuple[int, ...], known: dict[int, Node]) -> Section:
    """The nearest of them, directly or through others."""
    nodes = [known[number] for number in numbers[:MOST] if number in known]
    rows = [(cells.link(node.page("needs"), node.name), node.sort, node.detail) for node in nodes]
    words = f"{title} ({cells.number(len(numbers))}{f', gezeigt {MOST}' if numbers[MOST:] else ''})"
    return Section(
        words,
        headings=("Was", "Art", "Inventarnummer oder Rechnername"),
        rows=rows,
        hint="Dazu ist nichts eingetragen.",
    )
