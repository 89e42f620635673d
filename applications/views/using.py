"""Entering, changing and ending what an authority uses, who answers for it there, and trainings."""

from typing import Any

from django.db.models import QuerySet

from applications.forms.parts import TrainingForm, UseContactForm, UseForm
from applications.models import (
    ApplicationUse,
    SpecialistApplication,
    Training,
    UseContact,
)
from applications.views.keeping import AddPart, EditPart, RemovePart


class AddUse(AddPart):
    """An authority begins to use the Fachverfahren."""

    permission_required = "applications.add_applicationuse"
    model = SpecialistApplication
    part_model = ApplicationUse
    form_class = UseForm
    form_needs = ("user", "day")
    page_title = "Nutzung eintragen"
    success_message = "Die Nutzung ist eingetragen."


class EditUse(EditPart):
    """More or fewer people, another extent, or the end of the use."""

    permission_required = "applications.change_applicationuse"
    model = ApplicationUse
    form_class = UseForm
    form_needs = ("user", "day")
    page_title = "Nutzung ändern"
    success_message = "Die Nutzung ist gespeichert."
    remove_name = "applications:remove_use"

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related("application", "authority")

    def get_whole(self) -> Any:
        return self.object


class RemoveUse(RemovePart):
    """A use that never was."""

    permission_required = "applications.delete_applicationuse"
    model = ApplicationUse
    page_title = "Nutzung entfernen?"
    question = "Nur wenn die Behörde das Fachverfahren nie genutzt hat. Eine beendete Nutzung bekommt stattdessen ihren letzten Tag."
    success_message = "Die Nutzung ist entfernt."


class AddPerson(AddPart):
    """Somebody answers for the Fachverfahren at the authority."""

    permission_required = "applications.add_usecontact"
    model = ApplicationUse
    part_model = UseContact
    hangs_on = "use"
    form_class = UseContactForm
    form_needs = ("user",)
    page_title = "Person eintragen"
    success_message = "Die Person ist eingetragen."

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related("application", "authority")


class RemovePerson(RemovePart):
    """Somebody no longer answers for it."""

    permission_required = "applications.delete_usecontact"
    model = UseContact
    hangs_on = "use"
    page_title = "Person austragen?"
    question = (
        "Die Person ist dann für dieses Fachverfahren nicht mehr eingetragen. Ihre Angaben bei der Behörde bleiben."
    )
    success_message = "Die Person ist ausgetragen."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = f"{self.object.contact} austragen?"
        return super().get_context_data(page_title=title, **kwargs)


class AddTraining(AddPart):
    """People of the authority were trained."""

    permission_required = "applications.add_training"
    model = ApplicationUse
    part_model = Training
    hangs_on = "use"
    form_class = TrainingForm
    page_title = "Schulung eintragen"
    success_message = "Die Schulung ist eingetragen."

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related("application", "authority")


class EditTraining(EditPart):
    """Another day, another number."""

    permission_required = "applications.change_training"
    model = Training
    hangs_on = "use"
    form_class = TrainingForm
    page_title = "Schulung ändern"
    success_message = "Die Schulung ist gespeichert."
    remove_name = "applications:remove_training"


class RemoveTraining(RemovePart):
    """A training that did not take place."""

    permission_required = "applications.delete_training"
    model = Training
    hangs_on = "use"
    page_title = "Schulung entfernen?"
    success_message = "Die Schulung ist entfernt."
