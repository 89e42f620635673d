"""Pages on which resolutions of councils are entered."""

from typing import Any

from django.utils import timezone

from accounts.signed_in import signed_in
from contracts.models import Decision
from takeovers import actions
from takeovers.forms import DecisionForm, PlanConsentForm
from takeovers.models import CaseKind, Consent
from takeovers.views.changing import OfCase
from ui.forms import KernForm


class RecordPolicy(OfCase):
    """The Grundsatzbeschluss: the council wants to know what joining would mean."""

    form_class = DecisionForm
    page_title = "Grundsatzbeschluss eintragen"
    success_message = "Der Beschluss ist eingetragen."
    is_policy = True

    def get_initial(self) -> dict[str, Any]:
        subject = "Prüfung eines Beitritts" if self.object.kind == CaseKind.JOINING else "Prüfung eines Austritts"
        return {"subject": subject, "outcome": Decision.Outcome.ADOPTED}

    def perform(self, form: Any) -> None:
        actions.record_resolution(
            case=self.object,
            is_policy=self.is_policy,
            decision=Decision(**form.cleaned_data, is_demo=self.object.is_demo),
            by=signed_in(self.request),
            now=timezone.now(),
        )


class RecordResolution(RecordPolicy):
    """The council joins, or leaves."""

    page_title = "Beschluss über Beitritt oder Austritt eintragen"
    is_policy = False

    def get_initial(self) -> dict[str, Any]:
        subject = "Beitritt" if self.object.kind == CaseKind.JOINING else "Austritt"
        return {"subject": subject, "outcome": Decision.Outcome.ADOPTED}


class ListCarriers(OfCase):
    """The carriers of today that are not asked yet."""

    form_class = KernForm
    page_title = "Träger aufnehmen"
    question = "Wer heute Träger ist und noch nicht in der Übersicht steht, wird ergänzt."
    submit_label = "Aufnehmen"

    def perform(self, form: Any) -> None:
        self.added = actions.list_carriers(
            case=self.object, day=timezone.localdate(), by=signed_in(self.request), now=timezone.now()
        )

    def get_success_message(self) -> str:
        return f"{self.added} Träger ergänzt." if self.added else "Es stehen schon alle Träger in der Übersicht."


class OfConsent(OfCase):
    """Something that is done with the consent of a carrier."""

    model = Consent
    anchor = "consents"

    def get_rows(self) -> Any:
        return Consent.objects.visible_to(signed_in(self.request)).select_related("case__authority", "carrier")


class PlanConsent(OfConsent):
    """When a carrier was asked, and when its council meets."""

    form_class = PlanConsentForm
    page_title = "Anfrage an einen Träger"
    success_message = "Die Angaben sind gespeichert."

    def get_initial(self) -> dict[str, Any]:
        return {"asked_on": self.object.asked_on, "planned_on": self.object.planned_on, "note": self.object.note}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=f"{self.object.carrier.name}", **kwargs)

    def perform(self, form: Any) -> None:
        actions.plan_consent(consent=self.object, **form.cleaned_data, by=signed_in(self.request), now=timezone.now())


class ConsentDecision(OfConsent):
    """What a carrier's council decided."""

    form_class = DecisionForm
    page_title = "Beschluss eines Trägers eintragen"
    success_message = "Der Beschluss ist eingetragen."

    def get_initial(self) -> dict[str, Any]:
        subject = f"Zustimmung zur Aufnahme: {self.case.authority.name}"
        return {"subject": subject, "outcome": Decision.Outcome.ADOPTED, "decided_on": self.object.planned_on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=f"{self.object.carrier.name}", **kwargs)

    def perform(self, form: Any) -> None:
        decision = Decision(**form.cleaned_data, is_demo=self.case.is_demo)
        actions.record_consent(consent=self.object, decision=decision, by=signed_in(self.request), now=timezone.now())


class DropConsent(OfConsent):
    """A carrier need not be asked after all."""

    form_class = KernForm
    anchor = ""  # the overview may be gone with its last row
    page_title = "Träger aus der Übersicht nehmen"
    question = "Der Träger muss dann nicht mehr zustimmen. Das ist richtig, wenn er inzwischen ausgeschieden ist."
    submit_label = "Herausnehmen"
    is_dangerous = True
    success_message = "Der Träger ist aus der Übersicht genommen."

    def perform(self, form: Any) -> None:
        case = self.case
        actions.drop_consent(consent=self.object, by=signed_in(self.request), now=timezone.now())
        self.object = case
