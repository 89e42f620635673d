"""Fixing the shares of a year after a look at them, and correcting what was fixed."""

from functools import cached_property
from typing import Any

from django.utils import timezone

from accounts.signed_in import signed_in
from sharing import actions
from sharing.draft import Draft, draft_of, saving_of
from sharing.forms import CorrectForm, FixForm
from sharing.models import Apportionment
from sharing.showing import euro, saving_in_words, total_saving_in_words, weights_in_words
from sharing.views.about_year import OfYear, way_to
from ui.charts import counted
from ui.pages import Link, Section
from ui.renewing import GuardedPage


class WithPreview(GuardedPage):
    """What would be fixed stands above the form, and the yes is said to just that."""

    template_name = "sharing/fix.html"
    draft: Draft

    def get_initial(self) -> dict[str, Any]:
        return {"seen": self.draft.mark}

    def renew(self, form: Any) -> None:
        data = form.data.copy()
        data["seen"] = self.draft.mark
        form.data = data

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(preview=preview_of(self.draft), gaps=self.draft.gaps, **kwargs)


class Fix(WithPreview, OfYear):
    """The shares of a year are fixed."""

    permission_required = "sharing.add_apportionment"
    form_class = FixForm
    submit_label = "Festschreiben"

    @cached_property
    def draft(self) -> Draft:  # type: ignore[override]  # computed once
        """What would be fixed now."""
        return draft_of(self.object, self.year, signed_in(self.request), today=timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = (
            f"Festgeschrieben werden {counted(len(self.draft.lines), 'Anteil', 'Anteile')} an zusammen {euro(self.draft.total)}. Danach ändert "
            "niemand mehr diese Zahlen, und jede Behörde sieht ihren eigenen Anteil im Portal. Ein Fehler wird mit einer Berichtigung geändert."
        )
        title = f"Anteile {self.year} festschreiben"
        return super().get_context_data(question=question, page_title=title, **kwargs)

    def perform(self, form: FixForm) -> Apportionment:
        return actions.fix(
            application=self.object,
            year=self.year,
            seen=form.cleaned_data["seen"],
            by=signed_in(self.request),
            now=timezone.now(),
        )

    def get_success_message(self) -> str:
        return f"Die Anteile sind festgeschrieben: {self.object}."

    def get_success_url(self) -> str:
        if isinstance(self.object, Apportionment):
            return self.object.get_absolute_url()
        return super().get_success_url()


class Correct(WithPreview):
    """The same shares anew, with the reason; what was wrong stays on record."""

    permission_required = "sharing.add_apportionment"
    model = Apportionment
    form_class = CorrectForm
    submit_label = "Berichtigung festschreiben"

    @cached_property
    def draft(self) -> Draft:  # type: ignore[override]  # computed once
        """What would be fixed now."""
        row: Apportionment = self.object
        return draft_of(row.application, row.year, signed_in(self.request), today=timezone.localdate())

    def get_rows(self) -> Any:
        return super().get_rows().select_related("application")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = (
            f"Statt {self.object} gilt dann die Berichtigung mit {counted(len(self.draft.lines), 'Anteil', 'Anteilen')} an zusammen "
            f"{euro(self.draft.total)}. {self.object} bleibt lesbar und ist als berichtigt bezeichnet."
        )
        return super().get_context_data(question=question, page_title=f"{self.object} berichtigen", **kwargs)

    def perform(self, form: CorrectForm) -> Apportionment:
        return actions.correct(
            apportionment=self.object,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            by=signed_in(self.request),
            now=timezone.now(),
        )

    def get_success_message(self) -> str:
        return f"Die Berichtigung ist festgeschrieben: {self.object}."

    def get_breadcrumb(self) -> list[Link]:
        row: Apportionment = self.object
        return [*way_to(row.application, row.year), Link(row.number, row.get_absolute_url())]


def preview_of(draft: Draft) -> Section:
    """What would be fixed, line by line."""
    rows: list[tuple[Any, ...]] = [
        (line.authority.name, weights_in_words(line.weights), euro(line.amount), saving_in_words(line.saving))
        for line in draft.lines
    ]
    if rows:
        saving = saving_of([line.saving for line in draft.lines])
        rows.append(("Zusammen", "", euro(draft.total), total_saving_in_words(saving)))
    headings = ("Behörde", "Gewicht", "Anteil", "Einsparung im Jahr")
    return Section(
        "Das wird festgeschrieben", headings=headings, rows=rows, hint="Es gibt noch nichts festzuschreiben."
    )
