"""What happens to an agreement: Fachverfahren covered, sub-processors told and decided on, papers filed."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.signed_in import signed_in
from files.handing_out import hand_out
from processing import actions
from processing.forms import CoverForm, DecideForm, EndForm, PaperForm, TellForm
from processing.models import CoveredApplication, ProcessingAgreement, SignedPaper, SubProcessorApproval
from ui.pages import ActionPage, Link


class OfAgreement(ActionPage):
    """What these pages share: they stand below the agreement and lead back to it."""

    model: Any = ProcessingAgreement

    @property
    def agreement(self) -> ProcessingAgreement:
        """The agreement that it is about."""
        found: ProcessingAgreement = (
            self.object if isinstance(self.object, ProcessingAgreement) else self.object.agreement
        )
        return found

    def get_breadcrumb(self) -> list[Link]:
        above = Link("Vereinbarungen zur Auftragsverarbeitung", reverse("processing:agreements"))
        return [above, Link(str(self.agreement), self.agreement.get_absolute_url())]

    def get_back_url(self) -> str:
        return self.agreement.get_absolute_url()

    def get_success_url(self) -> str:
        return self.agreement.get_absolute_url()


class Cover(OfAgreement):
    """A Fachverfahren that the agreement covers."""

    permission_required = "processing.add_coveredapplication"
    form_class = CoverForm
    page_title = "Fachverfahren erfassen"
    submit_label = "Erfassen"
    success_message = "Das Fachverfahren ist erfasst."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "agreement": self.agreement, "user": signed_in(self.request)}

    def get_initial(self) -> dict[str, Any]:
        return {"since": self.agreement.valid_from}

    def perform(self, form: Any) -> CoveredApplication:
        return actions.cover(agreement=self.object, by=signed_in(self.request), **form.cleaned_data)


class StopCovering(OfAgreement):
    """The last day on which it covers a Fachverfahren."""

    permission_required = "processing.change_coveredapplication"
    model = CoveredApplication
    form_class = EndForm
    page_title = "Ende der Erfassung eintragen"
    submit_label = "Ende eintragen"
    success_message = "Das Ende ist eingetragen."

    def get_rows(self) -> QuerySet[Any]:
        return CoveredApplication.objects.visible_to(signed_in(self.request)).select_related("agreement", "application")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"Danach erfasst die Vereinbarung „{self.object.application}“ nicht mehr."
        return super().get_context_data(question=question, **kwargs)

    def perform(self, form: Any) -> CoveredApplication:
        return actions.stop_covering(covered=self.object, by=signed_in(self.request), until=form.cleaned_data["until"])


class Tell(OfAgreement):
    """That the authority was told of a sub-processor."""

    permission_required = "processing.add_subprocessorapproval"
    form_class = TellForm
    page_title = "Mitteilung eines Unterauftragsverarbeiters eintragen"
    submit_label = "Eintragen"
    success_message = "Die Mitteilung ist eingetragen; die Behörde sieht sie im Portal und kann entscheiden."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "agreement": self.agreement, "user": signed_in(self.request)}

    def get_initial(self) -> dict[str, Any]:
        return {"informed_on": timezone.localdate()}

    def perform(self, form: Any) -> SubProcessorApproval:
        return actions.tell(agreement=self.object, by=signed_in(self.request), now=timezone.now(), **form.cleaned_data)


class Decide(OfAgreement):
    """The authority approves or objects; staff enter what it wrote."""

    permission_required = "processing.decide_subprocessorapproval"
    model = SubProcessorApproval
    form_class = DecideForm
    page_title = "Über einen Unterauftragsverarbeiter entscheiden"
    submit_label = "Entscheidung speichern"
    success_message = "Die Entscheidung ist gespeichert."

    def get_rows(self) -> QuerySet[Any]:
        rows = SubProcessorApproval.objects.visible_to(signed_in(self.request))
        return rows.select_related("agreement", "sub_processing__sub_processor", "sub_processing__application")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: SubProcessorApproval = self.object
        task = row.sub_processing
        until = ""
        if row.objection_until:
            is_over = row.objection_until < timezone.localdate()
            day = f"{row.objection_until:%d.%m.%Y}"
            may = "Die Behörde kann bis {} widersprechen" if self.is_for_staff else "Sie können bis {} widersprechen"
            until = f" Die Frist für einen Widerspruch endete am {day}." if is_over else f" {may.format(day)}."
        question = (
            f"{task.sub_processor.name} arbeitet seit {task.since:%d.%m.%Y} an „{task.application.name}“ ({task.task}); "
            f"mitgeteilt am {row.informed_on:%d.%m.%Y}.{until}"
        )
        return super().get_context_data(question=question, **kwargs)

    def perform(self, form: Any) -> SubProcessorApproval:
        return actions.decide(approval=self.object, by=signed_in(self.request), now=timezone.now(), **form.cleaned_data)


class AddPaper(OfAgreement):
    """A signed paper."""

    permission_required = "processing.add_signedpaper"
    form_class = PaperForm
    page_title = "Unterzeichnetes Papier ablegen"
    submit_label = "Hochladen"
    success_message = "Das Papier ist abgelegt."

    def perform(self, form: Any) -> SignedPaper:
        said = form.cleaned_data
        return actions.add_paper(
            agreement=self.object,
            by=signed_in(self.request),
            now=timezone.now(),
            file=said["files"],
            title=said["title"],
        )


@require_safe
@permission_required("processing.view_processingagreement", raise_exception=True)
def paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a signed paper to whoever sees the agreement."""
    found = get_object_or_404(SignedPaper.objects.visible_to(signed_in(request)).select_related("agreement"), pk=pk)
    return hand_out(request, found, back_to=found.agreement.get_absolute_url(), back_label="Zur Vereinbarung")
