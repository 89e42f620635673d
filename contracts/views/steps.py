"""The pages on which a step of an agreement is entered, each with its own question."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.signed_in import signed_in
from contracts import actions
from contracts.forms import (
    ClearForm,
    EffectForm,
    EndForm,
    NotifyForm,
    ObjectionForm,
    PublishForm,
    ReasonForm,
    ResolveForm,
    SignForm,
)
from contracts.lifecycle import State
from contracts.models import Agreement
from contracts.notice import next_chance
from ui.pages import ActionPage, Link

Verb = Callable[[Agreement, User, dict[str, Any]], Agreement]


class Step(NamedTuple):
    """A step as people see it: its button, its page, and the action behind it."""

    slug: str
    label: str
    icon: str
    form: type[Any]
    verb: Verb
    done: str
    question: str = ""
    is_dangerous: bool = False
    submit: str = ""

    @property
    def is_main(self) -> bool:
        """Whether it leads on; the others undo or end something."""
        return not self.is_dangerous and self.icon != "undo"


def _dated(action: Callable[..., Agreement]) -> Verb:
    """An action that is told the moment, since its days may not lie in the future."""
    return lambda agreement, by, said: action(agreement=agreement, by=by, now=timezone.now(), **said)


def _reasoned(action: Callable[..., Agreement]) -> Verb:
    """An action that needs nothing but a reason."""
    return lambda agreement, by, said: action(agreement=agreement, by=by, reason=said["reason"])


def _take_back(agreement: Agreement, by: User, said: dict[str, Any]) -> Agreement:
    return actions.take_back(agreement=agreement, by=by, seen=said["seen"], reason=said["reason"])


TO_STATE = {
    State.RESOLVED: Step(
        "resolve", "Beschluss festhalten", "gavel", ResolveForm, _dated(actions.resolve), "Der Beschluss ist festgehalten."
    ),
    State.SIGNED: Step(
        "sign", "Unterzeichnung festhalten", "history_edu", SignForm, _dated(actions.sign), "Die Unterzeichnung ist festgehalten."
    ),
    State.NOTIFIED: Step(
        "notify", "Anzeige festhalten", "send", NotifyForm, _dated(actions.notify), "Die Anzeige ist festgehalten.",
        "Mit den vollständigen Unterlagen beginnt die Frist von zwei Monaten, in der die Rechtsaufsicht beanstanden kann.",
    ),
    State.CLEARED: Step(
        "clear", "Ergebnis festhalten", "verified", ClearForm, _dated(actions.clear), "Das Ergebnis der Rechtsaufsicht ist festgehalten."
    ),
    State.OBJECTED: Step(
        "object", "Beanstandung festhalten", "front_hand", ObjectionForm, _dated(actions.record_objection),
        "Die Beanstandung ist festgehalten.",
    ),
    State.PUBLISHED: Step(
        "publish", "Bekanntmachung festhalten", "campaign", PublishForm, _dated(actions.publish),
        "Die Bekanntmachung ist festgehalten.",
    ),
    State.EFFECTIVE: Step(
        "take-effect", "In Kraft setzen", "handshake", EffectForm, _dated(actions.take_effect), "Die Vereinbarung ist in Kraft.",
        "Der Beginn darf zurückliegen. Liegt er in der Zukunft, tragen Sie ihn unter „Bearbeiten“ als geplanten Tag ein.",
    ),
    State.WITHDRAWN: Step(
        "withdraw", "Nicht abschließen", "cancel", ReasonForm, _reasoned(actions.withdraw),
        "Die Vereinbarung ist als nicht zustande gekommen vermerkt.",
        "Die Vereinbarung kommt nicht zustande. Die Aufgabe ist dann frei für eine andere.", is_dangerous=True,
    ),
}  # fmt: skip
END = Step(
    "end", "Kündigung oder Aufhebung", "event", EndForm, _dated(actions.arrange_end), "Das Ende ist eingetragen.",
    is_dangerous=True, submit="Ende eintragen",
)  # fmt: skip
CALL_OFF = Step(
    "call-off-end", "Ende zurücknehmen", "undo", ReasonForm, _reasoned(actions.call_off_end),
    "Die Vereinbarung läuft weiter.", "Die Kündigung oder Aufhebung gilt nicht mehr; die Vereinbarung läuft weiter.",
)  # fmt: skip
TAKE_BACK = Step(
    "take-back", "Letzten Schritt zurücknehmen", "undo", ReasonForm, _take_back, "Der Schritt ist zurückgenommen.",
    "Ein Schritt wurde versehentlich eingetragen. Er wird gelöscht; im Verlauf bleibt stehen, was war und warum.",
)  # fmt: skip
ALL_STEPS = {step.slug: step for step in (*TO_STATE.values(), END, CALL_OFF, TAKE_BACK)}


def steps_at(agreement: Agreement) -> list[Step]:
    """What can be entered now, the main step first."""
    steps = [TO_STATE[state] for state in agreement.next_steps if state in TO_STATE]
    if agreement.state == State.EFFECTIVE:
        steps.append(CALL_OFF if agreement.ending else END)
    if (agreement.state_before is not None and not agreement.ending) or agreement.state == State.ENDED:
        steps.append(TAKE_BACK)
    return steps


class StepPage(ActionPage):
    """Enter one step of an agreement."""

    permission_required = "contracts.change_agreement"
    model = Agreement
    object: Agreement
    step: Step

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["step"] not in ALL_STEPS:
            raise Http404
        self.step = ALL_STEPS[kwargs["step"]]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """A page that was left open too long leads back and says why."""
        if self.step not in steps_at(self.object):
            state = self.object.get_state_display()
            messages.error(request, f"„{self.step.label}“ passt nicht: Die Vereinbarung ist „{state}“.")
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_form_class(self) -> type[Any]:
        return self.step.form

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "agreement": self.object, "user": signed_in(self.request)}

    def get_initial(self) -> dict[str, Any]:
        """What is known already: for notice of today the earliest end that was agreed."""
        today = timezone.localdate()
        if self.step is END and (terms := self.object.terms):
            return {"day": today, "ends_on": next_chance(today, terms).ends_on}
        if self.step is TO_STATE[State.EFFECTIVE]:
            return {"day": self.object.effective_from}
        return {}

    def perform(self, form: Any) -> Agreement:
        return self.step.verb(self.object, signed_in(self.request), form.cleaned_data)

    def get_success_message(self) -> str:
        return self.step.done

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Vereinbarungen", reverse("contracts:agreements")), *super().get_breadcrumb()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page_title=self.step.label,
            question=self._question(),
            submit_label=self.step.submit or self.step.label,
            is_dangerous=self.step.is_dangerous,
            **kwargs,
        )

    def _question(self) -> str:
        if self.step is TAKE_BACK:
            return f"Zurückgenommen wird „{self.object.get_state_display()}“. {self.step.question}"
        if self.step is END:
            return self._notice_in_words()
        if self.step is TO_STATE[State.CLEARED] and (last := self.object.standstill_until):
            return f"Die Frist der Rechtsaufsicht läuft bis zum {last:%d.%m.%Y}."
        return self.step.question

    def _notice_in_words(self) -> str:
        terms = self.object.terms
        if terms is None:
            return "Eine Kündigungsfrist ist nicht eingetragen."
        chance = next_chance(timezone.localdate(), terms)
        return (
            f"Eine Kündigung, die bis zum {chance.last_day:%d.%m.%Y} zugeht, beendet die Vereinbarung frühestens am "
            f"{chance.ends_on:%d.%m.%Y}."
        )
