"""The page of a step, and what both sides do with it."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.signed_in import signed_in
from files.handing_out import hand_out
from takeovers import actions
from takeovers.badges import task_badge
from takeovers.forms import EvidenceForm, PlanTaskForm, ReasonForm, RemarkForm, SettleForm
from takeovers.models import CaseEvent, CaseTask, Evidence, Side
from takeovers.standing import Standing
from takeovers.views.changing import ForEitherSide, OfCase
from ui import cells
from ui.pages import DetailPage, Link, Property


class TaskPage(DetailPage):
    """One step: what it is, who does it until when, what proves it, and what blocks it."""

    permission_required = "takeovers.view_takeovercase"
    model = CaseTask
    template_name = "takeovers/task.html"
    parent = ("Aufnahmen und Austritte", "takeovers:cases")

    def get_rows(self) -> Any:
        rows = CaseTask.objects.visible_to(signed_in(self.request))
        return rows.select_related(
            "case__authority", "phase", "scope", "owner", "contact", "settled_by"
        ).prefetch_related("evidence")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        task, case = self.object, self.object.case
        standing = Standing(case, timezone.localdate())
        keeps = self.is_for_staff and self.request.user.has_perm("takeovers.change_takeovercase")
        does = case.is_open and (keeps or (not self.is_for_staff and task.side == Side.AUTHORITY))
        events = CaseEvent.objects.visible_to(signed_in(self.request)).filter(task=task).select_related("by")
        context = super().get_context_data(
            badge=task_badge(task.state),
            properties=self._properties(),
            hindrance="" if task.is_settled else standing.hindrance(task),
            finding=standing.finding(task),
            does=does,
            keeps=keeps and case.is_open,
            events=events[:50],
            **kwargs,
        )
        title = f"{case.get_kind_display()}: {case.authority.name}"
        return {**context, "breadcrumb": [*context["breadcrumb"], Link(title, case.get_absolute_url())]}

    def _properties(self) -> list[Property]:
        task = self.object
        rows = [
            Property("Phase", task.phase.name),
            Property("Aufgabe", task.scope or "ganzes Vorhaben"),
            Property("Wer", task.get_side_display()),
            Property("Zuständig im Service", task.owner),
            Property("Zuständig in der Behörde", task.contact),
            Property("Fällig", cells.day(task.due_on)),
            Property("Nachweis", task.get_proof_display()),
            Property("Voraussetzung für", task.get_needed_for_display()),
        ]
        if task.is_settled:
            by = str(task.settled_by or "")
            rows += [Property("Erledigt", cells.moment(task.settled_at)), Property("von", by)]
        return rows


class OfTask(OfCase):
    """Something that is done with a step; it leads back to the case."""

    model = CaseTask

    def get_rows(self) -> Any:
        return CaseTask.objects.visible_to(signed_in(self.request)).select_related("case__authority", "phase")

    def get_success_url(self) -> str:
        return f"{self.case.get_absolute_url()}#task-{self.object.pk}"

    def get_back_url(self) -> str:
        return str(self.object.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"question": f"„{self.object.title}“", **kwargs})


class OwnTask(ForEitherSide, OfTask):
    """Something that the authority does with the steps on its side, too."""

    permission_required = "takeovers.view_takeovercase"

    def get_rows(self) -> Any:
        rows = super().get_rows()
        return rows if self.is_for_staff else rows.filter(side=Side.AUTHORITY)


class SettleTask(OwnTask):
    """Ticking a step."""

    form_class = SettleForm
    page_title = "Schritt erledigen"
    submit_label = "Erledigt"
    success_message = "Der Schritt ist erledigt."

    def perform(self, form: Any) -> CaseTask:
        return actions.settle_task(
            task=self.object, **form.cleaned_data, by=signed_in(self.request), now=timezone.now()
        )


class SkipTask(OfTask):
    """A step is not needed here."""

    form_class = ReasonForm
    page_title = "Schritt entfällt"
    submit_label = "Entfällt"
    success_message = "Der Schritt entfällt."

    def perform(self, form: Any) -> CaseTask:
        return actions.skip_task(task=self.object, **form.cleaned_data, by=signed_in(self.request), now=timezone.now())


class ReopenTask(OwnTask):
    """A tick is taken back."""

    form_class = RemarkForm
    page_title = "Schritt wieder öffnen"
    submit_label = "Wieder öffnen"
    success_message = "Der Schritt ist wieder offen."

    def perform(self, form: Any) -> CaseTask:
        return actions.reopen_task(
            task=self.object, **form.cleaned_data, by=signed_in(self.request), now=timezone.now()
        )


class PlanTask(OfTask):
    """Who does a step until when."""

    form_class = PlanTaskForm
    page_title = "Schritt planen"
    success_message = "Die Angaben sind gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user, "task": self.object}

    def get_initial(self) -> dict[str, Any]:
        task = self.object
        return {"owner": task.owner_id, "contact": task.contact_id, "due_on": task.due_on, "remark": task.remark}

    def perform(self, form: Any) -> CaseTask:
        return actions.plan_task(task=self.object, **form.cleaned_data, by=signed_in(self.request), now=timezone.now())


class AddEvidence(OwnTask):
    """Files that prove a step."""

    form_class = EvidenceForm
    page_title = "Nachweis hochladen"
    submit_label = "Hochladen"
    success_message = "Der Nachweis ist hochgeladen."

    def perform(self, form: Any) -> CaseTask:
        return actions.add_evidence(
            task=self.object, **form.cleaned_data, by=signed_in(self.request), now=timezone.now()
        )

    def get_success_url(self) -> str:
        return str(self.object.get_absolute_url())


@require_safe
@permission_required("takeovers.view_takeovercase", raise_exception=True)
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One file that proves a step. What one may not see is not found."""
    rows = Evidence.objects.visible_to(signed_in(request)).select_related("task")
    found = get_object_or_404(rows, pk=pk)
    return hand_out(request, found, back_to=found.task.get_absolute_url(), back_label="Zum Schritt")
