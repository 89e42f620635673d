"""Pages on which is entered what an authority tells of its own operation."""

from typing import Any

from django.utils import timezone

from accounts.signed_in import signed_in
from takeovers import actions
from takeovers.forms import BaselineForm, BaselineItemForm
from takeovers.models import Baseline, BaselineItem, TakeoverCase
from takeovers.views.changing import OfCase
from ui.forms import KernForm


class EditBaseline(OfCase):
    """The operation in house, as the authority describes it."""

    anchor = "baseline"
    form_class = BaselineForm
    page_title = "Ausgangslage"
    question = "Was die Behörde über ihren eigenen Betrieb sagt. Nur so lässt sich später ehrlich vergleichen, auch bei einem Nein."
    success_message = "Die Ausgangslage ist gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": getattr(self.object, "baseline", None)}

    def perform(self, form: Any) -> None:
        actions.save_baseline(
            case=self.object, values=form.cleaned_data, by=signed_in(self.request), now=timezone.now()
        )


class AddItem(OfCase):
    """A supplier, a lease, a running project."""

    anchor = "baseline"
    form_class = BaselineItemForm
    page_title = "Zur Ausgangslage ergänzen"
    submit_label = "Ergänzen"
    success_message = "Der Eintrag ist gespeichert."

    def get_rows(self) -> Any:
        return (
            TakeoverCase.objects.visible_to(signed_in(self.request))
            .filter(baseline__isnull=False)
            .select_related("authority", "baseline")
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        baseline: Baseline = self.object.baseline
        return {**super().get_form_kwargs(), "instance": BaselineItem(baseline=baseline, is_demo=baseline.is_demo)}

    def perform(self, form: Any) -> None:
        actions.save_item(item=form.instance, by=signed_in(self.request), now=timezone.now())


class OfItem(OfCase):
    """Something that is done with a part of the baseline."""

    model = BaselineItem
    anchor = "baseline"

    def get_rows(self) -> Any:
        return BaselineItem.objects.visible_to(signed_in(self.request)).select_related("baseline__case__authority")

    @property
    def case(self) -> TakeoverCase:
        case: TakeoverCase = self.object if isinstance(self.object, TakeoverCase) else self.object.baseline.case
        return case


class EditItem(OfItem):
    """A supplier, a lease, a running project is corrected."""

    form_class = BaselineItemForm
    page_title = "Eintrag der Ausgangslage"
    success_message = "Der Eintrag ist gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def perform(self, form: Any) -> None:
        actions.save_item(item=form.instance, by=signed_in(self.request), now=timezone.now())


class RemoveItem(OfItem):
    """What was entered by mistake goes."""

    form_class = KernForm
    page_title = "Eintrag entfernen"
    question = "Der Eintrag wird aus der Ausgangslage entfernt. Der Änderungsverlauf behält ihn."
    submit_label = "Entfernen"
    is_dangerous = True
    success_message = "Der Eintrag ist entfernt."

    def perform(self, form: Any) -> None:
        case = self.case
        actions.remove_item(item=self.object, by=signed_in(self.request), now=timezone.now())
        self.object = case
