"""One Fachverfahren: its need, plan, papers and exercises, and the forms for each of them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from continuity import actions, sections
from continuity.forms import PLAN_TITLE, DocumentForm, ExerciseForm, NeedForm, PlanForm
from continuity.models import ContinuityPlan, Exercise, PlanDocument, ProtectionNeed
from continuity.querysets import used_by_own
from files.handing_out import hand_out
from history.versions import as_seen
from ui.pages import ActionPage, DetailPage, Link, Section
from ui.renewing import GuardedPage, renew

UPLOAD = ("title", "files", "is_internal")
"""Fields of the form of a plan that are no part of its row."""


def page_of(application: int) -> str:
    """The page that all of this is read on."""
    return reverse("continuity:application", args=[application])


class ApplicationPage(DetailPage):
    """Protection and continuity of one Fachverfahren."""

    permission_required = "continuity.view_continuityplan"
    model = SpecialistApplication
    template_name = "continuity/application.html"

    @property
    def parent(self) -> tuple[str, str]:  # type: ignore[override]  # an authority comes from another list
        """The list that it hangs below."""
        if self.is_for_staff:
            return "Pläne und Übungen", "continuity:plans"
        return "Wiederanlauf Ihrer Fachverfahren", "continuity:own_order"

    def get_rows(self) -> QuerySet[Any]:
        user = signed_in(self.request)
        if self.is_for_staff:
            return SpecialistApplication.objects.visible_to(user)
        return used_by_own(user, timezone.localdate())

    def get_title(self) -> str:
        return f"Schutzbedarf und Notfallplanung: {self.object.name}"

    def get_sections(self) -> list[Section]:
        user, day = signed_in(self.request), timezone.localdate()
        parts = (sections.need_of, sections.plan_of, sections.papers_of, sections.exercises_of)
        return [part(self.object, user, day) for part in parts]

    def get_actions(self) -> list[Link]:
        ways = (
            ("continuity.change_continuityplan", "Notfallplanung bearbeiten", "continuity:plan", "edit"),
            ("continuity.change_protectionneed", "Schutzbedarf feststellen", "continuity:need", "shield"),
            ("continuity.add_plandocument", "Plan ablegen", "continuity:add_document", "upload_file"),
            ("continuity.change_exercise", "Übung eintragen", "continuity:add_exercise", "fact_check"),
        )
        user, pk = self.request.user, [self.object.pk]
        return [Link(words, reverse(name, args=pk), icon) for right, words, name, icon in ways if user.has_perm(right)]

    def get_links(self) -> list[Link]:
        row = self.object
        links = [Link(f"Fachverfahren {row.name}", row.get_absolute_url(), "apps")]
        if self.is_for_staff:
            node = ["application", row.pk]
            links += [
                Link("Wiederanlauf des Hauses", reverse("continuity:restart"), "restart_alt"),
                Link("Wovon hängt es ab?", reverse("dependencies:needs", args=node), "account_tree"),
                Link("Was fällt mit ihm aus?", reverse("dependencies:impact", args=node), "account_tree"),
            ]
        return links

    def _histories(self) -> list[tuple[Any, str]]:
        """Need and plan first: the page is about them, and the Fachverfahren has a page of its own."""
        kinds = ((ProtectionNeed, "Änderungen am Schutzbedarf"), (ContinuityPlan, "Änderungen an der Notfallplanung"))
        user = signed_in(self.request)
        rows = [(kind.objects.visible_to(user).filter(application=self.object).first(), words) for kind, words in kinds]
        return [*((row, words) for row, words in rows if row), (self.object, "Änderungen am Fachverfahren")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"admin_links": [], "histories": self._histories()}


class OfApplication(ActionPage):
    """What the forms about one Fachverfahren share: they lead back to its page."""

    model = SpecialistApplication

    @property
    def application(self) -> SpecialistApplication:
        """The Fachverfahren that the form is about."""
        row: Any = self.object
        found: SpecialistApplication = row if isinstance(row, SpecialistApplication) else row.application
        return found

    def get_success_url(self) -> str:
        return page_of(self.application.pk)

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [
            Link("Pläne und Übungen", reverse("continuity:plans")),
            Link(self.application.name, self.get_back_url()),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page_title=f"{self.page_title}: {self.application.name}", **kwargs)


class OneOfApplication(OfApplication, GuardedPage):
    """A form of the one row that a Fachverfahren has of a kind, made with the first submit."""

    kept: Any

    def row(self) -> Any:
        """The row as it stands now, or nothing."""
        return self.kept.objects.visible_to(signed_in(self.request)).filter(application=self.object.pk).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.row()}

    def renew(self, form: Any) -> None:
        fresh = self.row()
        seen = as_seen(fresh, form.cleaned_data.get("version") or 0)
        renew(form, type(form)(instance=fresh), seen=seen, skip=UPLOAD)


class EditNeed(OneOfApplication):
    """Say how much protection it needs."""

    permission_required = "continuity.change_protectionneed"
    form_class = NeedForm
    kept = ProtectionNeed
    page_title = "Schutzbedarf feststellen"
    success_message = "Der Schutzbedarf ist gespeichert."

    def get_initial(self) -> dict[str, Any]:
        return {} if self.row() else {"assessed_on": timezone.localdate()}

    def perform(self, form: NeedForm) -> None:
        said = dict(form.cleaned_data)
        version = said.pop("version") or 0
        actions.assess(
            application=self.object, by=signed_in(self.request), today=timezone.localdate(), version=version, **said
        )


class EditPlan(OneOfApplication):
    """Say how long it may be out and how work goes on; perhaps with the plan as a file."""

    permission_required = "continuity.change_continuityplan"
    form_class = PlanForm
    kept = ContinuityPlan
    page_title = "Notfallplanung bearbeiten"
    success_message = "Die Notfallplanung ist gespeichert."

    def perform(self, form: PlanForm) -> None:
        said: dict[str, Any] = dict(form.cleaned_data)
        version = said.pop("version") or 0
        title, file, is_internal = (said.pop(name) for name in UPLOAD)
        user = signed_in(self.request)
        with transaction.atomic():
            actions.save_plan(application=self.object, by=user, version=version, **said)
            if file:
                paper = actions.file_plan(
                    application=self.object, by=user, now=timezone.now(), file=file, title=title,
                    is_internal=is_internal,
                )  # fmt: skip
                warn_of_outdated(self.request, paper)


class AddDocument(OfApplication):
    """File a plan."""

    permission_required = "continuity.add_plandocument"
    form_class = DocumentForm
    page_title = "Plan ablegen"
    submit_label = "Hochladen"
    success_message = "Der Plan ist abgelegt; frühere Fassungen bleiben erhalten."

    def get_initial(self) -> dict[str, Any]:
        return {"title": PLAN_TITLE}

    def perform(self, form: DocumentForm) -> None:
        said = form.cleaned_data
        paper = actions.file_plan(
            application=self.object, by=signed_in(self.request), now=timezone.now(), file=said["files"],
            title=said["title"], is_internal=said["is_internal"],
        )  # fmt: skip
        warn_of_outdated(self.request, paper)


def warn_of_outdated(request: HttpRequest, paper: PlanDocument) -> None:
    """Say that the authorities are left with the version before, where the new one is for the service alone."""
    seen = PlanDocument.objects.public_before(paper)
    if seen is not None:
        messages.warning(
            request,
            f"Diese Fassung sehen die Behörden nicht. Sie sehen weiter Fassung {seen.version} von „{seen.title}“, als überholt "
            "gekennzeichnet. Soll eine neue für sie gelten, legen Sie auch diese ab, ohne „nur für den Service“.",
        )


class AddExercise(OfApplication):
    """Write down that an outage was practised."""

    permission_required = "continuity.change_exercise"
    form_class = ExerciseForm
    page_title = "Übung eintragen"
    success_message = "Die Übung ist eingetragen."

    def get_initial(self) -> dict[str, Any]:
        return {"held_on": timezone.localdate()}

    def perform(self, form: ExerciseForm) -> None:
        said = dict(form.cleaned_data)
        said.pop("version")
        actions.record_exercise(application=self.object, by=signed_in(self.request), today=timezone.localdate(), **said)


class EditExercise(OfApplication, GuardedPage):
    """Correct an exercise, or say what has become of its findings."""

    permission_required = "continuity.change_exercise"
    model = Exercise  # type: ignore[assignment]  # the form is about one of them
    template_name = "continuity/exercise.html"
    form_class = ExerciseForm
    page_title = "Übung bearbeiten"
    success_message = "Die Übung ist gespeichert."

    def get_rows(self) -> QuerySet[Any]:
        return Exercise.objects.visible_to(signed_in(self.request)).select_related("application")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def perform(self, form: ExerciseForm) -> None:
        actions.record_exercise(
            application=self.application, exercise=self.object, by=signed_in(self.request), today=timezone.localdate(),
            **form.cleaned_data,
        )  # fmt: skip

    def renew(self, form: Any) -> None:
        fresh = Exercise.objects.get(pk=self.object.pk)
        renew(form, ExerciseForm(instance=fresh), seen=as_seen(fresh, form.cleaned_data["version"]))


class RemoveExercise(OfApplication):
    """Asked once more."""

    permission_required = "continuity.change_exercise"
    model = Exercise  # type: ignore[assignment]  # as above
    template_name = "ui/confirm.html"
    question = "War sie nur versehentlich eingetragen? Was hier stand, steht dann nur noch im Verlauf."
    submit_label = "Entfernen"
    is_dangerous = True
    success_message = "Die Übung ist entfernt."

    def get_rows(self) -> QuerySet[Any]:
        return Exercise.objects.visible_to(signed_in(self.request)).select_related("application")

    def perform(self, form: Any) -> None:
        actions.remove_exercise(exercise=self.object, by=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"page_title": f"„{self.object}“ entfernen?"}


@require_safe
@permission_required("continuity.view_plandocument", raise_exception=True)
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a plan to whoever sees it and uses the Fachverfahren."""
    user = signed_in(request)
    rows = PlanDocument.objects.visible_to(user)
    if not user.is_service_staff:
        rows = rows.filter(application__in=used_by_own(user, timezone.localdate()))
    found = get_object_or_404(rows, pk=pk)
    return hand_out(request, found, back_to=page_of(found.application_id), back_label="Zur Notfallplanung")
