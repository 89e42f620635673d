"""Forms for needs, deviations, plans, papers, exercises and ranks."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator

from applications.models import SpecialistApplication
from continuity.models import ContinuityPlan, Exercise, ProtectionDeviation, ProtectionNeed, Value
from continuity.models.plans import HIGHEST_RANK, MOST_HOURS
from ui.forms import KernForm, VersionedForm

MOST_FINDINGS = 999
PLAN_TITLE = "Wiederanlaufplan"
NOTHING_SAID = (
    "Noch steht hier nichts für den Ausfall. Bitte tragen Sie wenigstens eine Zeit, das Notbetriebsniveau oder das "
    "Ersatzverfahren ein, oder fügen Sie ein Plandokument an."
)


def limit(form: Any, most: int, *names: str) -> None:
    """Refuse a number that is too large in the form, in whose words it is said what is allowed."""
    for name in names:
        form.fields[name].validators.append(MaxValueValidator(most))
        form.fields[name].widget.attrs["max"] = most


def require_later(form: Any, first: str, later: str, words: str) -> None:
    """Say at its field that one day comes after another, where the constraint of the table names no field."""
    begins, follows = form.cleaned_data.get(first), form.cleaned_data.get(later)
    if begins and follows and follows <= begins:
        form.add_error(later, words)


class NeedForm(VersionedForm):
    """How much protection a Fachverfahren needs, each value with its reason."""

    class Meta:
        model = ProtectionNeed
        fields = (
            "confidentiality", "confidentiality_reason", "integrity", "integrity_reason",
            "availability", "availability_reason", "assessed_on", "review_on",
        )  # fmt: skip
        widgets = {f"{value}_reason": forms.Textarea(attrs={"rows": 3}) for value in Value}

    def clean(self) -> dict[str, Any]:
        """It is reviewed after it was assessed."""
        said = super().clean() or self.cleaned_data
        require_later(
            self,
            "assessed_on",
            "review_on",
            "Geprüft wird der Schutzbedarf nach dem Tag, an dem er festgestellt wurde.",
        )
        return said

    def _post_clean(self) -> None:
        """The action checks and stores."""


class DeviationForm(VersionedForm):
    """That infrastructure needs more or less than it inherits."""

    class Meta:
        model = ProtectionDeviation
        fields = ("effect", "level", "reason", "decided_on", "review_on")
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "effect": "Kumulation erhöht: Viele kleine Schäden treffen zusammen. Verteilung senkt die Verfügbarkeit: Anderes springt ein."
        }

    def __init__(self, *args: Any, value: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["effect"]
        if value != Value.AVAILABILITY:
            field.choices = [choice for choice in field.choices if choice[0] != "distribution"]

    def clean(self) -> dict[str, Any]:
        """It is reviewed after it was decided."""
        said = super().clean() or self.cleaned_data
        require_later(self, "decided_on", "review_on", "Geprüft wird die Abweichung nach dem Tag der Entscheidung.")
        return said

    def _post_clean(self) -> None:
        """The action checks and stores."""


class PlanForm(VersionedForm):
    """How long it may be out, how work goes on meanwhile, and perhaps the plan itself as a file."""

    title = forms.CharField(
        label="Titel des Plandokuments", max_length=200, required=False, initial=PLAN_TITLE,
        help_text="Gibt es diesen Titel schon, wird die Datei dessen nächste Fassung.",
    )  # fmt: skip
    files = forms.FileField(  # type: ignore[assignment]  # the name under which the check of files tells its errors
        label="Plandokument", required=False, help_text="Zum Beispiel PDF. Frühere Fassungen bleiben erhalten."
    )
    is_internal = forms.BooleanField(
        label="Dokument nur für den Service", required=False, help_text="Die Behörden sehen das Dokument dann nicht."
    )

    class Meta:
        model = ContinuityPlan
        fields = ("mtpd_hours", "rto_hours", "rpo_hours", "minimum_operation", "paper_fallback", "review_on")
        widgets = {
            "minimum_operation": forms.Textarea(attrs={"rows": 3}),
            "paper_fallback": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, MOST_HOURS, "mtpd_hours", "rto_hours", "rpo_hours")

    def clean(self) -> dict[str, Any]:
        """Something is planned, and a file has a title."""
        said = super().clean() or self.cleaned_data
        told = ("mtpd_hours", "rto_hours", "rpo_hours", "minimum_operation", "paper_fallback", "files")
        if not self.errors and all(said.get(name) in (None, "") for name in told):
            self.add_error(None, NOTHING_SAID)
        if said.get("files") and not (said.get("title") or "").strip():
            self.add_error("title", "Bitte geben Sie dem Dokument einen Titel.")
        return said

    def _post_clean(self) -> None:
        """The action checks and stores."""


class DocumentForm(KernForm):
    """A plan to be filed."""

    title = forms.CharField(
        label="Titel", max_length=200, initial=PLAN_TITLE,
        help_text="Gibt es diesen Titel schon, wird die Datei dessen nächste Fassung.",
    )  # fmt: skip
    files = forms.FileField(label="Datei")  # type: ignore[assignment]  # as above
    is_internal = forms.BooleanField(
        label="Nur für den Service", required=False, help_text="Die Behörden sehen das Dokument dann nicht."
    )


class ExerciseForm(VersionedForm):
    """An outage that was practised."""

    class Meta:
        model = Exercise
        fields = ("held_on", "kind", "outcome", "findings", "open_findings", "next_on")
        widgets = {"findings": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, MOST_FINDINGS, "open_findings")

    def clean(self) -> dict[str, Any]:
        """The next one comes after this one."""
        said = super().clean() or self.cleaned_data
        require_later(self, "held_on", "next_on", "Die nächste Übung liegt nach dieser.")
        return said

    def _post_clean(self) -> None:
        """The action checks and stores."""


class RanksForm(KernForm):
    """The ranks of all Fachverfahren, when and with whom they were agreed."""

    agreed_on = forms.DateField(label="Vereinbart am")
    agreed_with = forms.CharField(
        label="Vereinbart mit",
        max_length=200,
        help_text="Gremium oder Rollen, zum Beispiel: Runde der IT-Koordinationen.",
    )

    def __init__(self, *args: Any, applications: Sequence[SpecialistApplication], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.applications = {row.pk: row for row in applications}
        for row in applications:
            name, rank = f"rank_{row.pk}", rank_of(row)
            self.fields[name] = forms.IntegerField(
                label=f"Rang von {row.name}", required=False, min_value=1, max_value=HIGHEST_RANK, initial=rank
            )
            self.fields[f"seen_{row.pk}"] = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=rank)

    @property
    def ranks(self) -> dict[int, int | None]:
        """What was typed, by Fachverfahren."""
        return {key: self.cleaned_data.get(f"rank_{key}") for key in self.applications}

    @property
    def seen(self) -> dict[int, int | None]:
        """What stood there when the page was opened."""
        return {key: self.cleaned_data.get(f"seen_{key}") for key in self.applications}

    @property
    def said(self) -> dict[str, Any]:
        """What the action is called with."""
        data = self.cleaned_data
        return {
            "ranks": self.ranks, "seen": self.seen, "agreed_on": data["agreed_on"], "agreed_with": data["agreed_with"]
        }  # fmt: skip

    @property
    def digest(self) -> str:
        """Tells whether what is saved is what the preview showed."""
        return sha256(repr(self.said).encode()).hexdigest()

    @property
    def head(self) -> list[Any]:
        """The fields that are no ranks."""
        return [self["agreed_on"], self["agreed_with"]]


def rank_of(row: Any) -> int | None:
    """The rank that was agreed for a Fachverfahren."""
    plan = getattr(row, "continuity_plan", None)
    return plan.restart_rank if plan else None
