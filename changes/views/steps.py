"""The steps of a change as pages: each asks what it needs and calls one action."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.signed_in import signed_in
from changes import actions
from changes.actions.carrying_out import is_early
from changes.actions.steps import MAY_APPROVE, MAY_CHANGE
from changes.conflicts import span_in_words
from changes.forms.changes import AfterwardsForm, EarlyForm, NoteForm, ReasonForm, RejectForm, ResultForm
from changes.levels import Effect, Level
from changes.lifecycle import Kind, State, may_follow
from changes.models import Change
from ui.forms import KernForm
from ui.pages import ActionPage, Link

EDIT = ("Angaben ändern", "edit", "edit")


def steps_of(change: Change, user: User) -> list[Link]:
    """What this person may do with it now, the most likely first."""
    is_own = user.pk in (change.planned_by_id, change.submitted_by_id)
    found = _deciding(change) if user.has_perm(MAY_APPROVE) and not is_own else []
    found += _working(change) if user.has_perm(MAY_CHANGE) else []
    return [Link(label, reverse(f"changes:{name}", args=[change.pk]), icon) for label, name, icon in found]


def _deciding(change: Change) -> list[tuple[str, str, str]]:
    """For those who approve."""
    if change.state == State.AWAITING:
        return [("Freigeben", "approve", "verified"), ("Ablehnen", "reject", "block")]
    return [("Nachträglich freigeben", "approve", "verified")] if change.lacks_approval else []


def _working(change: Change) -> list[tuple[str, str, str]]:
    """For those who plan and carry out."""
    is_early = change.kind == Kind.EMERGENCY and change.state != State.APPROVED
    start = ("Ohne Freigabe beginnen" if is_early else "Beginnen", "start", "play_arrow")
    offered: dict[str, list[tuple[str, str, str]]] = {
        State.PLANNED: [("Zur Freigabe vorlegen", "submit", "fact_check"), EDIT],
        State.REJECTED: [("Wieder aufnehmen", "take_up", "restart_alt"), EDIT],
        State.AWAITING: [("Zurückziehen", "withdraw", "undo")],
        State.APPROVED: [("Verschieben", "move", "event")],
        State.RUNNING: [("Abschließen", "finish", "check_circle"), ("Zurücknehmen", "roll_back", "undo")],
    }
    found = list(offered.get(change.state, []))
    if may_follow(change.kind, change.state, State.RUNNING):
        found.insert(1 if is_early else 0, start)
    if may_follow(change.kind, change.state, State.CANCELLED):
        found.append(("Absagen", "cancel", "cancel"))
    return found


class StepPage(ActionPage):
    """What the pages of one change share."""

    permission_required = MAY_CHANGE
    model = Change
    form_class: type[KernForm] = KernForm

    def get_breadcrumb(self) -> list[Link]:
        return [
            Link("Änderungen", reverse("changes:changes")),
            Link(str(self.object), reverse("changes:change", args=[self.object.pk])),
        ]

    def get_success_url(self) -> str:
        return reverse("changes:change", args=[self.object.pk])


class SeenPage(StepPage):
    """A step about what somebody has seen: refused where it was changed since, and shown as it is now."""

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version}

    def form_invalid(self, form: Any) -> HttpResponse:
        if form.has_error(NON_FIELD_ERRORS, "stale"):
            self.object = Change.objects.get(pk=self.object.pk)
            form.data = form.data.copy()
            form.data[form.add_prefix("version")] = self.object.version
        return super().form_invalid(form)


class WithdrawChange(StepPage):
    """Taken back before anybody has decided."""

    template_name = "ui/confirm.html"
    page_title = "Änderung zurückziehen?"
    submit_label = "Zurückziehen"
    success_message = "Die Änderung ist wieder in Vorbereitung."

    def perform(self, form: Any) -> Change:
        return actions.withdraw_change(change=self.object, by=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"„{self.object}“ liegt dann niemandem mehr zur Freigabe vor und kann geändert werden."
        return super().get_context_data(question=question, **kwargs)


class TakeUpAgain(StepPage):
    """A rejected change is prepared anew."""

    template_name = "ui/confirm.html"
    page_title = "Änderung wieder aufnehmen?"
    submit_label = "Wieder aufnehmen"
    success_message = "Die Änderung ist wieder in Vorbereitung."

    def perform(self, form: Any) -> Change:
        return actions.take_up_again(change=self.object, by=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = (
            f"„{self.object}“ wird dann noch einmal vorbereitet. Warum sie abgelehnt wurde, steht im Änderungsverlauf."
        )
        return super().get_context_data(question=question, **kwargs)


class ApproveChange(SeenPage):
    """Somebody else agrees, also afterwards."""

    permission_required = MAY_APPROVE
    page_title = "Änderung freigeben"
    submit_label = "Freigeben"

    def get_form_class(self) -> type[KernForm]:
        return AfterwardsForm if self.object.lacks_approval else NoteForm

    def get_success_message(self) -> str:
        if self.object.started_at:
            return "Die Änderung ist nachträglich freigegeben."
        return "Die Änderung ist freigegeben. Die betroffenen Behörden lesen es ab jetzt in ihrem Portal."

    def perform(self, form: Any) -> Change:
        by = signed_in(self.request)
        return actions.approve_change(change=self.object, by=by, now=timezone.now(), **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"„{self.object}“, {span_in_words(self.object.starts_at, self.object.ends_at)}."
        if self.object.conflict_reason:
            question += f" Trotz Einwänden, weil: {self.object.conflict_reason}"
        return super().get_context_data(question=question, **kwargs)


class RejectChange(SeenPage):
    """Somebody else does not agree."""

    permission_required = MAY_APPROVE
    form_class = RejectForm
    page_title = "Änderung ablehnen"
    submit_label = "Ablehnen"
    success_message = "Die Änderung ist abgelehnt."

    def perform(self, form: Any) -> Change:
        by = signed_in(self.request)
        return actions.reject_change(change=self.object, by=by, now=timezone.now(), **form.cleaned_data)


class StartChange(StepPage):
    """The work begins."""

    template_name = "ui/confirm.html"
    page_title = "Mit der Änderung beginnen?"
    submit_label = "Beginnen"
    success_message = "Die Änderung läuft."

    @property
    def is_early(self) -> bool:
        """The authorities were told a later time."""
        return is_early(self.object, timezone.now())

    def get_form_class(self) -> type[KernForm]:
        return EarlyForm if self.is_early and self.object.kind != Kind.EMERGENCY else KernForm

    def perform(self, form: Any) -> Change:
        by = signed_in(self.request)
        return actions.start_change(change=self.object, by=by, now=timezone.now(), **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"Solange „{self.object}“ läuft, lesen die Behörden auf den Statusseiten: {Level(self.object.effect).label}."
        if self.object.effect == Effect.NONE:
            question = f"Solange „{self.object}“ läuft, ändert sich auf den Statusseiten nichts."
        if self.is_early:
            begins = f"{timezone.localtime(self.object.starts_at):%d.%m.%Y, %H:%M} Uhr"
            seen = "" if self.object.effect == Effect.NONE else "; die Behörden sehen die Auswirkung ab jetzt"
            question += f" Das Fenster beginnt erst am {begins}{seen}."
        if self.object.decided_by_id is None:
            question += " Freigegeben hat sie noch niemand; das ist danach mit Begründung nachzuholen."
        return super().get_context_data(question=question, **kwargs)


class FinishChange(StepPage):
    """The work is done."""

    form_class = ResultForm
    page_title = "Änderung abschließen"
    submit_label = "Abschließen"
    success_message = "Die Änderung ist abgeschlossen."

    def perform(self, form: Any) -> Change:
        result, by = form.cleaned_data["result"], signed_in(self.request)
        return actions.finish_change(change=self.object, result=result, by=by, now=timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = self.object.target_version
        question = f"Die genannten Fachverfahren stehen danach mit Version {version} im Bestand." if version else ""
        return super().get_context_data(question=question, **kwargs)


class RollBackChange(StepPage):
    """The work failed, and all is as before."""

    form_class = ResultForm
    page_title = "Änderung zurücknehmen"
    question = "Der alte Stand ist nach dem Rückfallplan wiederhergestellt."
    submit_label = "Zurücknehmen"
    success_message = "Die Änderung ist zurückgenommen."

    def perform(self, form: Any) -> Change:
        result, by = form.cleaned_data["result"], signed_in(self.request)
        return actions.roll_back_change(change=self.object, result=result, by=by, now=timezone.now())


class CancelChange(StepPage):
    """It does not take place."""

    form_class = ReasonForm
    page_title = "Änderung absagen"
    submit_label = "Absagen"
    is_dangerous = True
    success_message = "Die Änderung ist abgesagt."

    def perform(self, form: Any) -> Change:
        reason, by = form.cleaned_data["reason"], signed_in(self.request)
        return actions.cancel_change(change=self.object, reason=reason, by=by, now=timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = (
            "Im Portal steht dann „Abgesagt“, bis die Zeit vorbei ist; wer angeschrieben war, erfährt die Absage."
        )
        return super().get_context_data(question=question if self.object.published_at else "", **kwargs)
