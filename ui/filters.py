"""Filters of lists: a plain GET form, chips for what is set, and a sentence for what cannot be read."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceIterator
from django.http import QueryDict
from django_filters.fields import ModelChoiceField
from django_filters.filters import QuerySetRequestMixin

from ui.containing import containing
from ui.forms import DayInput
from ui.together import Together, together

MAX_WORDS = 8
# Of a report or a device, such as 2026-000123, AP-4711 or LWL-PC-07. Signs of the search language are left out: with
# them a word could hold a name and leave the number out.
IS_A_NUMBER = re.compile(r"(?:[A-Za-z]{1,5}-)*[A-Za-z]{0,5}[0-9][0-9.-]*")


class AnyOf(django_filters.MultipleChoiceFilter):
    """Ticks in a menu: rows with any of the ticked values."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**{"distinct": False, **options})

    def filter(self, rows: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        return rows.filter(**{f"{self.field_name}__in": value}) if value else rows


class ChoicesTogether(ModelChoiceIterator):  # type: ignore[type-arg]  # rows of whatever model is chosen from
    """The rows of a selection list as keys and words, read with all other lists of the page."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        yield ("", str(self.field.empty_label))
        field: Any = self.field  # a RowField
        for row in field.rows:
            yield row["pk"], " ".join(row[word] for word in field.words).strip()


class RowField(ModelChoiceField):
    """The field behind `OneOf`; which rows there are is asked only when somebody chooses one or looks at the list."""

    iterator = ChoicesTogether

    def __init__(self, *args: Any, words: tuple[str, ...], **options: Any) -> None:
        self.words = words
        self.rows: Iterable[dict[str, Any]] = ()
        self.find: Callable[[], QuerySet[Any]]
        super().__init__(*args, **{**options, "queryset": None})

    def __deepcopy__(self, memo: dict[int, Any]) -> "RowField":
        copied: RowField = forms.Field.__deepcopy__(self, memo)
        copied.widget.choices = copied.choices
        return copied

    def _get_queryset(self) -> QuerySet[Any] | None:
        return self.find() if hasattr(self, "find") else None

    def _set_queryset(self, queryset: QuerySet[Any] | None) -> None:
        self.widget.choices = self.choices

    queryset = property(_get_queryset, _set_queryset)

    def ask(self, page: Together, words: Hashable) -> None:
        """Have the rows read when one of the lists of this page is shown."""
        self.rows = page.rows(lambda: self.queryset.values("pk", *self.words), words=words)


class OneOf(django_filters.ModelChoiceFilter):
    """A selection list of other rows; `queryset` is a function of the request and starts from `visible_to`.

    Which rows, follows from the person and the day, and from nothing else of the request.

    `words` are the columns that a row is called by, as its `__str__` says.
    """

    field_class = RowField

    def __init__(self, *, words: tuple[str, ...] = ("name",), **options: Any) -> None:
        super().__init__(**{"empty_label": "Alle", "words": words, **options})

    @property
    def field(self) -> RowField:
        """Without the rows, so that it is the same for everybody."""
        field: RowField = super(QuerySetRequestMixin, self).field
        return field


class ByLink(OneOf):
    """One of very many rows: nobody chooses from a list, a link from that row's page sets it and a chip shows it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.HiddenInput, **options})


class Named(django_filters.CharFilter):
    """One or some of very many people by their names: a list of all of them would be longer than the page."""

    def __init__(self, *, fields: tuple[str, ...], **options: Any) -> None:
        super().__init__(**{"max_length": 80, **options})
        self.fields = fields

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return containing(rows, value, self.fields) if value else rows


class OneChoice(django_filters.ChoiceFilter):
    """A selection list of fixed values."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"empty_label": "Alle", **options})


class Day(django_filters.DateFilter):
    """A day, picked in the browser's own calendar; far-off days are refused before arithmetic with them overflows."""

    def __init__(self, **options: Any) -> None:
        near = "Bitte einen Tag zwischen 01.01.1900 und 31.12.2999 angeben."
        options["validators"] = [MinValueValidator(date(1900, 1, 1), near), MaxValueValidator(date(2999, 12, 31), near)]
        super().__init__(**{"widget": DayInput, **options})


@dataclass(frozen=True)
class Chip:
    """One thing the list is filtered by, and the address of the list without it."""

    label: str
    value: str
    address: str


@dataclass(frozen=True)
class Control:
    """One filter in the bar above the list."""

    name: str
    kind: str  # "menu" (ticks in a popover), "select", "input" or "hidden"
    field: forms.BoundField
    chosen: int  # how many values are set


class BaseFilterSet(django_filters.FilterSet):
    """Filters of one list: the fields that the search looks at, filters, and which of them wait behind „Weitere“."""

    search_fields: ClassVar[tuple[str, ...]] = ()
    further: ClassVar[tuple[str, ...]] = ()
    persons: ClassVar[tuple[str, ...]] = ()  # those that narrow the list to single people
    search_finds_people: ClassVar[bool] = False  # the search finds what somebody did by their name

    q = django_filters.CharFilter(label="In Liste suchen", method="search", max_length=200)

    def search(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Every word must be found in at least one of the search fields."""
        return containing(rows, value, self.search_fields, most=MAX_WORDS)

    @property
    def has_search(self) -> bool:
        return bool(self.search_fields)

    def present_choices(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Choices that depend on the person or on what is stored, by filter."""
        return {}

    def get_form_class(self) -> type[forms.Form]:
        """Made once: but for the rows that can be chosen it is the same for everybody."""
        return _form_of(type(self), tuple(self.filters))  # type: ignore[arg-type]  # a class can be told apart

    @property
    def form(self) -> forms.Form:
        """The filters as fields; what can be chosen is read with everything else on the page."""
        is_new = not hasattr(self, "_form")
        form: forms.Form = super().form
        if is_new:
            for name, choices in self.present_choices().items():
                form.fields[name].choices = choices  # type: ignore[attr-defined]  # of a field with choices
            for name, field in form.fields.items():
                if not isinstance(field, RowField):
                    continue
                field.find = partial(self.filters[name].get_queryset, self.request)
                if not isinstance(field.widget, forms.HiddenInput):
                    field.ask(together(self.request), (type(self), name, self.request.user.reach))
        return form

    def controls(self) -> list[Control]:
        """What the bar shows beside the search field."""
        return [control for control in self._all_controls() if control.name not in self.further]

    def further_controls(self) -> list[Control]:
        """What waits behind „Weitere“."""
        return [control for control in self._all_controls() if control.name in self.further]

    def may_count(self) -> bool:
        """Whether the rows may be counted, on the page or in a file: never those that belong to one named person."""
        names_somebody = any(self._set_values(name) for name in self.persons)
        return not (names_somebody or (self.search_finds_people and self._search_may_be_a_name()))

    def _search_may_be_a_name(self) -> bool:
        words = " ".join(self._set_values("q")).split()
        return not all(IS_A_NUMBER.fullmatch(word) for word in words)

    def further_chosen(self) -> int:
        """How many of the filters behind „Weitere“ are set."""
        return sum(control.chosen for control in self.further_controls())

    def _all_controls(self) -> Iterator[Control]:
        for bound in self.form:
            if bound.name != "q":
                yield Control(bound.name, _kind(bound.field.widget), bound, len(self._set_values(bound.name)))

    def chips(self) -> list[Chip]:
        """What is set, one chip per value; empty when nothing filters."""
        return [
            Chip(self._label(name), self._in_words(name, value), self._address_without(name, value))
            for name in self.filters
            for value in self._set_values(name)
        ]

    def problems(self) -> list[str]:
        """Sentences about filters whose values cannot be read; those filters are not applied."""
        return [
            f"Filter „{self._label(name)}“ wurde nicht angewandt: {error}"
            for name, errors in (self.form.errors if self.is_bound else {}).items()
            for error in errors
        ]

    def _label(self, name: str) -> str:
        return "Suche" if name == "q" else str(self.form.fields[name].label)

    def _set_values(self, name: str) -> list[Any]:
        value = self.form.cleaned_data.get(name) if self.is_valid() or self.is_bound else None
        if value is None or value == "":
            return []
        return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [value]

    def _in_words(self, name: str, value: Any) -> str:
        if isinstance(value, Model):
            return str(value)
        if isinstance(value, date):
            return value.strftime("%d.%m.%Y")
        if isinstance(value, bool):
            return "ja" if value else "nein"
        return str(dict(getattr(self.form.fields[name], "choices", ())).get(value, value))

    def _address_without(self, name: str, value: Any) -> str:
        query: QueryDict = self.data.copy()
        query.pop("page", None)
        given = str(value.pk if isinstance(value, Model) else value)
        kept = [text for text in query.getlist(name) if text != given]
        query.setlist(name, kept if len(kept) < len(query.getlist(name)) else [])
        return f"?{query.urlencode()}"


@cache
def _form_of(filters: type[BaseFilterSet], names: tuple[str, ...]) -> type[forms.Form]:
    fields = {name: deepcopy(filters.base_filters[name]).field for name in names}
    return type(f"{filters.__name__}Form", (filters._meta.form,), fields)


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "menu"
    if widget.is_hidden:
        return "hidden"
    return "select" if isinstance(widget, forms.Select) else "input"
