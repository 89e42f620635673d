"""Forms of agreements and what belongs to them, and of blocked times."""

from typing import Any

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.utils import timezone

from accounts.models import User
from contracts.models import (
    Agreement,
    AgreementDocument,
    BlockedTime,
    Decision,
    ServiceAgreement,
    ServiceSpecification,
    WeeklyBlockedTime,
)
from contracts.models.contracts import warn_half_a_year_before
from customers.models import Authority
from ui.forms import KernForm, KernModelForm, VersionedForm

MAX_DAYS = 3650


class DecisionForm(KernModelForm):
    """What a body decided."""

    class Meta:
        model = Decision
        fields = (
            "authority", "kind", "subject", "body", "decided_on", "paper_number", "outcome",
            "votes_for", "votes_against", "abstentions", "biased", "link", "note", "source", "certainty",
        )  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["authority"].queryset = Authority.objects.visible_to(user)


class AgreementForm(VersionedForm):
    """What an agreement says. The steps write their days themselves."""

    no_choice = {"notice_to": "nicht vereinbart"}
    warn_days = SimpleArrayField(
        forms.IntegerField(min_value=1, max_value=MAX_DAYS),
        label="Hinweise, Tage vor einer Frist",
        initial=warn_half_a_year_before,
        help_text="Mit Komma getrennt, zum Beispiel 180,90,30.",
        max_length=6,
    )

    class Meta:
        model = Agreement
        fields = (
            "authority", "name", "number", "kind", "needs_notice", "scope", "subject", "effective_from", "effective_until",
            "share", "notice_months", "notice_to", "minimum_months", "warn_days", "note", "source", "certainty",
        )  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        labels = {"effective_from": "Gilt ab (geplant)", "effective_until": "Gilt bis, wenn befristet"}
        help_texts = {
            "effective_from": "An diesem Tag gilt sie von selbst, wenn alle Schritte davor getan sind.",
            "effective_until": "Letzter Tag; leer heißt: unbefristet.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["authority"].queryset = Authority.objects.visible_to(user)
        if self.instance.pk and not self.instance.is_draft:
            for name in ("authority", "kind", "needs_notice", "scope", "subject"):
                del fields[name]
        if self.instance.pk and not self.instance.is_open:
            for name in ("effective_from", "effective_until"):
                del fields[name]

    def clean_warn_days(self) -> list[int]:
        return sorted(set(self.cleaned_data["warn_days"]), reverse=True)

    def _post_clean(self) -> None:
        """The action checks and stores; until then the agreement stays as it is."""


class StepForm(KernForm):
    """A step that says no more than its day; every form of a step begins so."""

    day_label = "Wann war das?"
    day = forms.DateField(label="Wann war das?")

    def __init__(self, *args: Any, agreement: Agreement, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        self.fields["day"].label = self.day_label
        self.fields["day"].error_messages["required"] = f"Bitte ausfüllen: {self.day_label.rstrip('?')}"


class SignForm(StepForm):
    """Both sides have signed."""

    day_label = "Wann haben beide Seiten unterzeichnet?"


class ResolveForm(StepForm):
    """The authority has decided."""

    day_label = "Wann wurde der Abschluss beschlossen?"
    decision = forms.ModelChoiceField(label="Beschluss", queryset=Decision.objects.none(), required=False)

    def __init__(self, *args: Any, agreement: Agreement, user: User, **kwargs: Any) -> None:
        super().__init__(*args, agreement=agreement, user=user, **kwargs)
        field: Any = self.fields["decision"]
        field.queryset = Decision.objects.visible_to(user).filter(
            authority=agreement.authority_id, outcome=Decision.Outcome.ADOPTED
        )
        must = agreement.kind == Agreement.Kind.PUBLIC_LAW
        field.help_text = (
            "Steht der Beschluss noch nicht in der Liste, tragen Sie ihn zuerst unter „Beschlüsse“ ein."
            if must
            else "Leer lassen, wenn kein Gremium beschlossen hat."
        )


class NotifyForm(StepForm):
    """It was laid before the Rechtsaufsicht."""

    day_label = "Wann wurde der Vertrag der Rechtsaufsicht angezeigt?"
    complete_on = forms.DateField(
        label="Wann lagen die Unterlagen vollständig vor?",
        required=False,
        help_text="Leer heißt: mit der Anzeige. Von diesem Tag an laufen die zwei Monate (§ 77 KV M-V).",
    )


class ClearForm(StepForm):
    """The Rechtsaufsicht no longer stands against it."""

    day_label = "Seit wann steht das fest?"
    clearance = forms.ChoiceField(
        label="Warum ist der Vertrag nicht beanstandet?", choices=Agreement.Clearance.choices, widget=forms.RadioSelect
    )
    reference = forms.CharField(
        label="Aktenzeichen der Rechtsaufsicht",
        max_length=80,
        required=False,
        help_text="Nötig bei einer Erklärung der Rechtsaufsicht.",
    )
    field_order = ("clearance", "day", "reference")


class ObjectionForm(StepForm):
    """The Rechtsaufsicht objects."""

    day_label = "Wann wurde beanstandet?"
    objection = forms.CharField(label="Was wird beanstandet?", widget=forms.Textarea(attrs={"rows": 4}))


class PublishForm(StepForm):
    """It was made known publicly."""

    day_label = "Wann wurde der Vertrag öffentlich bekannt gemacht?"
    publication = forms.CharField(
        label="Fundstelle",
        max_length=200,
        required=False,
        help_text="Zum Beispiel Amtsblatt mit Nummer oder Adresse im Netz.",
    )


class EffectForm(StepForm):
    """It holds."""

    day_label = "Ab wann gilt die Vereinbarung?"


class EndForm(StepForm):
    """Notice was given, or both sides agreed to end it."""

    day_label = "Wann ging die Kündigung zu, oder von wann ist die Aufhebung?"
    ending = forms.ChoiceField(
        label="Wie endet die Vereinbarung?", choices=Agreement.Ending.choices, widget=forms.RadioSelect
    )
    ends_on = forms.DateField(label="Letzter Tag")
    reason = forms.CharField(
        label="Begründung",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nötig bei einer Kündigung aus wichtigem Grund und bei einer Aufhebung.",
    )
    field_order = ("ending", "day", "ends_on", "reason")


class ReasonForm(KernForm):
    """Why something is withdrawn, taken back or called off."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label="Begründung", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, agreement: Agreement, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", agreement.state)


class SpecificationForm(KernModelForm):
    """What exactly is done under an agreement."""

    class Meta:
        model = ServiceSpecification
        fields = ("number", "title", "text", "quantity_basis", "service_agreement", "valid_from", "valid_until")
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, agreement: Agreement, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        today = timezone.localdate()
        holding = ServiceAgreement.objects.visible_to(user).in_force(today)
        fields["service_agreement"].queryset = holding.filter(authority=None) | holding.filter(
            authority=agreement.authority_id
        )
        if self.instance.pk:
            del fields["number"]

    def _post_clean(self) -> None:
        """The action checks and stores."""


class DocumentForm(KernForm):
    """A paper to be filed."""

    kind = forms.ChoiceField(label="Art", choices=AgreementDocument.Kind.choices)
    title = forms.CharField(
        label="Titel", max_length=200, help_text="Gibt es diesen Titel schon, wird die Datei dessen nächste Fassung."
    )
    files = forms.FileField(  # type: ignore[assignment]  # the name under which the check of files tells its errors
        label="Datei", help_text="Zum Beispiel PDF oder ein Dokument der Textverarbeitung."
    )
    is_internal = forms.BooleanField(
        label="Nur für den Service", required=False, help_text="Die Behörde sieht das Dokument dann nicht."
    )


class NextVersionForm(KernForm):
    """The next version of a paper."""

    files = forms.FileField(label="Datei")  # type: ignore[assignment]  # as above


class BlockedForm(KernModelForm):
    """What both kinds share: for which authority, and the version that was seen."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, authorities: list[Authority], may_stop_clock: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if self.instance.pk:
            fields["version"].initial = self.instance.version
        if self.instance.pk or len(authorities) == 1:
            self.instance.authority = self.instance.authority if self.instance.pk else authorities[0]
            del fields["authority"]
        else:
            fields["authority"].queryset = Authority.objects.filter(pk__in=[row.pk for row in authorities])
            fields["authority"].required = True
        if not may_stop_clock:
            fields.pop("stops_clock", None)


class BlockedTimeForm(BlockedForm):
    """A single blocked time."""

    class Meta:
        model = BlockedTime
        fields = ("authority", "kind", "reason", "starts_at", "ends_at", "stops_clock")


class WeeklyForm(BlockedForm):
    """The same hours of a weekday, every week."""

    class Meta:
        model = WeeklyBlockedTime
        fields = ("authority", "kind", "reason", "weekday", "begins_at", "ends_at", "valid_from", "valid_until")
        widgets = {
            "begins_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "ends_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
