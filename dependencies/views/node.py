"""What all pages of one node share: the node itself, what fails with it, and the ways between these pages."""

from functools import cached_property
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from accounts.signed_in import signed_in
from dependencies.impact import Impact, impact_of
from dependencies.nodes import SLUGS, Node, Row, rows_of
from ui.pages import Link

TABS = (
    ("impact", "Nach Behörde"),
    ("graph", "Graph"),
    ("table", "Als Tabelle"),
    ("workstations", "Arbeitsplätze"),
    ("needs", "Wovon hängt es ab?"),
)


class OfNode:
    """Part of a view whose address names a node."""

    request: HttpRequest
    kwargs: dict[str, Any]
    tab: str

    @cached_property
    def row(self) -> Row:
        """The row that the page is about."""
        if (kind := SLUGS.get(self.kwargs["kind"])) is None:
            raise Http404
        row: Row = get_object_or_404(rows_of(kind, signed_in(self.request)), pk=self.kwargs["pk"])
        return row

    @cached_property
    def node(self) -> Node:
        """The same as a node."""
        return Node.of(self.row)

    @cached_property
    def impact(self) -> Impact:
        """What fails with it."""
        return impact_of(self.node.number)

    @property
    def page_title(self) -> str:
        """The question that the page answers."""
        return f"Was fällt aus, wenn „{self.node.name}“ ausfällt?"

    @property
    def tab_title(self) -> str:
        """What tells this view of the answer apart from the others in the title of the window."""
        return f"{dict(TABS)[self.tab]}: {self.page_title}"

    def get_actions(self) -> list[Link]:
        """What this person may do here."""
        if not self.request.user.has_perm("dependencies.add_relation"):
            return []
        return [Link("Beziehung eintragen", self.node.page("add"), "add")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]  # the view's own
            node=self.node,
            breadcrumb=[
                Link("Abhängigkeiten", reverse("dependencies:relations")),
                Link(self.node.name, self.node.own_page),
            ],
            node_tabs=[(words, self.node.page(name), name == self.tab) for name, words in TABS],
            **kwargs,
        )
        return context


class NodePage(OfNode, PermissionRequiredMixin, TemplateView):
    """A page about a node that is no list and no form."""

    permission_required = "dependencies.view_relation"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page_title=self.page_title, actions=self.get_actions(), **kwargs)
