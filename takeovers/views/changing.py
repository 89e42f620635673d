"""Pages on which a case begins, gets further scopes and steps, and is kept."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from takeovers import actions
from takeovers.actions import WantedScope
from takeovers.forms import DAY_HINT, AddTaskForm, CaseFactsForm, CaseForm, DayForm, NoteForm, ScopeForm
from takeovers.models import CaseKind, CaseScope, CaseTask, Side, TakeoverCase
from ui.forms import KernForm
from ui.pages import ActionPage, Link


class OpenCase(ActionPage):
    """A case begins."""

    permission_required = "takeovers.add_takeovercase"
    form_class = CaseForm
    page_title = "Vorhaben anlegen"
    question = "Die Schritte kommen aus dem veröffentlichten Ablauf. Sie können sie danach ergänzen."
    submit_label = "Anlegen"
    success_message = "Das Vorhaben ist angelegt."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        return {
            "authority": self.request.GET.get("authority", ""),
            "kind": CaseKind.JOINING,
            "started_on": timezone.localdate(),
            "responsible": signed_in(self.request).staff_profile,
        }

    def perform(self, form: Any) -> TakeoverCase:
        values = dict(form.cleaned_data)
        scopes, planned_on = values.pop("scopes"), values.pop("planned_on")
        return actions.open_case(
            **{**values, "kind": CaseKind(values["kind"])},
            scopes=[WantedScope(scope, planned_on=planned_on) for scope in scopes],
            by=signed_in(self.request),
            now=timezone.now(),
        )

    def get_back_url(self) -> str:
        return reverse("takeovers:cases")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Aufnahmen und Austritte", reverse("takeovers:cases"))]


class OfCase(ActionPage):
    """Something that is done with a case; it leads back to the case."""

    permission_required = "takeovers.change_takeovercase"
    model: Any = TakeoverCase
    anchor = ""  # the part of the page of the case to lead back to

    def get_rows(self) -> Any:
        return TakeoverCase.objects.visible_to(signed_in(self.request)).select_related("authority")

    @property
    def case(self) -> TakeoverCase:
        """The case that the address names, or that the row of the address belongs to."""
        case: TakeoverCase = self.object if isinstance(self.object, TakeoverCase) else self.object.case
        return case

    def get_success_url(self) -> str:
        url = self.case.get_absolute_url()
        return f"{url}#{self.anchor}" if self.anchor else url

    def get_back_url(self) -> str:
        return self.case.get_absolute_url()

    def get_breadcrumb(self) -> list[Link]:
        case = self.case
        return [
            Link("Aufnahmen und Austritte", reverse("takeovers:cases")),
            Link(f"{case.get_kind_display()}: {case.authority.name}", case.get_absolute_url()),
        ]


class ForEitherSide(ActionPage):
    """Something that the authority does as well; of the staff only those who keep cases."""

    def has_permission(self) -> bool:
        keeps = not self.is_for_staff or self.request.user.has_perm("takeovers.change_takeovercase")
        return super().has_permission() and keeps


class AsksForDay(ActionPage):
    """A page that asks for nothing but a day."""

    form_class = DayForm
    day_label = ""
    day_hint = ""
    is_day_required = True

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = {"label": self.day_label, "help_text": self.day_hint, "is_required": self.is_day_required}
        return {**super().get_form_kwargs(), **asked}


class OfScope(OfCase):
    """Something that is done with one of the scopes of a case."""

    model = CaseScope

    def get_rows(self) -> Any:
        return CaseScope.objects.visible_to(signed_in(self.request)).select_related("case__authority", "transfer")


class EditCase(OfCase):
    """Who looks after a case, and what it refers to."""

    form_class = CaseFactsForm
    page_title = "Vorhaben bearbeiten"
    success_message = "Die Angaben sind gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user, "instance": self.object}

    def perform(self, form: Any) -> TakeoverCase:
        return actions.edit_case(case=self.object, **form.cleaned_data, by=signed_in(self.request), now=timezone.now())


class AddScope(OfCase):
    """A further task that changes hands."""

    form_class = ScopeForm
    page_title = "Aufgabe ergänzen"
    question = "Jede Aufgabe hat ihren eigenen Betriebsbeginn und ihre eigenen Schritte."
    submit_label = "Ergänzen"
    success_message = "Die Aufgabe ist mit ihren Schritten ergänzt."

    def perform(self, form: Any) -> None:
        wanted = WantedScope(**form.cleaned_data)
        actions.add_scope(case=self.object, wanted=wanted, by=signed_in(self.request), now=timezone.now())


class PlanScope(AsksForDay, OfScope):
    """When operation of a scope is meant to begin."""

    page_title = "Geplanten Tag ändern"
    day_label = "Geplanter Tag"
    day_hint = f"{DAY_HINT} Die Termine der offenen Schritte verschieben sich mit. Leer: noch kein Termin."
    is_day_required = False
    success_message = "Der Termin ist gespeichert, offene Schritte sind mitgezogen."

    def get_initial(self) -> dict[str, Any]:
        return {"day": self.object.planned_on}

    def perform(self, form: Any) -> None:
        day = form.cleaned_data["day"]
        actions.plan_scope(scope=self.object, planned_on=day, by=signed_in(self.request), now=timezone.now())


class DropScope(OfScope):
    """A task does not change hands after all."""

    form_class = KernForm
    page_title = "Aufgabe streichen"
    question = (
        "Die Aufgabe und ihre Schritte werden aus dem Vorhaben genommen. Das geht, solange nichts davon erledigt ist."
    )
    submit_label = "Streichen"
    is_dangerous = True
    success_message = "Die Aufgabe ist gestrichen."

    def perform(self, form: Any) -> None:
        case = self.object.case
        actions.drop_scope(scope=self.object, by=signed_in(self.request), now=timezone.now())
        self.object = case


class AddTask(OfCase):
    """A step that the template does not know."""

    form_class = AddTaskForm
    page_title = "Schritt ergänzen"
    submit_label = "Ergänzen"
    success_message = "Der Schritt ist ergänzt."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user, "case": self.object}

    def get_initial(self) -> dict[str, Any]:
        return {"side": Side.SERVICE}

    def perform(self, form: Any) -> None:
        values = {**form.cleaned_data, "side": Side(form.cleaned_data["side"])}
        task: CaseTask = actions.add_task(case=self.object, **values, by=signed_in(self.request), now=timezone.now())
        self.object = task.case


class WriteNote(OfCase):
    """Something for the timeline."""

    form_class = NoteForm
    page_title = "Notiz schreiben"
    success_message = "Die Notiz steht im Verlauf."

    def perform(self, form: Any) -> None:
        actions.write_note(case=self.object, **form.cleaned_data, by=signed_in(self.request), now=timezone.now())
