"""Giving people at authorities a function, changing what stands there about it, and ending it."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.actions import change_function, end_function, give_function
from customers.forms import EndFunctionForm, FunctionForm
from customers.models import Contact, ContactFunction
from ui.pages import ActionPage, Link

UNTIL_THEN = "Eine private Nummer wird in der Nacht nach dem letzten Tag der Funktion entfernt, auch aus dem Verlauf."


class GiveFunction(ActionPage):
    """A contact gets a function."""

    permission_required = "customers.add_contactfunction"
    model = Contact
    form_class = FunctionForm
    page_title = "Funktion geben"
    question = UNTIL_THEN
    submit_label = "Funktion geben"

    def get_rows(self) -> QuerySet[Contact]:
        return Contact.objects.visible_to(signed_in(self.request)).select_related("authority")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "contact": self.object}

    def perform(self, form: Any) -> None:
        user = signed_in(self.request)
        function = give_function(function=form.instance, by=user, today=timezone.localdate())
        self.success_message = f"{self.object} hat jetzt die Funktion „{function}“."

    def get_breadcrumb(self) -> list[Link]:
        return [Link(str(self.object), self.object.get_absolute_url())]


class OfFunction(ActionPage):
    """What both pages of a function share: they belong to the page of the contact."""

    permission_required = "customers.change_contactfunction"
    model = ContactFunction

    def get_rows(self) -> QuerySet[ContactFunction]:
        return ContactFunction.objects.visible_to(signed_in(self.request)).select_related("contact__authority")

    def get_success_url(self) -> str:
        return str(self.object.contact.get_absolute_url())

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link(str(self.object.contact), self.get_success_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = f"{self.page_title}: {self.object}, {self.object.contact}"
        return super().get_context_data(**{"page_title": title, **kwargs})


class ChangeFunction(OfFunction):
    """Put right what stands there about a function."""

    form_class = FunctionForm
    template_name = "customers/function.html"
    page_title = "Funktion ändern"
    question = UNTIL_THEN
    success_message = "Die Funktion ist gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object, "contact": self.object.contact}

    def perform(self, form: Any) -> ContactFunction:
        return change_function(function=form.instance, by=signed_in(self.request), today=timezone.localdate())


class EndFunction(OfFunction):
    """The person has the function no longer."""

    form_class = EndFunctionForm
    page_title = "Funktion beenden"
    question = UNTIL_THEN
    submit_label = "Funktion beenden"

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": timezone.localdate()}

    def perform(self, form: Any) -> ContactFunction:
        last_day = form.cleaned_data["last_day"]
        self.success_message = f"Die Funktion „{self.object}“ endet am {last_day:%d.%m.%Y}."
        return end_function(
            function=self.object, last_day=last_day, by=signed_in(self.request), today=timezone.localdate()
        )
