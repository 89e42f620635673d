"""Taking up a Fachverfahren and changing it, its interfaces and the data that it holds; the page that shows it stands above."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.signed_in import signed_in
from applications.actions import keep_part
from applications.forms.parts import DataForm, InstanceForm, InterfaceForm
from applications.models import (
    ApplicationData,
    Interface,
    Product,
    SpecialistApplication,
)
from applications.views.keeping import AddPart, EditPart, RemovePart
from ui.keys import key_of
from ui.pages import ActionPage, Link


class NewInstance(ActionPage):
    """A Fachverfahren begins to be operated; with a product in the address its versions are at hand."""

    permission_required = "applications.add_specialistapplication"
    form_class = InstanceForm
    page_title = "Fachverfahren aufnehmen"
    submit_label = "Aufnehmen"
    success_message = "Das Fachverfahren ist aufgenommen. Als Nächstes: wer es nutzt."

    def get_initial(self) -> dict[str, Any]:
        key = key_of(self.request.GET.get("product", ""))
        return {"product": Product.objects.filter(pk=key).first()} if key else {}

    def perform(self, form: Any) -> SpecialistApplication:
        return keep_part(part=form.instance, by=signed_in(self.request), **form.cleaned_data)

    def get_back_url(self) -> str:
        return reverse("applications:applications")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Fachverfahren", self.get_back_url())]


class EditInstance(EditPart):
    """What an instance is and how it is run."""

    permission_required = "applications.change_specialistapplication"
    model = SpecialistApplication
    form_class = InstanceForm
    page_title = "Fachverfahren ändern"
    success_message = "Das Fachverfahren ist gespeichert."

    def get_rows(self) -> QuerySet[Any]:
        return SpecialistApplication.objects.visible_to(signed_in(self.request))

    def get_whole(self) -> Any:
        return self.object


class AddInterface(AddPart):
    """The instance exchanges data with something outside."""

    permission_required = "applications.add_interface"
    model = SpecialistApplication
    part_model = Interface
    form_class = InterfaceForm
    form_needs = ("user",)
    page_title = "Schnittstelle eintragen"
    success_message = "Die Schnittstelle ist eingetragen."


class EditInterface(EditPart):
    """Another way, other words."""

    permission_required = "applications.change_interface"
    model = Interface
    form_class = InterfaceForm
    form_needs = ("user",)
    page_title = "Schnittstelle ändern"
    success_message = "Die Schnittstelle ist gespeichert."
    remove_name = "applications:remove_interface"


class RemoveInterface(RemovePart):
    """A link that is no more."""

    permission_required = "applications.delete_interface"
    model = Interface
    page_title = "Schnittstelle entfernen?"
    success_message = "Die Schnittstelle ist entfernt."


class AddData(AddPart):
    """The instance holds data of one more category."""

    permission_required = "applications.add_applicationdata"
    model = SpecialistApplication
    part_model = ApplicationData
    form_class = DataForm
    page_title = "Datenkategorie eintragen"
    success_message = "Die Datenkategorie ist eingetragen."


class EditData(EditPart):
    """About whom, and how long."""

    permission_required = "applications.change_applicationdata"
    model = ApplicationData
    form_class = DataForm
    page_title = "Daten ändern"
    success_message = "Die Angaben zu den Daten sind gespeichert."
    remove_name = "applications:remove_data"

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related("category")


class RemoveData(RemovePart):
    """Data that the instance does not hold."""

    permission_required = "applications.delete_applicationdata"
    model = ApplicationData
    page_title = "Daten entfernen?"
    success_message = "Die Datenkategorie ist entfernt."
