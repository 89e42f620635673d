"""The list of relations, and entering, changing and removing one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.signed_in import signed_in
from dependencies.actions import change_relation, relate, remove_relation
from dependencies.circles import circle_closed_by, in_words
from dependencies.filters import RelationFilter
from dependencies.forms import MOST_OF_A_KIND, NEEDS, RelateForm, RelationForm, search_nodes
from dependencies.models import Relation
from dependencies.nodes import SLUGS, Node, named, rows_of
from dependencies.tables import RelationTable
from dependencies.views.node import OfNode
from history.versions import as_seen
from ui.pages import ActionPage, Link, ListPage
from ui.renewing import GuardedPage, renew


class RelationList(ListPage):
    """All relations."""

    permission_required = "dependencies.view_relation"
    model = Relation
    table_class = RelationTable
    filterset_class = RelationFilter
    page_title = "Abhängigkeiten"
    intro = (
        "Was worauf läuft, wovon abhängt, worüber angebunden ist und worin steht. Der Name führt zur Antwort auf die Frage, was mit "
        "ihm ausfällt. Eingetragen wird eine Beziehung dort."
    )
    empty_text = "Noch ist keine Beziehung eingetragen."

    def get_rows(self) -> QuerySet[Any]:
        return Relation.objects.visible_to(signed_in(self.request)).with_ends()

    def get_table_options(self) -> dict[str, Any]:
        return {} if self.request.user.has_perm("dependencies.change_relation") else {"exclude": ("change",)}


@require_GET
@permission_required("dependencies.add_relation", raise_exception=True)
def choices(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The nodes that match what was typed, as options of the other end."""
    if kind not in SLUGS:
        raise Http404
    user = signed_in(request)
    node = Node.of(get_object_or_404(rows_of(SLUGS[kind], user), pk=pk))
    words = request.GET.get("q", "").strip()
    found = search_nodes(user, words, but=node)
    context = {"found": found, "words": words, "none": "Bitte wählen", "is_cut": len(found) >= MOST_OF_A_KIND}
    return render(request, "ui/_choices.html", context)


class Relate(OfNode, ActionPage):
    """A new relation of a node."""

    permission_required = "dependencies.add_relation"
    form_class = RelateForm
    submit_label = "Eintragen"
    tab = ""

    @property
    def page_title(self) -> str:  # type: ignore[override]  # named after the node
        """What is about to be done."""
        return f"Beziehung von „{self.node.name}“ eintragen"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "node": self.node, "user": signed_in(self.request)}

    def perform(self, form: RelateForm) -> Relation:
        direction, kind = form.cleaned_data["kind"]
        ends = (self.row, form.cleaned_data["other"])
        source, target = ends if direction == NEEDS else ends[::-1]
        relation = relate(
            kind=kind,
            source=source,
            target=target,
            is_redundant=form.cleaned_data["is_redundant"],
            note=form.cleaned_data["note"],
            by=signed_in(self.request),
        )
        tell_of_circle(self.request, relation)
        return relation

    def get_success_message(self) -> str:
        return f"Eingetragen: {self.object}."

    def get_success_url(self) -> str:
        return self.node.page("needs")

    def get_back_url(self) -> str:
        return self.get_success_url()


class RelationPage(ActionPage):
    """What the pages of one relation share."""

    model = Relation

    def get_rows(self) -> QuerySet[Any]:
        """Together with the rows at both ends."""
        return Relation.objects.visible_to(signed_in(self.request)).with_ends()

    def get_success_url(self) -> str:
        """Back to what it was entered at."""
        return Node.of(self.object.source).page("needs")

    def get_breadcrumb(self) -> list[Link]:
        return [
            Link("Abhängigkeiten", reverse("dependencies:relations")),
            Link(self.object.source_name, self.get_success_url()),
        ]


class EditRelation(RelationPage, GuardedPage):
    """Another kind, redundant or not, other words."""

    permission_required = "dependencies.change_relation"
    template_name = "dependencies/relation.html"
    form_class = RelationForm
    success_message = "Die Beziehung ist geändert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def get_back_url(self) -> str:
        return self.get_success_url()

    def perform(self, form: RelationForm) -> Relation:
        relation = change_relation(relation=self.object, by=signed_in(self.request), **form.cleaned_data)
        tell_of_circle(self.request, relation)
        return relation

    def renew(self, form: Any) -> None:
        version = form.cleaned_data["version"]
        fresh = Relation.objects.with_ends().get(pk=self.object.pk)
        renew(form, RelationForm(instance=fresh), seen=as_seen(fresh, version))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        remove = Link("Diese Beziehung entfernen", reverse("dependencies:remove", args=[self.object.pk]))
        may_remove = self.request.user.has_perm("dependencies.delete_relation")
        return super().get_context_data(page_title=str(self.object), remove=remove if may_remove else None, **kwargs)


class RemoveRelation(RelationPage):
    """Asked once more."""

    permission_required = "dependencies.delete_relation"
    template_name = "ui/confirm.html"
    page_title = "Beziehung entfernen?"
    submit_label = "Entfernen"
    is_dangerous = True
    success_message = "Die Beziehung ist entfernt."

    def perform(self, form: Any) -> None:
        remove_relation(relation=self.object, by=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"„{self.object}“ gilt dann nicht mehr. Was sich daraus ergab, steht nur noch im Verlauf."
        return super().get_context_data(question=question, **kwargs)


def tell_of_circle(request: HttpRequest, relation: Relation) -> None:
    """Name the circle that a relation closes: it may be so, but nothing of it starts without the others."""
    if circle := circle_closed_by(relation):
        names = {number: node.name for number, node in named(circle, request.user).items()}
        messages.warning(
            request, f"{in_words(circle, names)}. Das ist erlaubt, aber nichts davon läuft ohne die anderen an."
        )
