"""Days on which a service point is open otherwise."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from counter.forms import ExceptionForm
from customers.actions import remove_exception, save_exception
from customers.models import OpeningException, ServicePoint
from ui.pages import ActionPage, Link

QUESTION = "Behörden lesen die Ausnahme mit ihrem Grund im Portal. An Feiertagen ist ohnehin geschlossen."


class AddException(ActionPage):
    """A service point is closed on some days, or open at other hours."""

    permission_required = "customers.add_openingexception"
    model = ServicePoint
    form_class = ExceptionForm
    page_title = "Ausnahme von den Öffnungszeiten"
    question = QUESTION
    submit_label = "Eintragen"
    success_message = "Die Ausnahme ist eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": OpeningException(service_point=self.object)}

    def perform(self, form: Any) -> None:
        save_exception(exception=form.instance, by=signed_in(self.request), today=timezone.localdate())


class OfException(ActionPage):
    """What is done with an exception; it leads back to the page of the service point."""

    model = OpeningException

    def get_rows(self) -> QuerySet[OpeningException]:
        return OpeningException.objects.visible_to(signed_in(self.request)).select_related("service_point")

    def get_success_url(self) -> str:
        return str(self.object.service_point.get_absolute_url())

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link(str(self.object.service_point), self.get_success_url())]


class EditException(OfException):
    """Other days, hours or words."""

    permission_required = "customers.change_openingexception"
    form_class = ExceptionForm
    template_name = "counter/removable.html"
    page_title = "Ausnahme ändern"
    question = QUESTION
    success_message = "Die Ausnahme ist gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def perform(self, form: Any) -> OpeningException:
        return save_exception(exception=form.instance, by=signed_in(self.request), today=timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_remove = self.request.user.has_perm("customers.delete_openingexception")
        url = reverse("counter:remove_exception", args=[self.object.pk]) if may_remove else ""
        return super().get_context_data(remove=Link("Ausnahme entfernen", url) if url else None, **kwargs)


class RemoveException(OfException):
    """The usual hours hold again."""

    permission_required = "customers.delete_openingexception"
    page_title = "Ausnahme entfernen"
    question = "Dann gelten an diesen Tagen wieder die üblichen Öffnungszeiten."
    submit_label = "Ausnahme entfernen"
    is_dangerous = True
    success_message = "Die Ausnahme ist entfernt."

    def perform(self, form: Any) -> None:
        remove_exception(exception=self.object, by=signed_in(self.request))
