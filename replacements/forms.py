"""Forms of the plan: a decision about devices, a rule, the systems that are changed, a round and its deadlines."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, Q, QuerySet

from customers.models import Authority
from history.models import Certainty
from replacements.actions import Wish, kinds_after
from replacements.models import FIRST_YEAR, LAST_YEAR, BudgetRound, ReplacementRule
from ui.forms import DayInput, KernForm, TilesWidget
from workstations.models import Device, DeviceKind, DeviceModel, OperatingSystem

REPLACE, KEEP, AS_COMPUTED = "replace", "keep", "computed"
ONE_CHOICE = ((REPLACE, "Anders ersetzen"), (KEEP, "Nicht ersetzen"))
MANY_CHOICES = (*ONE_CHOICE, (AS_COMPUTED, "Wieder wie berechnet"))
TILE_ICONS = {REPLACE: "event", KEEP: "block", AS_COMPUTED: "undo"}


class YearField(forms.IntegerField):
    """A budget year with four digits."""

    def __init__(self, **options: Any) -> None:
        words = "Bitte geben Sie ein Jahr mit vier Ziffern an."
        super().__init__(
            **{
                "validators": [MinValueValidator(FIRST_YEAR, words), MaxValueValidator(LAST_YEAR, words)],
                "error_messages": {"invalid": words},
                **options,
            }
        )


class DecisionForm(KernForm):
    """What is planned otherwise for a device, and why."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label="Was soll geplant werden?", choices=ONE_CHOICE, widget=TilesWidget(icons=TILE_ICONS, is_small=True)
    )
    year = YearField(label="Jahr", required=False, help_text="Leer heißt: das berechnete Jahr.")
    price = forms.DecimalField(
        label="Preis in Euro",
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="Mit Umsatzsteuer, zum Beispiel 1090,00. Leer heißt: der berechnete Preis.",
    )
    replacement_model = forms.ModelChoiceField(
        label="Ersatz durch", required=False, queryset=DeviceModel.objects.none(), empty_label="wie bisher"
    )
    reason = forms.CharField(
        label="Begründung",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Steht auf dem Plan der Behörde.",
    )

    def __init__(self, *args: Any, kinds: Collection[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        models: Any = self.fields["replacement_model"]
        models.queryset = DeviceModel.objects.filter(kind__in=kinds_after(kinds))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = [cleaned.get(name) for name in ("year", "price", "replacement_model")]
        is_empty = all(value is None for value in named)
        if cleaned.get("decision") == REPLACE and is_empty and not {"year", "price"} & set(self.errors):
            self.add_error("year", "Bitte geben Sie ein Jahr, einen Preis oder ein anderes Modell an.")
        return cleaned

    def wish(self) -> Wish | None:
        """What the action is asked for; None where things are planned as computed again."""
        values = self.cleaned_data
        if values["decision"] == AS_COMPUTED:
            return None
        if values["decision"] == KEEP:
            return Wish(reason=values["reason"], is_kept=True)
        return Wish(values["reason"], False, values["year"], values["price"], values["replacement_model"])


class ManyForm(DecisionForm):
    """The same for many devices; taking decisions back needs no reason."""

    decision = forms.ChoiceField(
        label="Was soll geplant werden?", choices=MANY_CHOICES, widget=TilesWidget(icons=TILE_ICONS, is_small=True)
    )
    reason = forms.CharField(
        label="Begründung",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Steht auf dem Plan der Behörden. Nur „Wieder wie berechnet“ braucht keine.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("decision") in (REPLACE, KEEP) and not cleaned.get("reason"):
            self.add_error("reason", "Bitte ausfüllen: Begründung")
        return cleaned


class RuleForm(KernForm):
    """How long devices of a kind serve and what they cost, from a day on."""

    kind = forms.ChoiceField(label="Geräteart", choices=DeviceKind.choices)
    valid_from = forms.DateField(label="Gilt ab", widget=DayInput, help_text="Der Preis ist der dieses Jahres.")
    service_years = forms.IntegerField(label="Nutzungsdauer in Jahren", min_value=1, max_value=30)
    price = forms.DecimalField(
        label="Preis eines neuen Geräts in Euro",
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="Mit Umsatzsteuer. Leer heißt: kein Preis hinterlegt; der Plan zählt dann, wie viele fehlen.",
    )
    growth = forms.DecimalField(
        label="Steigerung je Jahr in Prozent",
        min_value=0,
        max_value=25,
        max_digits=4,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    warranty_counts = forms.BooleanField(
        label="Geräte dieser Art spätestens ersetzen, wenn die Garantie endet", required=False
    )
    source = forms.CharField(
        label="Quelle", max_length=300, help_text="Zum Beispiel Rahmenvertrag, Angebot, Beschluss oder Annahme."
    )
    certainty = forms.ChoiceField(label="Wie sicher ist das?", choices=Certainty.choices)

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(f"Bitte einen Tag zwischen {FIRST_YEAR} und {LAST_YEAR} angeben.")
        return day

    @classmethod
    def values_of(cls, rule: ReplacementRule) -> dict[str, Any]:
        """What the form begins with where a rule is renewed."""
        names = ("kind", "service_years", "price", "growth", "warranty_counts", "source", "certainty")
        return {name: getattr(rule, name) for name in names}


class SystemsForm(KernForm):
    """Which operating systems are changed for others."""

    systems = forms.ModelMultipleChoiceField(
        label="Diese Betriebssysteme werden gewechselt",
        queryset=OperatingSystem.objects.filter(Q(support_ends_on__isnull=False) | Q(upgrade_path__isnull=False)),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Das Ende ihrer Unterstützung ist dann kein Anlass, ein Gerät zu ersetzen.",
    )
    seen = forms.ModelMultipleChoiceField(
        queryset=OperatingSystem.objects.all(), required=False, widget=forms.MultipleHiddenInput
    )


class RoundForm(KernForm):
    """What a budget round is about."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="Name", max_length=80, help_text="Zum Beispiel „Haushaltsrunde 2028“.")
    first_year = YearField(label="Erstes Haushaltsjahr")
    last_year = YearField(label="Letztes Haushaltsjahr", help_text="Bis zu zehn Jahre auf einmal.")
    deadline = forms.DateField(
        label="Anmeldeschluss",
        required=False,
        widget=DayInput,
        help_text="Bis wann die Behörden die Zahlen brauchen. Für einzelne Behörden geht später ein anderer Tag.",
    )
    previous = forms.ModelChoiceField(
        label="Vergleichen mit",
        required=False,
        queryset=BudgetRound.objects.none(),
        empty_label="keiner Runde",
        help_text="Die Seite der Runde stellt dann beide Jahr für Jahr nebeneinander.",
    )
    note = forms.CharField(
        label="Bemerkung",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="Steht auf dem Plan der Behörden.",
    )

    def __init__(self, *args: Any, rounds: QuerySet[BudgetRound], **options: Any) -> None:
        super().__init__(*args, **options)
        previous: Any = self.fields["previous"]
        previous.queryset = rounds.exclude(state=BudgetRound.State.OPEN)

    @classmethod
    def values_of(cls, round_: BudgetRound) -> dict[str, Any]:
        """What the form begins with where a round is changed."""
        names = ("version", "name", "first_year", "last_year", "deadline", "note")
        return {"previous": round_.previous_id, **{name: getattr(round_, name) for name in names}}


class DeadlineForm(KernForm):
    """Until when one authority needs its figures."""

    authority = forms.ModelChoiceField(label="Behörde", queryset=Authority.objects.none())
    deadline = forms.DateField(
        label="Anmeldeschluss", required=False, widget=DayInput, help_text="Leer heißt: wie bei der Runde."
    )

    def __init__(self, *args: Any, authorities: QuerySet[Authority], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["authority"]
        field.queryset = authorities.filter(Exists(Device.objects.filter(authority=OuterRef("pk"))))
