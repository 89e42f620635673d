"""Forms of costs, keys with agreed parts, figures and offers, and the reason of a correction."""

import re
from collections.abc import Collection
from typing import Any

from django import forms

from customers.models import Authority
from sharing.allocation import WHOLE
from sharing.models import AllocationKey, Basis, CostItem, KeyFigure, Quote
from ui.forms import DayInput, KernForm, VersionedForm

FIXED = "parts_"
WITH_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]*)?")


class AmountField(forms.DecimalField):
    """An amount in euro as Germans write it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{
                "max_digits": 12,
                "decimal_places": 2,
                "localize": True,
                "widget": forms.TextInput(attrs={"inputmode": "decimal"}),
                **options,
            }
        )

    def to_python(self, value: Any) -> Any:
        """„12.400,50 €“ counts as it is written on every page; the points of thousands are no decimal points."""
        text = str(value or "").replace("€", "").replace("−", "-").strip() if isinstance(value, str) else value
        if isinstance(text, str) and WITH_THOUSANDS.fullmatch(text):
            text = text.replace(".", "")
        return super().to_python(text)


class RecordedForm(VersionedForm):
    """A form of a row that the action checks as it is in the database."""

    def _post_clean(self) -> None:
        """The action checks the row."""

    def values(self) -> dict[str, Any]:
        """What the row is to hold."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.Meta.fields}  # type: ignore[attr-defined]


class CostForm(RecordedForm):
    """One cost of an instance in a year."""

    amount = AmountField(label="Betrag in Euro", help_text=CostItem._meta.get_field("amount").help_text)

    class Meta:
        model = CostItem
        fields = ("kind", "label", "amount", "is_one_off", "source", "dated_on")
        widgets = {"dated_on": DayInput}
        labels = {"is_one_off": "Einmalige Kosten", "dated_on": "Datum des Belegs"}


class FigureForm(RecordedForm):
    """A number that is not counted here."""

    class Meta:
        model = KeyFigure
        fields = ("authority", "basis", "value", "as_of", "source", "certainty")
        widgets = {"as_of": DayInput}
        help_texts = {
            "basis": "Einwohner gelten für die Behörde; die anderen Zahlen nur für dieses Fachverfahren und das Jahr ihres Stands, "
            "statt der gezählten.",
            "source": "Zum Beispiel Statistisches Amt oder Vereinbarung.",
        }

    def __init__(self, *args: Any, authorities: Collection[Authority], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self.fields["authority"], authorities)
        self.fields["basis"].disabled = self.instance.pk is not None  # it would be another figure
        for name in ("source", "certainty"):
            self.fields[name].required = True


class QuoteForm(RecordedForm):
    """An offer for the operation by one authority alone."""

    annual_amount = AmountField(
        label="Jährliche Kosten in Euro", min_value=0, help_text=Quote._meta.get_field("annual_amount").help_text
    )
    one_off_amount = AmountField(
        label="Einmalige Kosten in Euro",
        min_value=0,
        initial=0,
        help_text=Quote._meta.get_field("one_off_amount").help_text,
    )

    class Meta:
        model = Quote
        fields = (
            "authority", "vendor", "annual_amount", "one_off_amount", "dated_on", "valid_until", "source", "certainty",
        )  # fmt: skip
        widgets = {"dated_on": DayInput, "valid_until": DayInput}
        help_texts = {"source": "Wo das Angebot liegt, zum Beispiel Aktenzeichen oder Ablage. Liest auch die Behörde."}

    def __init__(self, *args: Any, authorities: Collection[Authority], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self.fields["authority"], authorities)
        for name in ("source", "certainty"):
            self.fields[name].required = True


class KeyForm(RecordedForm):
    """By what the cost is shared, with the agreed parts of each authority."""

    class Meta:
        model = AllocationKey
        fields = ("first_year", "last_year", *Basis.values, "reference_day", "agreed_in")

    def __init__(
        self, *args: Any, authorities: Collection[Authority], agreed: dict[int, int] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.of_authority = {f"{FIXED}{authority.pk}": authority for authority in authorities}
        for basis in Basis:
            field = self.fields[basis.value]
            field.label = f"{str(field.label)[:1].upper()}{str(field.label)[1:]} (Promille)"
        self.fields[
            Basis.NAMED_USERS
        ].help_text = f"Alle fünf Teile zusammen ergeben {WHOLE}. Nur {WHOLE} an einer Stelle heißt: allein danach."
        for number, (name, authority) in enumerate(self.of_authority.items()):
            self.fields[name] = forms.IntegerField(
                label=f"Feste Anteile: {authority.name}",
                required=False,
                min_value=0,
                max_value=1_000_000,
                initial=(agreed or {}).get(authority.pk),
                help_text=""
                if number
                else "Feste Anteile zählen nur, wenn danach geteilt wird; zum Beispiel 60 und 40.",
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = [part for basis in Basis if (part := cleaned.get(basis.value)) is not None]
        if len(named) == len(Basis) and sum(named) != WHOLE:
            words = f"Alle Teile zusammen ergeben {sum(named)} statt {WHOLE} Promille."
            self.add_error(Basis.NAMED_USERS.value, words)
        return cleaned

    def parts(self) -> dict[Authority, int]:
        """The agreed parts of those that have some."""
        return {
            authority: number
            for name, authority in self.of_authority.items()
            if (number := self.cleaned_data.get(name))
        }


class FixForm(KernForm):
    """A yes to the shares as they were shown."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class CorrectForm(FixForm):
    """The same with the reason."""

    reason = forms.CharField(
        label="Grund der Berichtigung",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Liest nur der Service, nicht die Behörden.",
    )


def offer(field: Any, authorities: Collection[Authority]) -> None:
    """Only those that have to do with the instance can be chosen."""
    field.queryset = field.queryset.filter(pk__in=[authority.pk for authority in authorities])
