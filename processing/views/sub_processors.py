"""Sub-processors: the list, one of them on a page with its tasks, and which authorities were told."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.views.facts import source_property, span
from history.versions import as_seen
from processing import actions
from processing.filters import SubProcessorFilter
from processing.forms import SubProcessorForm, TaskForm
from processing.models import SubProcessing, SubProcessor, SubProcessorApproval
from processing.querysets import going_on
from processing.tables import SubProcessorTable
from processing.wording import first_of, state_badge
from ui import cells
from ui.pages import ActionPage, DetailPage, Link, ListPage, Property, Section, filtered
from ui.renewing import GuardedPage, renew

MOST = 200


class SubProcessorList(ListPage):
    """All sub-processors."""

    permission_required = "processing.view_subprocessor"
    model = SubProcessor
    table_class = SubProcessorTable
    filterset_class = SubProcessorFilter
    page_title = "Unterauftragsverarbeiter"
    intro = "Wer für den Dienstleister Daten der Behörden verarbeitet (Art. 28 Abs. 2 und 4 DSGVO)."
    empty_text = "Noch ist kein Unterauftragsverarbeiter eingetragen."

    def get_rows(self) -> QuerySet[Any]:
        open_ones = Count("tasks", filter=going_on(timezone.localdate(), "tasks__"))
        return SubProcessor.objects.visible_to(signed_in(self.request)).annotate(tasks_count=open_ones)

    def get_actions(self) -> list[Link]:
        untold = Link("Nicht mitgeteilt", filtered("processing:uses", gap="is_untold"), "fact_check")
        if not self.request.user.has_perm("processing.add_subprocessor"):
            return [untold]
        return [Link("Unterauftragsverarbeiter eintragen", reverse("processing:add_sub_processor"), "add"), untold]


class SubProcessorPage(DetailPage):
    """A sub-processor: where it sits, what it works on, and what the authorities said."""

    permission_required = "processing.view_subprocessor"
    model = SubProcessor
    template_name = "processing/detail.html"
    parent = ("Unterauftragsverarbeiter", "processing:sub_processors")

    def get_actions(self) -> list[Link]:
        may = self.request.user.has_perm("processing.change_subprocessor")
        edit = Link("Bearbeiten", reverse("processing:edit_sub_processor", args=[self.object.pk]), "edit")
        return [edit] if may else []

    def get_sections(self) -> list[Section]:
        return [self._facts(), self._tasks(), self._told()]

    def _facts(self) -> Section:
        row = self.object
        properties = [
            Property("Sitz", row.seat),
            Property("Land", f"{row.country} (Drittland)" if row.is_third_country else row.country),
            Property("Garantien", row.safeguard if row.is_third_country else ""),
            *source_property(row),
        ]
        return Section("Angaben", [one for one in properties if one.value])

    def _tasks(self) -> Section:
        may = self.request.user.has_perm
        tasks = SubProcessing.objects.visible_to(signed_in(self.request)).filter(sub_processor=self.object)
        title, found = first_of("Aufgaben", tasks.select_related("application"), MOST)
        rows = [
            (
                row.application.name,
                cells.link(reverse("processing:edit_task", args=[row.pk]), row.task)
                if may("processing.change_subprocessing")
                else row.task,
                span(row.since, row.until),
            )
            for row in found
        ]
        add = Link("Aufgabe eintragen", reverse("processing:add_task", args=[self.object.pk]))
        return Section(
            title, headings=("Fachverfahren", "Aufgabe", "Zeitraum"), rows=rows,
            more=add if may("processing.add_subprocessing") else None, hint="Noch keine Aufgabe eingetragen.",
        )  # fmt: skip

    def _told(self) -> Section:
        told = SubProcessorApproval.objects.visible_to(signed_in(self.request)).filter(
            sub_processing__sub_processor=self.object
        )
        told = told.select_related("agreement__authority", "sub_processing__application")
        title, found = first_of("Mitteilungen an Behörden", told, MOST)
        rows = [
            (
                cells.link(row.agreement.get_absolute_url(), row.agreement.authority.name),
                row.sub_processing.application.name,
                cells.day(row.informed_on),
                state_badge(row.state),
                row.remark,
            )
            for row in found
        ]
        headings = ("Behörde", "Fachverfahren", "Mitgeteilt am", "Stand", "Begründung")
        hint = "Noch wurde es keiner Behörde mitgeteilt; eingetragen wird das bei der Vereinbarung der Behörde."
        return Section(title, headings=headings, rows=rows, hint=hint)


class WriteSubProcessor(ActionPage):
    """What adding and changing share."""

    model: Any = SubProcessor
    form_class: Any = SubProcessorForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Unterauftragsverarbeiter", reverse("processing:sub_processors")), *super().get_breadcrumb()]

    def get_back_url(self) -> str:
        return str(self.object.get_absolute_url()) if self.object else reverse("processing:sub_processors")


class AddSubProcessor(WriteSubProcessor):
    """A new one."""

    permission_required = "processing.add_subprocessor"
    page_title = "Unterauftragsverarbeiter eintragen"
    submit_label = "Eintragen"
    success_message = "Eingetragen. Tragen Sie jetzt ein, woran er arbeitet."

    def perform(self, form: Any) -> SubProcessor:
        said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        return actions.save_sub_processor(by=signed_in(self.request), **said)


class EditSubProcessor(GuardedPage, WriteSubProcessor):
    """What is known of it."""

    permission_required = "processing.change_subprocessor"
    page_title = "Unterauftragsverarbeiter bearbeiten"
    success_message = "Gespeichert."

    def perform(self, form: Any) -> SubProcessor:
        return actions.save_sub_processor(sub_processor=self.object, by=signed_in(self.request), **form.cleaned_data)

    def renew(self, form: Any) -> None:
        fresh = self.get_rows().get(pk=self.object.pk)
        renew(form, SubProcessorForm(instance=fresh), seen=as_seen(fresh, form.cleaned_data["version"]))


class AddTask(WriteSubProcessor):
    """What it works on."""

    permission_required = "processing.add_subprocessing"
    form_class = TaskForm
    page_title = "Aufgabe eines Unterauftragsverarbeiters eintragen"
    submit_label = "Eintragen"
    success_message = "Die Aufgabe ist eingetragen. Wem sie noch mitzuteilen ist, zeigt der Überblick."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": None, "user": signed_in(self.request)}

    def perform(self, form: Any) -> SubProcessing:
        said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        return actions.give_task(sub_processor=self.object, by=signed_in(self.request), **said)


class EditTask(GuardedPage, WriteSubProcessor):
    """A task and its days."""

    permission_required = "processing.change_subprocessing"
    model = SubProcessing
    form_class = TaskForm
    page_title = "Aufgabe eines Unterauftragsverarbeiters bearbeiten"
    success_message = "Die Aufgabe ist gespeichert."

    def get_rows(self) -> QuerySet[Any]:
        rows = SubProcessing.objects.visible_to(signed_in(self.request))
        return rows.select_related("sub_processor", "application")

    def get_breadcrumb(self) -> list[Link]:
        above = Link("Unterauftragsverarbeiter", reverse("processing:sub_processors"))
        return [above, Link(str(self.object.sub_processor), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=f"Fachverfahren: {self.object.application}", **kwargs)

    def perform(self, form: Any) -> SubProcessing:
        return actions.change_task(given=self.object, by=signed_in(self.request), **form.cleaned_data)

    def renew(self, form: Any) -> None:
        fresh = self.get_rows().get(pk=self.object.pk)
        seen = as_seen(fresh, form.cleaned_data["version"])
        renew(form, TaskForm(user=signed_in(self.request), instance=fresh), seen=seen)
