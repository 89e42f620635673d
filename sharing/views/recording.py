"""Entering, changing and removing costs, figures and offers."""

from functools import cached_property
from typing import Any

from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from history.versions import as_seen
from sharing import actions
from sharing.forms import CostForm, FigureForm, QuoteForm
from sharing.models import FIGURES, CostItem, KeyFigure, Quote
from sharing.showing import address_of_year, euro
from sharing.views.about_year import OfYear, authorities_of, this_year, way_to, year_of
from ui.keys import key_of
from ui.pages import ActionPage, Link
from ui.renewing import GuardedPage, renew


class AddCost(OfYear):
    """A cost of the year."""

    permission_required = "sharing.add_costitem"
    form_class = CostForm
    page_title = "Kosten eintragen"
    success_message = "Die Kosten sind eingetragen."

    def perform(self, form: CostForm) -> None:
        row = CostItem(application=self.object, year=self.year, **form.values())
        actions.record(row=row, by=signed_in(self.request))


class AddFigure(OfYear):
    """A number that is not counted here."""

    permission_required = "sharing.add_keyfigure"
    form_class = FigureForm
    page_title = "Zahl für den Verteilschlüssel eintragen"
    success_message = "Die Zahl ist eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "authorities": authorities_of(self.object, self.year, self.request)}

    def get_initial(self) -> dict[str, Any]:
        basis = self.request.GET.get("basis", "")
        return {
            "authority": key_of(self.request.GET.get("authority", "")),
            "basis": basis if basis in {one.value for one in FIGURES} else FIGURES[0].value,
        }

    def perform(self, form: FigureForm) -> None:
        values = form.values()
        application = None if values["basis"] == FIGURES[0] else self.object
        actions.record(row=KeyFigure(application=application, **values), by=signed_in(self.request))


class AddQuote(OfYear):
    """An offer that was really made."""

    permission_required = "sharing.add_quote"
    form_class = QuoteForm
    page_title = "Angebot für den Alleinbetrieb eintragen"
    question = "Nur ein Angebot, das wirklich vorliegt: mit Anbieter, Datum und Quelle. Eine Schätzung ist keine Grundlage für eine Einsparung."
    success_message = "Das Angebot ist eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "authorities": authorities_of(self.object, self.year, self.request)}

    def get_initial(self) -> dict[str, Any]:
        return {"authority": key_of(self.request.GET.get("authority", ""))}

    def perform(self, form: QuoteForm) -> None:
        actions.record(row=Quote(application=self.object, **form.values()), by=signed_in(self.request))


class OfRecord(ActionPage):
    """Something that is done with a row that was recorded; `year` of the address says where one came from."""

    object: Any

    @property
    def year(self) -> int:
        """The year to go back to."""
        own: int | None = getattr(self.object, "year", None)
        text = self.request.GET.get("year", "")
        return own or (year_of(text) if text.isdecimal() and len(text) == 4 else this_year())

    @cached_property
    def application(self) -> SpecialistApplication | None:
        """The instance it belongs to, or the one that it was reached from."""
        own: SpecialistApplication | None = self.object.application
        key = key_of(self.request.GET.get("application", ""))
        if own is not None or key is None:
            return own
        return SpecialistApplication.objects.visible_to(signed_in(self.request)).filter(pk=key).first()

    def get_rows(self) -> Any:
        return super().get_rows().select_related("application")

    def get_success_url(self) -> str:
        if self.application is None:
            return str(self.object.authority.get_absolute_url())
        return address_of_year(self.application.pk, self.year)

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return way_to(self.application, self.year) if self.application else []


class EditRecord(OfRecord, GuardedPage):
    """Put right, and nobody writes over others."""

    success_message = "Die Änderungen sind gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def perform(self, form: Any) -> Any:
        values, version = form.values(), form.cleaned_data["version"]
        return actions.change(row=self.object, values=values, version=version, by=signed_in(self.request))

    def renew(self, form: Any) -> None:
        fresh = self.get_rows().get(pk=self.object.pk)
        options = {**self.get_form_kwargs(), "instance": fresh, "data": None, "files": None}
        renew(form, self.form_class(**options), seen=as_seen(fresh, form.cleaned_data["version"]))


class EditCost(EditRecord):
    """A cost was entered wrongly."""

    permission_required = "sharing.change_costitem"
    model = CostItem
    form_class = CostForm
    page_title = "Kosten ändern"


class OfAuthority(EditRecord):
    """A row of one authority among those that use the instance."""

    def get_form_kwargs(self) -> dict[str, Any]:
        own = self.object.authority
        others = authorities_of(self.application, self.year, self.request) if self.application else []
        return {**super().get_form_kwargs(), "authorities": [own, *others]}

    def get_rows(self) -> Any:
        return super().get_rows().select_related("authority")


class EditFigure(OfAuthority):
    """A figure was entered wrongly."""

    permission_required = "sharing.change_keyfigure"
    model = KeyFigure
    form_class = FigureForm
    page_title = "Zahl für den Verteilschlüssel ändern"


class EditQuote(OfAuthority):
    """An offer was entered wrongly."""

    permission_required = "sharing.change_quote"
    model = Quote
    form_class = QuoteForm
    page_title = "Angebot ändern"


class RemoveRecord(OfRecord):
    """Asked once more."""

    template_name = "ui/confirm.html"
    submit_label = "Entfernen"
    is_dangerous = True

    def perform(self, form: Any) -> None:
        actions.remove(row=self.object, by=signed_in(self.request))

    def get_success_url(self) -> str:
        self.back = getattr(self, "back", None) or super().get_success_url()
        return self.back


class RemoveCost(RemoveRecord):
    """A cost that was none."""

    permission_required = "sharing.delete_costitem"
    model = CostItem
    page_title = "Kosten entfernen?"
    success_message = "Die Kosten sind entfernt."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"„{self.object.label}“ mit {euro(self.object.amount)} wird entfernt. Festgeschriebene Anteile bleiben, wie sie sind."
        return super().get_context_data(question=question, **kwargs)


class RemoveFigure(RemoveRecord):
    """A figure that was wrong."""

    permission_required = "sharing.delete_keyfigure"
    model = KeyFigure
    page_title = "Zahl entfernen?"
    success_message = "Die Zahl ist entfernt."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"„{self.object}“ von {self.object.authority.name} wird entfernt."
        return super().get_context_data(question=question, **kwargs)


class RemoveQuote(RemoveRecord):
    """An offer that was none."""

    permission_required = "sharing.delete_quote"
    model = Quote
    page_title = "Angebot entfernen?"
    success_message = "Das Angebot ist entfernt."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = (
            f"Das Angebot von {self.object.vendor} vom {self.object.dated_on:%d.%m.%Y} wird entfernt. Liegt kein anderes vor, gibt es für "
            "diese Behörde keine Grundlage für eine Einsparung mehr."
        )
        return super().get_context_data(question=question, **kwargs)
