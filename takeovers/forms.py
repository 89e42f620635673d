"""What is asked about cases and their steps."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import StaffMember, User
from contracts.models import Agreement, Decision
from customers.models import Authority, Contact, TaskTransfer
from takeovers.models import (
    Baseline,
    BaselineItem,
    CaseKind,
    CaseScope,
    CaseTask,
    Reason,
    Side,
    SnapshotItem,
    TakeoverCase,
    TemplatePhase,
)
from ui.forms import KernForm, KernModelForm, MultipleFileField

DAY_HINT = "Bei einer Aufnahme der Beginn des Betriebs, bei einem Austritt sein letzter Tag."
LONG = forms.Textarea(attrs={"rows": 3})


def staff_of(user: User) -> Any:
    """Colleagues who can be put in charge."""
    return StaffMember.objects.visible_to(user).working()


class CaseForm(KernForm):
    """How a case begins."""

    authority = forms.ModelChoiceField(Authority.objects.none(), label="Behörde")
    kind = forms.ChoiceField(label="Art", choices=CaseKind.choices)
    started_on = forms.DateField(label="Begonnen am", widget=forms.DateInput())
    scopes = forms.MultipleChoiceField(
        label="Aufgaben",
        choices=[choice for choice in TaskTransfer.Scope.choices if choice[0] != TaskTransfer.Scope.PROCEDURE_ONLY],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Weitere Aufgaben und einzelne Fachverfahren können Sie später ergänzen.",
    )
    planned_on = forms.DateField(
        label="Geplanter Tag",
        required=False,
        widget=forms.DateInput(),
        help_text=f"{DAY_HINT} Je Aufgabe später änderbar.",
    )
    responsible = forms.ModelChoiceField(StaffMember.objects.none(), label="Zuständig im Service", required=False)
    note = forms.CharField(label="Bemerkung", required=False, widget=LONG, help_text="Liest nur der Service.")
    no_choice = {"responsible": "noch niemand"}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["authority"].queryset = Authority.objects.visible_to(user).only("name")
        fields["responsible"].queryset = staff_of(user)


class CaseFactsForm(KernModelForm):
    """Who looks after a case, and what it refers to."""

    no_choice = {"responsible": "noch niemand", "coordinator": "noch niemand", "agreement": "noch keine"}

    class Meta:
        model = TakeoverCase
        fields = ["responsible", "coordinator", "agreement", "started_on", "follow_up_on", "note"]
        widgets = {"started_on": forms.DateInput(), "follow_up_on": forms.DateInput(), "note": LONG}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        authority = self.instance.authority_id
        fields["responsible"].queryset = staff_of(user)
        fields["coordinator"].queryset = (
            Contact.objects.visible_to(user).acting_on(timezone.localdate()).filter(authority=authority)
        )
        fields["agreement"].queryset = Agreement.objects.visible_to(user).filter(authority=authority)

    def _post_clean(self) -> None:
        """The action puts the values in the row and checks them; here nothing is written into it."""


class ScopeForm(KernForm):
    """A further task that changes hands."""

    scope = forms.ChoiceField(label="Aufgabe", choices=TaskTransfer.Scope.choices)
    subject = forms.CharField(
        label="Fachverfahren",
        required=False,
        max_length=120,
        help_text="Nur bei einem einzelnen Fachverfahren: welches?",
    )
    planned_on = forms.DateField(label="Geplanter Tag", required=False, widget=forms.DateInput(), help_text=DAY_HINT)


class DayForm(KernForm):
    """A single day."""

    day = forms.DateField(label="Tag", widget=forms.DateInput())

    def __init__(
        self, *args: Any, label: str = "", help_text: str = "", is_required: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["day"]
        field.label, field.help_text, field.required = label or field.label, help_text, is_required


class AddTaskForm(KernForm):
    """A step that the template does not know."""

    phase = forms.ModelChoiceField(TemplatePhase.objects.none(), label="Phase")
    scope = forms.ModelChoiceField(CaseScope.objects.none(), label="Aufgabe", required=False)
    title = forms.CharField(label="Schritt", max_length=160)
    explanation = forms.CharField(label="Erläuterung", required=False, widget=LONG)
    side = forms.ChoiceField(label="Wer erledigt ihn?", choices=Side.choices)
    owner = forms.ModelChoiceField(StaffMember.objects.none(), label="Zuständig im Service", required=False)
    due_on = forms.DateField(label="Fällig am", required=False, widget=forms.DateInput())
    no_choice = {"scope": "ganzes Vorhaben", "owner": "noch niemand"}

    def __init__(self, *args: Any, user: User, case: TakeoverCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["phase"].queryset = TemplatePhase.objects.filter(template=case.template_id)
        fields["scope"].queryset = CaseScope.objects.visible_to(user).filter(case=case)
        fields["owner"].queryset = staff_of(user)


class OneByOneForm(KernForm):
    """The Fachverfahren and contracts that move by themselves, one in each line."""

    applications = forms.CharField(
        label="Fachverfahren",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8, "class": "ku-lines"}),
        help_text="Eines je Zeile. Jedes bekommt seinen Schritt: Test, Datenübernahme, Schulung, Umstellung, Rückfalltag.",
    )
    contracts = forms.CharField(
        label="Verträge",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8, "class": "ku-lines"}),
        help_text="Einer je Zeile. Jeder wird übernommen oder gekündigt.",
    )


class SettleForm(KernForm):
    """Ticking a step: a word about it, and what proves it."""

    remark = forms.CharField(label="Bemerkung", required=False, widget=LONG, help_text="Lesen beide Seiten.")
    files = MultipleFileField(label="Nachweise", required=False)  # type: ignore[assignment]  # a declared field, not the form's own files


class ReasonForm(KernForm):
    """Why."""

    remark = forms.CharField(label="Grund", widget=LONG, help_text="Lesen beide Seiten.")


class RemarkForm(KernForm):
    """A word about it, if one likes."""

    remark = forms.CharField(label="Grund", required=False, widget=LONG, help_text="Lesen beide Seiten.")


class PlanTaskForm(KernForm):
    """Who does a step until when."""

    owner = forms.ModelChoiceField(StaffMember.objects.none(), label="Zuständig im Service", required=False)
    contact = forms.ModelChoiceField(Contact.objects.none(), label="Zuständig in der Behörde", required=False)
    due_on = forms.DateField(label="Fällig am", required=False, widget=forms.DateInput())
    remark = forms.CharField(label="Bemerkung", required=False, widget=LONG, help_text="Lesen beide Seiten.")
    no_choice = {"owner": "noch niemand", "contact": "noch niemand"}

    def __init__(self, *args: Any, user: User, task: CaseTask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["owner"].queryset = staff_of(user)
        people = Contact.objects.visible_to(user).acting_on(timezone.localdate())
        fields["contact"].queryset = people.filter(authority=task.case.authority_id)


class EvidenceForm(KernForm):
    """Files that prove a step."""

    files = MultipleFileField(label="Nachweise")  # type: ignore[assignment]  # as above


class DecisionForm(KernModelForm):
    """A resolution of a council with its votes."""

    class Meta:
        model = Decision
        fields = [
            "body", "decided_on", "paper_number", "subject", "outcome", "votes_for", "votes_against", "abstentions", "biased", "link", "note",
        ]  # fmt: skip
        widgets = {"decided_on": forms.DateInput(), "note": LONG}

    def _post_clean(self) -> None:
        """The action puts the values in the row and checks them."""


class PlanConsentForm(KernForm):
    """When a carrier was asked, and when its council meets."""

    asked_on = forms.DateField(label="Angefragt am", required=False, widget=forms.DateInput())
    planned_on = forms.DateField(label="Sitzung geplant am", required=False, widget=forms.DateInput())
    note = forms.CharField(label="Bemerkung", required=False, max_length=200)


class OverrideForm(KernForm):
    """Opening a gate by decision."""

    reason = forms.CharField(
        label="Begründung", widget=LONG, help_text="Bleibt mit Ihrem Namen dauerhaft im Verlauf; die Behörde liest sie."
    )


class EndForm(KernForm):
    """How a case ends without a joining."""

    state = forms.ChoiceField(
        label="Ausgang",
        choices=[
            (TakeoverCase.State.DECLINED, "Die Behörde hat sich dagegen entschieden"),
            (TakeoverCase.State.WITHDRAWN, "Die Behörde hat ihren Wunsch zurückgezogen"),
        ],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label="Am", widget=forms.DateInput())
    reasons = forms.MultipleChoiceField(
        label="Gründe", choices=Reason.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(
        label="In Worten", required=False, widget=LONG, help_text="Aus Sicht der Behörde, ohne zu werten."
    )
    follow_up_on = forms.DateField(
        label="Wieder nachfragen am",
        required=False,
        widget=forms.DateInput(),
        help_text="Leer: nicht wieder nachfragen.",
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not values.get("reasons") and not values.get("reason"):
            self.add_error("reasons", "Bitte nennen Sie den Grund: wählen Sie aus oder schreiben Sie ihn auf.")
        return values


class BaselineForm(KernModelForm):
    """What an authority told of its own operation."""

    class Meta:
        model = Baseline
        fields = ["told_on", "own_share", "people", "workstations", "data_location", "note"]
        widgets = {"told_on": forms.DateInput(), "note": LONG}

    def _post_clean(self) -> None:
        """The action puts the values in the row and checks them."""


class BaselineItemForm(KernModelForm):
    """A supplier, a lease, a running project."""

    class Meta:
        model = BaselineItem
        fields = ["kind", "name", "what", "until", "yearly_cost"]
        widgets = {"until": forms.DateInput()}


class ItemForm(KernForm):
    """Whether a workstation is taken over."""

    is_taken_over = forms.BooleanField(label="wird übernommen", required=False)
    reason = forms.CharField(
        label="Wenn nicht: warum?", required=False, max_length=SnapshotItem._meta.get_field("reason").max_length
    )


class NoteForm(KernForm):
    """Something for the timeline."""

    text = forms.CharField(label="Notiz", widget=forms.Textarea(attrs={"rows": 4}))
    is_shared = forms.BooleanField(label="auch für die Behörde sichtbar", required=False)
