"""What the person does in the portal: confirm, or say what is wrong."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator

from accounts.sign_in.recent import require_recent_sign_in
from accounts.signed_in import signed_in
from handovers.actions import confirm_handover, object_to_handover
from handovers.actions.answering import answers
from handovers.forms import ObjectionForm
from handovers.models import Handover
from handovers.sections import device_rows
from ui.pages import ActionPage, Link, Section


class AnswerPage(ActionPage):
    """A page for the one who took or brought the devices, and nobody else."""

    permission_required = "handovers.view_handover"
    template_name = "handovers/answer.html"
    model = Handover

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        row = self.get_rows().filter(pk=kwargs["pk"]).first() if self.has_permission() else None
        if row is not None and not answers(row, signed_in(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumb(self) -> list[Link]:
        return [Link(f"Übergabe {self.object}", self.object.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: Handover = self.object
        headings = ("Gerät", "Modell", "Seriennummer", "Zubehör", "Bemerkung" if row.is_issue else "Zustand")
        devices = Section("Geräte", headings=headings, rows=device_rows(row, signed_in(self.request)))
        return super().get_context_data(devices=devices, **kwargs)


@method_decorator(require_recent_sign_in, name="dispatch")
class ConfirmHandover(AnswerPage):
    """Confirm by a click; it stands for a signature, so whoever signed in a while ago is asked again who they are."""

    success_message = "Danke, die Übergabe ist bestätigt."
    submit_label = "Bestätigen"

    def perform(self, form: Any) -> Handover:
        return confirm_handover(handover=self.object, by=signed_in(self.request), now=timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: Handover = self.object
        words = "Empfang bestätigen" if row.is_issue else "Rückgabe bestätigen"
        question = (
            "Haben Sie diese Geräte mit dem Zubehör erhalten?"
            if row.is_issue
            else "Haben Sie diese Geräte zurückgegeben, und stimmt der Zustand?"
        )
        return super().get_context_data(page_title=words, submit_label=words, question=question, **kwargs)


class ObjectToHandover(AnswerPage):
    """Say what is wrong."""

    form_class = ObjectionForm
    page_title = "Das stimmt nicht"
    question = "Bitte schreiben Sie, was nicht stimmt. Wir klären es und melden uns bei Ihnen."
    submit_label = "Absenden"
    success_message = "Danke. Wir klären, was nicht stimmt."

    def perform(self, form: ObjectionForm) -> Handover:
        return object_to_handover(
            handover=self.object,
            objection=form.cleaned_data["objection"],
            by=signed_in(self.request),
            now=timezone.now(),
        )
