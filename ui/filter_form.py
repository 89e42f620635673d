"""The fields behind the filters of a list: made once for everybody, since each list has a dozen and a page fills in none or two."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from copy import copy, deepcopy
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.choices import BaseChoiceIterator
from django_filters.fields import ModelChoiceField

from ui.keys import key_of
from ui.together import Together


class ChoicesTogether(BaseChoiceIterator):
    """The rows of a selection list as keys and words, read with all other lists of the page."""

    def __init__(self, field: Any) -> None:
        self.field = field  # a RowField; its query is not made for those who only look at the list

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        yield ("", str(self.field.empty_label))
        first, *others = self.field.words
        for row in self.field.rows:
            words = " ".join((row[first], *(row[word] for word in others))) if others else row[first]
            yield row["pk"], words.strip()


class RowField(ModelChoiceField):
    """The field behind `OneOf`; which rows there are is asked only when somebody chooses one or looks at the list."""

    iterator = ChoicesTogether

    def __init__(self, *args: Any, words: tuple[str, ...], **options: Any) -> None:
        self.words = words
        self.named: Hashable = None  # what its rows follow from, where their question may be kept
        self.table: list[type[Model]] = []  # the one that its rows are of, once that is known; the same for every page
        self.rows: Iterable[dict[str, Any]] = ()
        self.find: Callable[[], QuerySet[Any]]
        super().__init__(*args, **{**options, "queryset": None})

    def __deepcopy__(self, memo: dict[int, Any]) -> "RowField":
        """Only what differs from page to page is its own: the rows, and the list that shows them."""
        copied = copy(self)
        copied.widget = copy(self.widget)
        copied.widget.choices = copied.choices
        return copied

    def _get_queryset(self) -> QuerySet[Any] | None:
        return self.find() if hasattr(self, "find") else None

    def _set_queryset(self, queryset: QuerySet[Any] | None) -> None:
        self.widget.choices = self.choices

    queryset = property(_get_queryset, _set_queryset)

    def to_python(self, value: Any) -> Any:
        """The chosen row, found by a question that is put together once."""
        if self.named is None or value in self.empty_values:
            return super().to_python(value)
        key = key_of(str(value))
        found = None if key is None else self._chosen(key)
        if found is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return found

    def _chosen(self, key: int) -> Model | None:
        if not self.table:
            self.table.append(self.queryset.model)

        def row(key: int) -> QuerySet[Any]:
            rows: QuerySet[Any] = self.queryset.filter(pk=key)
            return rows

        return Together().objects(self.table[0], row, words=("chosen", self.named), given=[key]).first()

    def ask(self, page: Together, words: Hashable) -> None:
        """Have the rows read when one of the lists of this page is shown."""
        self.named = words
        self.rows = page.rows(lambda: self.queryset.values("pk", *self.words), words=words)


class FilterForm(forms.Form):
    """The filters of one list as fields, none of which has to be filled in."""

    shared: ClassVar[Mapping[str, forms.Field]] = {}
    """Takes the place of `base_fields`, which would be copied one by one for every page."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, label_suffix="", **options)
        self.fields = dict(self.shared)

    def own(self, name: str) -> Any:
        """The field of that name, from now on one of this page alone, so that it may be changed."""
        self.fields[name] = deepcopy(self.fields[name])
        return self.fields[name]

    def _clean_fields(self) -> None:
        """As the framework does it, but without a bound field for each of those that nobody filled in."""
        for name, field in self.fields.items():
            sent = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            try:
                self.cleaned_data[name] = field.clean(sent)
            except ValidationError as error:
                self.add_error(name, error)
