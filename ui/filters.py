"""Filters of lists: a plain GET form, chips for what is set, and a sentence for what cannot be read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy, deepcopy
from datetime import date
from functools import cache, cached_property, partial
from typing import Any, ClassVar, NamedTuple

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django_filters.constants import EMPTY_VALUES
from django_filters.filters import FilterMethod, QuerySetRequestMixin

from ui.containing import containing
from ui.filter_form import FilterForm, RowField
from ui.forms import DayInput
from ui.together import together

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


class Chip(NamedTuple):
    """One thing the list is filtered by, and the address of the list without it."""

    label: str
    value: str
    address: str


class BaseFilterSet(django_filters.FilterSet):
    """Filters of one list: the fields that the search looks at, filters, and which of them wait behind „Weitere“."""

    search_fields: ClassVar[tuple[str, ...]] = ()
    further: ClassVar[tuple[str, ...]] = ()
    persons: ClassVar[tuple[str, ...]] = ()  # those that narrow the list to single people
    search_finds_people: ClassVar[bool] = False  # the search finds what somebody did by their name

    base_filters: dict[str, Any]

    q = django_filters.CharFilter(label="In Liste suchen", method="search", max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        shared, self.base_filters = self.base_filters, {}  # else all that they are made of would be copied, too
        super().__init__(*args, **options)
        self.base_filters = shared
        self.filters = {name: self._own(one) for name, one in shared.items()}

    def _own(self, shared: Any) -> Any:
        """A filter that knows this page; what it filters by is that of everybody."""
        own = copy(shared)
        own.model, own.parent = self.queryset.model, self
        if isinstance(own.filter, FilterMethod):
            own.method = shared.method  # bound to the filter it belongs to
        return own

    def search(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Every word must be found in at least one of the search fields."""
        return containing(rows, value, self.search_fields, most=MAX_WORDS)

    @property
    def has_search(self) -> bool:
        return bool(self.search_fields)

    @property
    def searched(self) -> str:
        """What the search was filled in with, also where it cannot be read."""
        return str(self.data.get("q", ""))

    def present_choices(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Choices that depend on the person or on what is stored, by filter."""
        return {}

    def get_form_class(self) -> type[FilterForm]:
        """Made once: but for the rows that can be chosen it is the same for everybody."""
        return _form_of(type(self), tuple(self.filters))  # type: ignore[arg-type]  # a class can be told apart

    @property
    def form(self) -> FilterForm:
        """The filters as fields; what can be chosen is read with everything else on the page."""
        is_new = not hasattr(self, "_form")
        form: FilterForm = super().form
        if is_new:
            for name, choices in self.present_choices().items():
                form.own(name).choices = choices
            self._ask_for_rows(form)
        return form

    def _ask_for_rows(self, form: FilterForm) -> None:
        shared = [(name, field) for name, field in form.fields.items() if isinstance(field, RowField)]
        reach = self.request.user.reach if shared else ()
        for name, field in shared:
            is_hidden = field.widget.is_hidden
            if is_hidden and name not in self.data:
                continue  # nobody chooses from it, and nobody has chosen
            own = form.own(name)
            own.find = partial(self.filters[name].get_queryset, self.request)
            if not is_hidden:
                own.ask(together(self.request), (type(self), name, reach))

    def controls(self) -> list[str]:
        """What the bar shows beside the search field."""
        return [name for name in self.filters if name != "q" and name not in self.further]

    def further_controls(self) -> list[str]:
        """What waits behind „Weitere“."""
        return [name for name in self.filters if name in self.further]

    def number_chosen(self, name: str) -> int:
        """How many values of a filter are set."""
        return len(self.chosen.get(name, ()))

    def may_count(self) -> bool:
        """Whether the rows may be counted, on the page or in a file: never those that belong to one named person."""
        names_somebody = any(name in self.chosen for name in self.persons)
        return not (names_somebody or (self.search_finds_people and self._search_may_be_a_name()))

    def _search_may_be_a_name(self) -> bool:
        words = " ".join(self.chosen.get("q", ())).split()
        return not all(IS_A_NUMBER.fullmatch(word) for word in words)

    def further_chosen(self) -> int:
        """How many of the filters behind „Weitere“ are set."""
        return sum(map(self.number_chosen, self.further_controls()))

    def chips(self) -> list[Chip]:
        """What is set, one chip per value; empty when nothing filters."""
        return [
            Chip(self._label(name), self._in_words(name, value), self._address_without(name, value))
            for name, values in self.chosen.items()
            for value in values
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

    @cached_property
    def chosen(self) -> dict[str, list[Any]]:
        """The values that are set and can be read, by filter; those that nobody set are not in it."""
        self.form.is_valid()  # else nothing is read yet
        read = getattr(self.form, "cleaned_data", {})  # of a list without an address there is none
        return {name: _listed(read[name]) for name in self.filters if read.get(name) not in EMPTY_VALUES}

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


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [value]


@cache
def _form_of(filters: type[BaseFilterSet], names: tuple[str, ...]) -> type[FilterForm]:
    fields = {name: deepcopy(filters.base_filters[name]).field for name in names}
    for field in fields.values():
        if isinstance(field, forms.ChoiceField) and not isinstance(field, RowField):
            choices: Any = field.choices
            field.widget.choices = tuple(choices)  # fixed values; they would be put together for every page else
    return type(f"{filters.__name__}Form", (FilterForm,), {"shared": fields})
