"""The steps in the life of a budget round: begun, changed or discarded, frozen, noted, closed."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.models import Authority
from history.versions import as_seen
from replacements import actions
from replacements.comparing import groups_today
from replacements.forms import DeadlineForm, RoundForm
from replacements.models import BudgetRound
from replacements.showing import missing_in_words, whole_euro
from replacements.sums import Total
from ui.charts import counted
from ui.forms import KernForm
from ui.pages import ActionPage, Link
from ui.renewing import GuardedPage, renew


class OpenRound(ActionPage):
    """A round begins."""

    permission_required = "replacements.add_budgetround"
    form_class = RoundForm
    page_title = "Haushaltsrunde beginnen"
    submit_label = "Beginnen"
    success_message = "Die Runde ist angelegt. Bis sie festgeschrieben wird, folgt sie dem heutigen Plan."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "rounds": BudgetRound.objects.visible_to(signed_in(self.request))}

    def get_initial(self) -> dict[str, Any]:
        following = timezone.localdate().year + 1
        return {"first_year": following, "last_year": following + 4}

    def perform(self, form: RoundForm) -> BudgetRound:
        values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        return actions.open_round(**values, by=signed_in(self.request))

    def get_back_url(self) -> str:
        return reverse("replacements:rounds")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Haushaltsrunden", reverse("replacements:rounds"))]


class OfRound(ActionPage):
    """Something that is done with a round."""

    model = BudgetRound
    form_class: Any = KernForm

    def get_breadcrumb(self) -> list[Link]:
        return [
            Link("Haushaltsrunden", reverse("replacements:rounds")),
            Link(str(self.object), self.object.get_absolute_url()),
        ]


class EditRound(OfRound, GuardedPage):
    """Put right what a round is about."""

    permission_required = "replacements.change_budgetround"
    form_class = RoundForm
    page_title = "Haushaltsrunde ändern"
    success_message = "Die Änderungen sind gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "rounds": BudgetRound.objects.visible_to(signed_in(self.request))}

    def get_initial(self) -> dict[str, Any]:
        return RoundForm.values_of(self.object)

    def perform(self, form: RoundForm) -> BudgetRound:
        return actions.change_round(round_=self.object, **form.cleaned_data, by=signed_in(self.request))

    def renew(self, form: Any) -> None:
        fresh = self.get_rows().get(pk=self.object.pk)
        shown = RoundForm(initial=RoundForm.values_of(fresh), rounds=self.get_rows())
        renew(form, shown, seen=as_seen(fresh, form.cleaned_data["version"]))


class DiscardRound(OfRound):
    """Give a round up that nobody has frozen yet."""

    permission_required = "replacements.change_budgetround"
    template_name = "ui/confirm.html"
    page_title = "Haushaltsrunde verwerfen?"
    question = "Die Runde wird mit ihren Anmeldeschlüssen gelöscht. An der Planung der Geräte ändert sich nichts."
    submit_label = "Verwerfen"
    is_dangerous = True
    success_message = "Die Runde ist verworfen."

    def perform(self, form: Any) -> None:
        actions.discard_round(round_=self.object, by=signed_in(self.request))

    def get_success_url(self) -> str:
        return reverse("replacements:rounds")


class SetDeadline(OfRound):
    """Until when one authority needs its figures."""

    permission_required = "replacements.change_budgetround"
    form_class = DeadlineForm
    page_title = "Anmeldeschluss einer Behörde"
    success_message = "Der Anmeldeschluss ist gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "authorities": Authority.objects.visible_to(signed_in(self.request))}

    def perform(self, form: DeadlineForm) -> None:
        actions.set_deadline(round_=self.object, **form.cleaned_data, by=signed_in(self.request))


class FreezeRound(OfRound):
    """Every line is copied and stays as it is."""

    permission_required = "replacements.freeze_budgetround"
    template_name = "ui/confirm.html"
    page_title = "Haushaltsrunde festschreiben"
    submit_label = "Festschreiben"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        total = Total()
        if self.object.is_open:
            groups = groups_today(self.object, signed_in(self.request), timezone.localdate())
            total = sum((group.total for group in groups if not group.is_kept), Total())
        question = (
            f"Festgeschrieben werden {counted(total.count, 'Gerät', 'Geräte')} mit zusammen {whole_euro(total.price)}. "
            "Danach ändert niemand mehr diese Zahlen, und die Behörden sehen ihren Plan im Portal. "
        )
        return super().get_context_data(question=question + missing_in_words(total), **kwargs)

    def perform(self, form: Any) -> None:
        self.count = actions.freeze_round(round_=self.object, by=signed_in(self.request), now=timezone.now())

    def get_success_message(self) -> str:
        return f"Die Runde ist festgeschrieben: {counted(self.count, 'Zeile', 'Zeilen')}."


class CloseRound(OfRound):
    """The councils have decided."""

    permission_required = "replacements.freeze_budgetround"
    template_name = "ui/confirm.html"
    page_title = "Haushaltsrunde abschließen"
    question = "Die Räte haben entschieden. Danach nimmt keine Behörde die Planung mehr zur Kenntnis."
    submit_label = "Abschließen"
    success_message = "Die Runde ist abgeschlossen."

    def perform(self, form: Any) -> None:
        actions.close_round(round_=self.object, on=timezone.localdate(), by=signed_in(self.request))


class TakeNote(OfRound):
    """Whoever coordinates or heads an authority has read its plan."""

    permission_required = "replacements.view_roundline"
    page_title = "Planung zur Kenntnis nehmen"
    question = "Damit ist festgehalten, dass Sie den Plan für Ihre Behörde gelesen haben. Einer Ausgabe stimmen Sie damit nicht zu."
    submit_label = "Zur Kenntnis nehmen"
    success_message = "Es ist festgehalten, dass Sie den Plan zur Kenntnis genommen haben."

    def has_permission(self) -> bool:
        return super().has_permission() and not self.is_for_staff

    def perform(self, form: Any) -> None:
        actions.take_note(round_=self.object, by=signed_in(self.request), now=timezone.now())
