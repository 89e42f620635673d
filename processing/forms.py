"""Forms of agreements, the register, sub-processors and measures."""

from typing import Any

from django import forms

from accounts.models import User
from applications.models import SpecialistApplication
from contracts.models import Agreement
from customers.models import Authority
from processing.models import (
    ProcessingAgreement,
    RegisterEntry,
    SecurityMeasure,
    SubProcessing,
    SubProcessor,
    SubProcessorApproval,
)
from ui.forms import KernForm, VersionedForm

State = SubProcessorApproval.State
MANY_LINES = forms.Textarea(attrs={"rows": 3})


class ProcessingForm(VersionedForm):
    """A form whose row is checked and stored by the action."""

    def _post_clean(self) -> None:
        """The action checks the row as it is in the database."""


class AgreementForm(ProcessingForm):
    """What a processing agreement says."""

    no_choice = {"contract": "zu keiner"}

    class Meta:
        model = ProcessingAgreement
        fields = (
            "authority", "provider", "number", "subject", "contract", "signed_on", "valid_from", "valid_until",
            "instructions", "breach_contact", "officer_contact", "review_on", "source", "certainty",
        )  # fmt: skip
        widgets = {"instructions": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        contracts = Agreement.objects.visible_to(user).select_related("authority")
        fields["contract"].queryset = contracts
        fields["contract"].label_from_instance = lambda row: f"{row.name} ({row.authority.short_name})"
        if self.instance.pk:
            del fields["authority"]
            fields["contract"].queryset = contracts.filter(authority=self.instance.authority_id)
        else:
            fields["authority"].queryset = Authority.objects.visible_to(user)


class CoverForm(KernForm):
    """A Fachverfahren that the agreement covers from a day on."""

    application = forms.ModelChoiceField(label="Fachverfahren", queryset=SpecialistApplication.objects.none())
    since = forms.DateField(label="Seit wann?")

    def __init__(self, *args: Any, agreement: ProcessingAgreement, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["application"]
        used = SpecialistApplication.objects.visible_to(user).filter(uses__authority=agreement.authority_id)
        field.queryset = used.exclude(
            pk__in=agreement.covered.filter(until__isnull=True).values("application")
        ).distinct()
        if not field.queryset.exists():
            field.help_text = "Alle Fachverfahren, die diese Behörde nutzt, sind schon erfasst."


class EndForm(KernForm):
    """The last day."""

    until = forms.DateField(label="Letzter Tag")


class PaperForm(KernForm):
    """A signed paper to be filed."""

    title = forms.CharField(
        label="Titel", max_length=200, initial="Unterzeichnete Vereinbarung",
        help_text="Gibt es diesen Titel schon, wird die Datei dessen nächste Fassung.",
    )  # fmt: skip
    files = forms.FileField(label="Datei", help_text="Zum Beispiel PDF.")  # type: ignore[assignment]  # the name under which the check of files tells its errors


class SubProcessorForm(ProcessingForm):
    """What is known of a sub-processor."""

    class Meta:
        model = SubProcessor
        fields = ("name", "seat", "country", "is_third_country", "safeguard", "source", "certainty")
        widgets = {"safeguard": MANY_LINES}


class TaskForm(ProcessingForm):
    """What a sub-processor does in a Fachverfahren."""

    class Meta:
        model = SubProcessing
        fields = ("application", "task", "since", "until")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if self.instance.pk:
            del fields["application"]
        else:
            fields["application"].queryset = SpecialistApplication.objects.visible_to(user)


class TellForm(KernForm):
    """Which sub-processor an authority was told of."""

    sub_processing = forms.ModelChoiceField(label="Unterauftragsverarbeiter", queryset=SubProcessing.objects.none())
    informed_on = forms.DateField(label="Wann wurde es mitgeteilt?")
    objection_until = forms.DateField(
        label="Bis wann kann die Behörde widersprechen?",
        required=False,
        help_text="Leer heißt: keine Frist vereinbart.",
    )

    def __init__(self, *args: Any, agreement: ProcessingAgreement, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sub_processing"]
        rows = SubProcessing.objects.visible_to(user).filter(application__uses__authority=agreement.authority_id)
        rows = rows.exclude(pk__in=agreement.approvals.values("sub_processing"))
        field.queryset = rows.select_related("sub_processor", "application").distinct()
        field.label_from_instance = lambda row: f"{row.sub_processor}: {row.task} ({row.application})"
        if not field.queryset.exists():
            field.help_text = "Alle Unterauftragsverarbeiter dieser Behörde sind schon mitgeteilt."


class DecideForm(KernForm):
    """What the authority says to a sub-processor."""

    state = forms.ChoiceField(
        label="Wie entscheidet die Behörde?",
        choices=((State.APPROVED, "genehmigen"), (State.OBJECTED, "widersprechen")),
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label="Begründung", required=False, max_length=1000, widget=MANY_LINES, help_text="Nötig bei einem Widerspruch."
    )


class EntryForm(ProcessingForm):
    """What the register says of a Fachverfahren."""

    class Meta:
        model = RegisterEntry
        fields = (
            "application", "purpose", "processing_kinds", "recipients", "third_country", "third_country_safeguard",
            "special_reason", "erasure", "review_on", "source", "certainty",
        )  # fmt: skip
        widgets = dict.fromkeys(
            ("purpose", "processing_kinds", "recipients", "third_country_safeguard", "special_reason", "erasure"),
            MANY_LINES,
        )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if self.instance.pk:
            del fields["application"]
        else:
            rows = SpecialistApplication.objects.visible_to(user)
            fields["application"].queryset = rows.filter(register_entry__isnull=True)


class MeasureForm(ProcessingForm):
    """A measure: new, corrected, or in a new edition."""

    class Meta:
        model = SecurityMeasure
        fields = ("provider", "group", "code", "title", "text", "valid_from", "valid_until", "source", "certainty")
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("provider", "code"):
                del self.fields[name]


class RenewForm(MeasureForm):
    """A new edition: it begins on a day of its own and carries no version of the row before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("version", "valid_until"):
            del self.fields[name]


class IssueForm(KernForm):
    """Nothing to fill in; the digest says what was shown."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
