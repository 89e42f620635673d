"""Pages of the deeds behind the gates, and of how a case ends."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from accounts.signed_in import signed_in
from takeovers import actions
from takeovers.forms import EndForm, OverrideForm
from takeovers.gates import Gate
from takeovers.models import CaseScope, TakeoverCase
from takeovers.standing import Standing
from takeovers.views.changing import AsksForDay, OfCase, OfScope
from ui.keys import key_of


class OverrideGate(OfCase):
    """Opening a gate by decision although something is missing."""

    permission_required = "takeovers.override_gate"
    form_class = OverrideForm
    template_name = "takeovers/override.html"
    page_title = "Sperre aufheben"
    submit_label = "Sperre aufheben"
    is_dangerous = True
    success_message = "Die Sperre ist aufgehoben. Ihre Begründung steht im Verlauf."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["gate"] not in Gate.values:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def gate(self) -> Gate:
        return Gate(self.kwargs["gate"])

    def get_scope(self) -> CaseScope | None:
        """The scope that the address names; one of another case is not found."""
        wanted = self.request.GET.get("scope", "")
        if not wanted:
            return None
        key = key_of(wanted)
        found = CaseScope.objects.filter(case=self.object, pk=key).first() if key is not None else None
        if found is None:
            raise Http404
        return found

    def perform(self, form: Any) -> None:
        actions.override_gate(
            case=self.object,
            gate=self.gate,
            scope=self.get_scope(),
            reason=form.cleaned_data["reason"],
            by=signed_in(self.request),
            now=timezone.now(),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        scope = self.get_scope()
        passage = Standing(self.object, timezone.localdate()).passage(self.gate, scope)
        return super().get_context_data(passage=passage, scope=scope, **kwargs)


class GoLive(AsksForDay, OfScope):
    """Operation of a scope begins."""

    page_title = "Betrieb aufnehmen"
    day_label = "Betrieb ab"
    question = (
        "Mit diesem Tag ist die Aufgabe übertragen. War die Behörde bisher Interessent, wird sie Kunde. "
        "Ab wann sie Träger ist, tragen Sie eigens ein."
    )
    submit_label = "Betrieb aufnehmen"
    success_message = "Der Betrieb ist aufgenommen."

    def get_initial(self) -> dict[str, Any]:
        return {"day": self.object.planned_on}

    def perform(self, form: Any) -> None:
        actions.go_live(scope=self.object, on=form.cleaned_data["day"], by=signed_in(self.request), now=timezone.now())


class EndOperation(AsksForDay, OfScope):
    """Operation of a scope ends."""

    page_title = "Betrieb beenden"
    day_label = "Letzter Tag des Betriebs"
    question = "Endet damit die letzte Aufgabe, ist die Behörde vom nächsten Tag an „ehemalig“."
    submit_label = "Betrieb beenden"
    is_dangerous = True
    success_message = "Das Ende des Betriebs ist eingetragen."

    def get_initial(self) -> dict[str, Any]:
        return {"day": self.object.planned_on}

    def perform(self, form: Any) -> None:
        day = form.cleaned_data["day"]
        actions.end_operation(scope=self.object, last_day=day, by=signed_in(self.request), now=timezone.now())


class Accede(AsksForDay, OfCase):
    """The authority becomes a carrier."""

    page_title = "Als Träger eintragen"
    day_label = "Träger ab"
    question = (
        "Der Tag, ab dem die Behörde Träger ist, ist oft ein anderer als der des Vertrags und der des Betriebsbeginns."
    )
    submit_label = "Eintragen"
    success_message = "Die Behörde ist als Träger eingetragen."

    def perform(self, form: Any) -> None:
        actions.accede(case=self.object, on=form.cleaned_data["day"], by=signed_in(self.request), now=timezone.now())


class EndWithout(OfCase):
    """The authority says no, or takes its wish back."""

    form_class = EndForm
    page_title = "Vorhaben beenden"
    question = "Ein Nein ist ein Ergebnis wie jedes andere: Gründe und Ausgangslage bleiben erhalten, und Sie können wieder nachfragen."
    submit_label = "Beenden"
    success_message = "Das Vorhaben ist beendet."

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate(), "state": TakeoverCase.State.DECLINED}

    def perform(self, form: Any) -> None:
        values = {**form.cleaned_data, "state": TakeoverCase.State(form.cleaned_data["state"])}
        actions.end_without(case=self.object, **values, by=signed_in(self.request), now=timezone.now())


class Complete(AsksForDay, OfCase):
    """Everything is done."""

    page_title = "Vorhaben abschließen"
    day_label = "Abgeschlossen am"
    question = "Danach lässt sich das Vorhaben nicht mehr ändern."
    submit_label = "Abschließen"
    success_message = "Das Vorhaben ist abgeschlossen."

    def get_initial(self) -> dict[str, Any]:
        return {"day": timezone.localdate()}

    def perform(self, form: Any) -> None:
        actions.complete(case=self.object, on=form.cleaned_data["day"], by=signed_in(self.request), now=timezone.now())
