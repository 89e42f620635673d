"""Adding service specifications and papers to an agreement, renewing them, and handing papers out."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.signed_in import signed_in
from contracts import actions
from contracts.forms import DocumentForm, NextVersionForm, SpecificationForm
from contracts.models import Agreement, AgreementDocument, ServiceSpecification
from files.handing_out import hand_out
from ui.pages import ActionPage, Link


class PaperPage(ActionPage):
    """What these pages share: they stand below the agreement and lead back to it."""

    @property
    def agreement(self) -> Agreement:
        """The agreement that the paper belongs to."""
        found: Agreement = self.object if isinstance(self.object, Agreement) else self.object.agreement
        return found

    def get_breadcrumb(self) -> list[Link]:
        above = Link("Vereinbarungen", reverse("contracts:agreements"))
        return [above, Link(str(self.agreement), self.agreement.get_absolute_url())]

    def get_back_url(self) -> str:
        return self.agreement.get_absolute_url()

    def get_success_url(self) -> str:
        return self.agreement.get_absolute_url()


class AddSpecificationPage(PaperPage):
    """Say what exactly is done."""

    permission_required = "contracts.add_servicespecification"
    model = Agreement
    form_class = SpecificationForm
    page_title = "Leistungsschein anlegen"
    success_message = "Der Leistungsschein ist angelegt."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "agreement": self.agreement, "user": signed_in(self.request)}

    def get_initial(self) -> dict[str, Any]:
        return {"valid_from": self.agreement.effective_from}

    def perform(self, form: Any) -> ServiceSpecification:
        return actions.add_specification(agreement=self.object, by=signed_in(self.request), **form.cleaned_data)


class RenewSpecificationPage(PaperPage):
    """A new version of a service specification."""

    permission_required = "contracts.add_servicespecification"
    model = ServiceSpecification
    form_class = SpecificationForm
    page_title = "Neue Fassung des Leistungsscheins"
    question = "Die bisherige Fassung bleibt erhalten und endet am Tag vor dem Beginn der neuen."
    success_message = "Die neue Fassung ist angelegt."

    def get_rows(self) -> QuerySet[ServiceSpecification]:
        return ServiceSpecification.objects.visible_to(signed_in(self.request)).select_related("agreement")

    def get_form_kwargs(self) -> dict[str, Any]:
        options = {"agreement": self.agreement, "user": signed_in(self.request), "instance": self.object}
        return {**super().get_form_kwargs(), **options}

    def get_initial(self) -> dict[str, Any]:
        return {"valid_from": None, "valid_until": None}

    def perform(self, form: Any) -> ServiceSpecification:
        return actions.renew_specification(specification=self.object, by=signed_in(self.request), **form.cleaned_data)


class AddDocumentPage(PaperPage):
    """File a paper."""

    permission_required = "contracts.add_agreementdocument"
    model = Agreement
    form_class = DocumentForm
    page_title = "Dokument hinzufügen"
    submit_label = "Hochladen"
    success_message = "Das Dokument ist abgelegt."

    def perform(self, form: Any) -> AgreementDocument:
        said = form.cleaned_data
        return actions.add_document(
            agreement=self.object, by=signed_in(self.request), now=timezone.now(), file=said["files"], kind=said["kind"],
            title=said["title"], is_internal=said["is_internal"],
        )  # fmt: skip


class RenewDocumentPage(PaperPage):
    """File the next version of a paper."""

    permission_required = "contracts.add_agreementdocument"
    model = AgreementDocument
    form_class = NextVersionForm
    page_title = "Neue Fassung hochladen"
    submit_label = "Hochladen"
    success_message = "Die neue Fassung ist abgelegt; die bisherige bleibt erhalten."

    def get_rows(self) -> QuerySet[AgreementDocument]:
        return AgreementDocument.objects.visible_to(signed_in(self.request)).select_related("agreement")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"Neue Fassung von „{self.object.title}“."
        return super().get_context_data(question=question, **kwargs)

    def perform(self, form: Any) -> AgreementDocument:
        return actions.renew_document(
            document=self.object, by=signed_in(self.request), now=timezone.now(), file=form.cleaned_data["files"]
        )


@require_safe
@permission_required("contracts.view_agreementdocument", raise_exception=True)
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a paper to whoever sees it."""
    rows = AgreementDocument.objects.visible_to(signed_in(request)).select_related("agreement")
    found = get_object_or_404(rows, pk=pk)
    return hand_out(request, found, back_to=found.agreement.get_absolute_url(), back_label="Zur Vereinbarung")
