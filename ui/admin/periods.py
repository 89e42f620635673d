"""Inline rows that hold for a time and must not overlap: compared with each other as they will be after saving."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model
from django.forms import ModelForm

from ui.admin.inlines import RowFormSet

if TYPE_CHECKING:
    AnyModelForm = ModelForm[Any]
else:
    AnyModelForm = ModelForm


def overlap_message(model: type[Model] | None) -> str:
    """The sentence of the model's constraint that keeps periods apart."""
    texts = [
        str(rule.violation_error_message)
        for rule in (model._meta.constraints if model else ())
        if isinstance(rule, ExclusionConstraint)
    ]
    return texts[0] if texts else ""


class PeriodForm(AnyModelForm):
    """One period; whether it overlaps others is for the form set to say.

    Compared with the stored rows, ending one role and beginning the next in one go would always be refused.
    """

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's hook for the model's own checks
        own = self.errors.get(NON_FIELD_ERRORS)
        if own is None:
            return
        message = overlap_message(self._meta.model)
        own.data = [error for error in own.as_data() if message not in error.messages]
        if not own.data:
            del self.errors[NON_FIELD_ERRORS]


class PeriodFormSet(RowFormSet):
    """All periods of one row; the overlapping one is named, the database still has the last word."""

    first: ClassVar[str] = "valid_from"
    last: ClassVar[str] = "valid_until"
    alike: ClassVar[tuple[str, ...]] = ()  # periods are only compared when these fields are equal

    def clean(self) -> None:
        super().clean()
        earlier: list[tuple[tuple[Any, ...], date, date]] = []
        for form in self.forms:
            values = getattr(form, "cleaned_data", None)
            if (
                not values
                or form.errors
                or self._should_delete_form(form)  # type: ignore[attr-defined]  # missing in the stubs
                or not (form.instance.pk or form.has_changed())
            ):
                continue
            key = tuple(values.get(name) for name in self.alike)
            start, end = values.get(self.first) or date.min, values.get(self.last) or date.max
            if any(key == other and start <= until and since <= end for other, since, until in earlier):
                form.add_error(self.first, overlap_message(self.model))
            earlier.append((key, start, end))
