"""Putting right at what is worked and whom a change affects."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.signed_in import signed_in
from changes import actions
from changes.actions.planning import MOST_THINGS
from changes.forms import AffectedForm, ReasonForm, ThingForm
from changes.forms.things import MOST_OF_A_KIND, VERSIONS, search_things
from changes.models import AffectedByChange, Change
from changes.views.steps import StepPage
from dependencies.nodes import SLUGS, NodeKind, rows_of
from ui.choosing import answer
from ui.keys import key_of
from ui.pages import ActionPage, Link


@require_GET
@permission_required("changes.add_change", raise_exception=True)
def choices(request: HttpRequest, kind: str) -> HttpResponse:
    """The options that match what was typed: things at which is worked, or versions."""
    if kind == "version":
        products = [key for text in request.GET.getlist("product")[:MOST_THINGS] if (key := key_of(text))]
        return answer(request, VERSIONS, products)
    if kind != "thing":
        raise Http404
    words = request.GET.get("q", "").strip()
    found = search_things(signed_in(request), words)
    context = {"found": found, "words": words, "none": "Bitte wählen", "is_cut": len(found) >= MOST_OF_A_KIND}
    return render(request, "ui/_choices.html", context)


class AddThing(StepPage):
    """One more thing at which is worked."""

    form_class = ThingForm
    page_title = "Woran noch gearbeitet wird"
    submit_label = "Ergänzen"
    success_message = "Ergänzt. Wen die Änderung betrifft, ist neu berechnet."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": signed_in(self.request)}

    def perform(self, form: ThingForm) -> Change:
        return actions.add_thing(change=self.object, thing=form.cleaned_data["thing"], by=signed_in(self.request))


class RemoveThing(StepPage):
    """One thing less."""

    template_name = "ui/confirm.html"
    page_title = "Aus der Änderung entfernen?"
    submit_label = "Entfernen"
    success_message = "Entfernt. Wen die Änderung betrifft, ist neu berechnet."

    @property
    def thing(self) -> Any:
        """The row that the address names."""
        kind = SLUGS.get(self.kwargs["kind"])
        if kind is None or kind == NodeKind.WORKSTATION:
            raise Http404
        rows = rows_of(kind, signed_in(self.request)).filter(changes_of=self.object)
        return get_object_or_404(rows, pk=self.kwargs["thing"])

    def perform(self, form: Any) -> Change:
        return actions.remove_thing(change=self.object, thing=self.thing, by=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=f"An „{self.thing}“ wird dann nicht gearbeitet.", **kwargs)


class Recompute(StepPage):
    """Computes anew whom it affects."""

    template_name = "ui/confirm.html"
    page_title = "Betroffene neu berechnen?"
    question = "Was von Hand ergänzt oder ausgenommen wurde, bleibt."
    submit_label = "Neu berechnen"
    success_message = "Wen die Änderung betrifft, ist neu berechnet."

    def perform(self, form: Any) -> Change:
        return actions.recompute(change=self.object, by=signed_in(self.request))


class AddAffected(StepPage):
    """An authority that nobody could compute."""

    form_class = AffectedForm
    page_title = "Betroffene Behörde ergänzen"
    submit_label = "Ergänzen"
    success_message = "Die Behörde ist ergänzt."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": signed_in(self.request), "change": self.object}

    def perform(self, form: AffectedForm) -> None:
        actions.add_affected(change=self.object, by=signed_in(self.request), **form.cleaned_data)


class AffectedPage(ActionPage):
    """What the pages about one affected authority share."""

    permission_required = "changes.change_change"
    model = AffectedByChange

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related("change", "authority")

    def get_success_url(self) -> str:
        return str(self.object.change.get_absolute_url())

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [
            Link("Änderungen", reverse("changes:changes")),
            Link(str(self.object.change), self.get_success_url()),
        ]


class LeaveOut(AffectedPage):
    """An authority that feels nothing of it."""

    form_class = ReasonForm
    page_title = "Behörde ausnehmen"
    submit_label = "Ausnehmen"
    success_message = "Die Behörde ist ausgenommen."

    def perform(self, form: ReasonForm) -> None:
        actions.leave_out(affected=self.object, reason=form.cleaned_data["reason"], by=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"{self.object.authority} erfährt dann nichts von dieser Änderung."
        return super().get_context_data(question=question, **kwargs)


class UndoByHand(AffectedPage):
    """What was added or left out by hand is taken back."""

    template_name = "ui/confirm.html"
    page_title = "Eintrag von Hand zurücknehmen?"
    submit_label = "Zurücknehmen"
    success_message = "Der Eintrag ist zurückgenommen."

    def perform(self, form: Any) -> None:
        actions.undo_by_hand(affected=self.object, by=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"Für {self.object.authority} gilt dann wieder, was berechnet ist."
        return super().get_context_data(question=question, **kwargs)
