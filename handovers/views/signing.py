"""The devices change hands: with a signature on the spot, or for the person to confirm later."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from handovers.actions import ask_for_confirmation, cancel_handover, sign_handover
from handovers.digest import digest_of
from handovers.documents import statement
from handovers.forms import CancelForm, SignatureForm
from handovers.lifecycle import WITHOUT_ANSWER, State
from handovers.models import Handover
from handovers.sections import listed
from handovers.strokes import HEIGHT, WIDTH
from handovers.views.drafts import DraftPage
from ui.pages import ActionPage


class YesPage(DraftPage):
    """A page that asks for a yes to the list that it shows: it sends back which list that was."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: Handover = self.object
        items = listed(row)
        for_whom = row.contact_name or str(row.contact)
        said = statement(
            is_issue=row.is_issue,
            who=row.name_of_signer,
            for_whom=for_whom if row.collected_name or row.collected_by else "",
        )
        return super().get_context_data(
            items=items,
            statement=said,
            place=(row.place_name or str(row.workstation or "")) if row.is_issue else "",
            service_point=row.service_point_name or row.service_point.name,
            shown=digest_of(row, items),
            **kwargs,
        )

    @property
    def shown(self) -> str:
        """The list that was shown to whoever said yes."""
        return self.request.POST.get("shown", "")


class SignHandover(YesPage):
    """The page that is turned to the person: what they get or give back, and a field to sign in."""

    template_name = "handovers/sign.html"
    form_class = SignatureForm
    states = (State.DRAFT, *WITHOUT_ANSWER)

    def perform(self, form: SignatureForm) -> Handover:
        return sign_handover(
            handover=self.object,
            strokes=form.cleaned_data["signature"],
            shown=self.shown,
            by=signed_in(self.request),
            now=timezone.now(),
        )

    def get_success_message(self) -> str:
        return f"{self.object}: unterschrieben. Das Dokument ist abgelegt."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: Handover = self.object
        context = super().get_context_data(
            frame="plain.html",  # turned to the person, who need not see what else the service sees
            page_title="Geräte erhalten" if row.is_issue else "Geräte zurückgeben",
            signer=row.name_of_signer,
            can_confirm=row.can_be_confirmed,
            ask_url=reverse("handovers:ask", args=[row.pk]),
            width=WIDTH,
            height=HEIGHT,
            **kwargs,
        )
        # What was drawn below another list is not put below this one.
        drawn = self.request.POST.get("signature", "") if self.shown == context["shown"] else ""
        return context | {"signature": drawn}


class AskForConfirmation(YesPage):
    """Let the devices change hands without a signature; the person confirms in the portal."""

    template_name = "handovers/ask.html"
    page_title = "Ohne Unterschrift übergeben?"
    submit_label = "Jetzt übergeben"

    def perform(self, form: Any) -> Handover:
        return ask_for_confirmation(
            handover=self.object, shown=self.shown, by=signed_in(self.request), now=timezone.now()
        )

    def get_success_message(self) -> str:
        return f"{self.object}: übergeben. Die Person bestätigt im Portal."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        who = self.object.signer
        question = (
            f"Die Geräte wechseln jetzt den Besitz. {who} findet die Übergabe im Portal unter „Übergaben“ und bestätigt sie dort "
            "nach der Anmeldung. Bis dahin gibt es noch kein Dokument."
        )
        return super().get_context_data(question=question, **kwargs)


class CancelHandover(ActionPage):
    """Withdraw a hand-over that nobody confirmed."""

    permission_required = "handovers.change_handover"
    model = Handover
    form_class = CancelForm
    page_title = "Übergabe zurückziehen"
    submit_label = "Zurückziehen"
    success_message = "Die Übergabe ist zurückgezogen."

    def perform(self, form: CancelForm) -> Handover:
        return cancel_handover(
            handover=self.object, reason=form.cleaned_data["reason"], by=signed_in(self.request), now=timezone.now()
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = (
            f"Die Übergabe {self.object} mit {self.object.contact_name} gilt dann nicht. An den Geräten ändert sich dadurch "
            "nichts: Bitte tragen Sie bei jedem Gerät ein, wo es wirklich ist."
        )
        return super().get_context_data(question=question, **kwargs)
