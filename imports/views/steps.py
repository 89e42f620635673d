"""What people do with a file: bring it, say which column is what, have it stored or thrown away."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.sign_in.recent import ask_again_unless_recent
from accounts.signed_in import signed_in
from imports import actions
from imports.forms import MappingForm, UploadForm
from imports.kinds import kinds_for
from imports.lifecycle import Extent, State, may_follow
from imports.models import Import
from imports.views.way import MAY_IMPORT, kind_for, steps
from ui.export import FORMATS
from ui.pages import ActionPage, Link


class Upload(ActionPage):
    """The first step: what, and which file; here one also finds out which columns there are."""

    permission_required = MAY_IMPORT
    template_name = "imports/upload.html"
    form_class = UploadForm
    page_title = "Neuer Import"
    submit_label = "Hochladen"

    def get_form_kwargs(self) -> dict[str, Any]:
        kinds = kinds_for(signed_in(self.request))
        wanted = self.request.GET.get("kind", "")
        given = super().get_form_kwargs() | {"kinds": kinds}
        return given | {"initial": {"kind": wanted if wanted in {kind.key for kind in kinds} else ""}}

    def perform(self, form: Any) -> Import:
        kind = kind_for(self.request, form.cleaned_data["kind"])
        file = form.cleaned_data["file"][0]
        return actions.upload(kind=kind, file=file, by=signed_in(self.request), now=timezone.now())

    def get_success_url(self) -> str:
        return reverse("imports:map", args=[self.object.pk]) if self.object else reverse("imports:imports")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = kinds_for(signed_in(self.request))
        way = [Link("Importe", reverse("imports:imports"))]
        return super().get_context_data(kinds=kinds, steps=steps(0), breadcrumb=way, formats=FORMATS.items(), **kwargs)


class ImportStep(ActionPage):
    """A step of one import."""

    permission_required = MAY_IMPORT
    model = Import
    step: State  # what it leads to

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever comes too late is shown where the import is by now."""
        if self.has_permission() and request.method == "GET":
            run = get_object_or_404(self.get_rows(), pk=kwargs["pk"])
            if not self.is_possible(run):
                return HttpResponseRedirect(run.get_absolute_url())
        return super().dispatch(request, *args, **kwargs)

    def is_possible(self, run: Import) -> bool:
        """Whether the step can be taken now."""
        return may_follow(run.state, self.step)

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Importe", reverse("imports:imports")), Link(self.object.file_name, self.get_back_url())]


class Mapping(ImportStep):
    """The second step: which column holds what."""

    template_name = "imports/mapping.html"
    form_class = MappingForm
    page_title = "Spalten zuordnen"
    submit_label = "Weiter zur Vorschau"
    step = State.CHECKING

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"run": self.object}

    def get_back_url(self) -> str:
        return (
            reverse("imports:imports") if self.object.state == State.UPLOADED else str(self.object.get_absolute_url())
        )

    def perform(self, form: Any) -> Import:
        mapping = form.cleaned_data["mapping"]
        return actions.choose_mapping(run=self.object, mapping=mapping, by=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(steps=steps(1), **kwargs)


class Apply(ImportStep):
    """The last question before everything is stored."""

    template_name = "imports/apply.html"
    page_title = "Import übernehmen"
    submit_label = "Jetzt übernehmen"
    step = State.APPLYING
    extent = Extent.WHOLE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Rights may follow from it: not on a screen that somebody left unlocked."""
        if self.has_permission():
            run = get_object_or_404(self.get_rows(), pk=kwargs["pk"])
            if run.of_kind.gives_rights:
                ask_again_unless_recent(request)
        return super().dispatch(request, *args, **kwargs)

    def is_possible(self, run: Import) -> bool:
        return run.may_be_applied(self.extent)

    def perform(self, form: Any) -> Import:
        return actions.start_applying(run=self.object, extent=self.extent, by=signed_in(self.request))


class ApplyGoodRows(Apply):
    """The same where rows are wrong: what is stored, and what is left out."""

    template_name = "imports/apply_good_rows.html"
    page_title = "Nur die fehlerfreien Zeilen übernehmen"
    extent = Extent.GOOD_ROWS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(formats=FORMATS.items(), **kwargs)


class Discard(ImportStep):
    """Throwing the file away."""

    template_name = "ui/confirm.html"
    page_title = "Import verwerfen"
    question = "Die hochgeladene Datei wird gelöscht. Übernommen wird nichts."
    submit_label = "Verwerfen"
    success_message = "Der Import ist verworfen, die Datei ist gelöscht."
    step = State.DISCARDED

    def perform(self, form: Any) -> Import:
        actions.discard(run=self.object, by=signed_in(self.request), now=timezone.now())
        return self.object

    def get_success_url(self) -> str:
        return reverse("imports:imports")
